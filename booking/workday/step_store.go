package workday

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

const sqlInsertStep = `
INSERT INTO technician_steps (id, resource_id, day, kind, at, visit_id, body, number, received_at)
VALUES (@id, @resource, @day::date, @kind, @at, @visit, @body, @number, @now)
ON CONFLICT (id) DO NOTHING`

// keep writes a step down; one that is there already is the same.
func keep(ctx context.Context, tx *db.Tx, day visits.TechnicianDay, s booking.Step) error {
	_, err := db.Exec(ctx, tx, sqlInsertStep, db.Args{
		"id": s.ID, "resource": day.Resource, "day": day.Day.String(), "kind": s.Kind, "at": s.At, "visit": db.Null(s.Visit),
		"body": s.Text, "number": s.Number, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("keep step: %w", err)
	}
	return nil
}

const sqlListSteps = `
SELECT id, kind, at, coalesce(visit_id::text, '') AS visit, body AS text, number
FROM technician_steps
WHERE resource_id = @resource AND day = @day::date
ORDER BY at, id`

func (s *Service) steps(ctx context.Context, q db.Querier, day visits.TechnicianDay) ([]booking.Step, error) {
	list, err := db.Collect[booking.Step](ctx, q, sqlListSteps, db.Args{"resource": day.Resource, "day": day.Day.String()})
	if err != nil {
		return nil, fmt.Errorf("steps of the day: %w", err)
	}
	return list, nil
}

const sqlOpenSince = `
SELECT max(s.day)::date::timestamptz
FROM technician_steps s
JOIN assignments a ON a.resource_id = s.resource_id AND a.status IN ('accepted','active')
JOIN visits v ON v.id = a.visit_id AND v.status IN ('en_route','on_site','working','paused')
WHERE s.resource_id = @resource AND s.day = @day::date - 1 AND lower(v.planned) < @midnight`

// openSince tells whether yesterday's work goes on past midnight.
func openSince(ctx context.Context, q db.Querier, resource booking.ResourceID, day booking.Day, midnight time.Time) (bool, error) {
	at, err := db.Value[*time.Time](ctx, q, sqlOpenSince, db.Args{"resource": resource, "day": day.String(), "midnight": midnight})
	return at != nil, err
}
