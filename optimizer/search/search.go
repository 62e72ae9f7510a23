package search

import (
	"context"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// segments is into how many equal pieces of the cooling a run is cut. Between two pieces the walkers meet.
const segments = 200

// firstSegment is how many iterations the first piece has, from which the speed is learnt.
const firstSegment = 32

// Params say how long and how to search.
type Params struct {
	// Seed chooses the random numbers.
	Seed uint64
	// Threads is the number of walkers, each on its own goroutine; less than 1 means 1.
	Threads int
	// Pace, when not empty, is the iterations of each segment, as an Outcome told them; then no clock is read.
	Pace []int
	// Budget is how long the search may take by Elapsed, when there is no Pace.
	Budget time.Duration
	// Elapsed is how long ago the search began; it is only called between segments.
	Elapsed func() time.Duration
	// Progress, when not nil, is called between segments from the goroutine that called Run.
	Progress func(Progress)
}

// Progress is where a run stands.
type Progress struct {
	// Share of the cooling that is done, 0..1.
	Share float64
	// Iterations of all walkers so far.
	Iterations int64
	// Price and Vehicles of the best plan so far, and how many stops it leaves out.
	Price      optimizer.Units
	Vehicles   int
	Unassigned int
}

// Outcome is what a run found.
type Outcome struct {
	Plan optimizer.Plan
	// Price is the cost of the plan as the search added it up.
	Price optimizer.Units
	// Pace is the iterations of each segment and walker; with the same Seed and Threads it repeats the run.
	Pace []int
	// Iterations of all walkers together.
	Iterations int64
	// Cancelled says that ctx ended the run; then Pace does not repeat it.
	Cancelled bool
}

// run is a search under way.
type run struct {
	Params
	terrain *terrain
	walkers []*walker
	pace    []int
	done    int64
	// marked is Elapsed at the beginning of the last segment, speed the iterations a nanosecond of the latest ones.
	marked time.Duration
	speed  float64
}

// Run searches until the budget or the pace is used up, or ctx is done. It always answers a feasible plan, if need be one that
// leaves every stop out.
func Run(ctx context.Context, m *insert.Model, params Params) Outcome {
	r := &run{Params: params, terrain: survey(ctx, m)}
	for i := range max(params.Threads, 1) {
		r.walkers = append(r.walkers, newWalker(r.terrain, params.Seed, i))
	}
	r.each(func(w *walker) bool {
		w.construct(ctx)
		return true
	})
	finished := r.cool(ctx)
	return r.outcome(!finished)
}

// cool runs the segments one after the other. False when ctx ended it.
func (r *run) cool(ctx context.Context) bool {
	if len(r.terrain.movable) == 0 {
		return true
	}
	for i := range segments {
		n := r.next(i)
		if n == 0 {
			return true
		}
		r.pace = append(r.pace, n)
		from, to := float64(i)/segments, float64(i+1)/segments
		if !r.each(func(w *walker) bool { return w.walk(ctx, n, from, to) }) {
			return false
		}
		r.done += int64(n) * int64(len(r.walkers))
		r.meet(i)
		r.report(to)
	}
	return true
}

// each runs f on every walker at once and says whether all were content.
func (r *run) each(f func(*walker) bool) bool {
	content := make([]bool, len(r.walkers))
	var wait sync.WaitGroup
	for i, w := range r.walkers[1:] {
		wait.Go(func() { content[i+1] = f(w) })
	}
	content[0] = f(r.walkers[0])
	wait.Wait()
	for _, ok := range content {
		if !ok {
			return false
		}
	}
	return true
}
