package insert

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Route writes the schedule out with all its times. ok is false for a schedule without stops.
func (s *Schedule) Route() (route optimizer.Route, ok bool) {
	if s.Len() == 0 {
		return optimizer.Route{}, false
	}
	v := s.vehicle
	taken := s.trace()
	ready := v.ready.at[0]
	route = optimizer.Route{Vehicle: s.index, Visits: make([]optimizer.Visit, 0, s.Len()), Breaks: taken.begins}
	if n := taken.before[0]; n > 0 {
		ready = taken.ends(v, n)
	}
	at := v.leave(ready)
	route.Leave = optimizer.Seconds(at)
	for i := 1; i < len(s.points); i++ {
		from, to := &s.points[i-1], &s.points[i]
		drive, length := v.legs.drive(from.Location, to.Location, at), v.legs.length(from.Location, to.Location)
		if to.Stop < 0 {
			route.HomeTravel, route.HomeMeters = optimizer.Seconds(drive), optimizer.Meters(length)
			route.End = optimizer.Seconds(at + drive)
			break
		}
		visit := optimizer.Visit{
			Stop: int(to.Stop), Arrive: optimizer.Seconds(at + drive),
			Travel: optimizer.Seconds(drive), Meters: optimizer.Meters(length),
		}
		j := &s.model.jobs[to.Stop]
		service := j.serviceFor(v.class)
		ready = at + drive
		if n := taken.before[2*i-1]; n > 0 {
			ready = taken.ends(v, n)
		}
		ready = v.next(j, ready, service)
		visit.Start = optimizer.Seconds(ready)
		ready += service
		if n := taken.before[2*i]; n > 0 {
			ready = taken.ends(v, n)
		}
		if at = ready; s.points[i+1].Location >= 0 {
			at = v.leave(ready)
		}
		visit.Depart = optimizer.Seconds(at)
		route.Visits = append(route.Visits, visit)
	}
	return route, true
}

// breaksTaken is where and when a route takes its breaks.
type breaksTaken struct {
	begins []optimizer.Seconds
	// before has, for each place in turn, how many breaks have been taken by the moment before its service and the moment
	// after it; 0 where none is taken at that very moment. Entry 0 is the start of the route.
	before []int
}

// ends is when the n-th break is over.
func (b *breaksTaken) ends(v *vehicle, n int) int32 {
	return int32(b.begins[n-1]) + v.breaks[n-1].length
}

// trace finds the states a route goes through, from its end backwards.
func (s *Schedule) trace() breaksTaken {
	v := s.vehicle
	taken := breaksTaken{before: make([]int, 2*len(s.points))}
	if len(v.breaks) == 0 {
		return taken
	}
	taken.begins = make([]optimizer.Seconds, len(v.breaks))
	last := len(s.points) - 1
	end := s.moments[last]
	k := v.ending(&end)
	s.offTheClock(&taken, k, end.at[k])
	for i := last - 1; i >= 0; i-- {
		m := s.moments[i]
		if i == 0 {
			taken.note(v, 0, &k, &m, &moment{at: clocks{v.shiftFrom, never, never, never}})
			break
		}
		arrived := s.moments[i-1]
		v.driveOn(&arrived, s.points[i-1].Location, s.points[i].Location)
		rested := arrived
		v.restForward(&rested)
		served := rested
		v.serve(&served, &s.model.jobs[s.points[i].Stop], always)
		taken.note(v, 2*i, &k, &m, &served)
		taken.note(v, 2*i-1, &k, &rested, &arrived)
	}
	return taken
}

// note records the breaks that lie between two moments at one place and steps k back over them.
func (b *breaksTaken) note(v *vehicle, place int, k *int, after, before *moment) {
	for n := *k; n > 0 && after.at[n] < before.at[n]; n-- {
		if b.before[place] == 0 {
			b.before[place] = n
		}
		b.begins[n-1] = optimizer.Seconds(after.at[n] - v.breaks[n-1].length)
		*k = n - 1
	}
}

// offTheClock dates the breaks that a route ending in state k has not taken.
func (s *Schedule) offTheClock(b *breaksTaken, k int, end int32) {
	for i, r := range s.vehicle.breaks[k:] {
		begin := max(end, r.from)
		b.begins[k+i] = optimizer.Seconds(begin)
		end = begin + r.length
	}
}

// Plan writes out schedules, sorted by vehicle, and the stops that none of them holds.
func (m *Model) Plan(days []*Schedule) optimizer.Plan {
	var plan optimizer.Plan
	served := make([]bool, len(m.jobs))
	for _, day := range days {
		for pos := range day.Len() {
			served[day.Stop(pos)] = true
		}
		if route, ok := day.Route(); ok {
			plan.Routes = append(plan.Routes, route)
		}
	}
	slices.SortFunc(plan.Routes, func(a, b optimizer.Route) int { return a.Vehicle - b.Vehicle })
	for stop, ok := range served {
		if !ok {
			plan.Unassigned = append(plan.Unassigned, optimizer.Unassigned{Stop: stop, Reasons: m.Refusals(days, stop)})
		}
	}
	return plan
}

// Refusals counts why schedules have no place for a stop of the problem; those that do have one are not counted.
func (m *Model) Refusals(days []*Schedule, stop int) optimizer.Tally {
	var tally optimizer.Tally
	for _, day := range days {
		tally[day.Best(&m.jobs[stop], anyTime).Reason]++
	}
	tally[optimizer.Fits] = 0
	return tally
}
