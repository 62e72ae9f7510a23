package insert_test

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// drivable is the slow truth: it tries every way to spread the breaks over the standing moments of a route and walks each, second
// rule by second rule. only, when not nil, narrows the start of the stop at that position.
func drivable(p *optimizer.Problem, vehicle int, stops []int, at int, only optimizer.Window) bool {
	v := &p.Vehicles[vehicle]
	load := int32(0)
	for _, s := range stops {
		for _, d := range p.Stops[s].Demand {
			load += d
		}
	}
	if v.Capacity != nil && load > v.Capacity[0] {
		return false
	}
	return spread(p, vehicle, stops, at, only, nil)
}

// spread chooses, for each break, a moment: 0 is the start, 2i+1 before and 2i+2 after the service of stop i, the last off the clock.
func spread(p *optimizer.Problem, vehicle int, stops []int, at int, only optimizer.Window, moments []int) bool {
	if len(moments) == len(p.Vehicles[vehicle].Breaks) {
		return walk(p, vehicle, stops, at, only, moments)
	}
	first := 0
	if n := len(moments); n > 0 {
		first = moments[n-1]
	}
	for m := first; m <= 2*len(stops)+1; m++ {
		if spread(p, vehicle, stops, at, only, append(moments[:len(moments):len(moments)], m)) {
			return true
		}
	}
	return false
}

func walk(p *optimizer.Problem, vehicle int, stops []int, at int, only optimizer.Window, moments []int) bool {
	v := &p.Vehicles[vehicle]
	now, ok := v.Shift.From, true
	rest := func(moment int) {
		for i, m := range moments {
			if m != moment {
				continue
			}
			now = max(now, v.Breaks[i].Window.From)
			ok = ok && now <= v.Breaks[i].Window.To
			now += v.Breaks[i].Duration
		}
	}
	drive := func(from, to int) {
		for _, b := range v.Blocked {
			if b.From <= now && now < b.To {
				now = b.To
			}
		}
		now += p.Travel.Seconds(from, to, now)
	}
	place := v.Start
	rest(0)
	for i, s := range stops {
		stop := &p.Stops[s]
		drive(place, stop.Location)
		rest(2*i + 1)
		for !startable(v, stop, now) || (i == at && now < only.From) {
			if now++; now > 1000 {
				return false
			}
		}
		ok = ok && (i != at || now <= only.To)
		now += stop.Service
		rest(2*i + 2)
		place = stop.Location
	}
	if v.End != optimizer.NoLocation {
		drive(place, v.End)
	}
	ok = ok && now <= v.Shift.To
	rest(2*len(stops) + 1)
	return ok
}

func startable(v *optimizer.Vehicle, s *optimizer.Stop, t optimizer.Seconds) bool {
	inside := len(s.Windows) == 0
	for _, w := range s.Windows {
		inside = inside || (w.From <= t && t <= w.To)
	}
	for _, b := range v.Blocked {
		inside = inside && (t >= b.To || t+s.Service <= b.From)
	}
	return inside
}
