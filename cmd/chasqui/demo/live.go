package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// liveJob lets the demo's own day go on.
type liveJob struct{}

// Kind of the job.
func (liveJob) Kind() string { return "demo.live" }

// acceptJob takes the offers of the demo's contractors.
type acceptJob struct {
	Assignment booking.AssignmentID `json:"assignment"`
}

// Kind of the job.
func (acceptJob) Kind() string { return "demo.accept" }

// Desk takes offers (booking/desk).
type Desk interface {
	AnswerOfferTx(ctx context.Context, tx *db.Tx, cmd booking.AnswerOffer) error
}

// Live makes the demo's technicians work: what they have with the demo's own customers begins and ends as the clock goes, by the
// rates of Settle, and contractors take what they are offered after some minutes. Visits that people book themselves are left to
// people, and so is a technician whom somebody plays, with the PIN.
func Live(d *db.DB, r *queue.Registry, desk Desk) error {
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, j queue.Job[acceptJob]) error {
		list, err := db.Collect[booking.AnswerOffer](ctx, tx, sqlFindOffer, db.Args{"id": j.Args.Assignment})
		if err != nil || len(list) == 0 {
			return err
		}
		if err := desk.AnswerOfferTx(ctx, tx, list[0]); err != nil && !fault.Is(err, fault.Conflict) {
			return fmt.Errorf("accept for the demo: %w", err)
		}
		return nil
	})
	events.React(d, func(ctx context.Context, tx *db.Tx, f events.Fact) error {
		_, err := queue.Enqueue(ctx, tx, acceptJob{booking.AssignmentID(f.SubjectID)}, queue.At(tx.Now.Add(acceptAfter)))
		return err
	}, booking.FactAssignmentOffered)
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, _ queue.Job[liveJob]) error {
		for _, s := range []struct {
			sql  string
			args db.Args
		}{
			{sqlSettleVisits, db.Args{"now": tx.Now, "low_fix": lowFixTechnician}},
			{sqlTellOutcomes, nil},
			{sqlFreeTechnicians, nil},
			{sqlEndAssignments, nil},
			{sqlSettleOrders, db.Args{"now": tx.Now}},
			{sqlStartVisits, db.Args{"now": tx.Now}},
			{sqlStartOrders, nil},
			{sqlDispatchVisits, db.Args{"now": tx.Now}},
			{sqlShowLive, nil},
		} {
			if _, err := db.Exec(ctx, tx, s.sql, s.args); err != nil {
				return fmt.Errorf("let the demo live: %w", err)
			}
		}
		return nil
	})
	return r.Periodic("*/30 * * * *", liveJob{}, queue.Unique("demo.live"))
}

// acceptAfter is how long a contractor of the demo thinks.
const acceptAfter = 3 * time.Minute

const sqlFindOffer = `
SELECT a.id AS assignment, a.resource_id AS resource, true AS accept
FROM assignments a
WHERE a.id = @id AND a.status = 'offered'
  AND NOT EXISTS (SELECT FROM technician_devices d WHERE d.resource_id = a.resource_id AND d.verified_at IS NOT NULL)`

const sqlShowLive = `SELECT pg_notify('chasqui_facts', coalesce(max(seq), 0)::text) FROM facts`
