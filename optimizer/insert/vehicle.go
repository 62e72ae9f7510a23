package insert

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// MaxBreaks is how many breaks a shift may have.
const MaxBreaks = 3

// clocks are instants by the number of breaks taken; a vehicle without breaks uses the first only.
type clocks [MaxBreaks + 1]int32

// vehicle is a compiled vehicle.
type vehicle struct {
	start, end         int32
	shiftFrom, shiftTo int32
	blocked            []optimizer.Window
	breaks             []rest
	legs               *legs
	class              int
	maxStops           int32
	capacity           []int32
	fixed              int64
	perMeter           int64
	perSecond          int64
	// ready is when an empty route can leave, latest when it must be back, by breaks taken.
	ready  moment
	latest clocks
}

func compileVehicle(v *optimizer.Vehicle, l *legs) vehicle {
	c := vehicle{
		start: int32(v.Start), end: int32(v.End), shiftFrom: int32(v.Shift.From), shiftTo: int32(v.Shift.To),
		blocked: v.Blocked, legs: l, class: v.Class, maxStops: int32(v.MaxStops), capacity: v.Capacity,
		fixed: int64(v.Fixed), perMeter: int64(v.PerMeter), perSecond: int64(v.PerSecond),
	}
	if v.MaxStops == 0 {
		c.maxStops = never
	}
	for _, b := range v.Breaks {
		c.breaks = append(c.breaks, rest{from: int32(b.Window.From), to: int32(b.Window.To), length: int32(b.Duration)})
	}
	c.ready.at = clocks{c.shiftFrom, never, never, never}
	c.restForward(&c.ready)
	c.latest = c.homeBy()
	return c
}

// arrive is when the vehicle is at a place after it became ready to leave another.
func (v *vehicle) arrive(from, to, ready int32) int32 {
	if to < 0 || ready >= never {
		return ready
	}
	if v.blocked != nil {
		ready = v.leave(ready)
	}
	return ready + v.legs.drive(from, to, ready)
}

// readyBy is the last instant at which the vehicle may become ready so that it arrives by t.
func (v *vehicle) readyBy(from, to, t int32) int32 {
	if to < 0 || t <= always {
		return t
	}
	t = v.legs.latest(from, to, t)
	for i := range v.blocked {
		if b := &v.blocked[i]; int32(b.From) <= t && t < int32(b.To) {
			return int32(b.From) - 1
		}
	}
	return t
}

// leave is the first instant from t on at which a drive may begin.
func (v *vehicle) leave(t int32) int32 {
	for i := range v.blocked {
		if b := &v.blocked[i]; int32(b.From) <= t && t < int32(b.To) {
			return int32(b.To)
		}
	}
	return t
}

// next is the first allowed start of a service from t on, or never.
func (v *vehicle) next(j *Job, t, service int32) int32 {
	s := j.open(t)
	if v.blocked == nil {
		return s
	}
	for i := range v.blocked {
		b := &v.blocked[i]
		if s < int32(b.To) && s+service > int32(b.From) {
			s = j.open(int32(b.To))
		}
	}
	return s
}

// last is the last allowed start of a service up to t, or always.
func (v *vehicle) last(j *Job, t, service int32) int32 {
	s := j.shut(t)
	for i := len(v.blocked) - 1; i >= 0; i-- {
		b := &v.blocked[i]
		if s < int32(b.To) && s+service > int32(b.From) {
			s = j.shut(int32(b.From) - service)
		}
	}
	return s
}
