package evals

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"sync"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/llm/noise"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Meanings is a [Lab] that wants to know what each line means, before it is said.
type Meanings interface {
	Means(line string, meant []agent.Command)
}

// Oracle is a language model that knows what simulated people mean, and errs in a share of its answers: then it proposes something
// else that it may propose. It stands in for every model there will be; what it errs in depends on the words alone.
type Oracle struct {
	errs  float64
	mu    sync.Mutex
	truth map[string][]agent.Command
}

// NewOracle makes one that errs in a share of 0 to 1.
func NewOracle(errs float64) *Oracle {
	return &Oracle{errs: errs, truth: map[string][]agent.Command{}}
}

// Means tells what a line means.
func (o *Oracle) Means(line string, meant []agent.Command) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.truth[line] = meant
}

// Propose is the meaning of the words, or something else.
func (o *Oracle) Propose(_ context.Context, p agent.Prompt) ([]agent.Command, error) {
	o.mu.Lock()
	meant := o.truth[p.Text]
	o.mu.Unlock()
	h := fnv.New64a()
	_, _ = h.Write([]byte(p.Text + string(p.Ask))) // a hash does not fail
	r := rand.New(rand.NewPCG(h.Sum64(), 11))
	if r.Float64() < o.errs {
		places := make([]booking.PlaceID, 0, len(served[p.Country]))
		for _, s := range served[p.Country] {
			places = append(places, s.ID)
		}
		meant = []agent.Command{noise.Legal(r, p, places)}
	}
	out := make([]agent.Command, len(meant))
	for i, c := range meant {
		c.Quote, c.Span = p.Text, agent.Span{End: len(p.Text)}
		c.Source, c.Score = agent.SourceModel, 0.9
		out[i] = c
	}
	return out, nil
}

// mean keeps what a line means; the last word counts.
func (p *Person) mean(c agent.Command) { p.meant = []agent.Command{c} }

// OracleMeasure is a run with an oracle: whatever it errs in, nothing may be booked that nobody wanted.
func OracleMeasure(errs float64, results []Result) Measure {
	m := measureOf(fmt.Sprintf("wrong %.0f %%", 100*errs), results)
	m.Part, m.Most = "oracle", 0
	m.Least = map[float64]float64{0: 97, 0.05: 95, 0.2: 90}[errs]
	broken := 0
	for _, r := range results {
		if len(r.Broken) > 0 {
			broken++
		}
	}
	m.More += fmt.Sprintf(", never-rules broken %d", broken)
	return m
}
