-- +goose Up
-- What technicians tell by chat, by the clock of their phones, and from which phones they may.

CREATE TABLE technician_steps (
  id              text PRIMARY KEY,           -- of the message, and its place in it
  resource_id     uuid NOT NULL REFERENCES resources,
  day             date NOT NULL,              -- of the technician's zone
  kind            text NOT NULL,
  at              timestamptz NOT NULL,       -- by the phone
  visit_id        uuid REFERENCES visits,     -- when it was named
  body            text NOT NULL DEFAULT '',
  number          int NOT NULL DEFAULT 0,
  received_at     timestamptz NOT NULL
);
CREATE INDEX technician_steps_by_day ON technician_steps (resource_id, day, at);
CREATE TRIGGER technician_steps_never_change BEFORE UPDATE OR DELETE ON technician_steps
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A conversation from which a technician proved to be themselves.
CREATE TABLE technician_devices (
  resource_id     uuid NOT NULL REFERENCES resources,
  conversation_id uuid NOT NULL REFERENCES conversations,
  verified_at     timestamptz,
  failures        int NOT NULL DEFAULT 0,
  locked_until    timestamptz,
  PRIMARY KEY (resource_id, conversation_id)
);

ALTER TABLE resources ADD COLUMN pin_hash text NOT NULL DEFAULT ''; -- argon2id; empty: cannot work by chat
ALTER TABLE service_types ADD COLUMN checklist jsonb NOT NULL DEFAULT '[]';
ALTER TABLE visits
  ADD COLUMN worked_minutes int NOT NULL DEFAULT 0 CHECK (worked_minutes >= 0),
  ADD COLUMN paused_minutes int NOT NULL DEFAULT 0 CHECK (paused_minutes >= 0),
  ADD COLUMN en_route_at    timestamptz,
  ADD COLUMN evidence       jsonb NOT NULL DEFAULT '{}'; -- photos, serial, checks, acceptance

-- When an offer to a contractor ends, and how often a visit was offered.
ALTER TABLE assignments ADD COLUMN offered_until timestamptz;

-- +goose Down
ALTER TABLE assignments DROP COLUMN offered_until;
ALTER TABLE visits DROP COLUMN evidence, DROP COLUMN en_route_at, DROP COLUMN paused_minutes, DROP COLUMN worked_minutes;
ALTER TABLE service_types DROP COLUMN checklist;
ALTER TABLE resources DROP COLUMN pin_hash;
DROP TABLE technician_devices, technician_steps;
