package search

import (
	"cmp"
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// placePinned serves the stops whose order is pinned, each on its vehicle in that order, leaving out those that no longer fit.
func (w *walker) placePinned() {
	s := w.state
	var fixed []int32
	for stop, j := range s.jobs {
		if j.Fixed() {
			fixed = append(fixed, int32(stop))
		}
	}
	previous := func(stop int32) *optimizer.Previous { return s.problem.Stops[stop].Previous }
	slices.SortStableFunc(fixed, func(a, b int32) int { return cmp.Compare(previous(a).Order, previous(b).Order) })
	for _, stop := range fixed {
		v := int32(previous(stop).Vehicle)
		if !s.may(stop, v) {
			continue
		}
		day := s.touch(v)
		pos := day.Len()
		was := day.Price()
		if day.Insert(pos, int(stop)) != optimizer.Fits {
			continue
		}
		s.price += day.Price() - was - s.jobs[stop].Penalty()
		s.route[stop] = v
		s.absent.remove(stop)
		s.seat(v)
	}
}

// adopt replaces the state by another walker's best plan.
func (w *walker) adopt(m *memory) {
	s := w.state
	for v := range s.days {
		day := s.touch(int32(v))
		s.price -= day.Price()
		for pos := range day.Len() {
			s.leave(int32(day.Stop(pos)))
		}
	}
	for v, stops := range m.routes {
		day := &s.days[v]
		day.Assign(stops)
		s.price += day.Price()
		for _, stop := range stops {
			s.price -= s.jobs[stop].Penalty()
			s.route[stop] = int32(v)
			s.absent.remove(stop)
		}
		s.seat(int32(v))
	}
	w.best.note(s.touched)
	s.commit()
	if s.price < w.best.price {
		w.best.keep(s)
	}
}

// leave makes a stop absent without touching its route, for adopt.
func (s *state) leave(stop int32) {
	s.route[stop] = nowhere
	s.absent.add(stop)
	s.price += s.jobs[stop].Penalty()
}
