package insert

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// added is the exact cost of putting a stop at a position with its service as early as the span allows.
func (s *Schedule) added(pos int, j *Job, at *span) optimizer.Cost {
	v := s.vehicle
	from, to := &s.points[pos], &s.points[pos+1]
	if at.meters == unmeasured {
		at.meters = int64(v.legs.length(from.Location, j.location)) + int64(v.legs.length(j.location, to.Location))
		if s.Len() > 0 {
			at.meters -= int64(from.Length)
		}
	}
	var seconds int64
	if s.local {
		seconds = int64(v.legs.drive(from.Location, j.location, 0)) + int64(v.legs.drive(j.location, to.Location, 0))
	} else {
		seconds = s.drivenWith(pos, j, at)
	}
	cost := optimizer.Cost{Change: optimizer.Units(s.model.changeCost(s.index, j))}
	if s.Len() == 0 {
		cost.Fixed = optimizer.Units(v.fixed)
	} else if s.local {
		seconds -= int64(from.Drive)
	} else {
		seconds -= s.seconds
	}
	cost.Distance = optimizer.Units(v.perMeter * at.meters)
	cost.Travel = optimizer.Units(v.perSecond * seconds)
	return cost
}

// drivenWith is the driving time of the whole route with the stop in it, under travel that depends on the hour.
func (s *Schedule) drivenWith(pos int, j *Job, when *span) int64 {
	if len(s.vehicle.breaks) > 0 {
		return s.drivenStates(pos, j, when)
	}
	v := s.vehicle
	points := s.points
	total := s.seconds
	if s.Len() == 0 {
		total = 0
	} else {
		total -= int64(points[pos].Drive)
	}
	total += int64(when.arrive - v.leave(points[pos].Ready))
	ready, place := when.start+when.service, j.location
	for i := pos + 1; i < len(points); i++ {
		p := &points[i]
		if p.Location < 0 {
			break
		}
		at := v.leave(ready)
		drive := v.legs.drive(place, p.Location, at)
		total += int64(drive)
		if i > pos+1 {
			total -= int64(points[i-1].Drive)
		}
		if p.Stop < 0 {
			break
		}
		next := &s.model.jobs[p.Stop]
		service := next.serviceFor(v.class)
		if ready = v.next(next, at+drive, service) + service; ready == p.Ready {
			break
		}
		place = p.Location
	}
	return total
}

func (s *Schedule) drivenStates(pos int, j *Job, when *span) int64 {
	v := s.vehicle
	m := s.moments[pos]
	v.driveOn(&m, s.points[pos].Location, j.location)
	v.restForward(&m)
	v.serve(&m, j, when.start)
	for k := range m.at {
		if m.at[k] > when.last+when.service {
			m.at[k] = never
		}
	}
	v.restForward(&m)
	place := j.location
	for _, p := range s.points[pos+1:] {
		if p.Stop >= 0 {
			v.visit(&m, place, &s.model.jobs[p.Stop], always)
		} else {
			v.driveOn(&m, place, p.Location)
		}
		place = p.Location
	}
	k := v.ending(&m)
	if k < 0 {
		return int64(never)
	}
	return int64(m.driven[k])
}
