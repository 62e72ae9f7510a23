package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Assign ties a technician to a visit. Time says where the technician's time comes from: that of a hold, or anew.
type Assign struct {
	Visit    booking.VisitID
	Resource booking.ResourceID
	// Employment decides the first status: what employees are given is active, what others take is accepted.
	Employment   booking.Employment
	OfferedUntil time.Time // a contractor is asked and may answer until then; zero: not asked
	Planned      span.Span
	Hold         booking.HoldID // empty: take the time anew
}

type assignment struct {
	id       booking.AssignmentID
	resource booking.ResourceID
}

const sqlInsertAssignment = `
INSERT INTO assignments (id, visit_id, resource_id, status, offered_until, created_at)
VALUES (@id, @visit, @resource, @status, @until, @now)`

// Assign ties a technician to a visit that nobody has, and takes the technician's time. Hold the technician-day.
func (s *Store) Assign(ctx context.Context, tx *db.Tx, cmd Assign) (booking.AssignmentID, error) {
	status := booking.AssignmentAccepted
	if cmd.Employment == booking.Employee {
		status = booking.AssignmentActive
	} else if !cmd.OfferedUntil.IsZero() {
		status = booking.AssignmentOffered
	}
	a := assignment{id: booking.AssignmentID(tx.NewID()), resource: cmd.Resource}
	if _, err := db.Exec(ctx, tx, sqlInsertAssignment, db.Args{
		"id": a.id, "visit": cmd.Visit, "resource": cmd.Resource, "status": status, "until": db.Null(cmd.OfferedUntil),
		"now": tx.Now,
	}); err != nil {
		return "", fmt.Errorf("assign: %w", err)
	}
	if err := setPlanned(ctx, tx, cmd.Visit, cmd.Planned); err != nil {
		return "", fmt.Errorf("assign: %w", err)
	}
	var err error
	if cmd.Hold != "" {
		err = handOver(ctx, tx, cmd.Hold, a)
	} else {
		err = occupy(ctx, tx, a, cmd.Planned)
	}
	if err != nil {
		return "", fmt.Errorf("assign: %w", err)
	}
	return a.id, nil
}

const sqlListCrew = `
SELECT resource_id
FROM assignments
WHERE visit_id = @visit
ORDER BY created_at DESC, id DESC
LIMIT 2`

// Crew is who was given a visit last, and who before them; empty where there was nobody.
func (s *Store) Crew(ctx context.Context, q db.Querier, visit booking.VisitID) (last, before booking.ResourceID, err error) {
	list, err := db.Values[booking.ResourceID](ctx, q, sqlListCrew, db.Args{"visit": visit})
	if err != nil {
		return "", "", fmt.Errorf("crew of a visit: %w", err)
	}
	list = append(list, "", "")
	return list[0], list[1], nil
}

// Unassign takes a visit from its technician and gives the time back. A visit that nobody has stays as it is.
func (s *Store) Unassign(ctx context.Context, tx *db.Tx, r Record) error {
	if r.Assignment == "" {
		return nil
	}
	if err := endAssignment(ctx, tx, r.Assignment, booking.AssignmentReleased); err != nil {
		return fmt.Errorf("unassign: %w", err)
	}
	if err := setPlanned(ctx, tx, r.ID, span.Span{}); err != nil {
		return fmt.Errorf("unassign: %w", err)
	}
	if err := free(ctx, tx, r.Assignment); err != nil {
		return fmt.Errorf("unassign: %w", err)
	}
	return nil
}

const sqlEndAssignment = `
UPDATE assignments SET status = coalesce(nullif(@status::text, ''), status), ended_at = @now
WHERE id = @id`

// endAssignment notes the end; an empty status leaves who did the visit.
func endAssignment(ctx context.Context, tx *db.Tx, id booking.AssignmentID, status booking.AssignmentStatus) error {
	_, err := db.Exec(ctx, tx, sqlEndAssignment, db.Args{"id": id, "status": status, "now": tx.Now})
	return err
}

const sqlSetPlanned = `
WITH kept AS (INSERT INTO visit_plans (visit_id, starts, at) VALUES (@id, lower(@planned::tstzrange), @now))
UPDATE visits SET planned = @planned::tstzrange WHERE id = @id`

// setPlanned writes when a visit is to be worked, and keeps what it was before.
func setPlanned(ctx context.Context, tx *db.Tx, id booking.VisitID, planned span.Span) error {
	_, err := db.Exec(ctx, tx, sqlSetPlanned, db.Args{"id": id, "planned": planned, "now": tx.Now})
	return err
}
