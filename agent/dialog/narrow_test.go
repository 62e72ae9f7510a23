package dialog_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// A symptom that answers "which of these?" does not bring back what was not among them.
func TestASymptomNarrowsTheServices(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	several := func(codes ...booking.ServiceCode) agent.Command {
		return set(agent.SlotService, agent.Value{Services: codes})
	}
	w.hear("es", "la lavadora, y un split", several("washer_repair", "ac_install_small"), at("cl-nunoa"))
	w.hear("es", "no prende", several("ac_repair", "washer_repair"))
	if w.state.Form.Service != "washer_repair" {
		t.Errorf("service %q:\n%s", w.state.Form.Service, w.log.String())
	}
}
