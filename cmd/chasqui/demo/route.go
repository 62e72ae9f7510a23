package demo

import (
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// Times of a route are seconds after local midnight; its rules are those of booking/routes: it leaves home when the shift
// begins and is home when it ends, a visit starts inside its window, and some minutes stay free after each.
const (
	buffer = 5 * 60
	grid   = 5 * 60 // planned starts are whole five minutes
)

// stop is a visit on a route.
type stop struct {
	where    int // location on the city's roads
	from, to optimizer.Seconds
	service  optimizer.Seconds
	visit    *visit // nil: a question only
	start    optimizer.Seconds
}

// route is the day of one technician.
type route struct {
	tech     *technician
	roads    *travel.Road
	home     int
	from, to optimizer.Seconds
	stops    []stop
}

// plan times the stops in their order; false when they cannot be driven.
func (r *route) plan(stops []stop) (home optimizer.Seconds, ok bool) {
	at, where := r.from, r.home
	for i := range stops {
		s := &stops[i]
		at += r.roads.Seconds(where, s.where, at)
		s.start = max((at+grid-1)/grid*grid, s.from)
		if s.start > s.to {
			return 0, false
		}
		at, where = s.start+s.service+buffer, s.where
	}
	at += r.roads.Seconds(where, r.home, at)
	return at, at <= r.to
}

// insert is the route with a stop at its best place: the one from which the technician is home first. ok is false when there
// is none.
func (r *route) insert(s stop) (best []stop, cost optimizer.Seconds, ok bool) {
	before, _ := r.plan(slices.Clone(r.stops))
	for i := range len(r.stops) + 1 {
		try := slices.Insert(slices.Clone(r.stops), i, s)
		if home, fits := r.plan(try); fits && (!ok || home-before < cost) {
			best, cost, ok = try, home-before, true
		}
	}
	return best, cost, ok
}

// fits tells whether a stop can be served besides those of the route.
func (r *route) fits(s stop) bool {
	if s.to < r.from || s.from+s.service > r.to {
		return false
	}
	for i := range len(r.stops) + 1 {
		if _, ok := r.plan(slices.Insert(slices.Clone(r.stops), i, s)); ok {
			return true
		}
	}
	return false
}

func seconds(d time.Duration) optimizer.Seconds { return optimizer.Seconds(d / time.Second) }
