package main

import (
	"context"
	"os"
	"strconv"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// A short run of the simulator; chasqui eval has the whole.
func TestSimulatedPeople(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	tasks := evals.Few(evals.Tasks(0), 24)
	if os.Getenv("ALL") != "" {
		seed, _ := strconv.Atoi(os.Getenv("SEED"))
		tasks = evals.Tasks(uint64(seed))
	}
	results, err := evals.Simulation{Labs: labs(testkit.ServerURL(t)), Workers: 2}.Run(ctx, tasks)
	must(t, err)
	for _, r := range results {
		if !r.Success {
			t.Errorf("%s", r.Transcript())
		}
	}
}
