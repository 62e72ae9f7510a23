package dialog_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// within is a wish for an hour of the n-th day from today.
func (w *world) within(n, hour int) agent.Command {
	d := booking.DayOf(w.now, w.view.Zone).Add(n)
	from := d.At(time.Duration(hour)*time.Hour, w.view.Zone)
	return set(agent.SlotWhen, agent.Value{When: &agent.When{Wish: booking.Wish{Windows: []span.Span{span.Of(from, time.Hour)}}, Grain: "hour"}})
}

// A visit that somebody moved between the read-back and the yes is not the one that was agreed to.
func TestAVisitThatWasMovedMeanwhileIsReadBackAgain(t *testing.T) {
	t.Parallel()
	for _, flow := range []agent.CommandKind{agent.CmdCancel, agent.CmdMove} {
		w := newWorld("CL")
		w.standing(26 * time.Hour)
		w.hear("es", "mi visita", cmd(flow))
		if flow == agent.CmdMove {
			w.hear("es", "el viernes", w.on(4))
			w.hear("es", "1", pick("1"))
		}
		w.now = w.now.Add(time.Minute)
		w.view.Visits[0].Window = span.Of(w.view.Visits[0].Window.Start.Add(24*time.Hour), 4*time.Hour)
		effects := w.hear("es", "sí", cmd(agent.CmdAffirm))
		if has(effects, agent.EffCancel) != nil || has(effects, agent.EffMove) != nil || lastSay(t, effects).Ask != agent.AskConfirm {
			t.Errorf("%s:\n%s", flow, w.log.String())
		}
		w.now = w.now.Add(time.Minute)
		effects = w.hear("es", "sí", cmd(agent.CmdAffirm))
		if has(effects, agent.EffCancel) == nil && has(effects, agent.EffMove) == nil {
			t.Errorf("%s is not done:\n%s", flow, w.log.String())
		}
	}
}

func TestThePriceIsLookedAtAgainAfterAPause(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	w.now = w.now.Add(3 * time.Hour)
	if e := w.hear("es", "hola", cmd(agent.CmdGreet)); has(e, agent.EffPrice) == nil || has(e, agent.EffHold) == nil || lastSay(t, e).Ask != agent.AskConfirm {
		t.Errorf("not looked at again:\n%s", w.log.String())
	}
}

// A service that changes after other work was kept for later loses neither.
func TestNoJobIsLost(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.hear("es", "mantención en ñuñoa", service("ac_maintenance"), at("cl-nunoa"))
	w.hear("es", "y la lavadora no enciende", service("washer_repair"), problem("no enciende"))
	w.hear("es", "no, no es mantención, gotea", correct(agent.SlotService, agent.Value{Service: "ac_leak"}))
	if w.state.Form.Service != "ac_leak" || len(w.state.Later) != 1 || w.state.Later[0].Service != "washer_repair" || w.state.Later[0].Problem != "no enciende" || w.state.Form.Problem != "" {
		t.Errorf("%+v %+v\n%s", w.state.Form, w.state.Later, w.log.String())
	}
	w.hear("es", "una persona", cmd(agent.CmdHuman))
	if e := w.log.String(); len(w.state.Later) != 1 {
		t.Errorf("lost at the hand-off:\n%s", e)
	}
}
