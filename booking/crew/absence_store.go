package crew

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

const sqlListAbsences = `
SELECT resource_id AS resource, span, reason
FROM absences
WHERE resource_id = ANY(@resources::uuid[]) AND span && @during::tstzrange
ORDER BY resource_id, lower(span)`

// Absences lists the absences of technicians that touch a span of time, by technician and start.
func (s *Store) Absences(ctx context.Context, q db.Querier, resources []booking.ResourceID, during span.Span) ([]booking.Absence, error) {
	list, err := db.Collect[booking.Absence](ctx, q, sqlListAbsences, db.Args{"resources": texts(resources), "during": during})
	if err != nil {
		return nil, fmt.Errorf("list absences: %w", err)
	}
	return list, nil
}

// AddAbsence takes time of a technician out of the plan and gives the absence's id. Time that a visit or a live hold has taken
// is a Conflict; holds that are over give way.
func (s *Store) AddAbsence(ctx context.Context, tx *db.Tx, a booking.Absence) (string, error) {
	if a.Span.Empty() || a.Reason == "" {
		return "", fault.New(fault.Invalid, "absence.add.empty")
	}
	if err := s.lockDays(ctx, tx, a); err != nil {
		return "", fmt.Errorf("add absence: %w", err)
	}
	if err := expireHolds(ctx, tx, a.Resource); err != nil {
		return "", fmt.Errorf("add absence: %w", err)
	}
	id := tx.NewID()
	if err := insertAbsence(ctx, tx, id, a); err != nil {
		return "", fmt.Errorf("add absence: %w", err)
	}
	err := occupyByAbsence(ctx, tx, id, a)
	if db.IsExclusion(err, "occupations_never_overlap") {
		return "", fault.New(fault.Conflict, "absence.add.occupied", fault.Cause(err))
	}
	if err != nil {
		return "", fmt.Errorf("add absence: %w", err)
	}
	return id, nil
}

const sqlInsertAbsence = `
INSERT INTO absences (id, resource_id, span, reason)
VALUES (@id, @resource, @span, @reason)`

func insertAbsence(ctx context.Context, tx *db.Tx, id string, a booking.Absence) error {
	_, err := db.Exec(ctx, tx, sqlInsertAbsence, db.Args{"id": id, "resource": a.Resource, "span": a.Span, "reason": a.Reason})
	return err
}

const sqlOccupyByAbsence = `
INSERT INTO occupations (id, resource_id, kind, span, absence_id)
VALUES (@id, @resource, 'absence', @span, @absence)`

func occupyByAbsence(ctx context.Context, tx *db.Tx, id string, a booking.Absence) error {
	_, err := db.Exec(ctx, tx, sqlOccupyByAbsence, db.Args{
		"id": tx.NewID(), "resource": a.Resource, "span": a.Span, "absence": id,
	})
	return err
}

const sqlExpireHolds = `
WITH over AS (
  UPDATE slot_holds SET status = 'expired'
  WHERE resource_id = @resource AND status = 'active' AND expires_at <= @now
  RETURNING id)
DELETE FROM occupations USING over WHERE occupations.hold_id = over.id`

func expireHolds(ctx context.Context, tx *db.Tx, resource booking.ResourceID) error {
	_, err := db.Exec(ctx, tx, sqlExpireHolds, db.Args{"resource": resource, "now": tx.Now})
	return err
}

const sqlBumpTechnicianDay = `
INSERT INTO technician_days (resource_id, day, version)
VALUES (@resource, @day::date, 1)
ON CONFLICT (resource_id, day) DO UPDATE SET version = technician_days.version + 1`

// lockDays bumps the version of every day the absence touches, so that a booking of that day looks again.
func (s *Store) lockDays(ctx context.Context, tx *db.Tx, a booking.Absence) error {
	r, err := s.only(ctx, tx, Query{IDs: []booking.ResourceID{a.Resource}, Day: booking.DayOf(a.Span.Start, time.UTC)})
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		return fmt.Errorf("time zone of technician %s: %w", r.ID, err)
	}
	last := booking.DayOf(a.Span.End.Add(-1), zone)
	for day := booking.DayOf(a.Span.Start, zone); !last.Before(day); day = day.Add(1) {
		if _, err := db.Exec(ctx, tx, sqlBumpTechnicianDay, db.Args{"resource": r.ID, "day": day.String()}); err != nil {
			return err
		}
	}
	return nil
}
