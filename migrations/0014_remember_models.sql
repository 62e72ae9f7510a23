-- +goose Up
-- The language model: what it proposed, what it costs, what its servers can do. No row holds words that were not masked.

-- What a model proposed for a turn, frozen before the turn is decided: null is not asked, [] is nothing of use.
ALTER TABLE turns ADD COLUMN model jsonb;

-- Tokens used on a day, of the organisation ('org') and of one contact ('contact:<id>').
CREATE TABLE model_usage (
  day    date NOT NULL,
  scope  text NOT NULL,
  tokens bigint NOT NULL CHECK (tokens >= 0),
  PRIMARY KEY (day, scope)
);

-- Answers to be given again to the same question: the key is a hash, the answer holds masks.
CREATE TABLE model_answers (
  key        text PRIMARY KEY CHECK (key ~ '^[0-9a-f]{64}$'),
  answer     jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX model_answers_by_age ON model_answers (created_at);

-- How a model of a server takes its instructions, the best way that it was seen to follow.
CREATE TABLE model_servers (
  server     text NOT NULL,
  model      text NOT NULL,
  rung       int NOT NULL CHECK (rung BETWEEN 0 AND 3), -- json_schema, tools, json_object, text
  learned_at timestamptz NOT NULL,
  PRIMARY KEY (server, model)
);

-- +goose Down
DROP TABLE model_servers, model_answers, model_usage;
ALTER TABLE turns DROP COLUMN model;
