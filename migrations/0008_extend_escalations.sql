-- +goose Up
-- People in the loop: the clock and the notes of what waits for a person, and who has a conversation.

ALTER TABLE escalations
  ADD COLUMN claimed_at  timestamptz,
  ADD COLUMN answered_at timestamptz,              -- first response; ends the clock of due_at
  ADD COLUMN paused_at   timestamptz,              -- waits for the customer since; the clock stands still
  ADD COLUMN breached_at timestamptz,              -- nobody had answered by due_at
  ADD COLUMN resolution  text NOT NULL DEFAULT '', -- what was done, by who resolved it
  ADD CONSTRAINT escalations_claimed_by_user FOREIGN KEY (claimed_by) REFERENCES users,
  ADD CONSTRAINT escalations_held CHECK (status NOT IN ('claimed','in_progress','waiting_customer','waiting_internal')
    OR claimed_by IS NOT NULL),
  ADD CONSTRAINT escalations_paused CHECK ((status = 'waiting_customer') = (paused_at IS NOT NULL));
CREATE INDEX escalations_clock ON escalations (due_at) WHERE answered_at IS NULL AND breached_at IS NULL
  AND status NOT IN ('resolved','closed','auto_closed');
CREATE INDEX escalations_resolved ON escalations (resolved_at) WHERE status = 'resolved';

-- Whispers: the customer never sees them.
CREATE TABLE escalation_notes (
  id              uuid PRIMARY KEY,
  escalation_id   uuid REFERENCES escalations,
  conversation_id uuid REFERENCES conversations,
  author_id       uuid NOT NULL REFERENCES users,
  kind            text NOT NULL DEFAULT 'note' CHECK (kind IN ('note','resolution','agreed')),
  body            text NOT NULL CHECK (body <> ''),
  at              timestamptz NOT NULL,
  CHECK (escalation_id IS NOT NULL OR conversation_id IS NOT NULL)
);
CREATE INDEX escalation_notes_by_escalation ON escalation_notes (escalation_id, at);
CREATE INDEX escalation_notes_by_conversation ON escalation_notes (conversation_id, at);

ALTER TABLE conversations
  ADD COLUMN held_by     uuid REFERENCES users,     -- the person who has it; null: nobody yet, or the bot
  ADD COLUMN held_at     timestamptz,
  ADD COLUMN agreed      text NOT NULL DEFAULT '',  -- what a person agreed with them, as told when it was given back
  ADD COLUMN resolved_at timestamptz,               -- closed by a person then; open again once they write
  ADD CONSTRAINT conversations_held CHECK (held_by IS NULL OR owner = 'human' AND held_at IS NOT NULL);
CREATE INDEX conversations_with_people ON conversations (greatest(last_in_at, last_out_at, created_at) DESC) WHERE owner = 'human';

-- +goose Down
DROP INDEX conversations_with_people;
ALTER TABLE conversations DROP CONSTRAINT conversations_held, DROP COLUMN resolved_at, DROP COLUMN agreed, DROP COLUMN held_at,
  DROP COLUMN held_by;
DROP TABLE escalation_notes;
DROP INDEX escalations_resolved, escalations_clock;
ALTER TABLE escalations DROP CONSTRAINT escalations_paused, DROP CONSTRAINT escalations_held,
  DROP CONSTRAINT escalations_claimed_by_user, DROP COLUMN resolution, DROP COLUMN breached_at, DROP COLUMN paused_at,
  DROP COLUMN answered_at, DROP COLUMN claimed_at;
