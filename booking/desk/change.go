package desk

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// RescheduleTx gives a job another visit in a held slot. A visit that stands is superseded and linked (visit.rescheduled); one
// that ended without the work being done gets a return visit (visit.booked). When the slot is gone the error is slots.ErrLost,
// when the old visit is under way or somebody else's a Conflict; nothing has changed then.
func (d *Desk) RescheduleTx(ctx context.Context, tx *db.Tx, cmd booking.RescheduleVisit) (booking.Booked, error) {
	booked, err := d.reschedule(ctx, tx, cmd)
	if err != nil {
		return booking.Booked{}, fmt.Errorf("reschedule visit: %w", err)
	}
	return booked, nil
}

func (d *Desk) reschedule(ctx context.Context, tx *db.Tx, cmd booking.RescheduleVisit) (booking.Booked, error) {
	if cmd.PromisedBy == "" || cmd.Consent == "" {
		return booking.Booked{}, fault.New(fault.Invalid, "visit.reschedule.no_consent")
	}
	old, err := d.theirs(ctx, tx, cmd.Visit, cmd.Contact)
	if err != nil {
		return booking.Booked{}, err
	}
	if old, err = d.lockFor(ctx, tx, old, cmd.Slot); err != nil {
		return booking.Booked{}, err
	}
	if !old.Status.Movable() && !old.Status.Returns() {
		return booking.Booked{}, fault.New(fault.Conflict, "visit.reschedule.status", fault.Arg("status", old.Status))
	}
	hold, err := d.slots.Claim(ctx, tx, slots.Claim{Hold: cmd.Hold, Take: booking.HoldSlot{
		Request: cmd.Request, Slot: cmd.Slot, Contact: cmd.Contact, Conversation: cmd.Conversation,
	}})
	if err != nil {
		return booking.Booked{}, err
	}
	by := visits.By{Actor: "bot", Conversation: cmd.Conversation}
	after, err := d.replace(ctx, tx, replacing{cmd: cmd, old: old, hold: hold, by: by})
	if err != nil {
		return booking.Booked{}, err
	}
	return bookedOf(after), nil
}

// theirs is a visit, which must be of a contact.
func (d *Desk) theirs(ctx context.Context, tx *db.Tx, id booking.VisitID, contact booking.ContactID) (visits.Record, error) {
	r, err := d.visits.Record(ctx, tx, id)
	if err == nil && contact != "" && r.Contact != contact {
		err = fault.New(fault.NotFound, "visit.get.unknown")
	}
	return r, err
}

// lockFor takes the technician-days that the visit leaves and comes to, in one go, and then the visit.
func (d *Desk) lockFor(ctx context.Context, tx *db.Tx, r visits.Record, to booking.Slot) (visits.Record, error) {
	var days []visits.TechnicianDay
	day, ok, err := r.Day()
	if err != nil {
		return visits.Record{}, err
	}
	if ok {
		days = append(days, day)
	}
	if to.Resource != "" {
		if day, err = visits.DayOf(to.Resource, to.Planned.Start, to.TimeZone); err != nil {
			return visits.Record{}, err
		}
		days = append(days, day)
	}
	if err := d.visits.LockDays(ctx, tx, days...); err != nil {
		return visits.Record{}, err
	}
	return d.visits.LockRecord(ctx, tx, r.ID)
}

// replacing is what a reschedule is made of.
type replacing struct {
	cmd  booking.RescheduleVisit
	old  visits.Record
	hold booking.Hold
	by   visits.By
}

// replace ends the old visit if it stands and makes the next one, with who comes and the promise.
func (d *Desk) replace(ctx context.Context, tx *db.Tx, p replacing) (visits.Record, error) {
	fact, moves := booking.FactVisitBooked, 0
	if p.old.Status.Movable() {
		fact = booking.FactVisitRescheduled
		if moves = p.old.Moves; p.cmd.Initiator == booking.ByCustomer {
			moves++
		}
		if _, err := d.visits.Move(ctx, tx, visits.Transition{
			Visit: p.old.ID, To: booking.VisitSuperseded, Initiator: p.cmd.Initiator, Reason: p.cmd.Reason, Late: p.cmd.Late,
			FeeMinor: p.cmd.FeeMinor, By: p.by,
		}); err != nil {
			return visits.Record{}, err
		}
	}
	id, err := d.visits.AddVisit(ctx, tx, visits.NewVisit{
		Order: p.old.WorkOrderID, Site: p.old.SiteID, Window: p.hold.Slot.Window, TimeZone: p.old.TimeZone, Duration: p.old.Duration,
		Reschedules: p.old.ID, Moves: moves,
	})
	if err != nil {
		return visits.Record{}, err
	}
	if err := d.handOver(ctx, tx, id, p.hold); err != nil {
		return visits.Record{}, err
	}
	after, err := d.visits.Record(ctx, tx, id)
	if err != nil {
		return visits.Record{}, err
	}
	change := visits.Transition{
		Reason: p.cmd.Reason, Initiator: p.cmd.Initiator, Late: p.cmd.Late, FeeMinor: p.cmd.FeeMinor, By: p.by,
	}
	if err := d.visits.TellChange(ctx, tx, after, fact, change); err != nil {
		return visits.Record{}, err
	}
	if _, err = d.visits.Promise(ctx, tx, after, visits.Promise{
		Window: after.Window, Message: p.cmd.PromisedBy, Consent: p.cmd.Consent,
	}, p.by); err != nil {
		return visits.Record{}, err
	}
	return after, d.announce(ctx, tx, after, false)
}

// CancelTx calls a visit off and gives its time back; its job ends with it when no other visit of it stands. A visit that
// somebody works at is a Conflict.
func (d *Desk) CancelTx(ctx context.Context, tx *db.Tx, cmd booking.CancelVisit) (visits.Record, error) {
	if cmd.Initiator == booking.ByCustomer && cmd.Consent == "" {
		return visits.Record{}, fault.New(fault.Invalid, "visit.cancel.no_consent")
	}
	if _, err := d.theirs(ctx, tx, cmd.Visit, cmd.Contact); err != nil {
		return visits.Record{}, fmt.Errorf("cancel visit: %w", err)
	}
	by := visits.By{Actor: "bot", Conversation: cmd.Conversation}
	if cmd.Actor != "" {
		by.Actor = "user:" + string(cmd.Actor)
	}
	r, err := d.visits.Move(ctx, tx, visits.Transition{
		Visit: cmd.Visit, To: booking.VisitCanceled, Initiator: cmd.Initiator, Reason: cmd.Reason, Late: cmd.Late,
		FeeMinor: cmd.FeeMinor, By: by,
	})
	if err != nil {
		return visits.Record{}, fmt.Errorf("cancel visit: %w", err)
	}
	if err := d.visits.EndOrder(ctx, tx, r.WorkOrderID); err != nil {
		return visits.Record{}, fmt.Errorf("cancel visit: %w", err)
	}
	return r, nil
}

// AnswerTx keeps what a customer said of a visit. The answer to one that is under way or over changes nothing.
func (d *Desk) AnswerTx(ctx context.Context, tx *db.Tx, cmd booking.AnswerVisit) error {
	r, err := d.theirs(ctx, tx, cmd.Visit, cmd.Contact)
	if err == nil && r.Status.Movable() {
		_, err = d.visits.Confirm(ctx, tx, cmd.Visit, cmd.Confirmation, visits.By{Actor: "bot", Conversation: cmd.Conversation})
	}
	if err != nil {
		return fmt.Errorf("answer visit: %w", err)
	}
	return nil
}

// RateTx keeps a customer's grade for a visit that is over.
func (d *Desk) RateTx(ctx context.Context, tx *db.Tx, cmd booking.RateVisit) error {
	if _, err := d.theirs(ctx, tx, cmd.Visit, cmd.Contact); err != nil {
		return fmt.Errorf("rate visit: %w", err)
	}
	_, err := d.visits.Rate(ctx, tx, cmd, visits.By{Actor: "contact:" + string(cmd.Contact), Conversation: cmd.Conversation})
	return err
}
