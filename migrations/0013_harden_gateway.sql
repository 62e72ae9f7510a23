-- +goose Up
-- What sending needs to know: how our numbers are, what was told early, what waits for its hour, and the files of messages.

-- One of our addresses. A transport reports its state; the outbox and the dispatcher read it.
CREATE TABLE numbers (
  channel       text NOT NULL,
  value         text NOT NULL,
  transport     text NOT NULL,              -- linked, cloud, smpp, twilio, http
  unit_code     text REFERENCES business_units, -- whose it is; null: anybody's
  state         text NOT NULL CHECK (state IN ('up','connecting','down','unpaired','logged_out','replaced','banned','outdated',
                  'limited','away','refused','paused')),
  detail        text NOT NULL DEFAULT '',
  since         timestamptz NOT NULL,       -- of the state
  until         timestamptz,
  phone_seen_at timestamptz,
  quality       text NOT NULL DEFAULT '',
  tier          text NOT NULL DEFAULT '',
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (channel, value)
);

-- The number that the channel itself says is theirs; what somebody writes that their number is does not count.
ALTER TABLE conversations ADD COLUMN phone text NOT NULL DEFAULT '';

-- A handle that a contact only said is theirs finds nobody, and is given up to who proves it.
ALTER TABLE contact_handles ADD COLUMN proven boolean NOT NULL DEFAULT true;

ALTER TABLE messages DROP CONSTRAINT messages_status_check;
ALTER TABLE messages
  ADD CONSTRAINT messages_status_check CHECK (status IN ('received','queued','sent','delivered','read','failed','diverted')),
  ADD COLUMN not_before timestamptz,              -- it waits for its hour
  ADD COLUMN paced_at   timestamptz,              -- its turn among the messages of its number
  ADD COLUMN held_by_rule text NOT NULL DEFAULT '', -- the rule that made it wait
  ADD COLUMN replaces   uuid UNIQUE REFERENCES messages, -- it goes instead of that one, by another channel
  ADD COLUMN dropped_at timestamptz,              -- in: taken back by its sender before it was answered
  ADD COLUMN price      jsonb;
DROP INDEX messages_unhandled;
CREATE INDEX messages_unhandled ON messages (conversation_id, seq)
  WHERE direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL;
CREATE INDEX messages_failed ON messages (created_at) WHERE direction = 'out' AND status = 'failed';

-- Statuses that came before their send was recorded.
CREATE TABLE early_deliveries (
  id          uuid PRIMARY KEY,
  channel     text NOT NULL,
  external_id text NOT NULL,
  delivery    jsonb NOT NULL,
  at          timestamptz NOT NULL
);
CREATE INDEX early_deliveries_by_message ON early_deliveries (channel, external_id);
CREATE INDEX early_deliveries_by_age ON early_deliveries (at);

-- Files of messages: first known, later fetched. Bytes are kept once, under their SHA-256.
CREATE TABLE blobs (
  sha256     text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE media (
  id         uuid PRIMARY KEY,
  status     text NOT NULL CHECK (status IN ('wanted','stored','refused')),
  sha256     text REFERENCES blobs,
  mime_type  text NOT NULL DEFAULT '',
  bytes      bigint NOT NULL DEFAULT 0,
  name       text NOT NULL DEFAULT '',
  voice      boolean NOT NULL DEFAULT false,
  channel    text NOT NULL DEFAULT '',
  ours       text NOT NULL DEFAULT '',
  remote     text NOT NULL DEFAULT '',      -- where its transport finds it
  message_id uuid REFERENCES messages,      -- that named it
  reason     text NOT NULL DEFAULT '',      -- of a refusal
  created_at timestamptz NOT NULL,
  CHECK ((status = 'stored') = (sha256 IS NOT NULL))
);

-- Secrets that the server draws for itself, such as the one that signs links to files.
CREATE TABLE keys (
  name       text PRIMARY KEY,
  secret     bytea NOT NULL,
  created_at timestamptz NOT NULL
);

-- Two contacts that turned out to be one person: what was moved, so that it can be undone.
CREATE TABLE contact_merges (
  id     uuid PRIMARY KEY,
  kept   uuid NOT NULL REFERENCES contacts,
  gone   uuid NOT NULL REFERENCES contacts,
  moved  jsonb NOT NULL,                    -- {"conversations": ["id", ...], ...}
  at     timestamptz NOT NULL,
  CHECK (kept <> gone)
);

-- +goose Down
DROP TABLE contact_merges, keys, media, blobs, early_deliveries, numbers;
ALTER TABLE contact_handles DROP COLUMN proven;
ALTER TABLE conversations DROP COLUMN phone;
DROP INDEX messages_failed;
ALTER TABLE messages DROP COLUMN price, DROP COLUMN dropped_at, DROP COLUMN replaces, DROP COLUMN held_by_rule, DROP COLUMN paced_at, DROP COLUMN not_before;
UPDATE messages SET status = 'failed' WHERE status = 'diverted';
ALTER TABLE messages DROP CONSTRAINT messages_status_check,
  ADD CONSTRAINT messages_status_check CHECK (status IN ('received','queued','sent','delivered','read','failed'));
CREATE INDEX messages_unhandled ON messages (conversation_id, seq) WHERE direction = 'in' AND turn_id IS NULL;
