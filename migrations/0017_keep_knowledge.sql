-- +goose Up
-- What the organisation says of what customers ask, how to get in at a job, and how a contact wants to be written to.

-- One passage, said word by word. A unit's own goes before that of the whole organisation.
CREATE TABLE snippets (
  id         text PRIMARY KEY,               -- dispatchers see it beside the answer
  unit_code  text REFERENCES business_units, -- null: of the whole organisation
  topic      text NOT NULL,
  language   text NOT NULL CHECK (language IN ('es','pt','en')),
  body       text NOT NULL CHECK (body <> ''),
  source     text NOT NULL,                  -- the document it is taken from
  valid      daterange NOT NULL DEFAULT '(,)',
  updated_at timestamptz NOT NULL
);
CREATE INDEX snippets_by_topic ON snippets (topic, language, unit_code);

ALTER TABLE work_orders ADD COLUMN access text NOT NULL DEFAULT ''; -- how to get in, in the customer's words
ALTER TABLE contacts ADD COLUMN prefers text NOT NULL DEFAULT '';   -- how and when to write to them, in their words

-- +goose Down
ALTER TABLE contacts DROP COLUMN prefers;
ALTER TABLE work_orders DROP COLUMN access;
DROP TABLE snippets;
