package desk

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/booking/workday"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// A customer is told of a delay when the window breaks by more than slack and ends within foresight: what is further off may still be
// made good. One who was told is told again when it gets worse by as much as worse.
const (
	slack     = 5 * time.Minute
	foresight = 3 * time.Hour
	worse     = 45 * time.Minute
)

// ProjectTx looks ahead over a technician's day as it really goes: when each visit that is left will be reached, from where the
// technician is, with the work under way and the delay that was told. Whoever is on the way has that arrival from now on. A customer
// whose promised window breaks is told (visit.delayed); nobody else is.
func (d *Desk) ProjectTx(ctx context.Context, tx *db.Tx, resource booking.ResourceID, day booking.WorkDay) error {
	who, err := d.crew.Resource(ctx, tx, resource, booking.DayOf(tx.Now, time.UTC))
	if err != nil {
		return fmt.Errorf("project day: %w", err)
	}
	zone, err := time.LoadLocation(who.TimeZone)
	if err != nil {
		return fmt.Errorf("project day: %w", err)
	}
	p := projection{desk: d, tx: tx, zone: zone, at: who.Home, free: tx.Now, late: told(day), eta: toldArrival(day)}
	for i, v := range day.Plan {
		if v.Offered {
			continue
		}
		if err := p.pass(ctx, v, day.Progress[i]); err != nil {
			return fmt.Errorf("project day: %w", err)
		}
	}
	return nil
}

// projection is a walk over a day: where the technician is, and from when on free.
type projection struct {
	desk *Desk
	tx   *db.Tx
	zone *time.Location
	at   booking.Pin
	free time.Time
	late time.Duration // told, for the next visit
	eta  time.Time     // told by who is on the way; zero: not told
}

// pass goes past a visit.
func (p *projection) pass(ctx context.Context, v booking.DayVisit, done booking.Progress) error {
	switch {
	case !done.Status.Live():
		p.at = v.At
		return nil
	case done.Status.UnderWay() && done.Status != booking.VisitEnRoute:
		p.at = v.At
		if end := done.OnSiteAt.Add(v.Duration); end.After(p.free) {
			p.free = end
		}
		return nil
	}
	leaves := p.free
	if done.Status == booking.VisitEnRoute {
		leaves = done.EnRouteAt
	}
	arrives, err := p.arrival(ctx, v, leaves)
	if err != nil {
		return err
	}
	if done.Status == booking.VisitEnRoute && !p.eta.IsZero() { // who drives knows best
		arrives = p.eta
	}
	if err := p.tell(ctx, v, arrives, done.Status == booking.VisitEnRoute); err != nil {
		return err
	}
	p.at, p.late = v.At, 0
	if arrives.Before(v.Window.Start) {
		arrives = v.Window.Start
	}
	p.free = arrives.Add(v.Duration)
	return nil
}

// arrival is when a visit is reached: not before now, and not before the plan and the delay that was told.
func (p *projection) arrival(ctx context.Context, v booking.DayVisit, leaves time.Time) (time.Time, error) {
	record, err := p.desk.visits.Record(ctx, p.tx, v.ID)
	if err != nil {
		return time.Time{}, err
	}
	profile, err := p.desk.places.TravelIn(ctx, p.tx, record.Territory)
	if err != nil {
		return time.Time{}, err
	}
	drive, err := routes.Drive(profile, p.at, v.At, leaves, p.zone)
	if err != nil {
		return time.Time{}, err
	}
	at := leaves.Add(drive)
	if p.late > 0 {
		if told := v.Planned.Start.Add(p.late); told.After(at) {
			at = told
		}
	}
	if at.Before(p.tx.Now) {
		at = p.tx.Now
	}
	return at.Truncate(time.Minute), nil
}

// tell keeps the arrival of who is on the way, and tells the customer whose window breaks.
func (p *projection) tell(ctx context.Context, v booking.DayVisit, arrives time.Time, coming bool) error {
	r, err := p.desk.visits.LockRecord(ctx, p.tx, v.ID)
	if err != nil {
		return err
	}
	breaks := arrives.After(v.Window.End.Add(slack)) && p.tx.Now.Add(foresight).After(v.Window.End) && arrives.After(r.Expected.Add(worse))
	switch {
	case breaks:
		return p.desk.visits.Expect(ctx, p.tx, r, arrives, visits.By{Actor: "system"})
	case coming && (r.Expected.IsZero() || !p.eta.IsZero() && !r.Expected.Equal(arrives)):
		return p.desk.visits.SetExpected(ctx, p.tx, v.ID, arrives)
	default:
		return nil
	}
}

// told is the delay that the technician told last and that no visit was begun after.
func told(day booking.WorkDay) time.Duration {
	for i := len(day.Steps) - 1; i >= 0; i-- {
		switch s := day.Steps[i]; s.Kind {
		case booking.StepDelay:
			return time.Duration(s.Number) * time.Minute
		case booking.StepArrive, booking.StepStart:
			return 0
		}
	}
	return 0
}

// toldArrival is when who is on the way said to arrive, last.
func toldArrival(day booking.WorkDay) time.Time {
	for i := len(day.Steps) - 1; i >= 0; i-- {
		switch s := day.Steps[i]; s.Kind {
		case booking.StepEta:
			return s.At.Add(time.Duration(s.Number) * time.Minute).Truncate(time.Minute)
		case booking.StepArrive, booking.StepStart, booking.StepNotYet:
			return time.Time{}
		}
	}
	return time.Time{}
}

// projectJob looks at the days that are under way.
type projectJob struct{}

// Kind of the job.
func (projectJob) Kind() string { return "visits.project" }

// projectAll projects the days on which somebody works over time or should have left by now.
func (d *Desk) projectAll(ctx context.Context, tx *db.Tx) error {
	list, err := d.visits.Overdue(ctx, tx, tx.Now)
	if err != nil {
		return err
	}
	days := workday.New()
	for _, o := range list {
		day, err := days.DayAt(ctx, tx, o.Resource, tx.Now, o.TimeZone)
		if err != nil {
			return err
		}
		if err := d.ProjectTx(ctx, tx, o.Resource, day); err != nil {
			return err
		}
	}
	return nil
}
