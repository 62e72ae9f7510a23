package dispatch

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
)

// Days asks for a unit's days, both ends included. Now says which holds are over.
type Days struct {
	Unit     booking.UnitCode
	From, To booking.Day
	Now      time.Time
}

// Violation is a hard rule that what is stored breaks.
type Violation struct {
	Day      booking.Day
	Resource booking.ResourceID
	Visit    booking.VisitID
	Hold     booking.HoldID
	Rule     string // a check.Code, "no_shift", or a code of the comparison with occupations
	Detail   string
}

// String is one line.
func (v Violation) String() string {
	return fmt.Sprintf("%s technician %s visit %q hold %q: %s: %s", v.Day, v.Resource, v.Visit, v.Hold, v.Rule, v.Detail)
}

// Verify judges the technician-days of a unit as they are stored; nothing means that every promise can be driven.
func (s *Service) Verify(ctx context.Context, q db.Querier, ask Days) ([]Violation, error) {
	needs, err := s.needs(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("verify days: %w", err)
	}
	var found []Violation
	for at := ask.From; !ask.To.Before(at); at = at.Add(1) {
		stored, err := s.load(ctx, q, unitDay{ask.Unit, at, ask.Now})
		if err != nil {
			return nil, fmt.Errorf("verify day %s: %w", at, err)
		}
		days, err := stored.facts.Days(routes.Look{Needs: needs, Free: true})
		if err != nil {
			return nil, fmt.Errorf("verify day %s: %w", at, err)
		}
		for _, d := range days {
			found = append(found, judge(d)...)
		}
	}
	apart, err := disagreements(ctx, q, ask)
	return append(found, apart...), err
}

// judge has the checker look at a day.
func judge(d *routes.Day) []Violation {
	var found []Violation
	for _, e := range d.Stray {
		found = append(found, Violation{d.Day, e.Resource, e.Visit, e.Hold, "no_shift", "planned at " + e.Planned.String()})
	}
	plan := stored(d)
	for _, v := range check.Plan(d.Problem, plan) {
		out := Violation{Day: d.Day, Rule: string(v.Code), Detail: v.Detail}
		if v.Vehicle >= 0 {
			out.Resource = d.Shifts[v.Vehicle].Resource.ID
		}
		if v.Stop >= 0 {
			out.Visit, out.Hold = d.Stops[v.Stop].Visit, d.Stops[v.Stop].Hold
		}
		found = append(found, out)
	}
	return found
}

// stored is the plan that the planned times in the database are: each technician leaves when the shift begins, drives on as soon
// as allowed, and works when it is written.
func stored(d *routes.Day) *optimizer.Plan {
	plan := &optimizer.Plan{}
	for v := range d.Shifts {
		if route, ok := storedRoute(d, v); ok {
			plan.Routes = append(plan.Routes, route)
		}
	}
	for i := range d.Stops {
		if d.Stops[i].Job {
			plan.Unassigned = append(plan.Unassigned, optimizer.Unassigned{Stop: i})
		}
	}
	return plan
}

func storedRoute(d *routes.Day, v int) (optimizer.Route, bool) {
	stops := d.Shifts[v].Stops
	if len(stops) == 0 {
		return optimizer.Route{}, false
	}
	vehicle := &d.Problem.Vehicles[v]
	road := d.Problem.TravelOf(vehicle.Mode)
	place, left := vehicle.Start, unblocked(vehicle, vehicle.Shift.From)
	route := optimizer.Route{Vehicle: v, Leave: left}
	for _, i := range stops {
		stop := &d.Problem.Stops[i]
		visit := optimizer.Visit{
			Stop: i, Start: d.Second(d.Stops[i].Planned.Start),
			Travel: road.Seconds(place, stop.Location, left), Meters: road.Meters(place, stop.Location),
		}
		visit.Arrive = left + visit.Travel
		visit.Depart = unblocked(vehicle, visit.Start+stop.Service)
		route.Visits = append(route.Visits, visit)
		place, left = stop.Location, visit.Depart
	}
	route.HomeTravel, route.HomeMeters = road.Seconds(place, vehicle.End, left), road.Meters(place, vehicle.End)
	route.End = left + route.HomeTravel
	return route, true
}

// unblocked is the first instant from t on at which a drive may begin.
func unblocked(v *optimizer.Vehicle, t optimizer.Seconds) optimizer.Seconds {
	for _, b := range v.Blocked {
		if b.From <= t && t < b.To {
			t = b.To
		}
	}
	return t
}
