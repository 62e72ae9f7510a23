package nlu_test

import (
	"slices"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

func TestAnAddressThatIsNotTheRightOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"me equivoqué de dirección": true, "puse mal la dirección": true, "quiero cambiar la dirección de mi visita": true, "errei o endereço": true,
		"preciso mudar o endereço": true, "me cambié de casa": true, "a gente mudou de apartamento, mudei de casa": true, "la dirección está mala": true,
		"cuál es la dirección de ustedes": false, "no cambien la dirección": false, "mi dirección sigue igual": false, "quiero mover mi visita": false,
		"se me cambió la hora en casa": false, "não muda o endereço": false,
	} {
		r := demo.Understand(nlu.Message{Country: "CL", Text: text, Now: now, Ask: agent.AskNone})
		have := slices.ContainsFunc(r.Commands(), func(c agent.Command) bool { return c.Kind == agent.CmdCorrect && c.Slot == agent.SlotAddress })
		if have != want {
			t.Errorf("%q: %v", text, r.Commands())
		}
	}
}
