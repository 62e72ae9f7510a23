package insert

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Suits says whether a vehicle may serve a stop at all, whatever else it does: lists, pins, skills, zones.
func (m *Model) Suits(vehicle int, j *Job) optimizer.Reason {
	v, s := &m.problem.Vehicles[vehicle], j.stop
	switch {
	case len(s.Forbidden) > 0 && slices.Contains(s.Forbidden, vehicle),
		len(s.Allowed) > 0 && !slices.Contains(s.Allowed, vehicle):
		return optimizer.Forbidden
	case !m.keepsPins(vehicle, j):
		return optimizer.Pinned
	case !skilled(v.Skills, s.Skills):
		return optimizer.LacksSkill
	case len(v.Zones) > 0 && len(s.Zones) > 0 && !shareZone(v.Zones, s.Zones):
		return optimizer.OutOfZone
	default:
		return optimizer.Fits
	}
}

func (m *Model) keepsPins(vehicle int, j *Job) bool {
	switch {
	case j.pins&(optimizer.PinShift|optimizer.PinOrder) != 0:
		return j.previous.Vehicle == vehicle
	case j.pins.Has(optimizer.PinTechnician):
		return m.sameTechnician(vehicle, j.previous.Vehicle)
	default:
		return true
	}
}

func skilled(has, needs []optimizer.SkillLevel) bool {
	for _, need := range needs {
		if !slices.ContainsFunc(has, func(h optimizer.SkillLevel) bool { return h.Skill == need.Skill && h.Level >= need.Level }) {
			return false
		}
	}
	return true
}

func shareZone(a, b []optimizer.Zone) bool {
	for _, z := range a {
		if slices.Contains(b, z) {
			return true
		}
	}
	return false
}

// admits adds to Suits what the route as a whole has room for.
func (s *Schedule) admits(j *Job) optimizer.Reason {
	if reason := s.model.Suits(s.index, j); reason != optimizer.Fits {
		return reason
	}
	return s.room(j)
}

// room is the stop limit and the capacity.
func (s *Schedule) room(j *Job) optimizer.Reason {
	if s.Len() >= int(s.vehicle.maxStops) {
		return optimizer.TooManyStops
	}
	if s.vehicle.capacity == nil {
		return optimizer.Fits
	}
	for d, need := range j.demand {
		if need > 0 && (d >= len(s.load) || s.load[d] > s.vehicle.capacity[d]-need) {
			return optimizer.OverCapacity
		}
	}
	return optimizer.Fits
}

var anyTime = optimizer.Window{From: optimizer.Always, To: optimizer.Never}

// why explains a stop that fits no position in a window, in the order of the reasons.
func (s *Schedule) why(j *Job, w optimizer.Window) optimizer.Reason {
	v := s.vehicle
	service := j.serviceFor(v.class)
	if reason := v.hours(j, w); reason != optimizer.Fits {
		return reason
	}
	arrive, limit := v.ready, v.latest
	v.driveOn(&arrive, v.start, j.location)
	v.restForward(&arrive)
	v.readyBack(&limit, j.location, v.end)
	if _, ok := v.startIn(j, service, &arrive.at, &limit, w); !ok {
		return optimizer.TooFar
	}
	return optimizer.Neighbors
}

// startIn is the first state in which a service can begin within a window and end by the state's limit.
func (v *vehicle) startIn(j *Job, service int32, arrive, limit *clocks, w optimizer.Window) (state int, ok bool) {
	for k := range len(v.breaks) + 1 {
		if arrive[k] >= never {
			continue
		}
		start := v.next(j, max(arrive[k], int32(w.From)), service)
		if start <= int32(w.To) && start+service <= limit[k] {
			return k, true
		}
	}
	return 0, false
}

// Possible adds to Suits whether any window of the stop leaves time for its service in the vehicle's shift, driving left aside.
func (m *Model) Possible(vehicle int, j *Job) optimizer.Reason {
	if reason := m.Suits(vehicle, j); reason != optimizer.Fits {
		return reason
	}
	return m.vehicles[vehicle].hours(j, anyTime)
}

// hours is the part of why that needs no travel.
func (v *vehicle) hours(j *Job, w optimizer.Window) optimizer.Reason {
	service := j.serviceFor(v.class)
	from, to := max(int32(w.From), v.shiftFrom), min(int32(w.To), v.shiftTo)
	if j.open(from) > to {
		return optimizer.OutOfShift
	}
	start := v.next(j, from, service)
	switch {
	case start > to:
		return optimizer.InBlocked
	case start+service > v.shiftTo:
		return optimizer.TooLong
	default:
		return optimizer.Fits
	}
}
