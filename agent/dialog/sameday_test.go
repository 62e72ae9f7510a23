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

// What is ruled out stays so when more is, and the hours that were named too; a day that is named anew is wanted.
func TestWhatIsRuledOutStaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	without := func(n int) agent.Command {
		return set(agent.SlotWhen, agent.Value{When: &agent.When{Wish: booking.Wish{Exclude: w.day(n).Windows}}})
	}
	w.hear("es", "en la tarde", service("ac_maintenance"), at("cl-nunoa"), named("Ana Soto"), address("Irarrázaval", "1234"), w.daily(agent.CmdSet, 15))
	w.hear("es", "el jueves no puedo", without(3))
	offer := has(w.hear("es", "el viernes tampoco", without(4)), agent.EffOffer)
	if offer == nil || len(offer.Offer.Wish.Exclude) != 2 || len(offer.Offer.Wish.Windows) != 12 {
		t.Fatalf("%+v:\n%s", offer, w.log.String())
	}
	if o := has(w.hear("es", "ya, el jueves", w.on(3)), agent.EffOffer); o != nil && len(o.Offer.Wish.Exclude) != 0 {
		t.Errorf("still ruled out:\n%s", w.log.String())
	}
}
