package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// When silence counts as no reply: this long before the window, but not before people are up and have read the morning's
// reminder.
const (
	cutOff      = 2 * time.Hour
	cutOffFirst = 8*time.Hour + 30*time.Minute
)

// dispatchAhead is how long before its planned start a visit goes to who accepted it (DOMAIN.md 4.5).
const dispatchAhead = 12 * time.Hour

// cutOffJob looks whether a customer who was asked has answered.
type cutOffJob struct {
	Visit booking.VisitID `json:"visit"`
}

// Kind of the job.
func (cutOffJob) Kind() string { return "visit.cut_off" }

// missedJob looks for visits that nobody came to.
type missedJob struct{}

// Kind of the job.
func (missedJob) Kind() string { return "visits.missed" }

// Follow keeps watch over visits: who does not answer, and where nobody came.
func (d *Desk) Follow(database *db.DB, r *queue.Registry) error {
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, j queue.Job[cutOffJob]) error {
		return d.cutOff(ctx, tx, j.Args.Visit)
	})
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, _ queue.Job[missedJob]) error {
		if err := d.visits.Dispatch(ctx, tx, tx.Now.Add(dispatchAhead)); err != nil {
			return err
		}
		return d.MissedTx(ctx, tx)
	})
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, j queue.Job[expireJob]) error {
		return d.expireOffer(ctx, tx, j.Args.Assignment)
	})
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, _ queue.Job[projectJob]) error { return d.projectAll(ctx, tx) })
	if err := r.Periodic("*/10 * * * *", projectJob{}, queue.Unique("visits.project")); err != nil {
		return err
	}
	events.React(database, d.alert, "visit.", "assignment.")
	events.React(database, d.watch, booking.FactVisitBooked, booking.FactVisitRescheduled)
	return r.Periodic("*/10 * * * *", missedJob{}, queue.Unique("visits.missed"))
}

// watch sets the cut-off of a visit that was promised.
func (d *Desk) watch(ctx context.Context, tx *db.Tx, f events.Fact) error {
	var data booking.VisitFact
	if err := json.Unmarshal(f.Data, &data); err != nil {
		return fmt.Errorf("read %s: %w", f.Name, err)
	}
	start, err := time.Parse(time.RFC3339, data.WindowStart)
	if err != nil {
		return fmt.Errorf("read %s: %w", f.Name, err)
	}
	at := start.Add(-cutOff)
	if first := booking.DayOf(start, start.Location()).At(cutOffFirst, start.Location()); at.Before(first) {
		at = first
	}
	_, err = queue.Enqueue(ctx, tx, cutOffJob{data.VisitID}, queue.At(at), queue.Unique(string(data.VisitID)))
	return err
}

// cutOff marks a customer who was asked and is silent, and asks a person to call.
func (d *Desk) cutOff(ctx context.Context, tx *db.Tx, id booking.VisitID) error {
	r, err := d.visits.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	if r.Confirmation != booking.ConfirmationAsked || !r.Status.Movable() {
		return nil
	}
	by := visits.By{Actor: "system"}
	if r, err = d.visits.Confirm(ctx, tx, id, booking.ConfirmationNoReply, by); err != nil {
		if fault.Is(err, fault.Conflict) { // it began a moment ago
			return nil
		}
		return err
	}
	if err := d.visits.Tell(ctx, tx, r, booking.FactVisitNoReply, "", by); err != nil {
		return err
	}
	_, err = d.escalations.Open(ctx, tx, booking.OpenEscalation{
		Contact: r.Contact, Visit: r.ID, Unit: r.Unit, Cause: booking.CauseUnconfirmed, Priority: booking.P2,
		Summary: fmt.Sprintf("#%d · %s · %s", r.Number, r.Service, r.Locality),
	})
	return err
}
