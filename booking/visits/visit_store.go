package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// NewVisit is a trip to be made for a job.
type NewVisit struct {
	Order       booking.WorkOrderID
	Site        booking.SiteID
	Window      span.Span // promised arrival
	TimeZone    string    // of the site
	Duration    time.Duration
	Reschedules booking.VisitID // the visit this one replaces; empty: none
	Moves       int             // how often the customer moved it before
}

const sqlInsertVisit = `
INSERT INTO visits (id, work_order_id, site_id, status, arrival, time_zone, duration_minutes, reschedules_id, moves,
  created_at)
VALUES (@id, @order, @site, @status, @arrival, @time_zone, @minutes, @reschedules, @moves, @now)`

// AddVisit makes a scheduled visit that nobody has yet, and the job scheduled with it. Its fact is for the caller to tell, once
// somebody is assigned.
func (s *Store) AddVisit(ctx context.Context, tx *db.Tx, v NewVisit) (booking.VisitID, error) {
	if v.Duration < time.Minute || v.Window.Empty() {
		return "", fault.New(fault.Invalid, "visit.add.empty")
	}
	if err := s.MoveOrder(ctx, tx, v.Order, booking.OrderScheduled); err != nil {
		return "", err
	}
	id := booking.VisitID(tx.NewID())
	if _, err := db.Exec(ctx, tx, sqlInsertVisit, db.Args{
		"id": id, "order": v.Order, "site": v.Site, "status": booking.VisitScheduled, "arrival": v.Window,
		"time_zone": v.TimeZone, "minutes": int(v.Duration / time.Minute), "reschedules": db.Null(v.Reschedules), "moves": v.Moves,
		"now": tx.Now,
	}); err != nil {
		return "", fmt.Errorf("add visit: %w", err)
	}
	return id, nil
}

const sqlSetConfirmation = `UPDATE visits SET confirmation = @confirmation WHERE id = @id`

// Confirm keeps what the customer said of a visit, or that they were asked. A yes appends visit.confirmed, once.
func (s *Store) Confirm(ctx context.Context, tx *db.Tx, id booking.VisitID, c booking.Confirmation, by By) (Record, error) {
	r, err := s.LockRecord(ctx, tx, id)
	if err != nil {
		return Record{}, err
	}
	if !r.Status.Movable() {
		return Record{}, illegal(string(r.Status), string(c))
	}
	if r.Confirmation == c {
		return r, nil
	}
	if _, err := db.Exec(ctx, tx, sqlSetConfirmation, db.Args{"id": id, "confirmation": c}); err != nil {
		return Record{}, fmt.Errorf("confirm visit: %w", err)
	}
	r.Confirmation = c
	if c == booking.ConfirmationConfirmed {
		err = s.Tell(ctx, tx, r, booking.FactVisitConfirmed, "", by)
	}
	return r, err
}
