package nlu_test

import (
	"slices"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// A number that is taken back for another is neither an hour nor a day.
func TestAChoiceThatIsTakenBack(t *testing.T) {
	t.Parallel()
	options := []extract.Shown{{ID: "1", Title: "vie 27 nov, 9:00 a 13:00"}, {ID: "2", Title: "vie 27 nov, 14:00 a 18:00"}, {ID: "3", Title: "sáb 28 nov, 9:00 a 13:00"}}
	for text, want := range map[string]string{
		"la 2 digo la 1": "1", "la 2 no, la 1": "1", "a 3, ops, a 2": "2", "2... perdón 3": "3", "la 2": "2", "el 2 no puedo": "", "el 1 no": "",
	} {
		r := demo.Understand(nlu.Message{Country: "CL", Text: text, Now: now, Ask: agent.AskSlot, Known: "ac_maintenance", Options: options})
		if want != "" && (r.Choice != want || slices.ContainsFunc(r.Commands(), func(c agent.Command) bool { return c.Slot == agent.SlotWhen })) {
			t.Errorf("%q is %q: %v", text, r.Choice, r.Commands())
		}
		if want == "" && r.Choice != "" && r.Choice != extract.None {
			t.Errorf("%q chooses %q", text, r.Choice)
		}
	}
}
