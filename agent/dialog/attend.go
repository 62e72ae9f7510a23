package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// noteHomeLate marks a delay that is the customer's.
const noteHomeLate = "home"

// askAttend asks once more whether somebody will be at home.
func (r *run) askAttend() {
	r.newProposal(proposeVisit)
	r.ask(question{ask: agent.AskConfirm, stem: "ask.attend", values: agent.SayValues{Visit: r.st.Form.Visit}})
}

// answerVisit keeps what the customer said of the visit.
func (r *run) answerVisit(c booking.Confirmation) {
	r.emit(agent.Effect{Kind: agent.EffAnswer, Answer: &booking.AnswerVisit{
		Visit: r.st.Form.Visit.ID, Contact: r.view.Contact.ID, Confirmation: c,
	}})
}

// attends takes a yes to a reminder, or to coming after the window.
func (r *run) attends() {
	v, id := r.st.Form.Visit, "visit.confirmed"
	if r.flow() == agent.FlowDelay {
		id = "visit.kept_late"
	}
	r.answerVisit(booking.ConfirmationConfirmed)
	r.rest()
	r.curt = true
	r.say(r.other(id), agent.AskNone, agent.SayValues{Visit: v, Tech: v.Technician}, nil)
}

// stay keeps a visit as it is: that of a change, or one that comes late.
func (r *run) stay() {
	if r.flow() == agent.FlowDelay {
		r.attends()
		return
	}
	r.keep()
}

// absent takes a no to a reminder: the visit is to be moved.
func (r *run) absent() {
	f := &r.st.Form
	if r.flow() == agent.FlowAttend {
		r.answerVisit(booking.ConfirmationDeclined)
	}
	r.st.Stack, r.st.Proposal, r.st.Options = nil, nil, nil
	r.push(agent.FlowMove, "")
	f.Reason = r.text()
	r.st.Work.Progress = true
}

// elsewhen tells whether a wish that answers a reminder is for another time than the visit's: then the visit is to be moved.
func (r *run) elsewhen(w booking.Wish) bool {
	v := r.st.Form.Visit
	if v == nil || len(w.Windows) == 0 {
		return false
	}
	for _, s := range w.Windows {
		if s.Overlaps(v.Window) {
			return false
		}
	}
	return true
}

// delayStem is how the question is asked: about our delay or about theirs.
func (r *run) delayStem() string {
	if r.top().Note == noteHomeLate {
		return "ask.home_late"
	}
	return "ask.delay"
}

// askDelay asks whether a visit that will be late shall stand, with the ways out as options.
func (r *run) askDelay(stem string) {
	r.newProposal(proposeDelay)
	r.ask(question{
		ask: agent.AskConfirm, stem: stem, values: agent.SayValues{Visit: r.st.Form.Visit}, options: keyOptions(keyKeep, keyMove, keyHuman),
	})
}
