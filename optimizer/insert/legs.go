package insert

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

const (
	never  = int32(optimizer.Never)
	always = int32(optimizer.Always)
)

// legs is a Travel made fast: plain tables for the lengths of a matrix and for the times of a static one, calls otherwise.
type legs struct {
	n               int
	meters, seconds []int32
	calls           optimizer.Travel
	back            optimizer.Backward
	// mirrored says that it is a matrix in which there and back are the same everywhere.
	mirrored bool
}

func newLegs(t optimizer.Travel) *legs {
	l := &legs{calls: t}
	l.back, _ = t.(optimizer.Backward)
	if m, ok := t.(*travel.Matrix); ok {
		l.n = m.Locations()
		l.meters, l.seconds = m.Tables()
		l.mirrored = m.Mirrored()
		if !m.Static() {
			l.seconds = nil
		}
	}
	return l
}

func (l *legs) static() bool { return l.seconds != nil }

// drive is the driving time when leaving at t. Nothing is driven to or from NoLocation.
func (l *legs) drive(from, to, t int32) int32 {
	if l.seconds != nil && to >= 0 {
		return l.seconds[int(from)*l.n+int(to)]
	}
	return l.call(from, to, t)
}

func (l *legs) call(from, to, t int32) int32 {
	if to < 0 || t >= never {
		return 0
	}
	return min(max(int32(l.calls.Seconds(int(from), int(to), optimizer.Seconds(t))), 0), never)
}

// latest is the last departure that arrives by t.
func (l *legs) latest(from, to, t int32) int32 {
	switch {
	case to < 0 || t <= always:
		return t
	case l.seconds != nil:
		return t - l.seconds[int(from)*l.n+int(to)]
	case l.back != nil:
		return max(int32(l.back.Latest(int(from), int(to), optimizer.Seconds(t))), always)
	default:
		return l.bisect(from, to, t)
	}
}

// bisect finds latest for a Travel that knows only forward; FIFO makes the arrival monotone.
func (l *legs) bisect(from, to, t int32) int32 {
	ok := func(depart int32) bool { return depart+l.call(from, to, depart) <= t }
	low, step := t, int32(64)
	for !ok(low) {
		if low <= always+step {
			return always
		}
		low -= step
		step *= 2
	}
	high := t + 1
	for high-low > 1 {
		if mid := low + (high-low)/2; ok(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

func (l *legs) length(from, to int32) int32 {
	switch {
	case to < 0:
		return 0
	case l.meters != nil:
		return l.meters[int(from)*l.n+int(to)]
	default:
		return max(int32(l.calls.Meters(int(from), int(to))), 0)
	}
}

// via is what a detour adds to the length between two places; how long the direct way is the caller knows. The row of the detour's
// own place serves for both ways where it can, which spares a miss of the cache.
func (l *legs) via(from, place, to, direct int32) int64 {
	if l.mirrored && to >= 0 {
		row := l.meters[int(place)*l.n : int(place+1)*l.n]
		return int64(row[from]) + int64(row[to]) - int64(direct)
	}
	return int64(l.length(from, place)) + int64(l.length(place, to)) - int64(direct)
}
