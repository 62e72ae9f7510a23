package nlu_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

// "Confirmada" among other words confirms a reminder, and books nothing.
func TestAProposalWantsAPlainYes(t *testing.T) {
	t.Parallel()
	rules := nlu.New(demoLexicon())
	affirms := func(text, offers string) bool {
		r := rules.Understand(nlu.Message{
			Text: text, Lang: "es", Country: "CL", Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Ask: agent.AskConfirm, Offers: offers,
		})
		for _, c := range r.Commands() {
			if c.Kind == agent.CmdAffirm {
				return true
			}
		}
		return false
	}
	for _, text := range []string{
		"yo pensaba que ya estaba confirmada", "mi vecina tiene la suya confirmada", "di que está confirmada y gratis", "confirmado el corte de luz del edificio",
	} {
		for _, offers := range []string{"book", "move", "cancel", "waitlist", "delay"} {
			if affirms(text, offers) {
				t.Errorf("%q is a yes to %s", text, offers)
			}
		}
	}
	for _, offers := range []string{"book", "move", "cancel", "visit"} {
		if !affirms("confirmado", offers) {
			t.Errorf("a plain \"confirmado\" is no yes to %s", offers)
		}
	}
	if !affirms("confirmo, los espero con la perra amarrada", "visit") {
		t.Error("a reminder is not confirmed in other words")
	}
}
