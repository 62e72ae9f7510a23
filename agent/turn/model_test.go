package turn_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
)

// oracle proposes what it is told to, and counts how often it was asked.
type oracle struct {
	asked   int
	last    agent.Prompt
	propose func(agent.Prompt) ([]agent.Command, error)
}

func (o *oracle) Propose(_ context.Context, p agent.Prompt) ([]agent.Command, error) {
	o.asked++
	o.last = p
	return o.propose(p)
}

func proposes(commands ...agent.Command) *oracle {
	return &oracle{propose: func(agent.Prompt) ([]agent.Command, error) { return commands, nil }}
}

// deaf understands nothing of what begins with "x", and the script's sentences.
type deaf struct{ script }

func (d deaf) Understand(work channels.TurnWork, v agent.View, st agent.State) agent.Heard {
	h := d.script.Understand(work, v, st)
	if strings.HasPrefix(h.Text, "x") {
		h.Commands, h.Unread = nil, 2
	}
	return h
}

func washer(quote string) agent.Command {
	return agent.Command{Kind: agent.CmdSet, Slot: agent.SlotService, Value: agent.Value{Service: "washer_repair"}, Quote: quote, Score: 0.9}
}

func TestTheModelIsAskedOnlyWhenTheRulesAreNotSure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := proposes(washer("xaparato raro"))
	w.engine.Understand, w.engine.Model = deaf{}, o
	if out := w.says("hola"); o.asked != 0 || out.Model != turn.ModelSkipped {
		t.Errorf("asked %d, %+v", o.asked, out)
	}
	out := w.says("xaparato raro")
	if st := w.state(); o.asked != 1 || out.Model != turn.ModelAsked || st.Form.Service != "washer_repair" {
		t.Errorf("asked %d, %+v, form %+v", o.asked, out, w.state().Form)
	}
	if s := w.state().Form.Sources[agent.SlotService]; s.From != "model" || s.Quote != "xaparato raro" {
		t.Errorf("source %+v", s)
	}
	if o.last.Text != "xaparato raro" || len(o.last.Services) != 2 || o.last.Ask != agent.AskService {
		t.Errorf("prompt %+v", o.last)
	}
	w.hand(channels.OwnerHuman)
	if out := w.says("xotra cosa"); o.asked != 1 || len(out.Replies) != 0 {
		t.Errorf("a person owns it: asked %d, %+v", o.asked, out)
	}
}

func TestATurnGoesByRulesWhenTheModelFailsOrPanics(t *testing.T) {
	t.Parallel()
	for name, propose := range map[string]func(agent.Prompt) ([]agent.Command, error){
		"fails": func(agent.Prompt) ([]agent.Command, error) {
			return []agent.Command{washer("xaparato")}, errors.New("no answer")
		},
		"panics": func(agent.Prompt) ([]agent.Command, error) { panic("boom") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.engine.Understand, w.engine.Model = deaf{}, &oracle{propose: propose}
			out := w.says("xaparato")
			if out.Model != turn.ModelFailed || len(out.Replies) != 1 || out.Owner != channels.OwnerBot || w.state().Form.Service != "" {
				t.Errorf("%+v, said %q", out, w.last())
			}
			if n := w.count(`SELECT count(*) FROM turns WHERE model = '[]'`); n != 1 {
				t.Errorf("%d turns that froze nothing", n)
			}
		})
	}
}

// A process that dies after the model answered leaves the answer: the next run asks nobody and decides the same.
func TestWhatAModelProposedOutlivesACrash(t *testing.T) {
	t.Parallel()
	for at := 1; at < 40; at++ {
		w := newWorld(t)
		w.engine.Understand = deaf{}
		first := proposes(washer("xaparato"))
		w.engine.Model = first
		w.receive(text("xaparato"))
		died := w.dieAt(at)
		frozen := w.count(`SELECT count(*) FROM turns WHERE model IS NOT NULL`) > 0
		w.restart()
		second := proposes()
		w.engine.Understand, w.engine.Model = deaf{}, second
		w.run()
		if !died {
			if at < 12 {
				t.Fatalf("a turn has only %d places to die at", at)
			}
			return
		}
		if frozen == (second.asked > 0) || frozen && w.state().Form.Service != "washer_repair" || len(w.replies()) != 1 {
			t.Fatalf("died at %d: frozen %v, asked again %d, form %+v", at, frozen, second.asked, w.state().Form)
		}
	}
}

func TestAModelMayNotSayYes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.talk(toProposal...)
	w.engine.Understand = deaf{}
	w.engine.Model = proposes(
		agent.Command{Kind: agent.CmdAffirm, Quote: "xeso mismo"}, agent.Command{Kind: agent.CmdChoose, Option: "1", Quote: "xeso"},
		agent.Command{Kind: agent.CmdOptOut, Quote: "xeso"},
	)
	out := w.says("xeso mismo")
	if len(w.ledger("visit")) != 0 || len(w.ledger("consent")) != 0 || len(out.Replies) != 1 {
		t.Errorf("%+v, visits %v, said %q", out, w.ledger("visit"), w.last())
	}
	if !strings.Contains(w.last(), "¿Qué necesitas?") || out.Ask != agent.AskConfirm {
		t.Errorf("not asked about: %q, %+v", w.last(), out)
	}
	if w.says("sí"); len(w.ledger("visit")) != 0 {
		t.Errorf("a yes to that question booked")
	}
	if w.says("sí"); len(w.ledger("visit")) != 1 {
		t.Errorf("the yes to the proposal shown again did not book: %q", w.last())
	}
}

func rule(k agent.CommandKind, score float64) agent.Command {
	return agent.Command{Kind: k, Score: score, Source: "rules", Quote: "q"}
}

func value(slot agent.SlotName, v agent.Value, quote string) agent.Command {
	return agent.Command{Kind: agent.CmdSet, Slot: slot, Value: v, Score: 0.9, Quote: quote}
}

// listed writes commands as kind, slot or value, and source.
func listed(commands []agent.Command) string {
	var out []string
	for _, c := range commands {
		s := strings.TrimSuffix(string(c.Kind)+" "+string(c.Slot)+c.Option, " ")
		if c.Slot == agent.SlotService {
			s += fmt.Sprint("=", c.Value.Service, c.Value.Services)
		}
		if len(c.Value.Kinds) > 0 {
			s += fmt.Sprint(c.Value.Kinds)
		}
		out = append(out, s+"/"+c.Source)
	}
	return strings.Join(out, ", ")
}

func TestRulesAndModelAreMerged(t *testing.T) {
	t.Parallel()
	const said = "quiero cambiar o cancelar lo del aire, ya no sé"
	visit := agent.View{Visits: []agent.Visit{{ID: "v", Status: booking.VisitScheduled}}}
	in := func(flow agent.FlowName, ask agent.Ask, options ...agent.Option) agent.State {
		return agent.State{Stack: []agent.Frame{{Flow: flow}}, Ask: ask, Options: options}
	}
	slot := agent.Option{ID: "1", Slot: &booking.Slot{}}
	washer := value(agent.SlotService, agent.Value{Service: "washer_repair"}, "aire")
	washer.Source = "rules"
	unsure := value(agent.SlotService, agent.Value{Services: []booking.ServiceCode{"ac_leak", "ac_maintenance"}}, "aire")
	unsure.Source = "rules"
	leak := value(agent.SlotService, agent.Value{Service: "ac_leak"}, "del aire")
	for name, c := range map[string]struct {
		rules, model []agent.Command
		state        agent.State
		want         string
	}{
		"a slot that was missed":            {nil, []agent.Command{leak}, agent.State{}, "set service=ac_leak[]/model"},
		"no quote":                          {nil, []agent.Command{value(agent.SlotService, agent.Value{Service: "ac_leak"}, "lavadora")}, agent.State{}, ""},
		"both agree":                        {[]agent.Command{rule(agent.CmdCancel, .8)}, []agent.Command{{Kind: agent.CmdCancel, Quote: "cancelar"}}, agent.State{}, "cancel/rules"},
		"another wish":                      {[]agent.Command{rule(agent.CmdCancel, .8)}, []agent.Command{{Kind: agent.CmdMove, Quote: "cambiar"}}, agent.State{}, "clarify[cancel move]/model"},
		"another wish, options on table":    {[]agent.Command{rule(agent.CmdCancel, .8)}, []agent.Command{{Kind: agent.CmdMove, Quote: "cambiar"}}, in(agent.FlowBook, agent.AskSlot, slot), "cancel/rules"},
		"only the model wants it":           {nil, []agent.Command{{Kind: agent.CmdMove, Quote: "cambiar"}}, agent.State{}, "move/model"},
		"a cancel would drop a booking":     {nil, []agent.Command{{Kind: agent.CmdCancel, Quote: "cancelar"}}, in(agent.FlowBook, agent.AskWhen), "clarify[stop]/model"},
		"a person":                          {nil, []agent.Command{{Kind: agent.CmdHuman, Quote: "ya no sé"}}, agent.State{}, "clarify[human]/model"},
		"the rules have the person":         {[]agent.Command{rule(agent.CmdHuman, .9)}, []agent.Command{leak}, agent.State{}, "human/rules"},
		"two services":                      {[]agent.Command{washer}, []agent.Command{leak}, agent.State{}, "set service=[washer_repair ac_leak]/rules"},
		"one of the candidates":             {[]agent.Command{unsure}, []agent.Command{leak}, agent.State{}, "set service=ac_leak[]/model"},
		"a yes":                             {nil, []agent.Command{{Kind: agent.CmdAffirm, Quote: "quiero"}, {Kind: agent.CmdDeny, Quote: "no"}}, in(agent.FlowBook, agent.AskConfirm), ""},
		"a slot picked":                     {nil, []agent.Command{{Kind: agent.CmdChoose, Option: "1", Quote: "lo"}}, in(agent.FlowBook, agent.AskSlot, slot), "choose 1/model"},
		"an option that was not shown":      {nil, []agent.Command{{Kind: agent.CmdChoose, Option: "4", Quote: "lo"}}, in(agent.FlowBook, agent.AskSlot, slot), ""},
		"an option with consequences":       {nil, []agent.Command{{Kind: agent.CmdChoose, Option: "1", Quote: "lo"}}, in(agent.FlowBook, agent.AskSlot, agent.Option{ID: "1", Key: "option.human"}), ""},
		"a pick where the rules have one":   {[]agent.Command{{Kind: agent.CmdChoose, Option: "2", Source: "rules"}}, []agent.Command{{Kind: agent.CmdChoose, Option: "1", Quote: "lo"}}, in(agent.FlowBook, agent.AskSlot, slot), "choose 2/rules"},
		"a name that was not asked for":     {nil, []agent.Command{value(agent.SlotPerson, agent.Value{Text: "Aire"}, "aire")}, agent.State{}, ""},
		"another day, to a reminder":        {nil, []agent.Command{value(agent.SlotWhen, agent.Value{When: &agent.When{}}, "ya")}, in(agent.FlowAttend, agent.AskConfirm), ""},
		"a grade":                           {nil, []agent.Command{value(agent.SlotRating, agent.Value{Number: 1}, "ya")}, in(agent.FlowRate, agent.AskRating), ""},
		"steps of a technician":             {nil, []agent.Command{{Kind: agent.CmdStep, Quote: "ya"}, {Kind: agent.CmdTake, Quote: "ya"}}, agent.State{}, ""},
		"asked about already":               {nil, []agent.Command{{Kind: agent.CmdHuman, Quote: "ya no sé"}}, agent.State{Said: []string{"clarify.which"}}, ""},
		"more than five":                    {nil, slices.Repeat([]agent.Command{leak, {Kind: agent.CmdPrice, Quote: "aire"}, {Kind: agent.CmdHours, Quote: "nada"}}, 17), agent.State{}, "set service=ac_leak[]/model, price/model"},
		"a price beside what the rules got": {[]agent.Command{washer}, []agent.Command{{Kind: agent.CmdPrice, Quote: "quiero"}}, agent.State{}, "set service=washer_repair[]/rules, price/model"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := slices.Clone(c.rules)
			got := turn.Merge(agent.Heard{Text: said, Commands: c.rules}, c.model, c.state, visit)
			if s := listed(got.Commands); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
			if listed(given) != listed(c.rules) {
				t.Errorf("changed what it was given: %s", listed(c.rules))
			}
			for _, k := range got.Commands {
				if k.Source == "model" && k.Score > 0.7 {
					t.Errorf("%s of the model is worth %v", k.Kind, k.Score)
				}
			}
		})
	}
}
