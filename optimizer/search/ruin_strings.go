package search

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

const (
	// averageRemoved is the mean number of stops a ruin takes out (c-bar in the paper).
	averageRemoved = 10
	// longestString bounds a removed string (L-max).
	longestString = 10
	// splitShare is how often a string is removed around a piece that stays (alpha), and growShare how often that piece grows by
	// one more stop (beta).
	splitShare = 0.5
	growShare  = 0.01
)

// ruinStrings takes strings of consecutive stops out of routes near a stop: section 5.1 of the paper.
func (w *walker) ruinStrings() {
	s := w.state
	if len(s.used.list) == 0 || len(s.movable) == 0 {
		return
	}
	mean := float64(len(s.jobs)-len(s.absent.list)) / float64(len(s.used.list))
	longest := min(longestString, mean)
	most := 4*averageRemoved/(1+longest) - 1
	strings := int(w.dice.between(1, most+1))
	seed := s.movable[w.dice.below(len(s.movable))]
	w.ruined = w.ruined[:0]
	for _, stop := range s.near[seed] {
		if len(w.ruined) >= strings {
			break
		}
		v := s.route[stop]
		if v == nowhere || slices.Contains(w.ruined, v) || s.jobs[stop].Fixed() {
			continue
		}
		w.ruined = append(w.ruined, v)
		w.ruinString(v, stop, longest)
	}
}

// ruinString takes a string that holds stop out of the route of v.
func (w *walker) ruinString(v, stop int32, longest float64) {
	day := &w.state.days[v]
	n := day.Len()
	length := int(w.dice.between(1, min(float64(n), longest)+1))
	length = min(length, n)
	stay := 0
	if length > 1 && length < n && w.dice.float() < splitShare {
		for stay = 1; length+stay < n && w.dice.float() < growShare; {
			stay++
		}
	}
	at := position(day, stop)
	span := length + stay
	first := max(0, at-span+1)
	last := min(at, n-span)
	begin := first + w.dice.below(last-first+1)
	from, to := begin+length, begin+length
	if stay > 0 {
		from = begin + 1 + w.dice.below(length-1)
		to = from + stay
	}
	w.take(v, func(pos int) bool {
		return pos >= begin && pos < begin+span && (stay == 0 || pos < from || pos >= to)
	})
}

// take removes the positions that chosen names from a route, but for stops that are fixed there.
func (w *walker) take(v int32, chosen func(pos int) bool) {
	day := &w.state.days[v]
	w.kept, w.gone = w.kept[:0], w.gone[:0]
	for pos := range day.Len() {
		stop := int32(day.Stop(pos))
		if chosen(pos) && !w.state.jobs[stop].Fixed() {
			w.gone = append(w.gone, stop)
		} else {
			w.kept = append(w.kept, stop)
		}
	}
	if len(w.gone) > 0 {
		w.state.keep(v, w.kept, w.gone)
	}
}

func position(day *insert.Schedule, stop int32) int {
	for pos := range day.Len() {
		if int32(day.Stop(pos)) == stop {
			return pos
		}
	}
	return 0
}
