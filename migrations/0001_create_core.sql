-- +goose Up
-- What core keeps: facts, people who sign in, their sessions, and the brakes on both.

-- Everything that happened, in the transaction that made it happen. Rows are never changed.
CREATE TABLE facts (
  seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id              uuid NOT NULL UNIQUE,
  name            text NOT NULL CHECK (name ~ '^[a-z_]+(\.[a-z_]+)+$'),
  at              timestamptz NOT NULL,
  actor           text NOT NULL,           -- bot, system, contact:<id>, user:<id>, technician:<id>, api:<id>
  origin          text NOT NULL DEFAULT '', -- what asked for it: a turn, a request, a job
  subject_kind    text NOT NULL,
  subject_id      text NOT NULL,
  conversation_id uuid,
  contact_id      uuid,
  lead_id         uuid,
  work_order_id   uuid,
  visit_id        uuid,
  data            jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX facts_by_subject ON facts (subject_kind, subject_id, seq);
CREATE INDEX facts_by_conversation ON facts (conversation_id, seq) WHERE conversation_id IS NOT NULL;
CREATE INDEX facts_by_contact ON facts (contact_id, seq) WHERE contact_id IS NOT NULL;
CREATE INDEX facts_by_lead ON facts (lead_id, seq) WHERE lead_id IS NOT NULL;
CREATE INDEX facts_by_work_order ON facts (work_order_id, seq) WHERE work_order_id IS NOT NULL;
CREATE INDEX facts_by_visit ON facts (visit_id, seq) WHERE visit_id IS NOT NULL;
CREATE INDEX facts_by_name ON facts (name, at);

-- +goose StatementBegin
CREATE FUNCTION refuse_fact_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts are never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'facts_never_change';
END $$;
-- +goose StatementEnd
CREATE TRIGGER facts_never_change BEFORE UPDATE OR DELETE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_fact_change();
CREATE TRIGGER facts_never_truncate BEFORE TRUNCATE ON facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_fact_change();

CREATE TABLE users (
  id            uuid PRIMARY KEY,
  email         text NOT NULL CONSTRAINT users_email_lower CHECK (email = lower(email) AND email LIKE '%_@_%'),
  name          text NOT NULL,
  password_hash text NOT NULL DEFAULT '',  -- argon2id, PHC form; empty: cannot sign in by password
  roles         text[] NOT NULL DEFAULT '{}' CONSTRAINT users_roles_known CHECK (roles <@
                  '{admin,ops_lead,dispatcher,agent,finance,marketer,technician,partner}'),
  unit_codes    text[] NOT NULL DEFAULT '{}', -- empty: all units
  locale        text NOT NULL DEFAULT 'es',
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL,
  CONSTRAINT users_email_once UNIQUE (email)
);

CREATE TABLE sessions (
  token  text PRIMARY KEY,                 -- SHA-256 of the cookie's token
  data   bytea NOT NULL,
  expiry timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expiry);

-- Failed sign-ins by what they were tried with: "email:<email>" and "address:<ip>".
CREATE TABLE sign_in_attempts (
  key          text PRIMARY KEY,
  failures     int NOT NULL CHECK (failures >= 0),
  last_at      timestamptz NOT NULL,
  locked_until timestamptz
);

-- Token buckets: tokens left when last looked at.
CREATE TABLE rate_buckets (
  key    text PRIMARY KEY,
  tokens float8 NOT NULL,
  at     timestamptz NOT NULL
);

-- +goose Down
DROP TABLE rate_buckets, sign_in_attempts, sessions, users, facts;
DROP FUNCTION refuse_fact_change;
