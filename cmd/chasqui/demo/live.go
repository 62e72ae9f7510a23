package demo

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// liveJob lets the demo's own day go on.
type liveJob struct{}

// Kind of the job.
func (liveJob) Kind() string { return "demo.live" }

// Live makes the demo's technicians work: what they have with the demo's own customers begins and ends as the clock goes, by the
// rates of Settle. Visits that people book themselves are left to people.
func Live(r *queue.Registry) error {
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
	return r.Periodic("*/10 * * * *", liveJob{}, queue.Unique("demo.live"))
}

const sqlShowLive = `SELECT pg_notify('chasqui_facts', coalesce(max(seq), 0)::text) FROM facts`
