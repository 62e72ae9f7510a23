-- +goose Up
-- Where and what: the organisation, its units, their territories and localities, and what they offer.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE organization (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  name     text NOT NULL
);

CREATE TABLE business_units (
  code              text PRIMARY KEY,
  name              text NOT NULL,
  country           text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  currency          text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  locale            text NOT NULL,
  time_zone         text NOT NULL,
  phone             text NOT NULL,
  tax_name          text NOT NULL,
  -- booking policy
  notice_minutes    int  NOT NULL DEFAULT 120 CHECK (notice_minutes >= 0),  -- no slot before now + notice
  horizon_days      int  NOT NULL DEFAULT 14 CHECK (horizon_days > 0),      -- no slot past the horizon
  buffer_minutes    int  NOT NULL DEFAULT 5 CHECK (buffer_minutes >= 0),    -- kept free after each visit
  -- the human team, local time
  desk_opens        time NOT NULL DEFAULT '09:00',
  desk_closes       time NOT NULL DEFAULT '18:00',
  desk_weekdays     int[] NOT NULL DEFAULT '{1,2,3,4,5}'                    -- 0 is Sunday
);

-- How fast one drives in a city: haversine x detour at the speed of the hour.
CREATE TABLE travel_profiles (
  code             text PRIMARY KEY,
  detour           float8 NOT NULL CHECK (detour >= 1),
  parking_seconds  int NOT NULL CHECK (parking_seconds >= 0),
  steps            jsonb NOT NULL          -- [{"from":7,"to":10,"kmh":20}] local hours; the rest of the day at "kmh"
);

CREATE TABLE territories (
  code           text PRIMARY KEY,
  unit_code      text NOT NULL REFERENCES business_units,
  name           text NOT NULL,
  city           text NOT NULL,
  time_zone      text NOT NULL,
  travel_profile text NOT NULL REFERENCES travel_profiles
);

-- Arrival windows that may be promised in a territory.
CREATE TABLE arrival_windows (
  id             uuid PRIMARY KEY,
  territory_code text NOT NULL REFERENCES territories,
  starts         time NOT NULL,
  ends           time NOT NULL,
  weekdays       int[] NOT NULL,           -- 0 is Sunday
  premium        boolean NOT NULL DEFAULT false,
  CHECK (ends > starts),
  UNIQUE (territory_code, starts, ends)
);

CREATE TABLE localities (
  id             text PRIMARY KEY,
  country        text NOT NULL,
  name           text NOT NULL,
  kind           text NOT NULL,
  city           text NOT NULL,
  region         text NOT NULL,
  territory_code text REFERENCES territories, -- null: known, not served
  aliases        text[] NOT NULL DEFAULT '{}',
  lat            float8 NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lng            float8 NOT NULL CHECK (lng BETWEEN -180 AND 180),
  postcode_from  text,
  postcode_to    text,
  time_zone      text NOT NULL
);
CREATE INDEX localities_by_country ON localities (country);

CREATE TABLE holidays (
  country text NOT NULL,
  region  text NOT NULL DEFAULT '',        -- '' is the whole country; else a city or state as in localities.region
  day     date NOT NULL,
  name    text NOT NULL,
  PRIMARY KEY (country, region, day)
);

CREATE TABLE skills (
  code  text PRIMARY KEY,
  names jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE service_types (
  code             text PRIMARY KEY,
  position         int NOT NULL,           -- order in which customers see them
  names            jsonb NOT NULL,         -- {"es","pt","en"}
  words            jsonb NOT NULL DEFAULT '{}', -- synonyms and symptoms, for agent/nlu
  kind             text NOT NULL CHECK (kind IN ('repair','install','maintenance','visit')),
  standard_minutes int NOT NULL CHECK (standard_minutes > 0),
  p90_minutes      int NOT NULL CHECK (p90_minutes >= standard_minutes),
  asks_problem     boolean NOT NULL,
  questions        jsonb NOT NULL DEFAULT '[]'
);

CREATE TABLE service_skills (
  service_code text NOT NULL REFERENCES service_types,
  skill_code   text NOT NULL REFERENCES skills,
  level        int NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (service_code, skill_code)
);

-- What a unit offers and for how much. Money in minor units of the unit's currency, tax included.
CREATE TABLE price_book (
  id           uuid PRIMARY KEY,
  unit_code    text NOT NULL REFERENCES business_units,
  service_code text NOT NULL REFERENCES service_types,
  min_minor    bigint NOT NULL CHECK (min_minor >= 0),
  max_minor    bigint NOT NULL CHECK (max_minor >= min_minor),
  currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  tax_included boolean NOT NULL,
  plus_parts   boolean NOT NULL DEFAULT false,
  valid        daterange NOT NULL,
  EXCLUDE USING gist (unit_code WITH =, service_code WITH =, valid WITH &&)
);

-- +goose Down
DROP TABLE price_book, service_skills, service_types, skills, holidays, localities, arrival_windows, territories,
  travel_profiles, business_units, organization;
