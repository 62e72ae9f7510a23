package workday

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// kept is a step as it is stored. PhoneAt is what the phone said, where it was not believed.
type kept struct {
	booking.Step
	PhoneAt *time.Time
}

const sqlInsertStep = `
INSERT INTO technician_steps (id, resource_id, day, kind, at, phone_at, visit_id, body, number, received_at)
VALUES (@id, @resource, @day::date, @kind, @at, @phone_at, @visit, @body, @number, @now)
ON CONFLICT (id) DO NOTHING`

const sqlFindSteps = `
SELECT id, kind, at, coalesce(visit_id::text, '') AS visit, body AS text, number, phone_at
FROM technician_steps
WHERE id = ANY(@ids) AND resource_id = @resource
ORDER BY id`

// keep writes steps down and gives them as they are kept: one that is there already stays what it was.
func (s *Service) keep(ctx context.Context, tx *db.Tx, cmd booking.RecordSteps, zone string) ([]kept, error) {
	ids := make([]string, len(cmd.Steps))
	for i, st := range cmd.Steps {
		at, phoneAt := st.At, any(nil)
		if !believed(st.At, tx.Now) {
			at, phoneAt = tx.Now, st.At
		}
		day, err := visits.DayOf(cmd.Resource, at, zone)
		if err != nil {
			return nil, err
		}
		ids[i] = st.ID
		if _, err := db.Exec(ctx, tx, sqlInsertStep, db.Args{
			"id": st.ID, "resource": cmd.Resource, "day": day.Day.String(), "kind": st.Kind, "at": at, "phone_at": phoneAt,
			"visit": db.Null(st.Visit), "body": st.Text, "number": st.Number, "now": tx.Now,
		}); err != nil {
			return nil, fmt.Errorf("keep step: %w", err)
		}
	}
	list, err := db.Collect[kept](ctx, tx, sqlFindSteps, db.Args{"ids": ids, "resource": cmd.Resource})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("the steps %v are another technician's", ids)
	}
	if err != nil {
		return nil, fmt.Errorf("keep steps: %w", err)
	}
	return list, nil
}

const sqlListSteps = `
SELECT id, kind, at, coalesce(visit_id::text, '') AS visit, body AS text, number, received_at > at + @late::interval AS late
FROM technician_steps
WHERE resource_id = @resource AND day IN (@day::date, @day::date + 1) AND at < @until
ORDER BY at, id`

// steps are what a day may hold: all of it but what belonged to the evening before, and the night after it, of which the fold takes
// what is its own.
func (s *Service) steps(ctx context.Context, q db.Querier, day visits.TechnicianDay, back int) ([]told, error) {
	list, err := db.Collect[told](ctx, q, sqlListSteps, db.Args{
		"resource": day.Resource, "day": day.Day.String(), "until": day.Span.End.Add(nightWork), "late": lateAfter,
	})
	if err != nil {
		return nil, fmt.Errorf("steps of the day: %w", err)
	}
	if back == 0 || len(list) == 0 || !night(day, list[0].At) {
		return list, nil
	}
	taken, err := s.eveningOf(ctx, q, day, back)
	if err != nil {
		return nil, err
	}
	var own []told
	for _, st := range list {
		if !taken[st.ID] {
			own = append(own, st)
		}
	}
	return own, nil
}

// eveningOf are the steps that the day before took.
func (s *Service) eveningOf(ctx context.Context, q db.Querier, day visits.TechnicianDay, back int) (map[string]bool, error) {
	before := dayBefore(day)
	steps, err := s.steps(ctx, q, before, back-1)
	if err != nil {
		return nil, err
	}
	stops, err := s.stops(ctx, q, before)
	if err != nil {
		return nil, err
	}
	f := newFolding(stops, before.Span)
	f.run(steps)
	taken := map[string]bool{}
	for _, st := range f.steps {
		taken[st.ID] = true
	}
	return taken, nil
}

const sqlAnyNight = `
SELECT EXISTS (SELECT FROM technician_steps WHERE resource_id = @resource AND day = @day::date AND at < @until)`

// anyNight tells whether something was told in the night that begins a day.
func anyNight(ctx context.Context, q db.Querier, day visits.TechnicianDay) (bool, error) {
	return db.Value[bool](ctx, q, sqlAnyNight, db.Args{
		"resource": day.Resource, "day": day.Day.String(), "until": day.Span.Start.Add(nightWork),
	})
}
