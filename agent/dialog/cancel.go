package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// cancelNext asks which visit is to be called off, or reads it back with what that costs and asks for a yes.
func (r *run) cancelNext() {
	f := &r.st.Form
	if f.Visit == nil {
		r.askVisit()
		return
	}
	r.st.Work.Echo = nil
	if f.Reason != "" && r.has(agent.CmdCancel) {
		r.before("cancel.understood", agent.SayValues{})
	}
	r.newProposal(agent.ProposeCancel)
	r.ask(question{ask: agent.AskConfirm, stem: "ask.cancel", values: agent.SayValues{Visit: f.Visit, Fee: r.fee()}})
}

// cancelVisit turns the yes of this message into a cancel.
func (r *run) cancelVisit() {
	f := r.st.Form
	r.st.Proposal = nil
	r.wait(agent.Effect{Kind: agent.EffCancel, Cancel: &booking.CancelVisit{
		Visit: f.Visit.ID, Contact: r.view.Contact.ID, Consent: r.ev.Heard.Message, Initiator: booking.ByCustomer, Reason: f.Reason,
		Late: f.Late, FeeMinor: f.FeeMinor,
	}})
}

// canceled says that it is done, and asks why when that was not told.
func (r *run) canceled() {
	v, reason := r.st.Form.Visit, r.st.Form.Reason
	r.rest()
	r.st.Work.Echo = nil
	if reason != "" || len(r.st.Later) > 0 {
		r.closing("canceled.done", agent.SayValues{Visit: v, Name: r.name()}, agent.Form{})
		return
	}
	r.push(agent.FlowReason, string(v.ID))
	r.say("canceled.why", agent.AskReason, agent.SayValues{Visit: v, Name: r.name()}, nil)
}

// explained takes the answer to "why?", whatever it is; a message that wants something else is read as that.
func (r *run) explained() bool {
	if r.flow() != agent.FlowReason {
		return false
	}
	visit := booking.VisitID(r.top().Note)
	r.pop(agent.FlowReason)
	r.st.Ask = agent.AskNone
	if r.has(agent.CmdBook, agent.CmdMove, agent.CmdStatus, agent.CmdPrice, agent.CmdCoverage, agent.CmdHours) {
		return false
	}
	if r.has(agent.CmdCancel, agent.CmdStop) { // "mejor no la cancelen": too late for the bot
		r.handOff(handOff{cause: booking.CauseVisitChange, priority: booking.P2, id: "human.asked", visit: visit})
		return true
	}
	if text := r.text(); text != "" && !r.has(agent.CmdSkip, agent.CmdDeny, agent.CmdThanks) {
		r.emit(agent.Effect{Kind: agent.EffExplain, Explain: &agent.Explain{Visit: visit, Reason: text}})
	}
	r.rest()
	r.curt = true
	r.reply("canceled.thanks", agent.SayValues{})
	return true
}
