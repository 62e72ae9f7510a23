package dialog

import (
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// noteHomeLate marks a delay that is the customer's.
const noteHomeLate = "home"

// askAttend asks once more whether somebody will be at home.
func (r *run) askAttend() {
	r.newProposal(agent.ProposeVisit)
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
	r.closing(r.other(id), agent.SayValues{Visit: v, Tech: v.Technician}, agent.Form{})
}

// confirms takes a yes that comes without a question of ours to the one visit that waits for it: the reminder may have gone by
// another channel.
func (r *run) confirms() bool {
	if r.busy() || len(r.view.Visits) != 1 || !r.has(agent.CmdAffirm) || r.has(blocksYes...) || r.has(agent.CmdBook, agent.CmdPrice) ||
		r.st.Form.Service != "" || r.st.Work.Locate != nil {
		return false
	}
	v := r.view.Visits[0]
	if !v.Status.Movable() || !r.awaits(v) {
		return false
	}
	r.st.Form.Visit = &v
	if w := r.st.Form.Wish; w != nil && r.elsewhen(*w) {
		r.st.Form.Visit = nil
		return false
	}
	r.attends()
	return true
}

// soonEnough is how long before a visit a yes that nobody asked for counts for it.
const soonEnough = 48 * time.Hour

// awaits tells whether a visit may wait for a yes: it was asked for, or it is near and was not made in this talk.
func (r *run) awaits(v agent.Visit) bool {
	switch v.Confirmation {
	case booking.ConfirmationAsked, booking.ConfirmationNoReply:
		return true
	case booking.ConfirmationNotAsked:
		return v.Window.Start.Sub(r.ev.Now) < soonEnough && len(r.st.Said) == 0
	default:
		return false
	}
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
	r.newProposal(agent.ProposeDelay)
	r.ask(question{
		ask: agent.AskConfirm, stem: stem, values: agent.SayValues{Visit: r.st.Form.Visit}, options: keyOptions(keyKeep, keyMove, keyHuman),
	})
}
