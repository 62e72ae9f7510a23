package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// A short run of the simulator, of every style; chasqui eval has the whole. What nobody wanted is never booked and no never-rule is
// broken, with rules alone and with a model that is wrong in a fifth of its answers; and a run is the same word for word.
func TestSimulatedPeople(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	server := testkit.ServerURL(t)
	tasks := evals.Few(evals.Tasks(0), 24/slowdown)
	var trials [][]evals.Result
	for _, where := range []evals.Labs{labs(server), labs(server), oracleLabs(server, 0.2)} {
		results, err := evals.Simulation{Labs: where, Workers: 2}.Run(ctx, tasks)
		must(t, err)
		trials = append(trials, results)
		succeeded := 0
		for _, r := range results {
			if r.Wrong || len(r.Broken) > 0 {
				t.Errorf("%s", r.Transcript())
			}
			if r.Success {
				succeeded++
			}
		}
		if 6*succeeded < 5*len(results) {
			t.Errorf("%d of %d succeed", succeeded, len(results))
		}
	}
	for _, m := range evals.Summary(trials[:2]) {
		if m.Name == "the same on every trial" && m.Right < m.N {
			t.Errorf("%d of %d talks differ from trial to trial: %s", m.N-m.Right, m.N, strings.Join(m.Failures, "\n"))
		}
	}
}

func TestEvalTakesOnlyWhatItKnows(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"eval", "--only", "luck"}, {"eval", "--trials", "0"}, {"eval", "--tasks", "0"}} {
		var out, errs bytes.Buffer
		p := program{ctx: t.Context(), in: strings.NewReader(""), out: &out, err: &errs}
		if code := p.run(args); code != exitUsage || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: code %d, %q", args, code, errs.String())
		}
	}
}

// Phrases need no database; corpora that are not there are skipped and said so.
func TestEvalOfPhrasesPrintsATable(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	p := program{ctx: t.Context(), out: &out, err: &errs}
	c := evalCmd{Only: []string{"phrases", "corpora"}, Corpora: t.TempDir() + "/none", Phrases: "../../agent", Trials: 1, Tasks: 1}
	table, err := c.measure(p)
	must(t, err)
	must(t, table.Print(&out))
	for _, want := range []string{"PART", "openings of the simulator CL", "yes or no", "skipped: corpora"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
