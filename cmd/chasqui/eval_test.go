package main

import (
	"context"
	"os"
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
		tasks = evals.Tasks(0)
	}
	results, err := evals.Simulation{Labs: labs(testkit.ServerURL(t)), Workers: 2}.Run(ctx, tasks)
	must(t, err)
	for _, r := range results {
		if !r.Success {
			t.Errorf("%s", r.Transcript())
		}
	}
}
