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
	if suited := s.suited[stop]; len(suited) < len(s.used.list)+s.classes {
		for _, v := range suited {
			w.consider(stop, v, &best, blink)
		}
	} else {
		for _, v := range s.used.list {
			if s.may(stop, v) {
				w.consider(stop, v, &best, blink)
			}
		}
		for c := range s.idle {
			if idle := s.idle[c].list; len(idle) > 0 && s.may(stop, idle[len(idle)-1]) {
				w.consider(stop, idle[len(idle)-1], &best, blink)
			}
		}
	}
	if best.vehicle != nowhere {
		s.put(best.vehicle, stop, best.pos)
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
