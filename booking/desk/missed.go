package desk

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// missedAfter is how long after the promised window a visit that nobody came to is missed (DOMAIN.md 4.5).
const missedAfter = 30 * time.Minute

// MissedTx marks the visits that nobody came to as missed, which is the company's fault, and asks a person to repair each.
func (d *Desk) MissedTx(ctx context.Context, tx *db.Tx) error {
	list, err := d.visits.Unattended(ctx, tx, tx.Now.Add(-missedAfter))
	if err != nil {
		return err
	}
	for _, id := range list {
		if err := d.missed(ctx, tx, id); err != nil {
			return fmt.Errorf("missed visit %s: %w", id, err)
		}
	}
	return nil
}

func (d *Desk) missed(ctx context.Context, tx *db.Tx, id booking.VisitID) error {
	r, err := d.visits.Move(ctx, tx, visits.Transition{
		Visit: id, To: booking.VisitMissed, Initiator: booking.ByCompany, By: visits.By{Actor: "system"},
	})
	if fault.Is(err, fault.Conflict) { // somebody arrived, or it was canceled, a moment ago
		return nil
	}
	if err != nil {
		return err
	}
	_, err = d.escalations.Open(ctx, tx, booking.OpenEscalation{
		Contact: r.Contact, Visit: r.ID, Unit: r.Unit, Cause: booking.CauseMissed, Priority: booking.P2,
		Summary: fmt.Sprintf("#%d · %s · %s", r.Number, r.Service, r.Locality),
	})
	return err
}
