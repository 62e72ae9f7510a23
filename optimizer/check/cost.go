package check

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Cost recomputes what a plan costs from the problem's prices and its Travel, not from the lengths the plan claims; only the
// departures are taken from the plan. The plan must be well formed.
func Cost(p *optimizer.Problem, plan *optimizer.Plan) optimizer.Cost {
	var total optimizer.Cost
	for i := range plan.Routes {
		total = total.Plus(RouteCost(p, &plan.Routes[i]))
	}
	for _, u := range plan.Unassigned {
		stop := &p.Stops[u.Stop]
		penalty := stop.Penalty
		if penalty == 0 {
			base := p.Weights.Unassigned
			if base == 0 {
				base = optimizer.DefaultUnassigned
			}
			penalty = base * (1 + optimizer.Units(stop.Priority))
		}
		total.Unassigned += penalty
	}
	return total
}

// RouteCost is the part of Cost that belongs to one route.
func RouteCost(p *optimizer.Problem, route *optimizer.Route) optimizer.Cost {
	vehicle := &p.Vehicles[route.Vehicle]
	road := p.TravelOf(vehicle.Mode)
	cost := optimizer.Cost{Fixed: vehicle.Fixed}
	place, left := vehicle.Start, route.Leave
	drive := func(to int) {
		cost.Distance += optimizer.Units(road.Meters(place, to)) * vehicle.PerMeter
		cost.Travel += optimizer.Units(road.Seconds(place, to, left)) * vehicle.PerSecond
	}
	for _, visit := range route.Visits {
		stop := &p.Stops[visit.Stop]
		drive(stop.Location)
		place, left = stop.Location, visit.Depart
		cost.Change += changeCost(p, route.Vehicle, stop)
	}
	if vehicle.End != optimizer.NoLocation {
		drive(vehicle.End)
	}
	return cost
}

func changeCost(p *optimizer.Problem, vehicle int, stop *optimizer.Stop) optimizer.Units {
	if stop.Previous == nil || stop.Previous.Vehicle == vehicle {
		return 0
	}
	now, before := p.Vehicles[vehicle].Technician, p.Vehicles[stop.Previous.Vehicle].Technician
	if now != "" && now == before {
		return p.Weights.NewShift
	}
	return p.Weights.NewTechnician
}
