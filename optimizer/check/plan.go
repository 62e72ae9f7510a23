package check

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Plan lists every violation of a hard rule, route by route; nil means that the plan is feasible.
func Plan(p *optimizer.Problem, plan *optimizer.Plan) []Violation {
	r := &report{problem: p}
	seen := make([]int, len(p.Stops))
	routes := make([]int, len(p.Vehicles))
	for i := range plan.Routes {
		route := &plan.Routes[i]
		if !r.wellFormed(route) {
			continue
		}
		if routes[route.Vehicle]++; routes[route.Vehicle] > 1 {
			r.add(Malformed, route.Vehicle, -1, "has %d routes", routes[route.Vehicle])
		}
		for _, visit := range route.Visits {
			seen[visit.Stop]++
		}
		r.route(route)
	}
	for _, u := range plan.Unassigned {
		if u.Stop < 0 || u.Stop >= len(p.Stops) {
			r.add(Malformed, -1, u.Stop, "unassigned stop is not one of %d", len(p.Stops))
			continue
		}
		seen[u.Stop]++
	}
	for stop, n := range seen {
		if n > 1 {
			r.add(ServedTwice, -1, stop, "appears %d times", n)
		}
		if n == 0 {
			r.add(Missing, -1, stop, "neither visited nor unassigned")
		}
	}
	return r.found
}

func (r *report) wellFormed(route *optimizer.Route) bool {
	if route.Vehicle < 0 || route.Vehicle >= len(r.problem.Vehicles) {
		r.add(Malformed, route.Vehicle, -1, "vehicle is not one of %d", len(r.problem.Vehicles))
		return false
	}
	if len(route.Visits) == 0 {
		r.add(Malformed, route.Vehicle, -1, "route without visits")
		return false
	}
	for _, visit := range route.Visits {
		if visit.Stop < 0 || visit.Stop >= len(r.problem.Stops) {
			r.add(Malformed, route.Vehicle, visit.Stop, "stop is not one of %d", len(r.problem.Stops))
			return false
		}
	}
	return true
}

func (r *report) route(route *optimizer.Route) {
	vehicle := &r.problem.Vehicles[route.Vehicle]
	for _, visit := range route.Visits {
		r.suits(route.Vehicle, visit.Stop)
		r.pins(route, visit)
	}
	r.room(route, vehicle)
	r.pinnedOrder(route)
	r.times(route, vehicle)
	r.breaks(route, vehicle)
}

// suits is what concerns one stop and one vehicle only.
func (r *report) suits(v, s int) {
	vehicle, stop := &r.problem.Vehicles[v], &r.problem.Stops[s]
	allowed := len(stop.Allowed) == 0
	for _, a := range stop.Allowed {
		allowed = allowed || a == v
	}
	for _, f := range stop.Forbidden {
		allowed = allowed && f != v
	}
	if !allowed {
		r.add(Forbidden, v, s, "not an allowed vehicle")
	}
	for _, need := range stop.Skills {
		met := false
		for _, has := range vehicle.Skills {
			if has.Skill == need.Skill && has.Level >= need.Level {
				met = true
			}
		}
		if !met {
			r.add(Skill, v, s, "needs skill %d at level %d", need.Skill, need.Level)
		}
	}
	if len(vehicle.Zones) > 0 && len(stop.Zones) > 0 {
		shared := 0
		for _, a := range vehicle.Zones {
			for _, b := range stop.Zones {
				if a == b {
					shared++
				}
			}
		}
		if shared == 0 {
			r.add(Zone, v, s, "no zone in common")
		}
	}
}

// room is what concerns the stops of a route together.
func (r *report) room(route *optimizer.Route, vehicle *optimizer.Vehicle) {
	if vehicle.MaxStops != 0 && len(route.Visits) > vehicle.MaxStops {
		r.add(MaxStops, route.Vehicle, -1, "%d stops of at most %d", len(route.Visits), vehicle.MaxStops)
	}
	if vehicle.Capacity == nil {
		return
	}
	total := map[int]int64{}
	for _, visit := range route.Visits {
		for d, demand := range r.problem.Stops[visit.Stop].Demand {
			total[d] += int64(demand)
		}
	}
	for d, sum := range total {
		limit := int64(0)
		if d < len(vehicle.Capacity) {
			limit = int64(vehicle.Capacity[d])
		}
		if sum > limit {
			r.add(Capacity, route.Vehicle, -1, "%d of %d in dimension %d", sum, limit, d)
		}
	}
}

// pins are the ones that concern a single visit.
func (r *report) pins(route *optimizer.Route, visit optimizer.Visit) {
	stop := &r.problem.Stops[visit.Stop]
	before := stop.Previous
	if before == nil {
		return
	}
	if stop.Pins&optimizer.PinTechnician != 0 && !r.samePerson(route.Vehicle, before.Vehicle) {
		r.add(PinnedTechnician, route.Vehicle, visit.Stop, "was with vehicle %d", before.Vehicle)
	}
	if stop.Pins&(optimizer.PinShift|optimizer.PinOrder) != 0 && route.Vehicle != before.Vehicle {
		r.add(PinnedShift, route.Vehicle, visit.Stop, "was with vehicle %d", before.Vehicle)
	}
	if stop.Pins&optimizer.PinTime != 0 && visit.Start != before.Start {
		r.add(PinnedTime, route.Vehicle, visit.Stop, "starts at %d, was %d", visit.Start, before.Start)
	}
}

func (r *report) samePerson(a, b int) bool {
	if a == b {
		return true
	}
	return r.problem.Vehicles[a].Technician != "" && r.problem.Vehicles[a].Technician == r.problem.Vehicles[b].Technician
}

func (r *report) pinnedOrder(route *optimizer.Route) {
	var last *optimizer.Previous
	for _, visit := range route.Visits {
		stop := &r.problem.Stops[visit.Stop]
		if stop.Previous == nil || stop.Pins&optimizer.PinOrder == 0 {
			continue
		}
		if last != nil && stop.Previous.Order < last.Order {
			r.add(PinnedOrder, route.Vehicle, visit.Stop, "order %d comes after %d", stop.Previous.Order, last.Order)
		}
		last = stop.Previous
	}
}
