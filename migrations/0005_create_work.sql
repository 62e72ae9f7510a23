-- +goose Up
-- Work: leads, jobs, visits, who does them, what was promised, and the one table of occupied time.
CREATE TABLE leads (
  id               uuid PRIMARY KEY,
  contact_id       uuid NOT NULL REFERENCES contacts,
  conversation_id  uuid REFERENCES conversations,
  unit_code        text NOT NULL REFERENCES business_units,
  status           text NOT NULL CHECK (status IN ('new','engaged','qualifying','qualified','offered','converted',
                     'parked','waitlisted','disqualified','lost','merged')),
  reason           text NOT NULL DEFAULT '',
  service_code     text REFERENCES service_types,
  locality_id      text REFERENCES localities,
  problem          text NOT NULL DEFAULT '',
  quantity         int NOT NULL DEFAULT 1 CHECK (quantity > 0),
  wish             jsonb,
  source           text NOT NULL,
  campaign         text NOT NULL DEFAULT '',
  first_message_id uuid,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL
);
CREATE INDEX leads_by_contact ON leads (contact_id, created_at DESC);
CREATE INDEX leads_by_conversation ON leads (conversation_id);

-- Every way in that a lead came by; the first and the last are the ones reports read.
CREATE TABLE lead_touches (
  id         uuid PRIMARY KEY,
  lead_id    uuid NOT NULL REFERENCES leads,
  at         timestamptz NOT NULL,
  source     text NOT NULL,
  medium     text NOT NULL DEFAULT '',
  campaign   text NOT NULL DEFAULT '',
  ad         jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX lead_touches_by_lead ON lead_touches (lead_id, at);

CREATE TABLE waitlist_entries (
  id              uuid PRIMARY KEY,
  contact_id      uuid NOT NULL REFERENCES contacts,
  conversation_id uuid REFERENCES conversations,
  lead_id         uuid REFERENCES leads,
  unit_code       text NOT NULL REFERENCES business_units,
  service_code    text REFERENCES service_types,
  locality_id     text REFERENCES localities,
  locality        text NOT NULL,
  cause           text NOT NULL CHECK (cause IN ('no_slot','out_of_area')),
  wish            jsonb,
  status          text NOT NULL DEFAULT 'active' CHECK (status IN
                    ('active','offered','accepted','passed','expired','removed')),
  created_at      timestamptz NOT NULL
);
CREATE INDEX waitlist_active ON waitlist_entries (unit_code, created_at) WHERE status = 'active';

CREATE TABLE work_orders (
  id               uuid PRIMARY KEY,
  number           bigint GENERATED ALWAYS AS IDENTITY (START WITH 1001) UNIQUE,
  unit_code        text NOT NULL REFERENCES business_units,
  customer_id      uuid NOT NULL REFERENCES customers,
  contact_id       uuid NOT NULL REFERENCES contacts,
  site_id          uuid NOT NULL REFERENCES sites,
  lead_id          uuid REFERENCES leads,
  service_code     text NOT NULL REFERENCES service_types,
  quantity         int NOT NULL DEFAULT 1 CHECK (quantity > 0),
  problem          text NOT NULL DEFAULT '',
  answers          jsonb NOT NULL DEFAULT '{}',
  duration_minutes int NOT NULL CHECK (duration_minutes > 0),
  status           text NOT NULL CHECK (status IN ('draft','ready','scheduled','in_progress','completed','closed',
                     'on_hold','canceled')),
  hold_reason      text NOT NULL DEFAULT '',
  recall_of        uuid REFERENCES work_orders,
  created_at       timestamptz NOT NULL
);
CREATE INDEX work_orders_by_contact ON work_orders (contact_id, created_at DESC);

CREATE TABLE visits (
  id               uuid PRIMARY KEY,
  work_order_id    uuid NOT NULL REFERENCES work_orders,
  site_id          uuid NOT NULL REFERENCES sites,
  status           text NOT NULL CHECK (status IN ('tentative','scheduled','dispatched','en_route','on_site','working',
                     'paused','completed','incomplete','no_access','missed','canceled','superseded')),
  confirmation     text NOT NULL DEFAULT 'not_asked' CHECK (confirmation IN
                     ('not_asked','asked','confirmed','declined','no_reply')),
  arrival          tstzrange NOT NULL CHECK (NOT isempty(arrival)), -- promised window of arrival
  planned          tstzrange,              -- planned work on site; null when nobody is assigned
  actual           tstzrange,              -- work on site as it happened
  time_zone        text NOT NULL,
  duration_minutes int NOT NULL CHECK (duration_minutes > 0),
  reschedules_id   uuid REFERENCES visits,
  initiator        text NOT NULL DEFAULT '',
  reason           text NOT NULL DEFAULT '',
  created_at       timestamptz NOT NULL,
  -- work starts inside the promised window
  CHECK (planned IS NULL OR lower(planned) <@ tstzrange(lower(arrival), upper(arrival), '[]'))
);
CREATE INDEX visits_by_order ON visits (work_order_id);
CREATE INDEX visits_by_arrival ON visits USING gist (arrival);

CREATE TABLE assignments (
  id          uuid PRIMARY KEY,
  visit_id    uuid NOT NULL REFERENCES visits,
  resource_id uuid NOT NULL REFERENCES resources,
  status      text NOT NULL CHECK (status IN ('proposed','offered','accepted','declined','expired','withdrawn','active',
                'released')),
  created_at  timestamptz NOT NULL,
  ended_at    timestamptz
);
CREATE UNIQUE INDEX assignments_one_live ON assignments (visit_id)
  WHERE status IN ('proposed','offered','accepted','active');
CREATE INDEX assignments_by_resource ON assignments (resource_id);

-- What a customer was told. Rows are never changed (see the trigger).
CREATE TABLE promises (
  id         uuid PRIMARY KEY,
  visit_id   uuid NOT NULL REFERENCES visits,
  version    int NOT NULL CHECK (version > 0),
  kind       text NOT NULL DEFAULT 'window' CHECK (kind IN ('window','price','eta')),
  arrival    tstzrange NOT NULL,
  message_id uuid NOT NULL,                -- the message that told it
  consent_id uuid,                         -- the customer's yes
  made_at    timestamptz NOT NULL,
  UNIQUE (visit_id, kind, version)
);

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
-- +goose StatementEnd
CREATE TRIGGER promises_never_change BEFORE UPDATE OR DELETE ON promises
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE slot_holds (
  id               uuid PRIMARY KEY,
  contact_id       uuid NOT NULL REFERENCES contacts,
  conversation_id  uuid REFERENCES conversations,
  resource_id      uuid NOT NULL REFERENCES resources,
  service_code     text NOT NULL REFERENCES service_types,
  territory_code   text NOT NULL REFERENCES territories,
  quantity         int NOT NULL DEFAULT 1,
  lat              float8 NOT NULL,
  lng              float8 NOT NULL,
  time_zone        text NOT NULL,
  arrival          tstzrange NOT NULL CHECK (NOT isempty(arrival)),
  planned          tstzrange NOT NULL CHECK (NOT isempty(planned)),
  duration_minutes int NOT NULL CHECK (duration_minutes > 0),
  status           text NOT NULL CHECK (status IN ('active','confirmed','expired','released')),
  expires_at       timestamptz NOT NULL,
  created_at       timestamptz NOT NULL
);
CREATE INDEX slot_holds_active ON slot_holds (resource_id, expires_at) WHERE status = 'active';
CREATE INDEX slot_holds_by_contact ON slot_holds (contact_id) WHERE status = 'active';

-- All time of a technician that is taken, whatever takes it. No two rows of one technician overlap.
CREATE TABLE occupations (
  id            uuid PRIMARY KEY,
  resource_id   uuid NOT NULL REFERENCES resources,
  kind          text NOT NULL CHECK (kind IN ('hold','assignment','absence')),
  span          tstzrange NOT NULL CHECK (NOT isempty(span)),
  hold_id       uuid UNIQUE REFERENCES slot_holds,
  assignment_id uuid UNIQUE REFERENCES assignments,
  absence_id    uuid UNIQUE REFERENCES absences,
  CHECK (num_nonnulls(hold_id, assignment_id, absence_id) = 1),
  CONSTRAINT occupations_never_overlap EXCLUDE USING gist (resource_id WITH =, span WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE escalations (
  id              uuid PRIMARY KEY,
  conversation_id uuid REFERENCES conversations,
  contact_id      uuid REFERENCES contacts,
  visit_id        uuid REFERENCES visits,
  unit_code       text NOT NULL REFERENCES business_units,
  cause           text NOT NULL,
  priority        text NOT NULL CHECK (priority IN ('P1','P2','P3','P4')),
  summary         text NOT NULL,
  status          text NOT NULL DEFAULT 'open' CHECK (status IN ('open','claimed','in_progress','waiting_customer',
                    'waiting_internal','resolved','closed','auto_closed')),
  claimed_by      uuid,
  opened_at       timestamptz NOT NULL,
  due_at          timestamptz NOT NULL,
  resolved_at     timestamptz
);
CREATE INDEX escalations_open ON escalations (unit_code, priority, due_at) WHERE status NOT IN ('resolved','closed','auto_closed');
CREATE INDEX escalations_by_conversation ON escalations (conversation_id);

-- +goose Down
DROP TABLE escalations, occupations, slot_holds, promises, assignments, visits, work_orders, waitlist_entries,
  lead_touches, leads;
DROP FUNCTION refuse_change;
