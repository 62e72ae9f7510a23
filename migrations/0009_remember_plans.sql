-- +goose Up
-- What the plan of a day was when a technician told something: steps that come late mean the visits of their own hour.

-- When a visit was planned to begin, as that changed. The last row is what visits.planned says now.
CREATE TABLE visit_plans (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  visit_id uuid NOT NULL REFERENCES visits,
  starts   timestamptz,                    -- null: planned for nobody
  at       timestamptz NOT NULL
);
CREATE INDEX visit_plans_by_visit ON visit_plans (visit_id, id);
CREATE TRIGGER visit_plans_never_change BEFORE UPDATE OR DELETE ON visit_plans
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE assignments ADD COLUMN accepted_at timestamptz;     -- of an offer; null: it was not asked for
ALTER TABLE technician_steps ADD COLUMN phone_at timestamptz;   -- what the phone said, where it was not believed

-- +goose Down
ALTER TABLE technician_steps DROP COLUMN phone_at;
ALTER TABLE assignments DROP COLUMN accepted_at;
DROP TABLE visit_plans;
