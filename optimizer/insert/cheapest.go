package insert

import "math"

// NoPlace is the position that Cheapest gives when there is none.
const NoPlace = -1

// Cheapest is Best for a search that asks millions of times: no explanations, no windows but the stop's own, only places that
// cost less than ceiling, and now and then a place is overlooked (blink; nil overlooks none). Under time-dependent travel the price
// counts the legs next to the stop at the times they would be driven, not what it does to later legs. The caller has looked at
// Suits.
func (s *Schedule) Cheapest(j *Job, ceiling int64, blink *Blink) (pos int, price int64) {
	if s.room(j) != 0 {
		return NoPlace, ceiling
	}
	extra := int64(0)
	if j.previous != nil {
		extra = s.model.changeCost(s.index, j)
	}
	if len(s.points) == 2 {
		extra += s.vehicle.fixed
	}
	if extra >= ceiling {
		return NoPlace, ceiling
	}
	v := s.vehicle
	if v.legs.mirrored && v.legs.static() && v.blocked == nil && v.breaks == nil && j.windows == nil && !j.Fixed() && v.end >= 0 {
		pos, price = s.cheapestPlain(j, ceiling-extra, blink)
	} else {
		pos, price = s.cheapestAny(j, ceiling-extra, blink)
	}
	return pos, price + extra
}

// cheapestPlain is the loop in which a search lives: static symmetric travel, one window, no breaks, nothing blocked.
func (s *Schedule) cheapestPlain(j *Job, ceiling int64, blink *Blink) (int, int64) {
	v := s.vehicle
	base := int(j.location) * v.legs.n
	seconds, meters := v.legs.seconds[base:base+v.legs.n], v.legs.meters[base:base+v.legs.n]
	service := j.serviceFor(v.class)
	earliest, last := j.from, j.to
	perMeter, perSecond := v.perMeter, v.perSecond
	points := s.points
	best := NoPlace
	i := 0
	// Latest ascends along the route: skip the places after which the rest would be late even if the stop came at once.
	for i < len(points)-1 && points[i+1].Latest < earliest+service {
		i++
	}
	p := &points[i]
	empty := len(points) == 2
	for i++; i < len(points); i++ {
		from := p
		p = &points[i]
		if from.Ready > last {
			break
		}
		if blink.skips() {
			continue
		}
		there := seconds[from.Location]
		start := max(from.Ready+there, earliest)
		back := seconds[p.Location]
		if start > last || start+service+back > p.Latest {
			continue
		}
		price := perMeter * (int64(meters[from.Location]) + int64(meters[p.Location]) - int64(from.Length))
		if perSecond != 0 {
			price += perSecond * int64(there+back-from.Drive)
		}
		if empty {
			price += perMeter*int64(from.Length) + perSecond*int64(from.Drive)
		}
		if price < ceiling {
			ceiling, best = price, i-1
		}
	}
	return best, ceiling
}

// cheapestAny handles everything.
func (s *Schedule) cheapestAny(j *Job, ceiling int64, blink *Blink) (int, int64) {
	v := s.vehicle
	low, high := s.between(j)
	service := j.serviceFor(v.class)
	best := NoPlace
	for pos := low; pos <= high; pos++ {
		from, to := &s.points[pos], &s.points[pos+1]
		if from.Ready > j.to {
			break
		}
		if to.Latest < j.from+service || blink.skips() {
			continue
		}
		direct := from.Length
		if len(s.points) == 2 {
			direct = 0
		}
		// Time saved by a detour is not hoped for: what is too long is not timed.
		price := v.perMeter * v.legs.via(from.Location, j.location, to.Location, direct)
		if price >= ceiling {
			continue
		}
		start, ok := s.startAt(pos, j, service)
		if !ok {
			continue
		}
		if v.perSecond != 0 {
			price += v.perSecond * s.detour(pos, j, start)
		}
		if price < ceiling {
			ceiling, best = price, pos
		}
	}
	return best, ceiling
}

// startAt is the earliest start at a position, if the stop fits there.
func (s *Schedule) startAt(pos int, j *Job, service int32) (int32, bool) {
	v := s.vehicle
	from, to := &s.points[pos], &s.points[pos+1]
	if v.breaks == nil {
		start := v.next(j, v.arrive(from.Location, j.location, from.Ready), service)
		if start >= never {
			return 0, false
		}
		return start, v.arrive(j.location, to.Location, start+service) <= to.Latest
	}
	arrive, limit := s.moments[pos], s.latest[pos+1]
	v.driveOn(&arrive, from.Location, j.location)
	v.restForward(&arrive)
	v.readyBack(&limit, j.location, to.Location)
	k, ok := v.startIn(j, service, &arrive.at, &limit, anyTime)
	if !ok {
		return 0, false
	}
	return v.next(j, arrive.at[k], service), true
}

// detour is the driving time that a stop adds next to itself.
func (s *Schedule) detour(pos int, j *Job, start int32) int64 {
	v := s.vehicle
	from, to := &s.points[pos], &s.points[pos+1]
	added := int64(v.legs.drive(from.Location, j.location, from.Ready)) +
		int64(v.legs.drive(j.location, to.Location, start+j.serviceFor(v.class)))
	if len(s.points) == 2 {
		return added
	}
	return added - int64(v.legs.drive(from.Location, to.Location, from.Ready))
}

// Blink overlooks a share of the places, by its own reproducible dice (Christiaens and Vanden Berghe 2020). It counts down to the
// next place to overlook, drawn from the geometric distribution, so that a place costs one subtraction.
type Blink struct {
	left  int32
	scale float64
	draw  func() float64
}

// NewBlink overlooks a place with this probability; draw gives uniform numbers in 0..1.
func NewBlink(probability float64, draw func() float64) *Blink {
	b := &Blink{scale: 1 / math.Log1p(-probability), draw: draw}
	b.reset()
	return b
}

func (b *Blink) skips() bool {
	if b == nil {
		return false
	}
	if b.left--; b.left > 0 {
		return false
	}
	b.reset()
	return true
}

func (b *Blink) reset() {
	b.left = 1 + int32(min(math.Log(1-b.draw())*b.scale, math.MaxInt32/2))
}
