package insert

import (
	"math"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Insertion is a feasible way to put a stop into a schedule.
type Insertion struct {
	// Pos is the position the stop gets, 0 being the first.
	Pos int
	// Arrive is when the technician gets there.
	Arrive optimizer.Seconds
	// StartFrom and StartTo bound the start of the service: both are feasible, and so is every start between them that lies in a
	// window of the stop and is not blocked.
	StartFrom, StartTo optimizer.Seconds
	// Cost is what the schedule costs more than before.
	Cost optimizer.Cost
}

// Fit is the answer for one window: a place when Reason is optimizer.Fits, else why there is none.
type Fit struct {
	Insertion
	Reason optimizer.Reason
}

// Best is the cheapest place for a stop that starts within a window and its own windows.
func (s *Schedule) Best(j *Job, w optimizer.Window) Fit {
	windows, fits := [1]optimizer.Window{w}, [1]Fit{}
	s.BestEach(j, windows[:], fits[:])
	return fits[0]
}

// BestEach is Best for many windows at once, which costs little more than for one. fits must be as long as windows.
func (s *Schedule) BestEach(j *Job, windows []optimizer.Window, fits []Fit) {
	reason := s.admits(j)
	for i := range fits {
		fits[i] = Fit{Reason: reason}
	}
	if reason != optimizer.Fits {
		return
	}
	for i := range fits {
		fits[i].Reason = optimizer.Neighbors
	}
	low, high := s.between(j)
	for pos := low; pos <= high && s.points[pos].Ready <= j.to; pos++ {
		if len(s.vehicle.breaks) > 0 {
			s.tryStates(pos, j, windows, fits)
		} else {
			s.tryPlain(pos, j, windows, fits)
		}
	}
	for i := range fits {
		if fits[i].Reason != optimizer.Fits {
			fits[i].Reason = s.why(j, windows[i])
		}
	}
}

// tryPlain judges one position of a vehicle without breaks.
func (s *Schedule) tryPlain(pos int, j *Job, windows []optimizer.Window, fits []Fit) {
	v := s.vehicle
	from, to := &s.points[pos], &s.points[pos+1]
	service := j.serviceFor(v.class)
	if to.Latest-service < j.from {
		return
	}
	arrive := v.arrive(from.Location, j.location, from.Ready)
	limit := v.readyBy(j.location, to.Location, to.Latest) - service
	if arrive > min(limit, j.to) {
		return
	}
	at := span{arrive: arrive, service: service, meters: unmeasured}
	for i, w := range windows {
		at.start = v.next(j, max(arrive, int32(w.From)), service)
		if at.until = min(limit, int32(w.To)); at.start <= at.until {
			s.offer(pos, j, &fits[i], &at)
		}
	}
}

// tryStates judges one position of a vehicle with breaks.
func (s *Schedule) tryStates(pos int, j *Job, windows []optimizer.Window, fits []Fit) {
	v := s.vehicle
	from, to := &s.points[pos], &s.points[pos+1]
	service := j.serviceFor(v.class)
	arrive := s.moments[pos]
	v.driveOn(&arrive, from.Location, j.location)
	reached := arrive.at
	v.restForward(&arrive)
	limit := s.latest[pos+1]
	v.readyBack(&limit, j.location, to.Location)
	at := span{service: service, meters: unmeasured}
	for i, w := range windows {
		k, ok := v.startIn(j, service, &arrive.at, &limit, w)
		if !ok {
			continue
		}
		at.arrive, at.last = earliest(&reached, k), int32(w.To)
		at.start = v.next(j, max(arrive.at[k], int32(w.From)), service)
		at.until = min(limit[k]-service, int32(w.To))
		s.offer(pos, j, &fits[i], &at)
	}
}

// earliest is the first arrival of a state, whether the last of its breaks is taken before or after the drive.
func earliest(at *clocks, state int) int32 {
	first := at[0]
	for k := 1; k <= state; k++ {
		first = min(first, at[k])
	}
	return first
}

// span is when a service at some position can begin: from start until until in the state that begins first, by last in any.
type span struct {
	arrive, start, until, service, last int32
	// meters is what the position adds to the length of the route; unmeasured until it is asked for.
	meters int64
}

const unmeasured = math.MinInt64

// offer keeps the position if it is cheaper than what fit has.
func (s *Schedule) offer(pos int, j *Job, fit *Fit, at *span) {
	cost := s.added(pos, j, at)
	if fit.Reason == optimizer.Fits && fit.Cost.Total() <= cost.Total() {
		return
	}
	fit.Reason = optimizer.Fits
	fit.Insertion = Insertion{
		Pos: pos, Arrive: optimizer.Seconds(at.arrive), StartFrom: optimizer.Seconds(at.start),
		StartTo: optimizer.Seconds(s.vehicle.last(j, at.until, at.service)), Cost: cost,
	}
}
