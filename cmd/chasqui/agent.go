package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/evals"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
)

// agentCmd lets a version of the agent go live, or not.
type agentCmd struct {
	Check   agentCheckCmd   `cmd:"" help:"Check whether the agent as it is may go live."`
	Promote agentPromoteCmd `cmd:"" help:"Check, and note that it is live."`
}

// agentCheck is what check and promote have in common.
type agentCheck struct {
	Rules   string `placeholder:"FILE" help:"Words of services and places to try instead of ours, as chasqui replay has them."`
	Since   string `default:"7d" help:"Stored turns to decide again: all of the last days or hours."`
	Tasks   int    `default:"240" help:"How many of the simulator's 240 tasks."`
	Workers int    `default:"0" help:"Talks side by side; 0: one a processor."`
	JSON    bool   `name:"json" help:"One JSON object."`
}

type agentCheckCmd struct {
	agentCheck
}

// Help is the long help of the command.
func (agentCheckCmd) Help() string {
	return "A version is a hash of the rules, the catalogues and the organisation's own services and places. It may go live when no score is below\n" +
		"that of the version that is live, no stored booking is lost, and no never-rule is broken:\n- " + strings.Join(evals.NeverRules, "\n- ")
}

type agentPromoteCmd struct {
	agentCheck
	To string `placeholder:"VERSION" help:"Note that a version that was live before is live again, without a check."`
}

// checked is what a check came to.
type checked struct {
	Version  string          `json:"version"`
	Live     string          `json:"live"` // "" for none
	Measures []evals.Measure `json:"measures"`
	Turns    int             `json:"turns"` // replayed
	Differ   int             `json:"differ"`
	Lost     int             `json:"lost"` // bookings among them
	Reasons  []string        `json:"reasons"`
}

// Run checks the version.
func (c agentCheckCmd) Run(p program) error {
	return c.with(p, func(sys *system, server string) error {
		_, err := c.check(p, sys, server)
		return err
	})
}

// Run checks the version and notes that it is live.
func (c agentPromoteCmd) Run(p program) error {
	if c.To == "" && c.Rules != "" {
		return inputError("--rules are words to try: put them into the catalogue, then promote")
	}
	return c.with(p, func(sys *system, server string) error {
		if c.To != "" {
			return c.back(p, sys)
		}
		found, err := c.check(p, sys, server)
		if err != nil {
			return err
		}
		if err := sys.promote(p.ctx, found.Version, evals.Scores{Measures: found.Measures}, ""); err != nil {
			return err
		}
		fmt.Fprintf(p.err, "version %s is live\n", found.Version)
		return nil
	})
}

// back notes that an earlier version is live again.
func (c agentPromoteCmd) back(p program, sys *system) error {
	scores, err := promotedScores(p.ctx, sys.db, c.To)
	if err != nil {
		return err
	}
	if scores == nil {
		return inputError(fmt.Sprintf("version %q was never live", c.To))
	}
	running, err := sys.agentVersion(p.ctx, "")
	if err != nil {
		return err
	}
	if err := sys.promote(p.ctx, c.To, *scores, "back"); err != nil {
		return err
	}
	if running != c.To {
		fmt.Fprintf(p.err, "noted; this binary and catalogue are version %s: install those of %s\n", running, c.To)
	}
	return nil
}

// with opens the organisation, and the server on which copies of the demo are made.
func (c agentCheck) with(p program, do func(*system, string) error) error {
	cfg, log, err := p.settings()
	if err != nil {
		return err
	}
	server, leave, err := serverURL(p.ctx, cfg, log)
	if err != nil {
		return err
	}
	defer leave()
	sys, end, err := p.openStill()
	if err != nil {
		return err
	}
	defer end()
	return do(sys, server)
}

// check measures the version and compares it with the one that is live; an error says why it may not go live.
func (c agentCheck) check(p program, sys *system, server string) (checked, error) {
	var out checked
	ago, err := parseSpan(c.Since)
	if err != nil {
		return out, err
	}
	if c.Tasks < 1 {
		return out, inputError("--tasks is at least 1")
	}
	if out.Version, err = sys.agentVersion(p.ctx, c.Rules); err != nil {
		return out, err
	}
	live, err := liveVersion(p.ctx, sys.db)
	if err != nil {
		return out, err
	}
	scores, err := c.measure(p, sys, server)
	if err != nil {
		return out, err
	}
	out.Measures = scores.Measures
	if err := c.replay(p, sys, ago, &out); err != nil {
		return out, err
	}
	var before *evals.Scores
	if live != nil {
		out.Live, before = live.Version, &live.Scores
	}
	out.Reasons = evals.Refuse(scores, before)
	if out.Lost > 0 {
		out.Reasons = append(out.Reasons, fmt.Sprintf("%d stored bookings would not be made", out.Lost))
	}
	if err := c.print(p, out); err != nil {
		return out, err
	}
	if len(out.Reasons) > 0 {
		return out, errors.New("version " + out.Version + " may not go live: " + strings.Join(out.Reasons, "; "))
	}
	return out, nil
}

func (c agentCheck) print(p program, out checked) error {
	if c.JSON {
		if out.Reasons == nil {
			out.Reasons = []string{}
		}
		return json.NewEncoder(p.out).Encode(out)
	}
	table := evals.Table{Measures: out.Measures}
	if err := table.Print(p.out); err != nil {
		return err
	}
	than := "none is live yet"
	if out.Live != "" {
		than = out.Live + " is live"
	}
	fmt.Fprintf(p.out, "version %s; %s; %d stored turns, %d decided in another way, %d bookings lost\n", out.Version, than, out.Turns, out.Differ, out.Lost)
	return nil
}

// measure plays the evaluation set with the organisation's words: the demo's own, but for the services and places that it calls
// otherwise.
func (c agentCheck) measure(p program, sys *system, server string) (evals.Scores, error) {
	lexicon, err := c.words(p.ctx, sys)
	if err != nil {
		return evals.Scores{}, err
	}
	rules := nlu.New(lexicon)
	where := func(ctx context.Context) (evals.Lab, error) {
		l, err := openLab(ctx, server)
		if err != nil {
			return nil, err
		}
		l.sys.engine.Understand = turn.Ears{Rules: rules, Speaker: l.sys.engine.Speaker}
		return l, nil
	}
	workers := c.Workers
	if workers <= 0 {
		workers = runtime.NumCPU()
	}
	table := &evals.Table{}
	phrases, err := evals.ScorePhrases(rules.Answer)
	if err != nil {
		return evals.Scores{}, err
	}
	table.Add(phrases...)
	step := p.steps("simulator")
	results, err := evals.Simulation{
		Labs: where, Workers: workers, Progress: func(done, of int) { step("%d of %d talks", done, of) },
	}.Run(p.ctx, evals.Few(evals.Tasks(0), c.Tasks))
	if err != nil {
		return evals.Scores{}, err
	}
	table.Add(evals.Summary([][]evals.Result{results})...)
	return evals.Compared(table), nil
}

// words of the demo with those of the organisation, and of the file to try, in their place.
func (c agentCheck) words(ctx context.Context, sys *system) (nlu.Lexicon, error) {
	own, err := lexiconOf(ctx, sys.db, sys.trade)
	if err != nil {
		return own, err
	}
	l := replaceWords(demoLexicon(), own)
	if c.Rules == "" {
		return l, nil
	}
	return otherWords(l, c.Rules)
}

// replay decides the stored turns of late again.
func (c agentCheck) replay(p program, sys *system, ago time.Duration, out *checked) error {
	engine, err := sys.engineWith(p.ctx, c.Rules)
	if err != nil {
		return err
	}
	past := gateway.Past{Since: sys.db.Now().Add(-ago)}
	report, err := sys.replay(p.ctx, engine, past, func(t channels.PastTurn, found []turn.Difference) error {
		if madeVisit(t) && slices.ContainsFunc(found, func(d turn.Difference) bool { return strings.HasPrefix(d.What, "effect") }) {
			out.Lost++
		}
		return nil
	})
	out.Turns, out.Differ = report.Turns-report.Skipped, report.Different
	return err
}

// madeVisit tells whether a stored turn booked a visit.
func madeVisit(t channels.PastTurn) bool {
	var deeds []turn.Deed
	return json.Unmarshal(t.Effects, &deeds) == nil && slices.ContainsFunc(deeds, func(d turn.Deed) bool {
		return d.Kind == agent.EffBook && d.Result != nil && d.Result.Booked != nil
	})
}
