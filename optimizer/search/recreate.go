package search

import (
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

const (
	// blinkShare is how often a place is overlooked: 1/128, about the paper's 1 %.
	blinkShare = 1.0 / 128
	// retried is how many of the stops that had been out before are tried in one recreate.
	retried = 16
	// generousShare is how often, while stops are left out, a recreate counts no fixed costs and generosity times the penalties:
	// the first of several stops must not have to pay alone for a vehicle or a way that all will use. Whether it paid is
	// judged afterwards.
	generousShare = 0.25
	generosity    = 4
	// around is how many neighbours of a stop say which routes to try, when there are more than fewRoutes; if none of them has
	// a place, all routes are tried.
	around    = 80
	fewRoutes = 24
)

// recreate puts the stops that are out back, each where it is cheapest at that moment, in an order drawn by lot.
func (w *walker) recreate() {
	s := w.state
	w.generous = len(s.absent.list) > len(s.moved) && w.dice.float() < generousShare
	w.pick()
	w.arrange(w.waiting, w.wheel[w.dice.below(len(w.wheel))])
	for _, stop := range w.waiting {
		w.place(stop, w.blink)
	}
}

// pick fills waiting with what this iteration took out and a few of the stops that were out before.
func (w *walker) pick() {
	s := w.state
	w.waiting = w.waiting[:0]
	fresh := len(s.moved)
	old := len(s.absent.list) - fresh
	for _, m := range s.moved {
		w.waiting = append(w.waiting, m.stop)
	}
	if old <= retried {
		w.waiting = append(w.waiting, s.absent.list[:old]...)
		return
	}
	for range retried {
		stop := s.absent.list[w.dice.below(old)]
		w.waiting = append(w.waiting, stop)
	}
}

// place puts one stop where it is cheapest, if anywhere costs less than leaving it out.
func (w *walker) place(stop int32, blink *insert.Blink) {
	s := w.state
	if s.route[stop] != nowhere {
		return
	}
	best := choice{vehicle: nowhere, price: s.jobs[stop].Penalty()}
	if w.generous {
		best.price *= generosity
	}
	w.tryIdle(stop, &best, blink)
	if len(s.used.list) > fewRoutes {
		w.tryNear(stop, &best, blink)
	}
	if best.vehicle == nowhere || len(s.used.list) <= fewRoutes {
		w.tryUsed(stop, &best, blink)
	}
	if best.vehicle != nowhere {
		s.put(best.vehicle, stop, best.pos)
	}
}

// tryIdle considers empty vehicles, one of each class.
func (w *walker) tryIdle(stop int32, best *choice, blink *insert.Blink) {
	s := w.state
	if suited := s.suited[stop]; len(suited) < s.classes {
		for _, v := range suited {
			if s.days[v].Len() == 0 {
				w.consider(stop, v, best, blink)
			}
		}
		return
	}
	for c := range s.idle {
		if idle := s.idle[c].list; len(idle) > 0 && s.may(stop, idle[len(idle)-1]) {
			w.consider(stop, idle[len(idle)-1], best, blink)
		}
	}
}

// tryNear considers the routes of the stops around.
func (w *walker) tryNear(stop int32, best *choice, blink *insert.Blink) {
	s := w.state
	w.round++
	near := s.near[stop]
	for _, o := range near[:min(len(near), around)] {
		if v := s.route[o]; v != nowhere && w.seen[v] != w.round {
			w.seen[v] = w.round
			if s.may(stop, v) {
				w.consider(stop, v, best, blink)
			}
		}
	}
}

// tryUsed considers every vehicle that has stops.
func (w *walker) tryUsed(stop int32, best *choice, blink *insert.Blink) {
	s := w.state
	if suited := s.suited[stop]; len(suited) < len(s.used.list) {
		for _, v := range suited {
			if s.days[v].Len() > 0 {
				w.consider(stop, v, best, blink)
			}
		}
		return
	}
	for _, v := range s.used.list {
		if s.may(stop, v) {
			w.consider(stop, v, best, blink)
		}
	}
}

// choice is the cheapest place so far.
type choice struct {
	vehicle int32
	pos     int
	price   int64
}

func (w *walker) consider(stop, v int32, best *choice, blink *insert.Blink) {
	day := &w.state.days[v]
	gift := int64(0)
	if w.generous && day.Len() == 0 {
		gift = int64(w.state.problem.Vehicles[v].Fixed)
	}
	pos, price := day.Cheapest(w.state.jobs[stop], best.price+gift, blink)
	if pos != insert.NoPlace {
		*best = choice{vehicle: v, pos: pos, price: price - gift}
	}
}
