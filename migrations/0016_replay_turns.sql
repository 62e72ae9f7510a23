-- +goose Up
-- What a turn knew of the person, so that it can be decided again; and the versions of rules that went live, with their scores.
ALTER TABLE turns ADD COLUMN view jsonb;   -- agent.View; null before this version

CREATE TABLE agent_versions (
  version     text NOT NULL,               -- hash of rules, catalogue and words
  promoted_at timestamptz NOT NULL,
  scores      jsonb NOT NULL,              -- evals.Scores
  note        text NOT NULL DEFAULT '',    -- "back to", "forced", ...
  PRIMARY KEY (version, promoted_at)
);
CREATE INDEX agent_versions_by_time ON agent_versions (promoted_at DESC);
CREATE INDEX turns_by_time ON turns (at) WHERE status = 'done';

-- +goose Down
DROP INDEX turns_by_time;
DROP TABLE agent_versions;
ALTER TABLE turns DROP COLUMN view;
