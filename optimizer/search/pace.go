package search

// next is how many iterations a segment has: as the pace says, or as many as fit into an even share of the time that is left.
func (r *run) next(segment int) int {
	if len(r.Pace) > 0 {
		if segment < len(r.Pace) {
			return r.Pace[segment]
		}
		return 0
	}
	elapsed := r.Elapsed()
	if segment > 0 {
		r.learn(float64(r.pace[segment-1]), float64(elapsed-r.marked))
	}
	r.marked = elapsed
	left := r.Budget - elapsed
	switch {
	case left <= 0:
		return 0
	case segment == 0:
		return firstSegment
	default:
		return max(1, int(r.speed*float64(left)/float64(segments-segment)))
	}
}

// learn mixes the speed of the last segment into the estimate.
func (r *run) learn(iterations, nanoseconds float64) {
	latest := iterations / max(nanoseconds, 1)
	if r.speed == 0 {
		r.speed = latest
	}
	r.speed += (latest - r.speed) / 4
}

// meetEvery is how many segments pass between two meetings of the walkers.
const meetEvery = 10

// meet lets walkers that are behind go on from the best plan of all, in the second half of the cooling: before, being
// different is worth more than being good.
func (r *run) meet(segment int) {
	if len(r.walkers) == 1 || segment < segments/2 || segment%meetEvery != meetEvery-1 {
		return
	}
	best := r.best()
	for _, w := range r.walkers {
		if w != best && w.best.price > best.best.price {
			w.adopt(&best.best)
		}
	}
}

// best is the walker with the cheapest plan, the first among equals.
func (r *run) best() *walker {
	best := r.walkers[0]
	for _, w := range r.walkers[1:] {
		if w.best.price < best.best.price {
			best = w
		}
	}
	return best
}
