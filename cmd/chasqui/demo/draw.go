package demo

import (
	"math/rand/v2"
	"time"
)

// seed is the one seed of the demo (DEMO.md).
const seed = 2026

// draw is a source of chance that gives the same on every run. Parts of the demo draw from sources of their own, so that a
// change of one part leaves the others as they were.
type draw struct{ *rand.Rand }

func newDraw(part uint64) draw { return draw{rand.New(rand.NewPCG(seed, part))} }

// one picks an entry of a list.
func one[T any](d draw, list []T) T { return list[d.IntN(len(list))] }

// weighted picks an index by weight; weights are not negative and not all zero.
func (d draw) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := d.IntN(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	panic("demo: no weights")
}

// chance is true in percent of the cases.
func (d draw) chance(percent float64) bool { return d.Float64()*100 < percent }

// between is a duration from low to high in whole minutes.
func (d draw) between(low, high time.Duration) time.Duration {
	return low + time.Duration(d.IntN(int((high-low)/time.Minute)+1))*time.Minute
}
