package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// cures says which facts of a visit end which alerts about it: what nobody took in hand closes itself.
var cures = map[string][]booking.Cause{
	booking.FactVisitConfirmed:     {booking.CauseUnconfirmed},
	booking.FactVisitEnRoute:       {booking.CauseUnconfirmed, booking.CauseNoSlot},
	booking.FactVisitArrived:       {booking.CauseAtRisk},
	booking.FactVisitCanceled:      {booking.CauseUnconfirmed, booking.CauseAtRisk, booking.CauseNoSlot, booking.CauseMissed},
	booking.FactVisitMissed:        {booking.CauseAtRisk, booking.CauseUnconfirmed},
	booking.FactAssignmentAccepted: {booking.CauseNoSlot},
	booking.FactAssignmentGiven:    {booking.CauseNoSlot},
	booking.FactVisitMoved:         {booking.CauseNoSlot, booking.CauseAtRisk},
}

// replaced are the alerts of a visit that end when its job gets another one.
var replaced = []booking.Cause{booking.CauseUnconfirmed, booking.CauseAtRisk, booking.CauseNoSlot, booking.CauseMissed}

// alert opens an alert for a promise at risk, and closes those whose cause is gone.
func (d *Desk) alert(ctx context.Context, tx *db.Tx, f events.Fact) error {
	visit := booking.VisitID(f.VisitID)
	if visit == "" {
		return nil
	}
	if f.Name == booking.FactVisitDelayed {
		r, err := d.visits.Record(ctx, tx, visit)
		if err != nil {
			return err
		}
		_, err = d.escalations.Open(ctx, tx, booking.OpenEscalation{
			Contact: r.Contact, Visit: r.ID, Unit: r.Unit, Cause: booking.CauseAtRisk, Priority: booking.P2,
			Summary: fmt.Sprintf("#%d · %s · %s · %s", r.Number, r.Service, r.Locality, r.Technician),
		})
		return err
	}
	causes := cures[f.Name]
	if f.Name == booking.FactVisitBooked || f.Name == booking.FactVisitRescheduled {
		var data booking.VisitFact
		if err := json.Unmarshal(f.Data, &data); err != nil {
			return fmt.Errorf("read %s: %w", f.Name, err)
		}
		visit, causes = data.PreviousVisitID, replaced
	}
	if visit == "" || len(causes) == 0 {
		return nil
	}
	r, err := d.visits.Record(ctx, tx, visit)
	if err != nil {
		return err
	}
	for _, cause := range causes {
		if _, err := d.escalations.CloseIfCured(ctx, tx, booking.CuredCause{Unit: r.Unit, Cause: cause, Visit: visit}); err != nil {
			return err
		}
	}
	return nil
}
