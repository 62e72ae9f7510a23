-- +goose Up
-- What the linked WhatsApp transport keeps besides the library's own tables (whatsmeow_*), which it brings by itself.

-- What the options of a poll stand for: a vote names hashes of their titles only.
CREATE TABLE whatsapp_polls (
  external_id text PRIMARY KEY,            -- of the poll
  target      text NOT NULL,               -- external id of the message that holds the same choices as text
  choices     jsonb NOT NULL,              -- channels.Choice, in their order
  created_at  timestamptz NOT NULL
);
CREATE INDEX whatsapp_polls_by_age ON whatsapp_polls (created_at);

-- When the phone of each of our numbers gave its last sign of life: after 14 days without one, WhatsApp removes its devices.
CREATE TABLE whatsapp_phones (
  ours    text PRIMARY KEY CHECK (ours ~ '^\+[0-9]{6,15}$'),
  seen_at timestamptz NOT NULL
);

-- +goose Down
DROP TABLE whatsapp_phones;
DROP TABLE whatsapp_polls;
