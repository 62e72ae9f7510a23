package dialog_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
)

// readBack is a dialogue that has just shown its proposal.
func readBack(t *testing.T) *world {
	t.Helper()
	w := newWorld("CL")
	w.hear("es", "mantención en ñuñoa", service("ac_maintenance"), at("cl-nunoa"), soon(), named("Ana Soto"), address("Irarrázaval", "1234"))
	effects := w.hear("es", "1", pick("1"))
	if m := lastSay(t, effects); m.ID != "ask.confirm.first" || m.Proof == "" || w.state.Proposal.Message != "out-2" {
		t.Fatalf("not at the read-back:\n%s", w.log.String())
	}
	w.now = w.now.Add(time.Minute)
	return w
}

// long: one row for each thing that may stand beside a yes.
func TestAYesBooksOnlyWhatWasShown(t *testing.T) {
	t.Parallel()
	yes := cmd(agent.CmdAffirm)
	for _, c := range []struct {
		name     string
		prepare  func(w *world)
		commands []agent.Command
		books    bool
	}{
		{"a plain yes", nil, []agent.Command{yes}, true},
		{"a yes with thanks", nil, []agent.Command{yes, cmd(agent.CmdThanks)}, true},
		{"a yes and goodbye", nil, []agent.Command{yes, cmd(agent.CmdBye)}, true},
		{"a yes with a name", nil, []agent.Command{yes, named("Rosa")}, true},
		{"a yes in the second it was shown", func(w *world) { w.sentAt = w.state.Proposal.ShownAt }, []agent.Command{yes}, true},
		{"a yes that quotes the proposal", func(w *world) { w.quoted = "out-2" }, []agent.Command{yes}, true},
		{"a yes sent before", func(w *world) { w.sentAt = w.state.Proposal.ShownAt.Add(-time.Second) }, []agent.Command{yes}, false},
		{"a yes that quotes another message", func(w *world) { w.quoted = "out-1" }, []agent.Command{yes}, false},
		{"a yes with another day", nil, []agent.Command{yes, correct(agent.SlotWhen, agent.Value{When: &agent.When{Wish: newWorld("CL").day(3)}})}, false},
		{"a yes with another place", nil, []agent.Command{yes, at("cl-maipu")}, false},
		{"a yes with another quantity", nil, []agent.Command{yes, set(agent.SlotQuantity, agent.Value{Number: 3})}, false},
		{"a yes with a price question", nil, []agent.Command{yes, cmd(agent.CmdPrice)}, true},
		{"a yes and a no", nil, []agent.Command{yes, cmd(agent.CmdDeny)}, false},
		{"a yes and a wish for a person", nil, []agent.Command{yes, cmd(agent.CmdHuman)}, false},
		{"a yes and never mind", nil, []agent.Command{yes, cmd(agent.CmdStop)}, false},
		{"a yes and one moment", nil, []agent.Command{yes, cmd(agent.CmdWait)}, false},
		{"a yes in another language, please", nil, []agent.Command{yes, cmd(agent.CmdLanguage)}, false},
		{"a yes that orders about", nil, []agent.Command{yes, cmd(agent.CmdOdd)}, false},
		{"a yes with its own day", nil, []agent.Command{yes, newWorld("CL").on(1)}, true},
		{"a yes with an hour inside the window", nil, []agent.Command{yes, newWorld("CL").within(1, 10)}, false},
		{"a yes with an hour outside", nil, []agent.Command{yes, newWorld("CL").within(1, 16)}, false},
		{"a yes with its own address", nil, []agent.Command{yes, address("Irarrázaval", "1234")}, true},
		{"a yes with another number", nil, []agent.Command{yes, address("Irarrázaval", "4321")}, false},
		{"a yes with a pin", nil, []agent.Command{yes, set(agent.SlotPin, agent.Value{Pin: &booking.Pin{Lat: -33, Lng: -70}})}, false},
		{"a yes with how to get in", nil, []agent.Command{yes, note("hay un perro")}, true},
		{"a yes with other work besides", nil, []agent.Command{yes, service("washer_repair"), cmd(agent.CmdBook)}, true},
		{"a yes with the same thing to be done otherwise", nil, []agent.Command{yes, service("ac_leak")}, false},
		{"a yes with other work instead", nil, []agent.Command{yes, correct(agent.SlotService, agent.Value{Service: "washer_repair"})}, false},
		{"a yes with the same quantity", nil, []agent.Command{yes, set(agent.SlotQuantity, agent.Value{Number: 1})}, true},
		{"a yes and no more messages", nil, []agent.Command{yes, cmd(agent.CmdOptOut)}, false},
		{"a yes and another day, ambiguous", nil, []agent.Command{yes, correct(agent.SlotWhen, agent.Value{When: &agent.When{
			Alternatives: []booking.Wish{newWorld("CL").day(1), newWorld("CL").day(8)},
		}})}, false},
		{"a yes and a wish to clarify", nil, []agent.Command{yes, cmd(agent.CmdClarify)}, true},
		{"a number", nil, []agent.Command{pick("1")}, false},
		{"nothing understood", nil, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := readBack(t)
			if c.prepare != nil {
				c.prepare(w)
			}
			effects := w.hear("es", c.name, c.commands...)
			if got := has(effects, agent.EffBook) != nil; got != c.books {
				t.Errorf("booked: %v, want %v\n%s", got, c.books, w.log.String())
			}
			if c.books && len(w.state.Later) == 0 && has(effects, agent.EffBook).Book.Request.Service != "ac_maintenance" {
				t.Error("something else was booked")
			}
			if c.books && c.name != "a yes with other work besides" && (w.state.Ask != agent.AskNone || len(w.state.Stack) > 0) {
				t.Errorf("the conversation is not at rest: %+v", w.state)
			}
		})
	}
}

func TestAYesAfterTheHoldExpiredStillBooksWhenTheSlotIsFree(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	w.now = w.now.Add(20 * time.Minute)
	if has(w.hear("es", "sí", cmd(agent.CmdAffirm)), agent.EffBook) == nil {
		t.Errorf("not booked:\n%s", w.log.String())
	}
}

func TestASlotLostAtTheBookingIsOfferedAnew(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	w.lose = 1
	effects := w.hear("es", "sí", cmd(agent.CmdAffirm))
	m := lastSay(t, effects)
	if m.ID != "ask.slot.lost" || len(m.Options) == 0 || w.state.Proposal != nil {
		t.Errorf("said %s\n%s", m.ID, w.log.String())
	}
	if m.Options[0].Slot.Same(has(effects, agent.EffBook).Book.Slot) {
		t.Error("the lost slot was offered again")
	}
}

func TestAChangeGivesTheHoldBack(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	effects := w.hear("es", "son 3", set(agent.SlotQuantity, agent.Value{Number: 3}))
	e := has(effects, agent.EffRelease)
	if e == nil || e.Release == "" || w.state.Ask != agent.AskSlot {
		t.Errorf("nothing was released:\n%s", w.log.String())
	}
}

func TestABookingCarriesWhatWasGathered(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	b := has(w.hear("es", "sí", cmd(agent.CmdAffirm)), agent.EffBook).Book
	switch {
	case b.Hold == "" || b.Place != "cl-nunoa" || b.Address.Street != "Irarrázaval" || b.ContactName != "Ana Soto",
		b.Consent != "in-3", b.Request.Service != "ac_maintenance", b.Request.Quantity != 1, b.Request.Contact != "contact-1":
		t.Errorf("%+v", b)
	}
}

func TestAPersonIsNotTalkedOver(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "persona", cmd(agent.CmdHuman))
	for _, c := range []agent.Command{cmd(agent.CmdGreet), cmd(agent.CmdAffirm), service("ac_leak"), danger(agent.UrgentWater)} {
		if e := w.hear("es", "x", c); has(e, agent.EffSay) != nil {
			t.Errorf("%s was answered", c.Kind)
		}
	}
	if e := w.hear("es", "gas", danger(agent.UrgentGas)); !strings.HasPrefix(lastSay(t, e).ID, "safety.gas") || has(e, agent.EffEscalate) == nil {
		t.Error("a danger was not answered")
	}
	w.view.Owner = channels.OwnerBot
	if e := w.hear("es", "hola", cmd(agent.CmdGreet)); lastSay(t, e).Ask != agent.AskService {
		t.Error("the bot does not answer after the conversation was handed back")
	}
	w.view.Owner = channels.OwnerHuman
	if e := w.hear("es", "hola", cmd(agent.CmdGreet)); has(e, agent.EffSay) != nil {
		t.Error("a person who took over was talked over")
	}
}

func TestResultsThatNobodyWaitsForChangeNothing(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	for _, kind := range []agent.EffectKind{agent.EffLocate, agent.EffOffer, agent.EffPrice, agent.EffHold, agent.EffBook} {
		st, effects := dialog.Step(w.state, agent.Event{Now: w.now, Turn: "turn-9", View: w.view, Result: &agent.Result{Of: kind, Lost: true}})
		if len(effects) > 0 || st.Ask != agent.AskConfirm {
			t.Errorf("%s: %v", kind, effects)
		}
	}
	asked, _ := dialog.Step(agent.State{}, agent.Event{Now: w.now, Turn: "a", View: w.view, Heard: &agent.Heard{Commands: []agent.Command{at("cl-nunoa")}}})
	if st, effects := dialog.Step(asked, agent.Event{Now: w.now, Turn: "a", View: w.view, Result: &agent.Result{Of: agent.EffHold}}); len(effects) > 0 || st.Work == nil {
		t.Error("a stray result ended the wait for another")
	}
}

func TestThePriorityRisesWhenAVisitIsToday(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.view.Visits = []agent.Visit{{ID: "v", Service: "ac_leak", Window: w.day(0).Windows[0], Status: booking.VisitScheduled}}
	e := has(w.hear("es", "persona", cmd(agent.CmdHuman)), agent.EffEscalate)
	if e.Escalate.Priority != booking.P2 || e.Escalate.Visit != "v" {
		t.Errorf("%+v", e.Escalate)
	}
}
