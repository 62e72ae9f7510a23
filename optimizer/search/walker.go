package search

import (
	"context"
	"math"

	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// walker is one annealing run over its own state.
type walker struct {
	state *state
	dice  *dice
	blink *insert.Blink
	ranks *ranks
	wheel []int
	// hot and cold are the temperatures at the beginning and the end, in cost.
	hot, cold float64
	best      memory
	// generous says that this recreate is, see generousShare.
	generous bool

	// seen marks the vehicles that were tried in a round.
	seen  []int64
	round int64

	ruined, kept, gone, waiting []int32
}

// lookEvery is how many iterations pass between two looks at the context.
const lookEvery = 64

func newWalker(t *terrain, seed uint64, number int) *walker {
	w := &walker{state: newState(t), dice: newDice(seed, number), ranks: newRanks(t)}
	w.blink = insert.NewBlink(blinkShare, w.dice.float)
	w.wheel = orderWheel
	if w.ranks.varied(byPenalty) {
		w.wheel = append([]int{byPenalty, byPenalty, byPenalty, byPenalty}, orderWheel...)
	}
	w.best = newMemory(len(w.state.days))
	w.seen = make([]int64, len(w.state.days))
	return w
}

// construct makes the first plan: the pinned stops where they were, then every other where it is cheapest.
func (w *walker) construct(ctx context.Context) {
	s := w.state
	w.placePinned()
	w.waiting = append(w.waiting[:0], s.absent.list...)
	order := byShortWindow
	if w.ranks.varied(byPenalty) {
		order = byPenalty
	}
	w.arrange(w.waiting, order)
	for i, stop := range w.waiting {
		if i%lookEvery == 0 && ctx.Err() != nil {
			break
		}
		if !s.jobs[stop].Fixed() {
			w.place(stop, nil)
		}
	}
	s.commit()
	w.best.keep(s)
	edge := w.meanEdge()
	w.hot, w.cold = hotEdges*edge, coldEdges*edge
}

const (
	// hotEdges and coldEdges are the temperatures in mean costs of a drive between two stops (measured; 0.003 to 0.03 differ little).
	hotEdges  = 1.0
	coldEdges = 0.01
)

// meanEdge is the mean cost of a drive, fixed costs and penalties apart.
func (w *walker) meanEdge() float64 {
	sum, edges := int64(0), 0
	for _, v := range w.state.used.list {
		cost := w.state.days[v].Cost()
		sum += int64(cost.Distance + cost.Travel)
		edges += w.state.days[v].Len() + 1
	}
	if edges == 0 || sum == 0 {
		return 1
	}
	return float64(sum) / float64(edges)
}

// walk does n iterations while the temperature falls from one share of the cooling to another. False when ctx ended it.
func (w *walker) walk(ctx context.Context, n int, from, to float64) bool {
	cooling := math.Log(w.cold / w.hot)
	heat := w.hot * math.Exp(cooling*from)
	step := math.Exp(cooling * (to - from) / float64(max(n, 1)))
	for i := range n {
		if i%lookEvery == 0 && ctx.Err() != nil {
			return false
		}
		w.step(heat)
		heat *= step
	}
	return true
}

// step is one ruin, recreate and verdict.
func (w *walker) step(heat float64) {
	s := w.state
	if w.dice.float() < routeShare {
		w.ruinRoute()
	} else {
		w.ruinStrings()
	}
	w.recreate()
	if float64(s.price) >= float64(s.before)-heat*w.dice.logarithm() {
		s.undo()
		return
	}
	w.best.note(s.touched)
	s.commit()
	if s.price < w.best.price {
		w.best.keep(s)
	}
}
