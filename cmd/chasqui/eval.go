package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// evalCmd measures the agent.
type evalCmd struct {
	Only    []string `placeholder:"PART" help:"Parts to run: dialogues, corpora, phrases, simulator, oracle. Default: all."`
	Corpora string   `default:"../shared/corpora" help:"Folder of the public corpora; skipped when it is not there."`
	Phrases string   `default:"agent" help:"Folder of the agent's sources, whose phrase tables are scored; skipped when it is not there."`
	Tasks   int      `default:"240" help:"How many of the simulator's 240 tasks."`
	Task    string   `placeholder:"ID" help:"One task of the simulator, with its transcript."`
	Trials  int      `default:"5" help:"How often each task is played: pass^k."`
	Seeds   int      `default:"0" help:"How many other choices of words to play the tasks with besides, for information."`
	Show    bool     `help:"Print what was not right: phrases, and the transcripts of failed talks."`
	JSON    bool     `name:"json" help:"One JSON object."`
	Workers int      `default:"0" help:"Talks side by side; 0: one a processor."`
}

// Help is the long help of the command.
func (evalCmd) Help() string {
	return `Plays the written dialogues and simulated people on copies of the demo organisation, scores corpora and phrases, and prints one
table: right, wrong and none in percent of N, and what must be right and may be wrong. Exits 1 when a line is below.`
}

// parts in the order of the table.
var evalParts = []string{"dialogues", "corpora", "phrases", "simulator", "oracle"}

// Run measures what was asked for.
func (c evalCmd) Run(p program) error {
	for _, part := range c.Only {
		if !slices.Contains(evalParts, part) {
			return inputError(fmt.Sprintf("--only %s is not one of %s", part, strings.Join(evalParts, ", ")))
		}
	}
	if c.Trials < 1 || c.Tasks < 1 || c.Seeds < 0 {
		return inputError("--trials and --tasks are at least 1, --seeds at least 0")
	}
	if c.Workers <= 0 {
		c.Workers = runtime.NumCPU()
	}
	table, err := c.measure(p)
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(p.out).Encode(table)
	} else {
		err = table.Print(p.out)
	}
	if err != nil {
		return err
	}
	if c.Show {
		for _, m := range table.Measures {
			for _, f := range m.Failures {
				fmt.Fprintf(p.out, "\n%s: %s\n", m.Key(), f)
			}
		}
	}
	if n := len(table.Below()); n > 0 {
		return fmt.Errorf("%d of %d measures are below what they must reach", n, len(table.Measures))
	}
	return nil
}

func (c evalCmd) wants(part string) bool {
	if c.Task != "" {
		return part == "simulator"
	}
	return len(c.Only) == 0 || slices.Contains(c.Only, part)
}

// measure runs the parts.
func (c evalCmd) measure(p program) (*evals.Table, error) {
	table := &evals.Table{}
	rules := nlu.New(demoLexicon())
	if c.wants("corpora") || c.wants("phrases") {
		if err := c.phrases(p, rules.Answer, table); err != nil {
			return nil, err
		}
	}
	if !c.wants("dialogues") && !c.wants("simulator") && !c.wants("oracle") {
		return table, nil
	}
	cfg, log, err := p.settings()
	if err != nil {
		return nil, err
	}
	server, leave, err := serverURL(p.ctx, cfg, log)
	if err != nil {
		return nil, err
	}
	defer leave()
	if c.wants("dialogues") {
		m, err := evalDialogues(p, server, c.Workers)
		if err != nil {
			return nil, err
		}
		table.Add(m)
	}
	if c.wants("simulator") {
		if err := c.simulate(p, server, table); err != nil {
			return nil, err
		}
	}
	if c.wants("oracle") {
		return table, c.consult(p, server, table)
	}
	return table, nil
}

func (c evalCmd) phrases(p program, u evals.Understand, table *evals.Table) error {
	if c.wants("corpora") {
		step := p.steps("corpora")
		if _, err := os.Stat(c.Corpora); err != nil {
			table.Skipped = append(table.Skipped, "corpora: no folder "+c.Corpora)
		} else {
			list, err := evals.Corpora(c.Corpora, u, func(what string) { step("%s", what) })
			if err != nil {
				return err
			}
			table.Add(list...)
		}
	}
	if c.wants("phrases") {
		list, missing, err := evals.PhraseSets(c.Phrases, u)
		if err != nil {
			return err
		}
		table.Add(list...)
		if len(missing) > 0 {
			table.Skipped = append(table.Skipped, "phrases: not in "+c.Phrases+": "+strings.Join(missing, ", "))
		}
	}
	return nil
}

// simulate plays the tasks as often as was asked for.
func (c evalCmd) simulate(p program, server string, table *evals.Table) error {
	tasks := evals.Few(evals.Tasks(0), c.Tasks)
	if c.Task != "" {
		tasks = slices.DeleteFunc(evals.Tasks(0), func(t evals.Task) bool { return t.ID != c.Task })
		if len(tasks) == 0 {
			return inputError(fmt.Sprintf("no task %q", c.Task))
		}
	}
	var trials [][]evals.Result
	for n := range c.Trials {
		results, err := c.play(p, server, fmt.Sprintf("simulator, trial %d of %d", n+1, c.Trials), tasks)
		if err != nil {
			return err
		}
		trials = append(trials, results)
		if c.Task != "" {
			fmt.Fprint(p.out, results[0].Transcript())
			break
		}
	}
	table.Add(evals.Summary(trials)...)
	for seed := range c.Seeds {
		others := evals.Few(evals.Tasks(uint64(seed+1)), c.Tasks) //nolint:gosec // not negative
		results, err := c.play(p, server, fmt.Sprintf("simulator, other words %d of %d", seed+1, c.Seeds), others)
		if err != nil {
			return err
		}
		table.Add(evals.OtherWords(seed+1, results))
	}
	return nil
}

// consult plays half of the tasks with a model that is wrong in a share of its answers: more of them may cost turns, never a visit
// that nobody wanted.
func (c evalCmd) consult(p program, server string, table *evals.Table) error {
	tasks := evals.Few(evals.Tasks(0), max(1, c.Tasks/2))
	for _, errs := range []float64{0, 0.05, 0.2} {
		results, err := c.playIn(p, oracleLabs(server, errs), fmt.Sprintf("oracle that is wrong %g", errs), tasks)
		if err != nil {
			return err
		}
		table.Add(evals.OracleMeasure(errs, results))
	}
	return nil
}

func (c evalCmd) play(p program, server, what string, tasks []evals.Task) ([]evals.Result, error) {
	return c.playIn(p, labs(server), what, tasks)
}

func (c evalCmd) playIn(p program, where evals.Labs, what string, tasks []evals.Task) ([]evals.Result, error) {
	step := p.steps(what)
	return evals.Simulation{
		Labs: where, Workers: c.Workers, Progress: func(done, of int) { step("%d of %d talks", done, of) },
	}.Run(p.ctx, tasks)
}

// steps says on stderr how far long work is, not more often than once in a while.
func (p program) steps(what string) func(format string, args ...any) {
	c := clock.System()
	pause := everyLog
	if terminal(p.err) {
		pause = everyTerminal
	}
	last := c.Now().Add(-pause + time.Second)
	return func(format string, args ...any) {
		if now := c.Now(); now.Sub(last) >= pause {
			last = now
			fmt.Fprintf(p.err, "%s: %s\n", what, fmt.Sprintf(format, args...))
		}
	}
}
