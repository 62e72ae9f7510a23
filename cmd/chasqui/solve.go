package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/optimizer/search"
	"github.com/chasqui-fsm/chasqui/optimizer/solve"
)

// solveCmd plans an instance from a file and prints one JSON object.
type solveCmd struct {
	File      string        `arg:"" help:"Solomon / Gehring-Homberger text or JSON day plan; - is stdin."`
	Time      time.Duration `help:"Wall time to spend." default:"10s"`
	Threads   int           `help:"Walkers side by side; 0 is one a processor, at most 4." default:"0"`
	Seed      uint64        `help:"Seed of the random numbers." default:"0"`
	Objective string        `help:"What to save first: ${enum}." enum:"distance,fleet" default:"distance"`
}

// Run solves the file. What it cannot read is the user's mistake; a plan that leaves stops out is an answer.
func (c solveCmd) Run(p program) error {
	return c.solve(p.ctx, p.in, p.out, p.err)
}

// Bounds of the flags: a thread holds the whole plan in memory, and nobody waits for a day.
const (
	mostThreads = 256
	longestTime = 24 * time.Hour
)

func (c solveCmd) solve(ctx context.Context, in io.Reader, out, errOut io.Writer) error {
	if c.Time <= 0 || c.Time > longestTime {
		return inputError(fmt.Sprintf("--time %s is not between 0 and %s", c.Time, longestTime))
	}
	if c.Threads < 0 || c.Threads > mostThreads {
		return inputError(fmt.Sprintf("--threads %d is not between 0 and %d", c.Threads, mostThreads))
	}
	instance, err := c.read(in)
	if err != nil {
		return inputError(err.Error())
	}
	now := clock.System().Now
	watch := progressLine{out: errOut, now: now, began: now()}
	result, err := solve.Solve(ctx, &instance.Problem, solve.Options{
		Budget: c.Time, Seed: c.Seed, Threads: c.Threads, Objective: solve.Objective(c.Objective), Now: now, Progress: watch.show,
	})
	if err != nil {
		return inputError(err.Error())
	}
	return json.NewEncoder(out).Encode(instance.Answer(result))
}

func (c solveCmd) read(in io.Reader) (*solve.Instance, error) {
	if c.File == "-" {
		return solve.Read(in)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	instance, err := solve.Read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return instance, nil
}

// progressLine writes a line a second, once a run has taken two.
type progressLine struct {
	out         io.Writer
	now         func() time.Time
	began, last time.Time
}

func (l *progressLine) show(p search.Progress) {
	now := l.now()
	if now.Sub(l.began) < 2*time.Second || now.Sub(l.last) < time.Second {
		return
	}
	l.last = now
	fmt.Fprintf(l.out, "%3.0fs %3.0f%%  cost %d, %d vehicles, %d unassigned, %d iterations\n",
		now.Sub(l.began).Seconds(), 100*p.Share, p.Price, p.Vehicles, p.Unassigned, p.Iterations)
}
