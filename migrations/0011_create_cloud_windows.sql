-- +goose Up
-- What the Cloud API transport must remember: who may be written to freely, what was posted, what templates there are, what it costs.

-- One of our numbers and somebody who wrote to it or was written to by it.
CREATE TABLE cloud_windows (
  ours        text NOT NULL,               -- E.164 of our number
  theirs      text NOT NULL,               -- their wa_id, or their business-scoped user id
  last_in_at  timestamptz,                 -- when they last wrote: free speech until 24 hours later; null: they may not be spoken to freely
  ad_at       timestamptz,                 -- when they last came from an ad
  free_until  timestamptz,                 -- until when nothing is charged: 72 hours from our answer to an ad's message
  paced_until timestamptz,                 -- when the messages of this pair are paid off, one every six seconds
  throttled   int NOT NULL DEFAULT 0,      -- refusals of the pair limit in a row
  PRIMARY KEY (ours, theirs)
);

-- A row is written before the post and goes when the post is refused. Without an external id it is a post whose answer is not known.
CREATE TABLE cloud_sends (
  message_id  uuid PRIMARY KEY,            -- ours; goes out as biz_opaque_callback_data
  ours        text NOT NULL,
  posted_at   timestamptz NOT NULL,
  external_id text NOT NULL DEFAULT '',    -- wamid
  their_value text NOT NULL DEFAULT '',    -- wa_id as the answer or a status named it
  status      text NOT NULL DEFAULT '' CHECK (status IN ('','sent','failed','delivered','read')),
  failure     int NOT NULL DEFAULT 0       -- Graph's code
);
CREATE INDEX cloud_sends_by_age ON cloud_sends (posted_at);

CREATE TABLE message_templates (
  name        text NOT NULL CHECK (name ~ '^[a-z0-9_]+$'),
  language    text NOT NULL,
  category    text NOT NULL,               -- UTILITY, MARKETING, AUTHENTICATION
  status      text NOT NULL,               -- APPROVED, PENDING, REJECTED, PAUSED, DISABLED, DELETED, ...
  quality     text NOT NULL DEFAULT '',    -- GREEN, YELLOW, RED, UNKNOWN
  body        text NOT NULL DEFAULT '',
  params      int NOT NULL DEFAULT 0 CHECK (params >= 0),
  provider_id text NOT NULL DEFAULT '',
  reason      text NOT NULL DEFAULT '',    -- why it was rejected or paused
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (name, language)
);
CREATE INDEX message_templates_by_provider ON message_templates (provider_id);

-- What the provider said of the price of each message. It is charged when it was delivered.
CREATE TABLE message_prices (
  external_id text PRIMARY KEY,            -- wamid
  message_id  uuid,                        -- ours, when the provider gave it back
  ours        text NOT NULL,
  country     text NOT NULL,               -- of the recipient, by the prefix of the number; '' when not known
  category    text NOT NULL,               -- marketing, utility, authentication, service, ...
  model       text NOT NULL,
  billable    boolean NOT NULL,
  delivered   boolean NOT NULL,
  at          timestamptz NOT NULL
);
CREATE INDEX message_prices_by_time ON message_prices (at);
CREATE INDEX message_prices_by_message ON message_prices (message_id);

-- Prices as the operator loaded them. Without one the cost is not known.
CREATE TABLE message_rates (
  country  text NOT NULL,
  category text NOT NULL,
  since    timestamptz NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  micros   bigint NOT NULL CHECK (micros >= 0),  -- of one message, in millionths of the currency
  PRIMARY KEY (country, category, since)
);

-- +goose Down
DROP TABLE message_rates, message_prices, message_templates, cloud_sends, cloud_windows;
