package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// lowFixTechnician is the one of DEMO.md's planted stories whose fridges seldom work after the first visit.
const lowFixTechnician = "+56991000007"

// Settle makes the demo true at a moment: visits that are over get their outcome by DEMO.md's rates, those of the next hours are
// dispatched or under way, customers of the next day were asked, and what waits for a person has waited for minutes. What
// becomes of a visit depends on its id only. Settling twice changes nothing more.
func Settle(ctx context.Context, d *db.DB, now time.Time) error {
	return d.InTx(ctx, func(tx *db.Tx) error { return settle(ctx, tx, now) })
}

func settle(ctx context.Context, tx *db.Tx, now time.Time) error {
	for _, s := range []struct {
		sql  string
		args db.Args
	}{
		{sqlSettleVisits, db.Args{"now": now, "low_fix": lowFixTechnician}},
		{sqlTellOutcomes, db.Args{}},
		{sqlFreeTechnicians, db.Args{}},
		{sqlEndAssignments, db.Args{}},
		{sqlSettleOrders, db.Args{"now": now}},
		{sqlStartVisits, db.Args{"now": now}},
		{sqlStartOrders, db.Args{}},
		{sqlDispatchVisits, db.Args{"now": now}},
		{sqlAskCustomers, db.Args{"now": now}},
		{sqlAgeEscalations, db.Args{"now": now}},
		{sqlAgeComplaints, db.Args{}},
		{sqlAgeConversations, db.Args{}},
	} {
		if _, err := db.Exec(ctx, tx, s.sql, s.args); err != nil {
			return fmt.Errorf("settle the demo: %w", err)
		}
	}
	return nil
}
