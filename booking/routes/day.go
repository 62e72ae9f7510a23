package routes

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// Job is work that nobody has yet. The jobs of a Look are the first stops of every day, on no route.
type Job struct {
	Visit     booking.VisitID // empty: not even a visit yet
	At        booking.Pin
	Window    span.Span // of arrival, both ends in time; zero: any
	Duration  time.Duration
	Territory booking.TerritoryCode
	Service   booking.ServiceCode
	Skills    []booking.SkillNeed // nil: not looked at
}

// Look is how facts are looked at.
type Look struct {
	Jobs []Job
	// Without says which entries are not there; nil: all are.
	Without func(visits.Entry) bool
	// Needs are the skills of services; a service without an entry needs none.
	Needs map[booking.ServiceCode][]booking.SkillNeed
	// Free leaves a scheduled visit free in its promise although its planned start is over, for looking at a stored plan.
	Free bool
}

// Day is one local day of many technicians.
type Day struct {
	Day     booking.Day
	Zone    *time.Location
	Origin  time.Time // second 0 of the problem
	Problem *optimizer.Problem
	Model   *insert.Model
	Shifts  []Shift // by vehicle of the problem
	Stops   []Stop  // by stop of the problem; the jobs of the look come first
	Stray   []visits.Entry
}

// Shift is a vehicle of the problem.
type Shift struct {
	Resource booking.Resource
	Span     span.Span
	Stops    []int // as planned, in the order of driving
	// Schedule is nil when what is stored cannot be driven.
	Schedule *insert.Schedule
}

// Stop is a stop of the problem: what is stored of it, or only a Job.
type Stop struct {
	*visits.Entry
	Job   bool
	Shift int // vehicle; -1 for a job
	Fixed bool
}

// Second is an instant on the day's clock.
func (d *Day) Second(t time.Time) optimizer.Seconds {
	return optimizer.Seconds(t.Sub(d.Origin) / time.Second)
}

// ceil is Second, rounded up.
func (d *Day) ceil(t time.Time) optimizer.Seconds {
	return optimizer.Seconds((t.Sub(d.Origin) + time.Second - 1) / time.Second)
}

// Time is the instant of a second of the day's clock.
func (d *Day) Time(s optimizer.Seconds) time.Time {
	return d.Origin.Add(time.Duration(s) * time.Second)
}

// Window is an arrival window on the day's clock; both ends are in time.
func (d *Day) Window(s span.Span) optimizer.Window {
	return optimizer.Window{From: d.Second(s.Start), To: d.Second(s.End)}
}

// Schedules are the routes that can be driven, and the shifts that they belong to.
func (d *Day) Schedules() (schedules []*insert.Schedule, shifts []int) {
	for i := range d.Shifts {
		if s := d.Shifts[i].Schedule; s != nil {
			schedules = append(schedules, s)
			shifts = append(shifts, i)
		}
	}
	return schedules, shifts
}

// Timed is when a stop is worked.
type Timed struct {
	Stop    int
	Planned span.Span
}

// Times are the earliest times of the stops of a shift, in the order of driving; nil for one that cannot be driven.
func (d *Day) Times(shift int) []Timed {
	if d.Shifts[shift].Schedule == nil {
		return nil
	}
	route, ok := d.Shifts[shift].Schedule.Route()
	if !ok {
		return nil
	}
	times := make([]Timed, len(route.Visits))
	for i, v := range route.Visits {
		times[i] = Timed{v.Stop, span.Of(d.Time(v.Start), d.Stops[v.Stop].Duration)}
	}
	return times
}

// Changed lists the stored stops of a shift whose time is no longer the stored one. Fixed ones never change.
func (d *Day) Changed(shift int) []visits.Plan {
	var plans []visits.Plan
	for _, t := range d.Times(shift) {
		s := &d.Stops[t.Stop]
		if s.Job || s.Fixed || s.Planned.Equal(t.Planned) {
			continue
		}
		plans = append(plans, visits.Plan{Visit: s.Visit, Hold: s.Hold, Planned: t.Planned})
	}
	return plans
}

// Travel is how long a technician drives on a shift.
func (d *Day) Travel(shift int) time.Duration {
	s := d.Shifts[shift].Schedule
	if s == nil {
		return 0
	}
	return time.Duration(s.Cost().Travel) * time.Second
}
