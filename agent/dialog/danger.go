package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// gravest first: with several dangers in one message the words of the gravest are said.
var gravest = []agent.Urgency{agent.UrgentGas, agent.UrgentSmoke, agent.UrgentShock, agent.UrgentSparks}

// danger says what to do to be safe, before anything else, and calls a person. Water is not deadly: a tip goes ahead of the
// reply and the visit becomes urgent.
func (r *run) danger() bool {
	for _, u := range gravest {
		if r.urgent(u) {
			r.curt = true
			r.st.Work.Before, r.st.Work.Answers = nil, nil
			r.handOff(handOff{
				cause: booking.CauseSafety, priority: booking.P1, id: "safety." + string(u),
				values: agent.SayValues{Urgency: u},
			})
			return true
		}
	}
	if r.withHuman() {
		return false
	}
	w := r.st.Work
	if r.urgent(agent.UrgentWater) {
		r.before("safety.water", agent.SayValues{})
		w.Aside = true
	}
	if (r.urgent(agent.UrgentWater) || r.urgent(agent.UrgentSoon)) && r.st.Form.Wish == nil {
		r.st.Form.Wish = &booking.Wish{Prefer: booking.PreferASAP}
		w.Progress = true
	}
	return false
}

func (r *run) urgent(u agent.Urgency) bool {
	for _, c := range r.ev.Heard.Commands {
		if c.Kind == agent.CmdDanger && c.Value.Urgency == u {
			return true
		}
	}
	return false
}
