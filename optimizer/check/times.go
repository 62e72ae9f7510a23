package check

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// times walks a route with the clock in hand.
func (r *report) times(route *optimizer.Route, vehicle *optimizer.Vehicle) {
	if route.Leave < vehicle.Shift.From {
		r.add(Shift, route.Vehicle, -1, "leaves at %d, shift begins at %d", route.Leave, vehicle.Shift.From)
	}
	place, left := vehicle.Start, route.Leave
	for _, visit := range route.Visits {
		stop := &r.problem.Stops[visit.Stop]
		r.leg(route.Vehicle, visit.Stop, leg{
			from: place, to: stop.Location, depart: left, arrive: visit.Arrive, seconds: visit.Travel, meters: visit.Meters,
		})
		r.service(route.Vehicle, visit)
		place, left = stop.Location, visit.Depart
	}
	if vehicle.End == optimizer.NoLocation {
		if route.End != left || route.HomeTravel != 0 || route.HomeMeters != 0 {
			r.add(Travel, route.Vehicle, -1, "ends at %d, last stop left at %d, no way home", route.End, left)
		}
	} else {
		r.leg(route.Vehicle, -1, leg{
			from: place, to: vehicle.End, depart: left, arrive: route.End, seconds: route.HomeTravel, meters: route.HomeMeters,
		})
	}
	if route.End > vehicle.Shift.To {
		r.add(Shift, route.Vehicle, -1, "ends at %d, shift at %d", route.End, vehicle.Shift.To)
	}
}

// leg is a drive as the plan tells it.
type leg struct {
	from, to       int
	depart, arrive optimizer.Seconds
	seconds        optimizer.Seconds
	meters         optimizer.Meters
}

func (r *report) leg(v, stop int, l leg) {
	road := r.problem.TravelOf(r.problem.Vehicles[v].Mode)
	if want := road.Seconds(l.from, l.to, l.depart); l.seconds != want || l.arrive != l.depart+want {
		r.add(Travel, v, stop, "%d to %d leaving at %d takes %d, plan says %d and arrives at %d",
			l.from, l.to, l.depart, want, l.seconds, l.arrive)
	}
	if want := road.Meters(l.from, l.to); l.meters != want {
		r.add(Travel, v, stop, "%d to %d is %d long, plan says %d", l.from, l.to, want, l.meters)
	}
	for _, b := range r.problem.Vehicles[v].Blocked {
		if b.From <= l.depart && l.depart < b.To {
			r.add(Blocked, v, stop, "drive begins at %d, blocked from %d to %d", l.depart, b.From, b.To)
		}
	}
}

func (r *report) service(v int, visit optimizer.Visit) {
	vehicle, stop := &r.problem.Vehicles[v], &r.problem.Stops[visit.Stop]
	takes := stop.Service
	if vehicle.Class < len(stop.ServiceByClass) {
		takes = stop.ServiceByClass[vehicle.Class]
	}
	end := visit.Start + takes
	if visit.Start < visit.Arrive || visit.Depart < end {
		r.add(Order, v, visit.Stop, "arrives %d, starts %d, takes %d, departs %d", visit.Arrive, visit.Start, takes, visit.Depart)
	}
	inside := len(stop.Windows) == 0
	for _, w := range stop.Windows {
		if visit.Start >= w.From && visit.Start <= w.To {
			inside = true
		}
	}
	if !inside {
		r.add(Window, v, visit.Stop, "starts at %d, in none of its windows", visit.Start)
	}
	for _, b := range vehicle.Blocked {
		if visit.Start < b.To && end > b.From {
			r.add(Blocked, v, visit.Stop, "service from %d to %d, blocked from %d to %d", visit.Start, end, b.From, b.To)
		}
	}
}

// breaks must be taken in order, within their windows, while the technician stands and does not serve.
func (r *report) breaks(route *optimizer.Route, vehicle *optimizer.Vehicle) {
	if len(route.Breaks) != len(vehicle.Breaks) {
		r.add(Break, route.Vehicle, -1, "%d breaks of %d", len(route.Breaks), len(vehicle.Breaks))
		return
	}
	over := optimizer.Always
	for i, begin := range route.Breaks {
		rest := vehicle.Breaks[i]
		if begin < rest.Window.From || begin > rest.Window.To {
			r.add(Break, route.Vehicle, -1, "break %d begins at %d, not in %d..%d", i, begin, rest.Window.From, rest.Window.To)
		}
		if begin < over {
			r.add(Break, route.Vehicle, -1, "break %d begins at %d, before the one before is over", i, begin)
		}
		over = begin + rest.Duration
		if !r.idle(route, vehicle, begin, over) {
			r.add(Break, route.Vehicle, -1, "break %d from %d to %d is not while standing idle", i, begin, over)
		}
	}
}

func (r *report) idle(route *optimizer.Route, vehicle *optimizer.Vehicle, from, to optimizer.Seconds) bool {
	if from >= route.End || (from >= vehicle.Shift.From && to <= route.Leave) {
		return true
	}
	for _, visit := range route.Visits {
		stop := &r.problem.Stops[visit.Stop]
		served := visit.Start + stop.ServiceFor(vehicle.Class)
		if (from >= visit.Arrive && to <= visit.Start) || (from >= served && to <= visit.Depart) {
			return true
		}
	}
	return false
}
