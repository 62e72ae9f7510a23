package search

import (
	"slices"
)

// An order is in which sequence the stops that are out are put back. The paper draws one of random, demand, far and close with
// weights 4, 4, 2, 1, and for time windows adds short, early and late with 2 each. Service time stands in for demand
// where there is no capacity, and the penalty leads when stops differ in it.
const (
	byRandom = iota
	bySize
	byFar
	byClose
	byShortWindow
	byEarly
	byLate
	byPenalty
)

var orderWheel = []int{
	byRandom, byRandom, byRandom, byRandom, bySize, bySize, bySize, bySize, byFar, byFar, byClose,
	byShortWindow, byShortWindow, byEarly, byEarly, byLate, byLate,
}

// ranks holds for each order a number by stop; the smallest goes first.
type ranks [byPenalty + 1][]int64

func newRanks(t *terrain) *ranks {
	r := new(ranks)
	for order := range r {
		r[order] = make([]int64, len(t.jobs))
	}
	for s, j := range t.jobs {
		stop, window := &t.problem.Stops[s], j.Window()
		size := int64(stop.Service)
		if len(stop.Demand) > 0 {
			size = int64(stop.Demand[0])
		}
		r[bySize][s] = -size
		r[byFar][s] = -int64(t.far[s])
		r[byClose][s] = int64(t.far[s])
		r[byShortWindow][s] = int64(window.To) - int64(window.From)
		r[byEarly][s] = int64(window.From)
		r[byLate][s] = -int64(window.To)
		r[byPenalty][s] = -j.Penalty()
	}
	return r
}

// varied says whether the stops differ in an order.
func (r *ranks) varied(order int) bool {
	for _, x := range r[order] {
		if x != r[order][0] {
			return true
		}
	}
	return false
}

// arrange shuffles the stops and sorts them by an order, so that equals are in random order.
func (w *walker) arrange(stops []int32, order int) {
	for i := len(stops) - 1; i > 0; i-- {
		j := w.dice.below(i + 1)
		stops[i], stops[j] = stops[j], stops[i]
	}
	if order == byRandom {
		return
	}
	rank := w.ranks[order]
	slices.SortStableFunc(stops, func(a, b int32) int {
		switch {
		case rank[a] < rank[b]:
			return -1
		case rank[a] > rank[b]:
			return 1
		default:
			return 0
		}
	})
}
