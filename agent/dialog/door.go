package dialog

import (
	"math"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// elsewhere gives to a person that a visit which stands shall go to another address: who comes, and when, was found for the old
// one, and a technician who knocks at the wrong door helps nobody.
func (r *run) elsewhere() bool {
	if !r.newDoor() {
		return false
	}
	v := r.st.Form.Visit
	switch r.flow() {
	case "":
		if len(r.view.Visits) == 0 || r.st.Form.Service != "" || r.has(agent.CmdBook, agent.CmdPrice, agent.CmdCoverage, agent.CmdCancel) {
			return false
		}
		v = &r.view.Visits[0]
	case agent.FlowMove, agent.FlowAttend, agent.FlowDelay:
	default:
		return false
	}
	h := handOff{cause: booking.CauseVisitChange, priority: booking.P3, id: "human.address"}
	if v == nil {
		v = &r.view.Visits[0]
	}
	if !v.Status.Live() {
		return false
	}
	h.visit, h.values.Visit = v.ID, v
	if today := r.today(); today != nil && today.ID == v.ID {
		h.priority = booking.P2
	}
	r.release()
	r.handOff(h)
	return true
}

// newDoor tells whether the message names a street, or a pin away from the visit, or says that the address is not the right one.
func (r *run) newDoor() bool {
	for _, c := range r.ev.Heard.Commands {
		if c.Kind != agent.CmdSet && c.Kind != agent.CmdCorrect {
			continue
		}
		switch a := c.Value.Address; {
		case c.Slot == agent.SlotAddress && a == nil && c.Value.Text == "", c.Slot == agent.SlotAddress && a != nil && a.Street != "" && a.Number != "":
			return true
		case c.Slot == agent.SlotPin && c.Value.Pin != nil && r.away(*c.Value.Pin):
			return true
		}
	}
	return false
}

// sameDoor is how far a pin may lie from where a visit goes and still be the same door, in degrees: about 300 meters.
const sameDoor = 0.003

func (r *run) away(p booking.Pin) bool {
	v := r.st.Form.Visit
	if v == nil && len(r.view.Visits) > 0 {
		v = &r.view.Visits[0]
	}
	return v != nil && (math.Abs(p.Lat-v.At.Lat) > sameDoor || math.Abs(p.Lng-v.At.Lng) > sameDoor)
}
