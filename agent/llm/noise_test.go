package llm_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/llm/noise"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// customer wants one thing and says it in words that no rule reads; meant is what they mean, for the oracle.
type customer struct {
	rng     *rand.Rand
	service booking.ServiceCode
	place   booking.PlaceID
	slot    span.Span
	meant   []agent.Command
	fixes   []agent.Command // of what was echoed wrong
}

const mostNoisyTurns = 30

var placeNames = map[booking.PlaceID]string{"cl-nunoa": "Ñuñoa", "cl-maipu": "Maipú"}

func (c *customer) Propose(context.Context, agent.Prompt) ([]agent.Command, error) {
	return c.meant, nil
}

// mumble are words that mean something to the oracle only.
func (c *customer) mumble(meant ...agent.Command) string {
	var said []string
	for range 3 {
		said = append(said, one(c.rng, "zurrapa", "blonfe", "quimbre", "torlanda", "fisgorio", "jandral", "mirsela", "pontrufo"))
	}
	text := strings.Join(said, " ")
	for i := range meant {
		meant[i].Quote, meant[i].Score = text, 0.7
	}
	c.meant = meant
	return text
}

func (c *customer) wants(slot agent.SlotName) agent.Command {
	cmd := agent.Command{Kind: agent.CmdSet, Slot: slot}
	switch slot {
	case agent.SlotService:
		cmd.Value.Service = c.service
	case agent.SlotPlace:
		cmd.Value = agent.Value{Place: c.place, Text: placeNames[c.place]}
	case agent.SlotQuantity:
		cmd.Value.Number = 1
	case agent.SlotWhen:
		cmd.Value.When = &agent.When{Grain: "daypart", Wish: booking.Wish{Windows: []span.Span{c.slot}, Text: "x"}}
	}
	return cmd
}

// says what comes next, looking only at what was said to them.
func (c *customer) says(m agent.Say) string {
	c.meant = nil
	if strings.HasPrefix(m.ID, "clarify.") {
		return fmt.Sprint(len(m.Options))
	}
	c.check(m)
	if len(c.fixes) > 0 && m.Ask != agent.AskConfirm {
		fix := c.fixes[0]
		c.fixes = c.fixes[1:]
		fix.Kind = agent.CmdCorrect
		return c.mumble(fix)
	}
	switch m.Ask {
	case agent.AskProblem:
		return "no centrifuga"
	case agent.AskDetail:
		return "no sé"
	case agent.AskLocation:
		return c.mumble(c.wants(agent.SlotPlace))
	case agent.AskWhen:
		return c.mumble(c.wants(agent.SlotWhen))
	case agent.AskSlot:
		return c.pick(m)
	case agent.AskAddress:
		return "Avenida Grecia 1234"
	case agent.AskName:
		return "Marta Rojas"
	case agent.AskConfirm:
		return c.confirm(m)
	case agent.AskHuman:
		return ""
	default:
		return c.mumble(c.wants(agent.SlotService))
	}
}

// check what was said back.
func (c *customer) check(m agent.Say) {
	for _, b := range m.Before {
		if v := b.Values; strings.HasPrefix(b.ID, "echo.") {
			if v.Service != "" && v.Service != c.service {
				c.fix(agent.SlotService)
			}
			if v.Place != "" && v.Place != placeNames[c.place] {
				c.fix(agent.SlotPlace)
			}
			if v.Quantity > 1 {
				c.fix(agent.SlotQuantity)
			}
		}
	}
}

func (c *customer) fix(slot agent.SlotName) {
	if !slices.ContainsFunc(c.fixes, func(f agent.Command) bool { return f.Slot == slot }) {
		c.fixes = append(c.fixes, c.wants(slot))
	}
}

func (c *customer) pick(m agent.Say) string {
	for _, o := range m.Options {
		switch {
		case o.Slot != nil && o.Slot.Window == c.slot && c.rng.IntN(2) == 0:
			return o.ID
		case o.Slot != nil && o.Slot.Window == c.slot:
			return c.mumble(agent.Command{Kind: agent.CmdChoose, Option: o.ID})
		}
	}
	return c.mumble(c.wants(agent.SlotWhen))
}

// confirm says yes to exactly what they want, and else what is wrong.
func (c *customer) confirm(m agent.Say) string {
	if !strings.HasPrefix(m.ID, "ask.confirm") {
		return "no"
	}
	var wrong []agent.Command
	v := m.Values
	if v.Service != c.service {
		wrong = append(wrong, c.wants(agent.SlotService))
	}
	if v.Place != placeNames[c.place] {
		wrong = append(wrong, c.wants(agent.SlotPlace))
	}
	if v.Quantity > 1 {
		wrong = append(wrong, c.wants(agent.SlotQuantity))
	}
	if v.Slot == nil || v.Slot.Window != c.slot {
		wrong = append(wrong, c.wants(agent.SlotWhen))
	}
	c.fixes = nil
	if len(wrong) == 0 {
		return "sí"
	}
	return c.mumble(wrong...)
}

// result of one talk.
type result struct {
	booked, wrong bool
	turns         int
}

// converse plays a talk of a customer whose words only the model reads.
func converse(t *testing.T, seed uint64, share float64) result {
	rng := rand.New(rand.NewPCG(seed, 7))
	w := newTalk(rand.New(rand.NewPCG(seed, 1)))
	w.view.Visits = nil
	day := booking.DayOf(w.now, santiago).Add(1 + rng.IntN(5))
	c := &customer{
		rng: rng, service: one(rng, offered...).Code, place: one(rng, booking.PlaceID("cl-nunoa"), "cl-maipu"),
		slot: span.Of(day.At(one(rng, 9*time.Hour, 14*time.Hour), santiago), 4*time.Hour),
	}
	model := &noise.Model{Oracle: c, Error: share, Rand: rand.New(rand.NewPCG(seed, 3)), Places: []booking.PlaceID{"cl-nunoa", "cl-maipu"}}
	for w.n = 1; w.n <= mostNoisyTurns; w.n++ {
		text := c.says(w.last)
		if text == "" {
			break
		}
		work, heard := w.hear(text)
		if !turn.Sure(heard, w.state, w.view) {
			proposed, err := model.Propose(t.Context(), turn.Prompt(work, heard, w.state, w.view))
			if err != nil {
				t.Fatal(err)
			}
			heard = turn.Merge(heard, proposed, w.state, w.view)
		}
		st, effects := w.play(w.state, agent.Event{Heard: &heard})
		w.take(st, effects)
		if e := find(effects, agent.EffBook); e != nil {
			b := e.Book
			right := b.Slot.Window == c.slot && b.Request.Service == c.service && b.Place == c.place && b.Request.Quantity <= 1 && text == "sí"
			return result{booked: right, wrong: !right, turns: w.n}
		}
		if find(effects, agent.EffCancel) != nil || find(effects, agent.EffConsent) != nil || find(effects, agent.EffMove) != nil {
			return result{wrong: true, turns: w.n}
		}
		w.now = w.now.Add(time.Minute)
	}
	return result{turns: min(w.n, mostNoisyTurns)}
}

// With a model that is wrong one time in five, talks get longer; none books anything but what the customer wanted.
func TestErrorsOfTheModelCostTurnsAndNeverAWrongBooking(t *testing.T) {
	t.Parallel()
	const talks = 400
	var curve []string
	last := 0.0
	for _, point := range []struct{ share, least float64 }{{0, 0.99}, {0.05, 0.97}, {0.2, 0.93}} {
		booked, wrong, turns := 0, 0, 0
		for n := range talks {
			r := converse(t, uint64(n), point.share)
			if r.wrong {
				wrong++
			}
			if r.booked {
				booked++
				turns += r.turns
			}
		}
		success, mean := float64(booked)/talks, float64(turns)/float64(max(booked, 1))
		curve = append(curve, fmt.Sprintf("e=%.2f: %.1f %% booked, %.1f turns, %d wrong", point.share, 100*success, mean, wrong))
		if wrong > 0 || success < point.least || mean < last {
			t.Errorf("%s", curve[len(curve)-1])
		}
		last = mean
	}
	t.Logf("%d talks each: %s", talks, strings.Join(curve, "; "))
}
