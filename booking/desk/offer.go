package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// How long a contractor has to answer an offer, and the hours in which that time runs.
const (
	offerFor    = 10 * time.Minute
	offerOpens  = 7 * time.Hour
	offerCloses = 21 * time.Hour
)

// expireJob ends an offer that nobody answered.
type expireJob struct {
	Assignment booking.AssignmentID `json:"assignment"`
}

// Kind of the job.
func (expireJob) Kind() string { return "assignment.expire" }

// offerUntil is when an offer made now ends, on the technician's clock.
func offerUntil(now time.Time, zone string) time.Time {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	day := booking.DayOf(now, loc)
	switch {
	case now.Before(day.At(offerOpens, loc)):
		now = day.At(offerOpens, loc)
	case !now.Before(day.At(offerCloses, loc)):
		now = day.Add(1).At(offerOpens, loc)
	}
	return now.Add(offerFor)
}

// giving is a visit for somebody.
type giving struct {
	visit  booking.VisitID
	who    booking.Resource
	assign visits.Assign
}

// give assigns a visit: an employee has it, a contractor is offered it.
func (d *Desk) give(ctx context.Context, tx *db.Tx, g giving) error {
	g.assign.Visit, g.assign.Resource, g.assign.Employment = g.visit, g.who.ID, g.who.Employment
	until := time.Time{}
	if g.who.Employment == booking.Contractor {
		until = offerUntil(tx.Now, g.who.TimeZone)
		g.assign.OfferedUntil = until
	}
	id, err := d.visits.Assign(ctx, tx, g.assign)
	if err == nil && !until.IsZero() {
		_, err = queue.Enqueue(ctx, tx, expireJob{id}, queue.At(until), queue.Unique(string(id)))
	}
	return err
}

// announce tells that a visit is offered, or, after others did not take it, given.
func (d *Desk) announce(ctx context.Context, tx *db.Tx, r visits.Record, cascade bool) error {
	o, err := d.visits.LockOffer(ctx, tx, r.Assignment)
	if err != nil {
		return err
	}
	by := visits.By{Actor: "system"}
	switch {
	case o.Status == booking.AssignmentOffered && o.OfferedUntil != nil:
		return d.visits.TellAssignment(ctx, tx, r, booking.FactAssignmentOffered, o.Status, *o.OfferedUntil, by)
	case cascade:
		return d.visits.TellAssignment(ctx, tx, r, booking.FactAssignmentGiven, o.Status, time.Time{}, by)
	default:
		return nil
	}
}

// AnswerOfferTx takes or declines an offer. Declined, it goes to the next best in the same transaction. An offer that is over, or
// somebody else's, is a Conflict.
func (d *Desk) AnswerOfferTx(ctx context.Context, tx *db.Tx, cmd booking.AnswerOffer) error {
	if cmd.Assignment == "" {
		return fault.New(fault.Conflict, "assignment.accept.over", fault.Text("there is no offer"))
	}
	o, r, err := d.lockOffer(ctx, tx, cmd.Assignment)
	if err != nil {
		return fmt.Errorf("answer offer: %w", err)
	}
	over := o.Status != booking.AssignmentOffered || o.OfferedUntil != nil && o.OfferedUntil.Before(tx.Now)
	if cmd.Resource != o.ResourceID || over {
		return fault.New(fault.Conflict, "assignment.accept.over", fault.Text("the offer is over"))
	}
	by := visits.By{Actor: "technician:" + string(cmd.Resource)}
	if cmd.Accept {
		if err := d.visits.Accept(ctx, tx, cmd.Assignment); err != nil {
			return err
		}
		if _, err := queue.Withdraw(ctx, tx, expireJob{}.Kind(), string(cmd.Assignment)); err != nil {
			return err
		}
		return d.visits.TellAssignment(ctx, tx, r, booking.FactAssignmentAccepted, booking.AssignmentAccepted, time.Time{}, by)
	}
	if err := d.visits.TellAssignment(ctx, tx, r, booking.FactAssignmentDeclined, booking.AssignmentDeclined, time.Time{}, by); err != nil {
		return err
	}
	return d.passOn(ctx, tx, r, booking.AssignmentDeclined)
}

// expireOffer ends an offer that was not answered in time.
func (d *Desk) expireOffer(ctx context.Context, tx *db.Tx, id booking.AssignmentID) error {
	o, r, err := d.lockOffer(ctx, tx, id)
	if err != nil {
		return fmt.Errorf("expire offer: %w", err)
	}
	if o.Status != booking.AssignmentOffered || !r.Status.Movable() {
		return nil
	}
	by := visits.By{Actor: "system"}
	if err := d.visits.TellAssignment(ctx, tx, r, booking.FactAssignmentExpired, booking.AssignmentExpired, time.Time{}, by); err != nil {
		return err
	}
	return d.passOn(ctx, tx, r, booking.AssignmentExpired)
}

// lockOffer takes the technician-day, then the visit, then the offer.
func (d *Desk) lockOffer(ctx context.Context, tx *db.Tx, id booking.AssignmentID) (visits.Offer, visits.Record, error) {
	o, err := d.visits.LockOffer(ctx, tx, id)
	if err != nil {
		return o, visits.Record{}, err
	}
	r, err := d.visits.Record(ctx, tx, o.VisitID)
	if err != nil {
		return o, r, err
	}
	if r.Assignment != id {
		o.Status = booking.AssignmentReleased // moved or called off meanwhile
		return o, r, nil
	}
	r, err = d.lockFor(ctx, tx, r, booking.Slot{})
	return o, r, err
}

// passOn takes a visit from who will not do it and gives it to the next best who was not asked yet; with nobody left a person
// must find a way.
func (d *Desk) passOn(ctx context.Context, tx *db.Tx, r visits.Record, status booking.AssignmentStatus) error {
	if err := d.visits.Refuse(ctx, tx, r, status); err != nil {
		return err
	}
	next, err := d.nextBest(ctx, tx, r)
	if err != nil {
		return err
	}
	for _, who := range next {
		err := tx.Savepoint(ctx, func(tx *db.Tx) error { return d.giveTo(ctx, tx, r, who) })
		if err == nil {
			return nil
		}
		if !fault.Is(err, fault.Conflict) && !errors.Is(err, errNoFit) {
			return err
		}
	}
	_, err = d.escalations.Open(ctx, tx, booking.OpenEscalation{
		Contact: r.Contact, Visit: r.ID, Unit: r.Unit, Cause: booking.CauseNoSlot, Priority: booking.P2,
		Summary: fmt.Sprintf("#%d · %s · %s", r.Number, r.Service, r.Locality),
	})
	return err
}

// errNoFit says that a visit does not fit the day of somebody after all.
var errNoFit = errors.New("the visit does not fit")

// giveTo puts a visit on a technician's route.
func (d *Desk) giveTo(ctx context.Context, tx *db.Tx, r visits.Record, who booking.Resource) error {
	cmd := booking.MoveVisit{Visit: r.ID, Resource: who.ID}
	locked, err := d.lock(ctx, tx, cmd)
	if err != nil {
		return err
	}
	m, err := d.look(ctx, tx, tx.Now, locked, cmd)
	if err != nil {
		return err
	}
	if !m.check.OK {
		return errNoFit
	}
	err = d.visits.Deferred(ctx, tx, func() error {
		if err := d.visits.Replan(ctx, tx, m.plans); err != nil {
			return err
		}
		return d.give(ctx, tx, giving{visit: r.ID, who: who, assign: visits.Assign{Planned: m.check.Planned}})
	})
	if err != nil {
		return err
	}
	after, err := d.visits.Record(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	return d.announce(ctx, tx, after, true)
}

// nextBest lists who could do a visit that nobody has, the least extra travel first, without those who were asked.
func (d *Desk) nextBest(ctx context.Context, tx *db.Tx, r visits.Record) ([]booking.Resource, error) {
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of visit %s: %w", r.ID, err)
	}
	day := booking.DayOf(r.Window.Start, zone)
	service, err := d.catalog.Service(ctx, tx, r.Service)
	if err != nil {
		return nil, err
	}
	able, err := d.crew.Capable(ctx, tx, crew.Need{Territory: r.Territory, Skills: service.Skills, From: day, To: day})
	if err != nil {
		return nil, err
	}
	asked, err := d.visits.Refused(ctx, tx, r.ID)
	if err != nil {
		return nil, err
	}
	if r, err = d.visits.Record(ctx, tx, r.ID); err != nil {
		return nil, err
	}
	type fit struct {
		who   booking.Resource
		extra time.Duration
	}
	var fits []fit
	for _, a := range able {
		if slices.Contains(asked, a.ID) {
			continue
		}
		m, err := d.look(ctx, tx, tx.Now, r, booking.MoveVisit{Visit: r.ID, Resource: a.ID})
		if err != nil {
			return nil, err
		}
		if m.check.OK {
			fits = append(fits, fit{a.Resource, m.check.ExtraTravel})
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return int(a.extra - b.extra) })
	out := make([]booking.Resource, len(fits))
	for i, f := range fits {
		out[i] = f.who
	}
	return out, nil
}
