package solve

import (
	"context"
	"runtime"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/search"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// Objective is what to save first.
type Objective string

const (
	// Distance takes the prices of the vehicles as they are.
	Distance Objective = "distance"
	// Fleet adds FleetFixed to each vehicle that is used, so that using fewer comes before driving less.
	Fleet Objective = "fleet"
)

// FleetFixed is the extra price of a vehicle under Fleet: more than any detour at one unit a meter.
const FleetFixed optimizer.Units = 1_000_000

// DefaultBudget is the time a Solve may take when nobody said otherwise.
const DefaultBudget = 10 * time.Second

// Options say how to solve. The zero value is usable.
type Options struct {
	// Budget of wall time; 0 means DefaultBudget. Not looked at when Pace is given.
	Budget time.Duration
	// Seed chooses the random numbers.
	Seed uint64
	// Threads is the number of walkers; 0 means one for each processor, at most 4.
	Threads int
	// Objective is Distance when empty.
	Objective Objective
	// Pace repeats an earlier Result, see search.Params.
	Pace []int
	// Progress, when not nil, is called some 200 times during the run.
	Progress func(search.Progress)
	// Now is the clock that measures the budget; nil means the machine's.
	Now func() time.Time
}

// Status says why a run ended.
type Status string

const (
	// Finished: the budget or the pace was used up as planned.
	Finished Status = "finished"
	// Cancelled: the context ended; the plan is the best so far.
	Cancelled Status = "cancelled"
)

// Result is what Solve found.
type Result struct {
	Plan   optimizer.Plan
	Status Status
	// Cost is the plan's cost by the checker's arithmetic, FleetFixed not counted.
	Cost optimizer.Cost
	// Violations is empty unless there is a defect in the search: every plan is checked before it is answered.
	Violations []check.Violation
	// Iterations of all walkers, and the Pace that repeats the run.
	Iterations int64
	Pace       []int
	Threads    int
	Elapsed    time.Duration
}

// densest is up to how many locations all travel is tabulated first: 2 tables of 64 MB.
const densest = 4096

// Solve plans a problem. It fails only on a problem that Validate refuses.
func Solve(ctx context.Context, p *optimizer.Problem, o Options) (Result, error) {
	o = o.filled()
	began := o.Now()
	if err := p.Validate(); err != nil {
		return Result{}, err
	}
	model, err := insert.Compile(tabulated(p, o.Objective))
	if err != nil {
		return Result{}, err
	}
	outcome := search.Run(ctx, model, search.Params{
		Seed: o.Seed, Threads: o.Threads, Pace: o.Pace, Budget: o.Budget, Progress: o.Progress,
		Elapsed: func() time.Duration { return o.Now().Sub(began) },
	})
	result := Result{
		Plan: outcome.Plan, Status: Finished, Cost: check.Cost(p, &outcome.Plan), Violations: check.Plan(p, &outcome.Plan),
		Iterations: outcome.Iterations, Pace: outcome.Pace, Threads: o.Threads, Elapsed: o.Now().Sub(began),
	}
	if outcome.Cancelled {
		result.Status = Cancelled
	}
	return result, nil
}

func (o Options) filled() Options {
	if o.Budget == 0 {
		o.Budget = DefaultBudget
	}
	if o.Threads <= 0 {
		o.Threads = min(runtime.GOMAXPROCS(0), 4)
	}
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // budget is wall time
	}
	return o
}

// tabulated is the problem with its travel as tables, if it is small enough, and the objective in its prices.
func tabulated(p *optimizer.Problem, objective Objective) *optimizer.Problem {
	fast := *p
	if p.Locations <= densest {
		fast.Travel = dense(p.Travel, p.Locations)
		fast.Modes = slices.Clone(p.Modes)
		for i, mode := range fast.Modes {
			fast.Modes[i] = dense(mode, p.Locations)
		}
	}
	if objective == Fleet {
		fast.Vehicles = slices.Clone(p.Vehicles)
		for i := range fast.Vehicles {
			fast.Vehicles[i].Fixed += FleetFixed
		}
	}
	return &fast
}

func dense(t optimizer.Travel, n int) optimizer.Travel {
	if m := travel.Dense(t, n); m != nil {
		return m
	}
	return t
}
