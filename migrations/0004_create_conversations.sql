-- +goose Up
-- Words: conversations, their messages in and out, and the turns that answered them.
CREATE TABLE conversations (
  id           uuid PRIMARY KEY,
  contact_id   uuid NOT NULL REFERENCES contacts,
  channel      text NOT NULL,
  ours         text NOT NULL,              -- our number or widget
  theirs       text NOT NULL,              -- their address on the channel
  owner        text NOT NULL DEFAULT 'bot' CHECK (owner IN ('bot','human')),
  state        jsonb,                      -- agent.State
  turns        int NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL,
  last_in_at   timestamptz,
  last_out_at  timestamptz,
  UNIQUE (channel, ours, theirs)
);
CREATE INDEX conversations_by_contact ON conversations (contact_id);
CREATE INDEX conversations_by_activity ON conversations (greatest(last_in_at, last_out_at, created_at) DESC);

-- Inputs of a turn are frozen before anything else happens, so that a replay after a crash gets the same answer.
CREATE TABLE turns (
  id              uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversations,
  n               int NOT NULL,
  at              timestamptz NOT NULL,    -- the turn's clock
  status          text NOT NULL DEFAULT 'frozen' CHECK (status IN ('frozen','done')),
  rules_version   text NOT NULL,
  language        text NOT NULL DEFAULT '',
  commands        jsonb,
  effects         jsonb,
  state_before    jsonb,
  state_after     jsonb,
  done_at         timestamptz,
  UNIQUE (conversation_id, n)
);
CREATE UNIQUE INDEX turns_one_frozen ON turns (conversation_id) WHERE status = 'frozen';

CREATE TABLE messages (
  id              uuid PRIMARY KEY,
  seq             bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  conversation_id uuid NOT NULL REFERENCES conversations,
  direction       text NOT NULL CHECK (direction IN ('in','out')),
  channel         text NOT NULL,
  external_id     text,                    -- unique on its channel for inbound
  kind            text NOT NULL,
  body            text NOT NULL DEFAULT '',
  payload         jsonb NOT NULL DEFAULT '{}', -- location, media, choices, reaction, referral, ask
  author          text NOT NULL,           -- contact, bot, user:<id>, system
  class           text NOT NULL DEFAULT 'reply' CHECK (class IN ('reply','service','marketing')),
  status          text NOT NULL CHECK (status IN ('received','queued','sent','delivered','read','failed')),
  failure         text NOT NULL DEFAULT '',
  attempts        int NOT NULL DEFAULT 0,
  turn_id         uuid REFERENCES turns,   -- in: the turn that handles it; out: the turn that said it
  target_id       uuid,                    -- quoted or reacted-to message
  sent_at         timestamptz NOT NULL,    -- in: by the person's phone; out: when it left, or was queued
  created_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX messages_once ON messages (channel, external_id) WHERE direction = 'in';
CREATE INDEX messages_by_conversation ON messages (conversation_id, seq);
CREATE INDEX messages_unhandled ON messages (conversation_id, seq) WHERE direction = 'in' AND turn_id IS NULL;
CREATE INDEX messages_outbox ON messages (conversation_id, seq) WHERE direction = 'out' AND status = 'queued';
CREATE INDEX messages_by_receipt ON messages (channel, external_id) WHERE direction = 'out' AND external_id IS NOT NULL;
CREATE INDEX messages_by_turn ON messages (turn_id);

-- Unguessable tokens of public web chats; the token is stored as a hash.
CREATE TABLE webchat_tokens (
  token_hash text PRIMARY KEY,
  handle     text NOT NULL UNIQUE,         -- the address value of the conversation
  created_at timestamptz NOT NULL
);

-- +goose Down
DROP TABLE webchat_tokens, messages, turns, conversations;
