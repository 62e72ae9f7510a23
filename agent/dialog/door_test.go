package dialog_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Another address for a visit that stands is never dropped: neither said by itself, nor with a new day, nor without saying which.
func TestAnotherAddressForAVisitGoesToAPerson(t *testing.T) {
	t.Parallel()
	unsaid := correct(agent.SlotAddress, agent.Value{})
	for name, said := range map[string][]agent.Command{
		"a street": {address("Los Leones", "1200")}, "a street and a day": {address("Los Leones", "1200"), cmd(agent.CmdMove)}, "no street": {unsaid},
		"a pin": {set(agent.SlotPin, agent.Value{Pin: &booking.Pin{Lat: -33.6, Lng: -70.8}})},
	} {
		for _, moving := range []bool{false, true} {
			w := newWorld("CL")
			w.standing(26 * time.Hour)
			if moving {
				w.hear("es", "quiero cambiarla de día", cmd(agent.CmdMove))
			}
			effects := w.hear("es", "otra dirección", said...)
			if e := has(effects, agent.EffEscalate); e == nil || e.Escalate.Cause != booking.CauseVisitChange || e.Escalate.Visit == "" {
				t.Errorf("%s, moving %v:\n%s", name, moving, w.log.String())
			}
		}
	}
}

// The visit's own pin, sent once more, changes nothing that a person must see to.
func TestTheSamePinIsNoOtherDoor(t *testing.T) {
	t.Parallel()
	w := newWorld("CL")
	w.standing(26 * time.Hour)
	at := w.view.Visits[0].At
	if e := w.hear("es", "📍", set(agent.SlotPin, agent.Value{Pin: &booking.Pin{Lat: at.Lat + 0.001, Lng: at.Lng}})); has(e, agent.EffEscalate) != nil {
		t.Errorf("a person:\n%s", w.log.String())
	}
}

// At the read-back, an address that is said to be wrong is asked for anew; a yes before it books nothing.
func TestAWrongAddressIsAskedForAnew(t *testing.T) {
	t.Parallel()
	w := readBack(t)
	effects := w.hear("es", "sí, pero me equivoqué de dirección", cmd(agent.CmdAffirm), correct(agent.SlotAddress, agent.Value{}))
	if has(effects, agent.EffBook) != nil || lastSay(t, effects).Ask != agent.AskAddress {
		t.Errorf("not asked:\n%s", w.log.String())
	}
}
