package visits

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// NeverOverlap is the constraint that two takers of one time run into.
const NeverOverlap = "occupations_never_overlap"

// Plan is when a visit, or a hold, is to be worked. Exactly one of both is set.
type Plan struct {
	Visit   booking.VisitID
	Hold    booking.HoldID
	Planned span.Span
}

const (
	sqlReplanVisits = `
UPDATE visits v SET planned = p.span
FROM unnest(@ids::uuid[], @spans::tstzrange[]) AS p (id, span)
WHERE v.id = p.id`

	sqlKeepPlans = `
INSERT INTO visit_plans (visit_id, starts, at)
SELECT p.id, lower(p.span), @now
FROM unnest(@ids::uuid[], @spans::tstzrange[]) WITH ORDINALITY AS p (id, span, n)
JOIN visits v ON v.id = p.id AND lower(v.planned) IS DISTINCT FROM lower(p.span)
ORDER BY p.n`

	sqlReplanHolds = `
UPDATE slot_holds h SET planned = p.span
FROM unnest(@ids::uuid[], @spans::tstzrange[]) AS p (id, span)
WHERE h.id = p.id`

	sqlReplanVisitTime = `
UPDATE occupations oc SET span = p.span
FROM unnest(@ids::uuid[], @spans::tstzrange[]) AS p (id, span)
JOIN assignments a ON a.visit_id = p.id AND a.status IN ('proposed','offered','accepted','active')
WHERE oc.assignment_id = a.id`

	sqlReplanHoldTime = `
UPDATE occupations oc SET span = p.span
FROM unnest(@ids::uuid[], @spans::tstzrange[]) AS p (id, span)
WHERE oc.hold_id = p.id`
)

// Replan writes new planned times, and with them the time that they take. All are inside their promises: the tables refuse what
// is not. Run it within Deferred.
func (s *Store) Replan(ctx context.Context, tx *db.Tx, plans []Plan) error {
	if len(plans) == 0 {
		return nil
	}
	var visitList, holdList timetable
	for _, p := range plans {
		if p.Visit != "" {
			visitList.add(string(p.Visit), p.Planned)
		} else {
			holdList.add(string(p.Hold), p.Planned)
		}
	}
	if len(visitList.ids) > 0 {
		args := visitList.args()
		args["now"] = tx.Now
		if _, err := db.Exec(ctx, tx, sqlKeepPlans, args); err != nil {
			return fmt.Errorf("replan: %w", err)
		}
	}
	for _, step := range []struct {
		sql  string
		list timetable
	}{{sqlReplanVisits, visitList}, {sqlReplanHolds, holdList}, {sqlReplanVisitTime, visitList}, {sqlReplanHoldTime, holdList}} {
		if len(step.list.ids) == 0 {
			continue
		}
		if _, err := db.Exec(ctx, tx, step.sql, step.list.args()); err != nil {
			return fmt.Errorf("replan: %w", err)
		}
	}
	return nil
}

// timetable is ids with their times, as columns.
type timetable struct {
	ids   []string
	spans []span.Span
}

func (t *timetable) add(id string, s span.Span) {
	t.ids = append(t.ids, id)
	t.spans = append(t.spans, s)
}

func (t *timetable) args() db.Args { return db.Args{"ids": t.ids, "spans": t.spans} }

const (
	sqlDeferOverlap = `SET CONSTRAINTS occupations_never_overlap DEFERRED`
	sqlCheckOverlap = `SET CONSTRAINTS occupations_never_overlap IMMEDIATE`
)

// Deferred runs fn while times may overlap for a moment, and then has the database look. What overlaps then is an exclusion
// violation (db.IsExclusion with NeverOverlap).
func (s *Store) Deferred(ctx context.Context, tx *db.Tx, fn func() error) error {
	if _, err := db.Exec(ctx, tx, sqlDeferOverlap, nil); err != nil {
		return fmt.Errorf("defer the check of overlaps: %w", err)
	}
	if err := fn(); err != nil {
		return err
	}
	if _, err := db.Exec(ctx, tx, sqlCheckOverlap, nil); err != nil {
		return fmt.Errorf("check overlaps: %w", err)
	}
	return nil
}

const sqlOccupyByHold = `
INSERT INTO occupations (id, resource_id, kind, span, hold_id)
VALUES (@id, @resource, 'hold', @span, @hold)`

// OccupyByHold takes a technician's time for a hold.
func (s *Store) OccupyByHold(ctx context.Context, tx *db.Tx, hold booking.HoldID, resource booking.ResourceID, planned span.Span) error {
	_, err := db.Exec(ctx, tx, sqlOccupyByHold, db.Args{"id": tx.NewID(), "resource": resource, "span": planned, "hold": hold})
	return err
}

const sqlFreeHold = `DELETE FROM occupations WHERE hold_id = @hold`

// FreeHold gives a hold's time back.
func (s *Store) FreeHold(ctx context.Context, tx *db.Tx, hold booking.HoldID) error {
	_, err := db.Exec(ctx, tx, sqlFreeHold, db.Args{"hold": hold})
	return err
}

const sqlHandOver = `
UPDATE occupations SET kind = 'assignment', hold_id = NULL, assignment_id = @assignment
WHERE hold_id = @hold AND resource_id = @resource`

// handOver turns the time of a hold into the time of an assignment.
func handOver(ctx context.Context, tx *db.Tx, hold booking.HoldID, a assignment) error {
	n, err := db.Exec(ctx, tx, sqlHandOver, db.Args{"hold": hold, "assignment": a.id, "resource": a.resource})
	if err == nil && n != 1 {
		err = fmt.Errorf("hold %s takes no time of technician %s", hold, a.resource)
	}
	return err
}

const sqlOccupyByAssignment = `
INSERT INTO occupations (id, resource_id, kind, span, assignment_id)
VALUES (@id, @resource, 'assignment', @span, @assignment)`

func occupy(ctx context.Context, tx *db.Tx, a assignment, planned span.Span) error {
	_, err := db.Exec(ctx, tx, sqlOccupyByAssignment, db.Args{
		"id": tx.NewID(), "resource": a.resource, "span": planned, "assignment": a.id,
	})
	return err
}

const sqlFreeAssignment = `DELETE FROM occupations WHERE assignment_id = @assignment`

func free(ctx context.Context, tx *db.Tx, id booking.AssignmentID) error {
	_, err := db.Exec(ctx, tx, sqlFreeAssignment, db.Args{"assignment": db.Null(id)})
	return err
}
