package dialog_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
)

// Who picks one of the slots that come with the question for a day is not asked for a day again; who names a day is offered that.
func TestASlotMayBePickedWhereADayIsAsked(t *testing.T) {
	t.Parallel()
	asked := func() *world {
		w := newWorld("CL")
		w.hear("es", "la lavadora no centrifuga, en Ñuñoa", service("washer_repair"), problem("no centrifuga"), at("cl-nunoa"))
		if w.state.Ask != agent.AskWhen || len(w.state.Options) == 0 || w.state.Options[0].Slot == nil {
			t.Fatalf("asks %s with %d options", w.state.Ask, len(w.state.Options))
		}
		return w
	}
	w := asked()
	w.hear("es", "2", pick("2"))
	if w.state.Form.Hold == nil || w.state.Ask == agent.AskWhen || w.state.Ask == agent.AskSlot {
		t.Errorf("asks %s, slot %v", w.state.Ask, w.state.Form.Slot)
	}
	w = asked()
	w.hear("es", "el jueves", w.on(3))
	if w.state.Ask != agent.AskSlot || w.state.Form.Slot != nil {
		t.Errorf("asks %s, slot %v", w.state.Ask, w.state.Form.Slot)
	}
}
