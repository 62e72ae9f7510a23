package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
	"github.com/chasqui-fsm/chasqui/optimizer/solve"
)

// What it costs to change a plan that people know, in seconds of driving.
const (
	newTechnician = 20 * 60
	newShift      = 10 * 60
)

// DefaultBudget is the time a plan may take when nobody said otherwise.
const DefaultBudget = 3 * time.Second

// Optimize asks for a better plan of a unit's day.
type Optimize struct {
	Unit   booking.UnitCode
	Day    booking.Day
	Now    time.Time
	Budget time.Duration // 0: DefaultBudget
	Seed   uint64
}

// Proposal is a better plan of a day, not yet written.
type Proposal struct {
	Unit     booking.UnitCode
	Day      booking.Day
	Moves    []Move        // to another technician, or to a first one
	Replans  []visits.Plan // of what keeps its technician
	Left     []Left        // still nobody's
	Before   time.Duration // driving, now
	After    time.Duration // and by the proposal
	versions map[booking.ResourceID]int64
	days     []visits.TechnicianDay
}

// Move gives a visit to a technician.
type Move struct {
	Visit   booking.VisitID
	From    booking.ResourceID // empty: nobody had it
	To      booking.Resource
	Planned span.Span
}

// Left is a visit that fits nowhere, with how many shifts refused it for which reason.
type Left struct {
	Visit   booking.VisitID
	Reasons optimizer.Tally
}

// Plan looks for a better plan of a day and proposes it. An empty proposal says that there is none.
func (s *Service) Plan(ctx context.Context, q db.Querier, ask Optimize) (*Proposal, error) {
	d, p, err := s.problem(ctx, q, ask)
	if err != nil {
		return nil, fmt.Errorf("plan day: %w", err)
	}
	if d == nil {
		return p, nil
	}
	if ask.Budget == 0 {
		ask.Budget = DefaultBudget
	}
	result, err := solve.Solve(ctx, d.Problem, solve.Options{Budget: ask.Budget, Seed: ask.Seed})
	if err != nil {
		return nil, fmt.Errorf("plan day: %w", err)
	}
	if len(result.Violations) > 0 {
		return nil, fmt.Errorf("plan day: the plan breaks %s", result.Violations[0])
	}
	before := stored(d)
	better := check.Cost(d.Problem, before)
	plan := &result.Plan
	if result.Cost.Total() >= better.Total() || !keeps(d, plan) {
		plan = before
	}
	p.Before, p.After = driving(d, before), driving(d, plan)
	p.compare(d, plan)
	return p, nil
}

// problem is the day with everything that may not move pinned; the day is nil when there is nothing to plan.
func (s *Service) problem(ctx context.Context, q db.Querier, ask Optimize) (*routes.Day, *Proposal, error) {
	p := &Proposal{Unit: ask.Unit, Day: ask.Day}
	who, err := s.crew.Resources(ctx, q, ask.Unit, ask.Day)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]booking.ResourceID, len(who))
	for i, r := range who {
		ids[i] = r.ID
	}
	if p.versions, err = s.visits.Versions(ctx, q, ids, ask.Day); err != nil { // before anything that they guard
		return nil, nil, err
	}
	loaded, err := s.load(ctx, q, unitDay{ask.Unit, ask.Day, ask.Now})
	if err != nil {
		return nil, nil, err
	}
	needs, err := s.needs(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	rows, err := unassigned(ctx, q, ask.Unit, visits.SpanOf(ask.Day, loaded.zone))
	if err != nil {
		return nil, nil, err
	}
	look := routes.Look{Needs: needs}
	for _, r := range rows {
		if r.Arrival.End.After(ask.Now) {
			look.Jobs = append(look.Jobs, routes.Job{
				Visit: r.ID, At: booking.Pin{Lat: r.Lat, Lng: r.Lng}, Window: r.Arrival, Service: r.Service, Territory: r.Territory,
				Duration: time.Duration(r.DurationMinutes) * time.Minute, Skills: needs[r.Service],
			})
		}
	}
	d, err := sound(loaded.facts, look)
	if err != nil || d == nil {
		return nil, p, err
	}
	for i := range d.Shifts {
		shift := &d.Shifts[i]
		day, err := visits.DayOf(shift.Resource.ID, shift.Span.Start, shift.Resource.TimeZone)
		if err != nil {
			return nil, nil, err
		}
		p.days = append(p.days, day)
	}
	pin(d)
	return d, p, nil
}

// sound is the day without the technicians whose stored plan cannot be driven: those need a person.
func sound(facts *routes.Facts, look routes.Look) (*routes.Day, error) {
	days, err := facts.Days(look)
	if err != nil || len(days) == 0 {
		return nil, err
	}
	broken := map[booking.ResourceID]bool{}
	for i := range days[0].Shifts {
		if days[0].Shifts[i].Schedule == nil {
			broken[days[0].Shifts[i].Resource.ID] = true
		}
	}
	if len(broken) == 0 {
		return days[0], nil
	}
	rest := *facts
	rest.Crew = slices.DeleteFunc(slices.Clone(facts.Crew), func(a crew.Able) bool { return broken[a.ID] })
	rest.Entries = slices.DeleteFunc(slices.Clone(facts.Entries), func(e visits.Entry) bool { return broken[e.Resource] })
	if days, err = rest.Days(look); err != nil || len(days) == 0 {
		return nil, err
	}
	return days[0], nil
}

// pin keeps holds and what was dispatched with their technician and shift, and puts a price on other changes.
func pin(d *routes.Day) {
	d.Problem.Weights = optimizer.Weights{NewTechnician: newTechnician, NewShift: newShift}
	for i := range d.Stops {
		s := &d.Stops[i]
		if !s.Job && !s.Fixed && (s.Hold != "" || s.Status != booking.VisitScheduled) {
			d.Problem.Stops[i].Pins = optimizer.PinTechnician | optimizer.PinShift
		}
	}
}

// keeps tells whether a plan serves everything that somebody has today.
func keeps(d *routes.Day, plan *optimizer.Plan) bool {
	return !slices.ContainsFunc(plan.Unassigned, func(u optimizer.Unassigned) bool { return !d.Stops[u.Stop].Job })
}

// driving is what a plan drives.
func driving(d *routes.Day, plan *optimizer.Plan) time.Duration {
	var total optimizer.Units
	for i := range plan.Routes {
		total += check.RouteCost(d.Problem, &plan.Routes[i]).Travel
	}
	return time.Duration(total) * time.Second
}

// compare lists what a plan changes.
func (p *Proposal) compare(d *routes.Day, plan *optimizer.Plan) {
	for _, r := range plan.Routes {
		who := d.Shifts[r.Vehicle].Resource
		for _, v := range r.Visits {
			s := &d.Stops[v.Stop]
			planned := span.Of(d.Time(v.Start), s.Duration)
			switch {
			case s.Fixed:
			case s.Resource != who.ID:
				p.Moves = append(p.Moves, Move{Visit: s.Visit, From: s.Resource, To: who, Planned: planned})
			case !planned.Equal(s.Planned):
				p.Replans = append(p.Replans, visits.Plan{Visit: s.Visit, Hold: s.Hold, Planned: planned})
			}
		}
	}
	for _, u := range plan.Unassigned {
		if d.Stops[u.Stop].Job {
			p.Left = append(p.Left, Left{d.Stops[u.Stop].Visit, u.Reasons})
		}
	}
}
