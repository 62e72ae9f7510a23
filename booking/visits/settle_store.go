package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

const sqlSettleProgress = `
UPDATE visits SET
  status = @status,
  reason = coalesce(nullif(@reason::text, ''), reason),
  en_route_at = @en_route,
  actual = CASE WHEN @on_site::timestamptz IS NULL THEN NULL
    WHEN @ended::timestamptz IS NULL THEN tstzrange(@on_site::timestamptz, NULL)
    ELSE tstzrange(@on_site::timestamptz, greatest(@ended::timestamptz, @on_site::timestamptz + interval '1 second')) END,
  worked_minutes = @worked, paused_minutes = @paused, evidence = @evidence::jsonb
WHERE id = @id AND status <> 'canceled'`

// evidence is what a technician brought of a visit, as it is stored.
type evidence struct {
	Photos   []string `json:"photos,omitempty"`
	Serial   string   `json:"serial,omitempty"`
	Checked  []string `json:"checked,omitempty"`
	Accepted bool     `json:"accepted,omitempty"`
	Tries    int      `json:"tries,omitempty"`
}

// Settle writes what the technician's steps, by the phone's time, made of a visit (booking/workday), its job along with it. Each
// status that was reached is told once, with its own time, however often and in whatever order the steps came. A visit that ended
// gives the technician's time back.
func (s *Store) Settle(ctx context.Context, tx *db.Tx, p booking.Progress, by By) error {
	r, err := s.LockRecord(ctx, tx, p.Visit)
	if err != nil {
		return err
	}
	if r.Status == booking.VisitCanceled || r.Status == booking.VisitSuperseded {
		return nil // called off meanwhile: what the technician did there is in the steps
	}
	if _, err := db.Exec(ctx, tx, sqlSettleProgress, db.Args{
		"id": p.Visit, "status": p.Status, "reason": p.Reason, "en_route": db.Null(p.EnRouteAt), "on_site": db.Null(p.OnSiteAt),
		"ended": db.Null(p.EndedAt), "worked": int(p.Worked / time.Minute), "paused": int(p.Paused / time.Minute),
		"evidence": events.Data(evidence{p.Photos, p.Serial, p.Checked, p.Accepted, p.Tries}),
	}); err != nil {
		return fmt.Errorf("settle visit: %w", err)
	}
	changed, revived := r.Status != p.Status, !r.Status.Live() && p.Status.Live()
	r.Status = p.Status
	if err := s.tellWay(ctx, tx, r, p, by); err != nil {
		return err
	}
	if !changed {
		return nil
	}
	if r.Assignment != "" {
		switch {
		case revived:
			err = retake(ctx, tx, r)
		case !p.Status.Live():
			err = leave(ctx, tx, r)
		}
		if err != nil {
			return fmt.Errorf("settle visit: %w", err)
		}
	}
	return s.settleOrder(ctx, tx, r)
}

const sqlReviveAssignment = `UPDATE assignments SET ended_at = NULL WHERE id = @id`

// retake takes the technician's time again, for a visit that was over and, by a step that came late, is not. Where somebody else
// has got that time meanwhile they keep it: the technician is where they are all the same.
func retake(ctx context.Context, tx *db.Tx, r Record) error {
	if _, err := db.Exec(ctx, tx, sqlReviveAssignment, db.Args{"id": r.Assignment}); err != nil {
		return err
	}
	if r.Planned.IsZero() {
		return nil
	}
	err := tx.Savepoint(ctx, func(tx *db.Tx) error {
		return occupy(ctx, tx, assignment{id: r.Assignment, resource: r.Resource}, r.Planned)
	})
	if db.IsExclusion(err, NeverOverlap) {
		return nil
	}
	return err
}

// settleOrder takes the job along; a correction of the same day may take it back from its end.
func (s *Store) settleOrder(ctx context.Context, tx *db.Tx, r Record) error {
	next := booking.OrderInProgress
	switch r.Status {
	case booking.VisitCompleted:
		next = booking.OrderCompleted
	case booking.VisitIncomplete, booking.VisitNoAccess, booking.VisitMissed:
		next = booking.OrderReady
	case booking.VisitDispatched:
		next = booking.OrderScheduled
	}
	others, err := db.Value[int](ctx, tx, sqlCountOtherLive, db.Args{"order": r.WorkOrderID, "visit": r.ID})
	if err != nil {
		return fmt.Errorf("settle work order: %w", err)
	}
	status, err := db.Value[booking.WorkOrderStatus](ctx, tx, sqlLockOrder, db.Args{"id": r.WorkOrderID})
	if err != nil {
		return fmt.Errorf("settle work order: %w", err)
	}
	if others > 0 && next != booking.OrderInProgress || status == next || status == booking.OrderClosed || status == booking.OrderCanceled {
		return nil
	}
	return setOrderStatus(ctx, tx, r.WorkOrderID, next)
}

// tellWay tells what was reached and not told yet.
func (s *Store) tellWay(ctx context.Context, tx *db.Tx, r Record, p booking.Progress, by By) error {
	for _, reached := range []struct {
		name string
		at   time.Time
		yes  bool
	}{
		{booking.FactVisitEnRoute, p.EnRouteAt, !p.EnRouteAt.IsZero()},
		{booking.FactVisitArrived, p.OnSiteAt, !p.OnSiteAt.IsZero()},
		{booking.FactVisitCompleted, p.EndedAt, p.Status == booking.VisitCompleted},
		{booking.FactVisitIncomplete, p.EndedAt, p.Status == booking.VisitIncomplete},
		{booking.FactVisitNoAccess, p.EndedAt, p.Status == booking.VisitNoAccess},
	} {
		if !reached.yes {
			continue
		}
		told, err := db.Value[bool](ctx, tx, sqlWasTold, db.Args{"visit": r.ID, "name": reached.name})
		if err != nil {
			return fmt.Errorf("settle visit: %w", err)
		}
		if told {
			continue
		}
		data := r.Fact()
		data.Reason, data.At = p.Reason, reached.at.In(zoneOf(r.TimeZone)).Format(time.RFC3339)
		f := r.fact(reached.name, by)
		f.ConversationID = "" // the technician's talk is not the customer's
		f.Data = events.Data(data)
		if err := events.Append(ctx, tx, f); err != nil {
			return err
		}
	}
	return nil
}

const sqlWasTold = `SELECT EXISTS (SELECT FROM facts WHERE visit_id = @visit AND name = @name)`

func zoneOf(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}
