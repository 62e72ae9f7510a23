package search

// routeShare is how often a ruin empties a whole route.
const routeShare = 0.01

// ruinRoute empties the shorter of two routes drawn by lot, so that its vehicle may be saved, and loosens the routes around it.
func (w *walker) ruinRoute() {
	s := w.state
	if len(s.used.list) == 0 {
		return
	}
	v := s.used.list[w.dice.below(len(s.used.list))]
	if o := s.used.list[w.dice.below(len(s.used.list))]; s.days[o].Len() < s.days[v].Len() {
		v = o
	}
	if s.days[v].Len() > 4*averageRemoved {
		w.ruinStrings()
		return
	}
	w.take(v, func(int) bool { return true })
	w.ruinStrings()
}
