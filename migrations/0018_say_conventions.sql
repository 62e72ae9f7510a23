-- +goose Up
-- What a unit means by its words about time, where that differs from its country: agent/when.ReadConventions.
ALTER TABLE business_units ADD COLUMN conventions jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(conventions) = 'object');

-- +goose Down
ALTER TABLE business_units DROP COLUMN conventions;
