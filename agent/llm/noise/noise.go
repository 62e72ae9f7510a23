// Package noise is a model that is right most of the time: what a simulator asks instead of one that costs money.
//
//	e := noise.Model{Oracle: oracle, Error: 0.2, Rand: rand.New(rand.NewPCG(1, 2))}
//	engine.Model = &e   // one turn in five gets a random legal command instead of the right one
//
// # What it promises
//
//   - With the same oracle and source it says the same.
//   - What is wrong is wrong as a grounded answer of a real model could be: a command of the closed set that the state allows, with a
//     quote that stands in the words. So it passes what checks form and grounding, and tests what comes after.
//
// It refuses to answer anybody: only agent/evals and tests ask it.
package noise

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Oracle knows what somebody meant. A turn.Proposer is one.
type Oracle interface {
	Propose(ctx context.Context, p agent.Prompt) ([]agent.Command, error)
}

// Model proposes what its oracle does, but for a share of errors. Safe for concurrent use; then the order decides what is wrong.
type Model struct {
	Oracle Oracle
	Error  float64 // share of answers that are wrong, 0 to 1
	Rand   *rand.Rand
	Places []booking.PlaceID // that a wrong answer may name

	mu sync.Mutex // of Rand
}

// Propose asks the oracle, or guesses.
func (m *Model) Propose(ctx context.Context, p agent.Prompt) ([]agent.Command, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Rand.Float64() >= m.Error {
		return m.Oracle.Propose(ctx, p)
	}
	return []agent.Command{Legal(m.Rand, p, m.Places)}, nil
}

// Legal is a random command that the state of a prompt allows, with all its words as the quote.
func Legal(rng *rand.Rand, p agent.Prompt, places []booking.PlaceID) agent.Command {
	c := agent.Command{Quote: p.Text, Span: agent.Span{End: len(p.Text)}, Score: 0.7, Source: agent.SourceModel}
	can := []func(){
		func() { c.Kind = one(rng, plain) },
		func() { when(rng, p, &c) },
		func() { c.Kind, c.Slot, c.Value.Text = agent.CmdSet, agent.SlotProblem, p.Text },
		func() { c.Kind, c.Slot, c.Value.Number = agent.CmdSet, agent.SlotQuantity, 1+rng.IntN(4) },
	}
	if len(p.Services) > 0 {
		can = append(can, func() { c.Kind, c.Slot, c.Value.Service = agent.CmdSet, agent.SlotService, one(rng, p.Services).Code })
	}
	if len(p.Options) > 0 {
		can = append(can, func() { c.Kind, c.Option = agent.CmdChoose, one(rng, p.Options).ID })
	}
	if len(places) > 0 {
		can = append(can, func() {
			c.Kind, c.Slot, c.Value.Place = agent.CmdSet, agent.SlotPlace, one(rng, places)
			c.Value.Text = p.Text
		})
	}
	one(rng, can)()
	return c
}

// plain are commands without a value.
var plain = []agent.CommandKind{
	agent.CmdAffirm, agent.CmdDeny, agent.CmdBook, agent.CmdMove, agent.CmdCancel, agent.CmdMore, agent.CmdPrice, agent.CmdHours, agent.CmdStatus,
	agent.CmdStop, agent.CmdSkip, agent.CmdHuman, agent.CmdOptOut, agent.CmdWait, agent.CmdThanks,
}

// when is a wish for one of the next days, all of it.
func when(rng *rand.Rand, p agent.Prompt, c *agent.Command) {
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	day := booking.DayOf(p.Now, zone).Add(1 + rng.IntN(6))
	c.Kind, c.Slot = agent.CmdSet, agent.SlotWhen
	c.Value.When = &agent.When{Grain: "day", Wish: booking.Wish{
		Windows: []span.Span{span.New(day.At(0, zone), day.Add(1).At(0, zone))}, Text: p.Text,
	}}
}

func one[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }
