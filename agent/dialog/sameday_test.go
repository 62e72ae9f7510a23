package dialog_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// daily is a wish for an hour, whatever the day.
func (w *world) daily(kind agent.CommandKind, hour int) agent.Command {
	var wish booking.Wish
	for n := range 14 {
		d := booking.DayOf(w.now, w.view.Zone).Add(n)
		wish.Windows = append(wish.Windows, span.Of(d.At(time.Duration(hour)*time.Hour, w.view.Zone), time.Hour))
	}
	return agent.Command{Kind: kind, Slot: agent.SlotWhen, Value: agent.Value{When: &agent.When{Wish: wish, Grain: "hour"}}, Score: 1}
}

// An hour without a day is one of the day that is talked about.
func TestAnotherHourKeepsTheDay(t *testing.T) {
	t.Parallel()
	for text, only := range map[string]bool{"mejor a las 4": true, "cualquier día a las 4": false} {
		w := newWorld("CL")
		w.hear("es", "el jueves", service("ac_maintenance"), at("cl-nunoa"), named("Ana Soto"), address("Irarrázaval", "1234"), w.on(3))
		w.hear("es", "1", pick("1"))
		effects := w.hear("es", text, w.daily(agent.CmdCorrect, 16))
		offer := has(effects, agent.EffOffer)
		if offer == nil {
			t.Fatalf("%s: nothing is looked for:\n%s", text, w.log.String())
		}
		if n := len(offer.Offer.Wish.Windows); (n == 1) != only {
			t.Errorf("%s: %d days:\n%s", text, n, w.log.String())
		}
	}
}

// An hour inside the window that is read back is no other wish, and the yes beside it books nothing yet.
func TestAnHourInsideTheWindowIsReadBack(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	hour := w.state.Form.Slot.Window.Start.In(w.view.Zone).Hour() + 1
	slot := *w.state.Form.Slot
	effects := w.hear("es", "sí, a esa hora", cmd(agent.CmdAffirm), w.daily(agent.CmdSet, hour))
	if has(effects, agent.EffBook) != nil || has(effects, agent.EffOffer) != nil || lastSay(t, effects).Ask != agent.AskConfirm || !w.state.Form.Slot.Same(slot) {
		t.Errorf("not read back:\n%s", w.log.String())
	}
}
