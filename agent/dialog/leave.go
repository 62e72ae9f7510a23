package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// left drops what was begun when the person leaves it, in one message and without a question.
func (r *run) left() bool {
	w := r.st.Work
	nothing := r.st.Ask == agent.AskService && !r.gathered() && r.has(agent.CmdDeny)
	stop := nothing || r.has(agent.CmdStop) || r.has(agent.CmdCancel) && r.busy()
	if r.chosen != nil && r.chosen.Key == keyLeave {
		stop = true
	} else if w.Progress {
		return false
	}
	if !stop {
		return false
	}
	f := r.st.Form
	gathered := r.gathered()
	r.release()
	switch f.LeadStage {
	case booking.LeadQualifying, booking.LeadQualified, booking.LeadOffered:
		r.endLead(booking.LeadLost, "customer_left")
	}
	r.rest()
	r.curt = true
	id := "leave.nothing"
	if gathered {
		id = "leave.done"
	}
	r.reply(id, agent.SayValues{Service: f.Service})
	return true
}
