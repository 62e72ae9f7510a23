-- +goose Up
-- The life of a visit after its booking: what a change costs, what was told without being asked, how it was rated.

ALTER TABLE business_units
  ADD COLUMN late_minutes   int NOT NULL DEFAULT 180 CHECK (late_minutes >= 0),     -- a change is late this long before the window
  ADD COLUMN late_fee_minor bigint NOT NULL DEFAULT 0 CHECK (late_fee_minor >= 0),  -- what a late change costs, in the unit's currency
  ADD COLUMN max_moves      int NOT NULL DEFAULT 3 CHECK (max_moves >= 0);          -- how often customers move a visit by themselves

ALTER TABLE visits
  ADD COLUMN moves     int NOT NULL DEFAULT 0 CHECK (moves >= 0),          -- how often the customer moved it before
  ADD COLUMN late      boolean NOT NULL DEFAULT false,                     -- canceled or moved inside the late window
  ADD COLUMN fee_minor bigint NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),   -- what that costs the customer, as told
  ADD COLUMN expected  timestamptz;                                        -- arrival as last told on the day; null: the plan

CREATE TABLE ratings (
  visit_id   uuid PRIMARY KEY REFERENCES visits,
  score      int NOT NULL CHECK (score BETWEEN 1 AND 5),
  comment    text NOT NULL DEFAULT '',
  message_id uuid NOT NULL,                -- the customer's words
  at         timestamptz NOT NULL
);

-- A notice is said once, whoever asks for it how often: its key names what it is about.
ALTER TABLE messages ADD COLUMN notice_key text;
CREATE UNIQUE INDEX messages_notice_once ON messages (notice_key) WHERE notice_key IS NOT NULL;

-- +goose Down
ALTER TABLE messages DROP COLUMN notice_key;
DROP TABLE ratings;
ALTER TABLE visits DROP COLUMN expected, DROP COLUMN fee_minor, DROP COLUMN late, DROP COLUMN moves;
ALTER TABLE business_units DROP COLUMN max_moves, DROP COLUMN late_fee_minor, DROP COLUMN late_minutes;
