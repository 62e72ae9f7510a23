package nlu_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
)

func TestWhoLooksForWorkTellsTradeYearsAndVehicle(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text, trade, vehicle string
		years                int
	}{
		{"hola busco trabajo, soy instalador de fibra, 5 años de experiencia, camioneta propia", "instalador de fibra", "camioneta", 5},
		{"procuro emprego, sou eletricista há 10 anos e tenho carro", "eletricista", "carro", 10},
		{"están contratando? no tengo auto", "", "", 0},
	} {
		got := agent.Command{}
		reading := rules.Understand(nlu.Message{Text: row.text, Country: "CL"})
		for _, c := range reading.Commands() {
			if c.Kind == agent.CmdWorker {
				got = c
			}
		}
		if got.Kind == "" || got.Value.Text != row.trade || got.Value.Number != row.years || got.Option != row.vehicle {
			t.Errorf("%s: %+v", row.text, got)
		}
	}
}
