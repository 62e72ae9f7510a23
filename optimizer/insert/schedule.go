package insert

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Point is one place of a schedule: the start, a stop, or the end.
type Point struct {
	// Location is an index for the Travel, or optimizer.NoLocation.
	Location int32
	// Stop is an index into Problem.Stops, or -1 at the start and the end.
	Stop int32
	// Ready is the earliest instant at which the vehicle is ready to drive on (at the end: has arrived).
	Ready int32
	// Latest is the latest arrival with which everything after still holds.
	Latest int32
	// Drive is the driving time to the next point.
	Drive int32
	// Length is the distance to the next point.
	Length int32
}

// Schedule is one vehicle's route with its clocks. With breaks, Ready and Latest of a Point belong to the state that is best
// for them and only bound what is possible; the exact numbers are kept by state.
type Schedule struct {
	model   *Model
	vehicle *vehicle
	index   int
	points  []Point
	// moments and latest are by state, kept only for a vehicle with breaks.
	moments []moment
	latest  []clocks
	load    []int32
	meters  int64
	seconds int64
	change  int64
	// local says that a leg's time does not depend on when it is driven.
	local bool
}

// Empty is the schedule of a vehicle without stops.
func (m *Model) Empty(vehicle int) *Schedule {
	s := new(Schedule)
	m.Reset(s, vehicle)
	return s
}

// Reset makes s the empty schedule of a vehicle, keeping its memory.
func (m *Model) Reset(s *Schedule, vehicle int) {
	v := &m.vehicles[vehicle]
	*s = Schedule{
		model: m, vehicle: v, index: vehicle, local: v.legs.static(),
		points: s.points[:0], moments: s.moments[:0], latest: s.latest[:0], load: s.load[:0],
	}
	s.points = append(s.points, Point{Location: v.start, Stop: -1}, Point{Location: v.end, Stop: -1})
	for range v.capacity {
		s.load = append(s.load, 0)
	}
	s.refresh()
}

// Build makes the schedule of a vehicle that serves stops in this order, as early as possible. When that cannot be, the reason
// says why the first stop that does not fit does not; the schedule then holds the stops before it.
func (m *Model) Build(vehicle int, stops []int) (*Schedule, optimizer.Reason) {
	s := m.Empty(vehicle)
	for i, stop := range stops {
		if reason := s.Insert(i, stop); reason != optimizer.Fits {
			return s, reason
		}
	}
	return s, optimizer.Fits
}

// CopyFrom makes s equal to o, keeping the memory of s.
func (s *Schedule) CopyFrom(o *Schedule) {
	points, moments, latest, load := s.points, s.moments, s.latest, s.load
	*s = *o
	s.points = append(points[:0], o.points...)
	s.moments = append(moments[:0], o.moments...)
	s.latest = append(latest[:0], o.latest...)
	s.load = append(load[:0], o.load...)
}

// Vehicle is the index of the schedule's vehicle.
func (s *Schedule) Vehicle() int { return s.index }

// Len is the number of stops.
func (s *Schedule) Len() int { return len(s.points) - 2 }

// Stop is the stop at a position, 0..Len()-1.
func (s *Schedule) Stop(pos int) int { return int(s.points[pos+1].Stop) }

// Points are the start, the stops and the end. They must not be changed.
func (s *Schedule) Points() []Point { return s.points }

// Load is the sum of the demands in one dimension of the capacity.
func (s *Schedule) Load(dimension int) int32 { return s.load[dimension] }

// Price is the cost of the schedule as one number: Cost().Total() without building it.
func (s *Schedule) Price() int64 {
	if len(s.points) == 2 {
		return 0
	}
	v := s.vehicle
	return v.fixed + v.perMeter*s.meters + v.perSecond*s.seconds + s.change
}

// Cost is what the schedule costs; an empty one costs nothing.
func (s *Schedule) Cost() optimizer.Cost {
	if s.Len() == 0 {
		return optimizer.Cost{}
	}
	return optimizer.Cost{
		Distance: optimizer.Units(s.vehicle.perMeter * s.meters),
		Travel:   optimizer.Units(s.vehicle.perSecond * s.seconds),
		Fixed:    optimizer.Units(s.vehicle.fixed),
		Change:   optimizer.Units(s.change),
	}
}
