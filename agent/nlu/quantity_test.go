package nlu_test

import (
	"slices"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// How many there are may be said without the thing, once it is known.
func TestHowManyIsSaidWithoutTheThing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"que sean 3": 3, "sí, pero que sean dos": 2, "na verdade são 3": 3, "no, son cuatro": 4, "são três, por favor": 3, "mejor que sea 1": 0,
		"son las 3": 0, "que sean las 3 mejor": 0, "são 3 horas": 0, "son 3 cuadras": 0, "serían 2 mil": 0, "es el 3": 0, "somos 3": 0,
	} {
		m := nlu.Message{Country: "CL", Text: text, Now: now, Ask: agent.AskConfirm, Known: "ac_maintenance"}
		if r := demo.Understand(m); r.Quantity != want {
			t.Errorf("%q: %d units, want %d", text, r.Quantity, want)
		}
		m.Known = ""
		if r := demo.Understand(m); r.Quantity != 0 {
			t.Errorf("%q of nothing: %d units", text, r.Quantity)
		}
	}
	options := []extract.Shown{{ID: "1"}, {ID: "2"}, {ID: "3"}}
	if r := demo.Understand(nlu.Message{Country: "CL", Text: "3", Now: now, Ask: agent.AskSlot, Known: "ac_maintenance", Options: options}); r.Quantity != 0 || r.Choice != "3" {
		t.Errorf("an option is %d units, choice %q", r.Quantity, r.Choice)
	}
	r := demo.Understand(nlu.Message{Country: "CL", Text: "perdón, son 12", Now: now, Ask: agent.AskConfirm, Known: "ac_maintenance"})
	if !slices.ContainsFunc(r.Commands(), func(c agent.Command) bool { return c.Kind == agent.CmdBusiness }) {
		t.Error("twelve units are a job like any other")
	}
}
