package visits

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Transition takes a visit to its next status.
type Transition struct {
	Visit     booking.VisitID
	To        booking.VisitStatus
	Initiator booking.Initiator // kept with cancels and reschedules
	Reason    string
	Late      bool  // a cancel or a move inside the late window
	FeeMinor  int64 // what that costs the customer
	By        By
}

// told is the fact of entering a status; what is missing is told by nobody, or by the command that made it.
var told = map[booking.VisitStatus]string{
	booking.VisitEnRoute:    booking.FactVisitEnRoute,
	booking.VisitOnSite:     booking.FactVisitArrived,
	booking.VisitCompleted:  booking.FactVisitCompleted,
	booking.VisitIncomplete: booking.FactVisitIncomplete,
	booking.VisitNoAccess:   booking.FactVisitNoAccess,
	booking.VisitMissed:     booking.FactVisitMissed,
	booking.VisitCanceled:   booking.FactVisitCanceled,
}

// Move takes a visit to its next status, its job along with it (DOMAIN.md 4.4), and appends the fact. A visit that ends gives the
// technician's time back. The record is as before, but for the status.
func (s *Store) Move(ctx context.Context, tx *db.Tx, t Transition) (Record, error) {
	r, err := s.lockBoth(ctx, tx, t.Visit)
	if err != nil {
		return Record{}, err
	}
	if !r.Status.Can(t.To) {
		return Record{}, illegal(string(r.Status), string(t.To))
	}
	if err := setStatus(ctx, tx, t); err != nil {
		return Record{}, fmt.Errorf("move visit: %w", err)
	}
	r.Status = t.To
	if !t.To.Live() && r.Assignment != "" {
		if err := leave(ctx, tx, r); err != nil {
			return Record{}, fmt.Errorf("move visit: %w", err)
		}
	}
	if err := s.follow(ctx, tx, r); err != nil {
		return Record{}, err
	}
	if name := told[t.To]; name != "" {
		return r, s.TellChange(ctx, tx, r, name, t)
	}
	return r, nil
}

// lockBoth takes the technician-day and then the visit, whose technician may have changed in between.
func (s *Store) lockBoth(ctx context.Context, tx *db.Tx, id booking.VisitID) (Record, error) {
	before, err := s.Record(ctx, tx, id)
	if err != nil {
		return Record{}, err
	}
	if day, ok, err := before.Day(); err != nil {
		return Record{}, err
	} else if ok {
		if err := s.LockDays(ctx, tx, day); err != nil {
			return Record{}, err
		}
	}
	return s.LockRecord(ctx, tx, id)
}

const sqlSetVisitStatus = `
UPDATE visits SET
  status = @status,
  initiator = coalesce(nullif(@initiator::text, ''), initiator),
  reason = coalesce(nullif(@reason::text, ''), reason),
  late = late OR @late,
  fee_minor = greatest(fee_minor, @fee),
  actual = CASE
    WHEN @status = 'on_site' THEN tstzrange(@now::timestamptz, NULL)
    WHEN @status IN ('completed','incomplete','no_access') AND lower(actual) IS NOT NULL
      THEN tstzrange(lower(actual), greatest(@now::timestamptz, lower(actual) + interval '1 second'))
    ELSE actual END
WHERE id = @id`

func setStatus(ctx context.Context, tx *db.Tx, t Transition) error {
	_, err := db.Exec(ctx, tx, sqlSetVisitStatus, db.Args{
		"id": t.Visit, "status": string(t.To), "initiator": t.Initiator, "reason": t.Reason, "late": t.Late,
		"fee": t.FeeMinor, "now": tx.Now,
	})
	return err
}

// leave gives the technician's time back. Who went there stays on record; who will not go is released.
func leave(ctx context.Context, tx *db.Tx, r Record) error {
	status := booking.AssignmentStatus("")
	if r.Status == booking.VisitCanceled || r.Status == booking.VisitSuperseded {
		status = booking.AssignmentReleased
	}
	if err := endAssignment(ctx, tx, r.Assignment, status); err != nil {
		return err
	}
	return free(ctx, tx, r.Assignment)
}

const sqlCountOtherLive = `
SELECT count(*)
FROM visits
WHERE work_order_id = @order AND id <> @visit
  AND status IN ('tentative','scheduled','dispatched','en_route','on_site','working','paused')`

// follow takes the job where its visit's new status puts it.
func (s *Store) follow(ctx context.Context, tx *db.Tx, r Record) error {
	var next booking.WorkOrderStatus
	switch r.Status {
	case booking.VisitEnRoute:
		return s.MoveOrder(ctx, tx, r.WorkOrderID, booking.OrderInProgress)
	case booking.VisitCompleted:
		next = booking.OrderCompleted
	case booking.VisitIncomplete, booking.VisitNoAccess, booking.VisitMissed, booking.VisitCanceled, booking.VisitSuperseded:
		next = booking.OrderReady
	default:
		return nil
	}
	others, err := db.Value[int](ctx, tx, sqlCountOtherLive, db.Args{"order": r.WorkOrderID, "visit": r.ID})
	if err != nil {
		return fmt.Errorf("move work order: %w", err)
	}
	if others > 0 || !r.OrderStatus.Can(next) {
		return nil
	}
	return s.MoveOrder(ctx, tx, r.WorkOrderID, next)
}
