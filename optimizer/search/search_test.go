package search_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/search"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// The problems are the same in every run: a heuristic owes the optimum of these, not of all there are.
func TestSearchFindsTheOptimumOfTinyProblems(t *testing.T) {
	t.Parallel()
	tiny := rapid.Custom(func(t *rapid.T) *optimizer.Problem {
		p := draw(t, 2, rapid.IntRange(1, 5).Draw(t, "stops"), nil)
		loosen(p)
		return p
	})
	for number := range 100 {
		p := tiny.Example(number)
		model, err := insert.Compile(p)
		if err != nil {
			t.Fatal(err)
		}
		out := search.Run(t.Context(), model, search.Params{Seed: 3, Pace: steady(20, 100)})
		if want := optimum(p, model); out.Price != want {
			t.Errorf("problem %d: price %d, optimum %d", number, out.Price, want)
		}
	}
}

// loosen drops the order pins, which the search takes as given.
func loosen(p *optimizer.Problem) {
	for i := range p.Stops {
		p.Stops[i].Pins &^= optimizer.PinOrder
	}
}

// optimum tries every order of every set of stops on each vehicle, then every way to share the stops out.
func optimum(p *optimizer.Problem, model *insert.Model) optimizer.Units {
	sets := 1 << len(p.Stops)
	const impossible = optimizer.Units(1) << 50
	cheapest := make([][]optimizer.Units, len(p.Vehicles))
	for v := range p.Vehicles {
		cheapest[v] = slices.Repeat([]optimizer.Units{impossible}, sets)
		extend(model, v, nil, cheapest[v])
	}
	best := impossible
	for a := range sets {
		for b := range sets {
			if a&b != 0 {
				continue
			}
			total := cheapest[0][a] + cheapest[1][b]
			for s := range p.Stops {
				if (a|b)>>s&1 == 0 {
					total += p.Weights.PenaltyOf(&p.Stops[s])
				}
			}
			best = min(best, total)
		}
	}
	return best
}

// extend notes the cost of a route and of all that begin with it.
func extend(model *insert.Model, vehicle int, route []int, cheapest []optimizer.Units) {
	day, reason := model.Build(vehicle, route)
	if reason != optimizer.Fits {
		return
	}
	set := 0
	for _, s := range route {
		set |= 1 << s
	}
	cheapest[set] = min(cheapest[set], day.Cost().Total())
	for s := range model.Problem().Stops {
		if set>>s&1 == 0 {
			extend(model, vehicle, append(slices.Clone(route), s), cheapest)
		}
	}
}

func TestPlansPassTheCheckerAndCostWhatTheSearchSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		clock := rush(t)
		if rapid.Bool().Draw(t, "static") {
			clock = nil
		}
		p := draw(t, 4, 14, clock)
		out := search.Run(t.Context(), compile(t, p), search.Params{
			Seed: rapid.Uint64().Draw(t, "seed"), Pace: steady(10, 10), Threads: rapid.IntRange(1, 2).Draw(t, "threads"),
		})
		if broken := check.Plan(p, &out.Plan); broken != nil {
			t.Fatal(broken)
		}
		if cost := check.Cost(p, &out.Plan).Total(); cost != out.Price {
			t.Fatalf("checker says %d, search %d", cost, out.Price)
		}
	})
}

func TestTimeDependentTravelWithAFlatClockIsStaticTravel(t *testing.T) {
	t.Parallel()
	flat, err := travel.NewClock(1000, []travel.Step{{From: 0, Speed: 1}})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 3, 12, nil)
		timed := *p
		cells, _ := p.Travel.(*travel.Matrix).Tables()
		if timed.Travel, err = travel.NewTimedMatrix(p.Locations, cells, cells, flat); err != nil {
			t.Fatal(err)
		}
		params := search.Params{Seed: 5, Pace: steady(10, 15)}
		a, b := search.Run(t.Context(), compile(t, p), params), search.Run(t.Context(), compile(t, &timed), params)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestSameSeedThreadsAndPaceGiveTheSamePlan(t *testing.T) {
	t.Parallel()
	crowded := rapid.Custom(func(t *rapid.T) *optimizer.Problem { return draw(t, 4, 15, rush(t)) })
	for number := range 10 {
		model, err := insert.Compile(crowded.Example(number))
		if err != nil {
			t.Fatal(err)
		}
		// Long enough for the walkers to meet, which they do after half of the segments.
		params := search.Params{Seed: uint64(number), Pace: steady(120, 3), Threads: 2}
		a, b := search.Run(t.Context(), model, params), search.Run(t.Context(), model, params)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestPaceOfATimedRunRepeatsIt(t *testing.T) {
	t.Parallel()
	p := rapid.Custom(func(t *rapid.T) *optimizer.Problem { return draw(t, 4, 15, nil) }).Example(1)
	model, err := insert.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	// A clock of its own: every look at it costs a millisecond.
	var now time.Duration
	elapsed := func() time.Duration {
		now += time.Millisecond
		return now
	}
	timed := search.Run(t.Context(), model, search.Params{Seed: 9, Threads: 2, Budget: 150 * time.Millisecond, Elapsed: elapsed})
	again := search.Run(t.Context(), model, search.Params{Seed: 9, Threads: 2, Pace: timed.Pace})
	if diff := cmp.Diff(timed, again); diff != "" {
		t.Fatal(diff)
	}
}

func TestCancelledSearchStillAnswersAPlan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 3, 10, nil)
		ctx, cancel := context.WithCancel(t.Context())
		params := search.Params{Pace: steady(200, 10), Progress: func(search.Progress) { cancel() }}
		if rapid.Bool().Draw(t, "at once") {
			cancel()
		}
		out := search.Run(ctx, compile(t, p), params)
		cancel()
		if broken := check.Plan(p, &out.Plan); broken != nil {
			t.Fatal(broken)
		}
		if !out.Cancelled {
			t.Fatal("not said to be cancelled")
		}
	})
}

func steady(segments, iterations int) []int {
	return slices.Repeat([]int{iterations}, segments)
}

func rush(t *rapid.T) *travel.Clock {
	clock, err := travel.NewClock(300, []travel.Step{{From: 0, Speed: 2}, {From: 60, Speed: 1}, {From: 120, Speed: 3}})
	if err != nil {
		t.Fatal(err)
	}
	return clock
}

func compile(t *rapid.T, p *optimizer.Problem) *insert.Model {
	model, err := insert.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return model
}
