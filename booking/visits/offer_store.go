package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// AssignmentFact is the data of assignment.* facts.
type AssignmentFact struct {
	AssignmentID booking.AssignmentID     `json:"assignment_id"`
	VisitID      booking.VisitID          `json:"visit_id"`
	ResourceID   booking.ResourceID       `json:"resource_id"`
	Status       booking.AssignmentStatus `json:"status"`
	Until        string                   `json:"until,omitempty"` // of an offer, RFC 3339
	WindowStart  string                   `json:"window_start"`
	WindowEnd    string                   `json:"window_end"`
	Service      booking.ServiceCode      `json:"service"`
	Locality     string                   `json:"locality"`
}

// TellAssignment appends an assignment.* fact of who has, or had, a visit.
func (s *Store) TellAssignment(ctx context.Context, tx *db.Tx, r Record, name string, status booking.AssignmentStatus, until time.Time, by By) error {
	start, end := local(r.Window, r.TimeZone)
	data := AssignmentFact{
		AssignmentID: r.Assignment, VisitID: r.ID, ResourceID: r.Resource, Status: status, WindowStart: start, WindowEnd: end,
		Service: r.Service, Locality: r.Locality,
	}
	if !until.IsZero() {
		data.Until = until.In(zoneOf(r.TimeZone)).Format(time.RFC3339)
	}
	f := r.fact(name, by)
	f.SubjectKind, f.SubjectID, f.Data = "assignment", string(r.Assignment), events.Data(data)
	return events.Append(ctx, tx, f)
}

const sqlLockOffer = `
SELECT visit_id, resource_id, status, offered_until
FROM assignments
WHERE id = @id
FOR UPDATE`

// Offer is an assignment that waits for a contractor's word.
type Offer struct {
	VisitID      booking.VisitID
	ResourceID   booking.ResourceID
	Status       booking.AssignmentStatus
	OfferedUntil *time.Time
}

// LockOffer reads an assignment and keeps others from answering it; NotFound when there is none.
func (s *Store) LockOffer(ctx context.Context, tx *db.Tx, id booking.AssignmentID) (Offer, error) {
	o, err := db.One[Offer](ctx, tx, sqlLockOffer, db.Args{"id": id})
	if err != nil {
		return Offer{}, fmt.Errorf("lock offer: %w", err)
	}
	return o, nil
}

const sqlAcceptOffer = `
UPDATE assignments SET status = 'accepted', accepted_at = @now
WHERE id = @id AND status = 'offered'`

// Accept takes an offer; one that is over is a Conflict.
func (s *Store) Accept(ctx context.Context, tx *db.Tx, id booking.AssignmentID) error {
	n, err := db.Exec(ctx, tx, sqlAcceptOffer, db.Args{"id": id, "now": tx.Now})
	if err != nil {
		return fmt.Errorf("accept offer: %w", err)
	}
	if n == 0 {
		return fault.New(fault.Conflict, "assignment.accept.over")
	}
	return nil
}

// Refuse ends an offer (declined, expired) and gives the technician's time back. The visit has nobody afterwards.
func (s *Store) Refuse(ctx context.Context, tx *db.Tx, r Record, status booking.AssignmentStatus) error {
	if err := endAssignment(ctx, tx, r.Assignment, status); err != nil {
		return fmt.Errorf("refuse offer: %w", err)
	}
	if err := setPlanned(ctx, tx, r.ID, span.Span{}); err != nil {
		return fmt.Errorf("refuse offer: %w", err)
	}
	return free(ctx, tx, r.Assignment)
}

const sqlListRefused = `
SELECT DISTINCT resource_id
FROM assignments
WHERE visit_id = @visit AND status IN ('declined','expired')`

// Refused lists the technicians who declined a visit or let its offer pass.
func (s *Store) Refused(ctx context.Context, q db.Querier, visit booking.VisitID) ([]booking.ResourceID, error) {
	list, err := db.Values[booking.ResourceID](ctx, q, sqlListRefused, db.Args{"visit": visit})
	if err != nil {
		return nil, fmt.Errorf("list refused offers: %w", err)
	}
	return list, nil
}

const sqlDispatchDue = `
UPDATE visits v SET status = 'dispatched'
FROM assignments a
WHERE a.visit_id = v.id AND a.status IN ('accepted','active') AND v.status = 'scheduled' AND lower(v.planned) <= @before`

// Dispatch gives the visits that begin before an instant to those who accepted them.
func (s *Store) Dispatch(ctx context.Context, tx *db.Tx, before time.Time) error {
	if _, err := db.Exec(ctx, tx, sqlDispatchDue, db.Args{"before": before}); err != nil {
		return fmt.Errorf("dispatch visits: %w", err)
	}
	return nil
}

const sqlListOffered = `
SELECT a.id
FROM assignments a JOIN visits v ON v.id = a.visit_id
WHERE a.resource_id = @resource AND a.status = 'offered' AND v.status IN ('scheduled','dispatched') AND a.offered_until > @now
ORDER BY a.offered_until, a.id`

// Offered lists what waits for a technician's word, what ends first before the rest.
func (s *Store) Offered(ctx context.Context, q db.Querier, resource booking.ResourceID, now time.Time) ([]booking.AssignmentID, error) {
	list, err := db.Values[booking.AssignmentID](ctx, q, sqlListOffered, db.Args{"resource": resource, "now": now})
	if err != nil {
		return nil, fmt.Errorf("list offers: %w", err)
	}
	return list, nil
}
