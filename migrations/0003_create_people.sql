-- +goose Up
-- Who: customers and their handles, sites, leads, technicians and their time.
CREATE TABLE customers (
  id         uuid PRIMARY KEY,
  unit_code  text NOT NULL REFERENCES business_units,
  kind       text NOT NULL DEFAULT 'person' CHECK (kind IN ('person','company')),
  name       text NOT NULL,
  tax_id     text,
  is_test    boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

CREATE TABLE contacts (
  id          uuid PRIMARY KEY,
  customer_id uuid REFERENCES customers,
  unit_code   text NOT NULL REFERENCES business_units,
  name        text NOT NULL DEFAULT '',
  language    text NOT NULL DEFAULT '' CHECK (language IN ('','es','pt','en')),
  country     text NOT NULL,
  is_test     boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL
);
CREATE INDEX contacts_by_customer ON contacts (customer_id);

-- A phone number is not an identity: a contact has many handles.
CREATE TABLE contact_handles (
  kind       text NOT NULL CHECK (kind IN ('e164','wa_jid','wa_lid','bsuid','email','webchat')),
  value      text NOT NULL,
  contact_id uuid NOT NULL REFERENCES contacts,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (kind, value)
);
CREATE INDEX contact_handles_by_contact ON contact_handles (contact_id);

CREATE TABLE consents (
  id           uuid PRIMARY KEY,
  contact_id   uuid NOT NULL REFERENCES contacts,
  purpose      text NOT NULL CHECK (purpose IN ('service','marketing')),
  status       text NOT NULL CHECK (status IN ('given','withdrawn')),
  quote        text NOT NULL DEFAULT '',
  message_id   uuid,
  at           timestamptz NOT NULL
);
CREATE INDEX consents_by_contact ON consents (contact_id, purpose, at DESC);

CREATE TABLE sites (
  id             uuid PRIMARY KEY,
  customer_id    uuid NOT NULL REFERENCES customers,
  locality_id    text NOT NULL REFERENCES localities,
  territory_code text NOT NULL REFERENCES territories,
  country        text NOT NULL,
  raw            text NOT NULL,             -- the customer's words
  street         text NOT NULL DEFAULT '',
  number         text NOT NULL DEFAULT '',
  unit           text NOT NULL DEFAULT '',
  reference      text NOT NULL DEFAULT '',
  postcode       text NOT NULL DEFAULT '',
  lat            float8 NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lng            float8 NOT NULL CHECK (lng BETWEEN -180 AND 180),
  confidence     text NOT NULL CHECK (confidence IN ('A','B','C','D')),
  time_zone      text NOT NULL,
  created_at     timestamptz NOT NULL
);
CREATE INDEX sites_by_customer ON sites (customer_id);

CREATE TABLE resources (
  id          uuid PRIMARY KEY,
  unit_code   text NOT NULL REFERENCES business_units,
  name        text NOT NULL,
  employment  text NOT NULL CHECK (employment IN ('employee','contractor','company')),
  phone       text NOT NULL UNIQUE,        -- E.164
  home_lat    float8 NOT NULL,
  home_lng    float8 NOT NULL,
  time_zone   text NOT NULL,
  status      text NOT NULL DEFAULT 'active' CHECK (status IN
                ('applicant','documents_pending','review','active','suspended','inactive')),
  created_at  timestamptz NOT NULL
);

CREATE TABLE resource_skills (
  resource_id uuid NOT NULL REFERENCES resources,
  skill_code  text NOT NULL REFERENCES skills,
  level       int NOT NULL CHECK (level BETWEEN 1 AND 5),
  valid       daterange NOT NULL DEFAULT '(,)',
  PRIMARY KEY (resource_id, skill_code)
);

CREATE TABLE territory_members (
  territory_code text NOT NULL REFERENCES territories,
  resource_id    uuid NOT NULL REFERENCES resources,
  PRIMARY KEY (territory_code, resource_id)
);
CREATE INDEX territory_members_by_resource ON territory_members (resource_id);

-- Weekly pattern; a day may have several shifts. Local time of the technician's zone.
CREATE TABLE shifts (
  id          uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES resources,
  weekday     int NOT NULL CHECK (weekday BETWEEN 0 AND 6), -- 0 is Sunday
  starts      time NOT NULL,
  ends        time NOT NULL,
  valid       daterange NOT NULL DEFAULT '(,)',
  CHECK (ends > starts)
);
CREATE INDEX shifts_by_resource ON shifts (resource_id, weekday);

CREATE TABLE absences (
  id          uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES resources,
  span        tstzrange NOT NULL CHECK (NOT isempty(span)),
  reason      text NOT NULL
);
CREATE INDEX absences_by_resource ON absences USING gist (resource_id, span);

-- One row per technician-day that was ever planned; a commit locks it and re-checks the route by the insertion itself.
CREATE TABLE technician_days (
  resource_id uuid NOT NULL REFERENCES resources,
  day         date NOT NULL,
  version     bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (resource_id, day)
);

-- +goose Down
DROP TABLE technician_days, absences, shifts, territory_members, resource_skills, resources, sites, consents,
  contact_handles, contacts, customers;
