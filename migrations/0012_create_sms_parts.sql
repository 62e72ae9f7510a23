-- +goose Up
-- Short messages come and go in parts. Each part was acknowledged, so a restart must not forget it.

-- Parts of what customers wrote. A part that is told to the gateway loses its text and stays a while, so that it is known again when
-- the network sends it once more over a new connection.
CREATE TABLE sms_parts (
  id           uuid PRIMARY KEY,
  message_id   uuid NOT NULL,              -- of the whole; all parts of a message have the same
  account      text NOT NULL,
  theirs       text NOT NULL,
  ours         text NOT NULL,
  reference    int NOT NULL,
  total        smallint NOT NULL CHECK (total BETWEEN 1 AND 255),
  n            smallint NOT NULL CHECK (n BETWEEN 1 AND total),
  coding       smallint NOT NULL,
  body         bytea NOT NULL,
  fingerprint  text NOT NULL,
  bind         text NOT NULL,              -- the connection that it came by last
  beat         int NOT NULL,               -- signs of life on it by then
  sure         boolean NOT NULL DEFAULT false, -- the network has our acknowledgement: it does not come again
  at           timestamptz NOT NULL,
  delivered_at timestamptz,                -- told to the gateway
  UNIQUE (message_id, n)
);
CREATE INDEX sms_parts_by_fingerprint ON sms_parts (fingerprint, at);
CREATE INDEX sms_parts_open ON sms_parts (account, theirs, at) WHERE delivered_at IS NULL;
CREATE INDEX sms_parts_unsure ON sms_parts (bind) WHERE NOT sure;
CREATE INDEX sms_parts_by_age ON sms_parts (at);

-- Parts of messages of ours that took several: the network tells of each, and the message has arrived when all have.
CREATE TABLE sms_sent_parts (
  account text NOT NULL,
  part    text NOT NULL,                   -- the network's id of the part
  message text NOT NULL,                   -- external id of the whole
  status  text NOT NULL CHECK (status IN ('sent','delivered','failed')),
  at      timestamptz NOT NULL,
  PRIMARY KEY (account, part)
);
CREATE INDEX sms_sent_parts_by_message ON sms_sent_parts (message);
CREATE INDEX sms_sent_parts_by_age ON sms_sent_parts (at);

-- +goose Down
DROP TABLE sms_sent_parts, sms_parts;
