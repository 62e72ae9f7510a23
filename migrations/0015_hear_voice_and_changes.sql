-- +goose Up
-- What was said in voice notes, and what people did to messages that were answered already.

-- A voice note that is written down, or was to be. What a turn reads of it is settled when the turn is frozen.
CREATE TABLE transcripts (
  message_id uuid PRIMARY KEY REFERENCES messages,
  state      text NOT NULL CHECK (state IN ('wanted','heard','unclear','late','failed','long')),
  body       text NOT NULL DEFAULT '',
  language   text NOT NULL DEFAULT '',
  seconds    double precision NOT NULL DEFAULT 0, -- of the audio; 0: not known
  logprob    double precision,                    -- mean of the model; null: not told
  no_speech  double precision,
  model      text NOT NULL DEFAULT '',
  reason     text NOT NULL DEFAULT '',            -- of what was not heard
  until      timestamptz NOT NULL,                -- the turn waits no longer
  created_at timestamptz NOT NULL,
  done_at    timestamptz
);
CREATE INDEX transcripts_wanted ON transcripts (until) WHERE state = 'wanted';

-- in: the text that its sender gave it after it was answered, which nobody acts on.
ALTER TABLE messages ADD COLUMN edited_to text, ADD COLUMN edited_at timestamptz;

-- +goose Down
ALTER TABLE messages DROP COLUMN edited_to, DROP COLUMN edited_at;
DROP TABLE transcripts;
