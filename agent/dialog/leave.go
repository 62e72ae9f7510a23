package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// switched goes from one change of a visit to the other: "mejor cancélala", "no, cámbiala".
func (r *run) switched() bool {
	flow := r.flow()
	asked := flow == agent.FlowAttend || flow == agent.FlowDelay
	cancel := r.has(agent.CmdCancel) || asked && r.has(agent.CmdStop)
	switch {
	case cancel && (asked || flow == agent.FlowMove) && r.standing():
		r.turnTo(agent.FlowCancel)
	case !cancel && r.has(agent.CmdMove) && (asked || flow == agent.FlowCancel):
		r.turnTo(agent.FlowMove)
	}
	return false
}

// standing tells whether the visit that is dealt with can still be called off.
func (r *run) standing() bool { return r.st.Form.Visit == nil || r.st.Form.Visit.Status.Movable() }

// turnTo goes on with another flow about the same visit.
func (r *run) turnTo(flow agent.FlowName) {
	r.release()
	f := &r.st.Form
	f.Slot, f.Shown, f.Service, r.st.Proposal, r.st.Options = nil, nil, "", nil, nil
	r.st.Stack = nil
	r.push(flow, "")
	r.st.Work.Progress = true
}

// left drops what was begun when the person leaves it, in one message and without a question.
func (r *run) left() bool {
	w := r.st.Work
	nothing := r.st.Ask == agent.AskService && !r.gathered() && r.has(agent.CmdDeny)
	away := r.busy() && r.top().Step == resumedOnce && r.has(agent.CmdDeny) && r.st.Ask != agent.AskConfirm && r.st.Ask != agent.AskSlot
	switch r.st.Ask {
	case agent.AskWhen, agent.AskLocation, agent.AskAddress: // "ya no, gracias" answers none of them
		away = away || r.has(agent.CmdDeny) && r.has(agent.CmdThanks)
	}
	stop := nothing || away || r.has(agent.CmdStop) || r.has(agent.CmdCancel) && r.flow() == agent.FlowBook
	if r.chosen != nil && r.chosen.Key == keyLeave {
		stop = true
	} else if w.Progress {
		return false
	}
	if !stop {
		return false
	}
	switch r.flow() {
	case agent.FlowMove, agent.FlowCancel, agent.FlowAttend, agent.FlowDelay:
		r.keep()
		return true
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
	if len(r.st.Later) > 0 {
		r.closing(id, agent.SayValues{Service: f.Service}, f)
		return true
	}
	r.reply(id, agent.SayValues{Service: f.Service})
	return true
}
