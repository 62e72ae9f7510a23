package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// RatingFact is the data of visit.rated.
type RatingFact struct {
	VisitID     booking.VisitID     `json:"visit_id"`
	WorkOrderID booking.WorkOrderID `json:"work_order_id"`
	Service     booking.ServiceCode `json:"service"`
	Technician  string              `json:"technician"`
	Score       int                 `json:"score"`
}

const sqlSaveRating = `
INSERT INTO ratings (visit_id, score, comment, message_id, at)
VALUES (@visit, @score, @comment, @message, @now)
ON CONFLICT (visit_id) DO UPDATE SET
  score = excluded.score, comment = coalesce(nullif(excluded.comment, ''), ratings.comment),
  message_id = excluded.message_id, at = excluded.at`

// Rate keeps a customer's grade for a visit that is over; another one replaces it. The fact visit.rated holds no words.
func (s *Store) Rate(ctx context.Context, tx *db.Tx, cmd booking.RateVisit, by By) (Record, error) {
	if cmd.Score < 1 || cmd.Score > 5 {
		return Record{}, fault.New(fault.Invalid, "visit.rate.range")
	}
	r, err := s.Record(ctx, tx, cmd.Visit)
	if err != nil {
		return Record{}, err
	}
	if r.Status.Live() {
		return Record{}, illegal(string(r.Status), "rated")
	}
	if _, err := db.Exec(ctx, tx, sqlSaveRating, db.Args{
		"visit": cmd.Visit, "score": cmd.Score, "comment": cmd.Comment, "message": cmd.Message, "now": tx.Now,
	}); err != nil {
		return Record{}, fmt.Errorf("rate visit: %w", err)
	}
	f := r.fact(booking.FactVisitRated, by)
	f.Data = events.Data(RatingFact{r.ID, r.WorkOrderID, r.Service, r.Technician, cmd.Score})
	return r, events.Append(ctx, tx, f)
}

const sqlSetReason = `UPDATE visits SET reason = @reason WHERE id = @id AND reason = ''`

// Explain keeps why a visit was called off, when that is told afterwards. The first reason stands.
func (s *Store) Explain(ctx context.Context, tx *db.Tx, id booking.VisitID, reason string) error {
	if _, err := db.Exec(ctx, tx, sqlSetReason, db.Args{"id": id, "reason": reason}); err != nil {
		return fmt.Errorf("explain visit: %w", err)
	}
	return nil
}

const sqlListMissed = `
SELECT v.id
FROM visits v
WHERE v.status IN ('scheduled','dispatched') AND greatest(upper(v.arrival), v.expected) < @before
ORDER BY upper(v.arrival), v.id`

// Unattended lists the visits to which nobody came although their window, or the later arrival that the customer was told, ended
// before an instant.
func (s *Store) Unattended(ctx context.Context, q db.Querier, before time.Time) ([]booking.VisitID, error) {
	list, err := db.Values[booking.VisitID](ctx, q, sqlListMissed, db.Args{"before": before})
	if err != nil {
		return nil, fmt.Errorf("list unattended visits: %w", err)
	}
	return list, nil
}

const sqlSetExpected = `UPDATE visits SET expected = @at WHERE id = @id`

// SetExpected keeps the arrival that is expected on the day.
func (s *Store) SetExpected(ctx context.Context, tx *db.Tx, id booking.VisitID, at time.Time) error {
	if _, err := db.Exec(ctx, tx, sqlSetExpected, db.Args{"id": id, "at": at}); err != nil {
		return fmt.Errorf("expect visit: %w", err)
	}
	return nil
}

// Running is a technician whose day does not go as planned.
type Running struct {
	Resource booking.ResourceID
	TimeZone string
}

const sqlListOverdue = `
SELECT DISTINCT a.resource_id AS resource, r.time_zone
FROM visits v
JOIN assignments a ON a.visit_id = v.id AND a.status IN ('accepted','active')
JOIN resources r ON r.id = a.resource_id
WHERE v.planned && tstzrange(@now::timestamptz - interval '12 hours', @now::timestamptz, '[]')
  AND (v.status IN ('scheduled','dispatched') AND lower(v.planned) + interval '10 minutes' < @now
    OR v.status IN ('en_route','on_site','working','paused') AND upper(v.planned) < @now)
ORDER BY 1`

// Overdue lists the technicians who work over time or should have begun by now.
func (s *Store) Overdue(ctx context.Context, q db.Querier, now time.Time) ([]Running, error) {
	list, err := db.Collect[Running](ctx, q, sqlListOverdue, db.Args{"now": now})
	if err != nil {
		return nil, fmt.Errorf("list overdue technicians: %w", err)
	}
	return list, nil
}

// Expect keeps the arrival that the customer is told on the day, and appends visit.delayed.
func (s *Store) Expect(ctx context.Context, tx *db.Tx, r Record, at time.Time, by By) error {
	if err := s.SetExpected(ctx, tx, r.ID, at); err != nil {
		return err
	}
	r.Expected = at
	return s.Tell(ctx, tx, r, booking.FactVisitDelayed, "", by)
}
