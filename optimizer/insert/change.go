package insert

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Insert puts a stop at a position (0 is first) and recomputes the schedule. When it does not fit there, the schedule stays as
// it was and the reason is that of Best for any time.
func (s *Schedule) Insert(pos, stop int) optimizer.Reason {
	j := &s.model.jobs[stop]
	if reason := s.admits(j); reason != optimizer.Fits {
		return reason
	}
	if low, high := s.between(j); pos < low || pos > high {
		return optimizer.Pinned
	}
	s.put(pos, j)
	if s.refresh() {
		return optimizer.Fits
	}
	s.Remove(pos, 1)
	return s.why(j, anyTime)
}

// Put is Insert for a position that Best or Cheapest just gave: nothing is checked again.
func (s *Schedule) Put(pos, stop int) {
	s.put(pos, &s.model.jobs[stop])
	s.refresh()
}

func (s *Schedule) put(pos int, j *Job) {
	s.points = slices.Insert(s.points, pos+1, Point{Location: j.location, Stop: j.index})
	s.carry(j, 1)
}

// Remove takes out count stops from a position on. Taking out never makes a feasible route infeasible as long as the travel
// obeys the triangle inequality; false says that it did, and then only more removals or CopyFrom mend it.
func (s *Schedule) Remove(pos, count int) bool {
	for _, p := range s.points[pos+1 : pos+1+count] {
		s.carry(&s.model.jobs[p.Stop], -1)
	}
	s.points = slices.Delete(s.points, pos+1, pos+1+count)
	return s.refresh()
}

// Assign replaces all stops at once. False says that the route cannot be driven, after which the schedule holds nothing of use
// until the next Assign, Reset or CopyFrom. Skills and other matters of a single stop are not looked at.
func (s *Schedule) Assign(stops []int32) bool {
	end := s.points[len(s.points)-1]
	s.points = s.points[:1]
	s.change = 0
	clear(s.load)
	for _, stop := range stops {
		j := &s.model.jobs[stop]
		s.points = append(s.points, Point{Location: j.location, Stop: stop})
		s.carry(j, 1)
	}
	s.points = append(s.points, end)
	if len(stops) > int(s.vehicle.maxStops) {
		return false
	}
	for d, load := range s.load {
		if load > s.vehicle.capacity[d] {
			return false
		}
	}
	return s.refresh()
}

// carry adds or takes away what a stop means for the sums over the route.
func (s *Schedule) carry(j *Job, sign int32) {
	for d := range min(len(s.load), len(j.demand)) {
		s.load[d] += sign * j.demand[d]
	}
	s.change += int64(sign) * s.model.changeCost(s.index, j)
}

// changeCost is the price of the stop not being where it was.
func (m *Model) changeCost(vehicle int, j *Job) int64 {
	if j.previous == nil || j.previous.Vehicle == vehicle {
		return 0
	}
	if m.sameTechnician(vehicle, j.previous.Vehicle) {
		return int64(m.problem.Weights.NewShift)
	}
	return int64(m.problem.Weights.NewTechnician)
}

func (m *Model) sameTechnician(a, b int) bool {
	if a == b {
		return true
	}
	name := m.problem.Vehicles[a].Technician
	return name != "" && name == m.problem.Vehicles[b].Technician
}

// between is the range of positions that the order pins leave to a stop.
func (s *Schedule) between(j *Job) (low, high int) {
	low, high = 0, s.Len()
	if !j.Fixed() {
		return low, high
	}
	for pos := range s.Len() {
		o := &s.model.jobs[s.points[pos+1].Stop]
		switch {
		case !o.Fixed():
		case o.previous.Order < j.previous.Order:
			low = pos + 1
		case o.previous.Order > j.previous.Order:
			return low, pos
		}
	}
	return low, high
}
