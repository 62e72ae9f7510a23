package dialog

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// notice says something that nobody asked for. It says nothing, and changes nothing, while a person has the conversation, and a
// notice that asks does not cut into a talk under way: whoever sends it tries again later.
func (r *run) notice() {
	n := r.ev.Notice
	talking := r.busy() && r.ev.Now.Sub(r.st.Heard) < softPause
	if r.withHuman() || n.Kind.Asks() && talking {
		return
	}
	r.st.Version = agent.StateVersion
	r.st.Language = firstOf(r.st.Language, r.view.Contact.Language, strings.ToLower(firstPart(r.view.Unit.Locale)), "es")
	r.st.Work = &agent.Work{Turn: r.ev.Turn}
	r.curt = true
	v := n.Visit
	if n.Kind == agent.NoticeBack {
		r.back(n.Text)
		return
	}
	if n.Kind.Technicians() {
		r.tellTechnician(*n)
		return
	}
	if !n.Kind.Asks() {
		r.reply("notice."+string(n.Kind), agent.SayValues{Visit: &v, Tech: v.Technician})
		return
	}
	r.release()
	r.rest()
	r.st.Heard = r.ev.Now // their answer continues this
	r.st.Form.Visit = &v
	r.inquire(n.Kind, v)
}

// back goes on after a person: what they agreed is said, and the question that was pending is asked again.
func (r *run) back(agreed string) {
	r.fromHuman()
	id, values := "notice.back", agent.SayValues{Text: clip(agreed, 300)}
	if agreed != "" {
		id = "notice.back_agreed"
	}
	if !r.busy() || r.view.Technician != nil {
		r.say(id, r.restAsk(), values, r.st.Options)
		return
	}
	r.before(id, values)
	r.proceed()
}

// fromHuman takes a talk up again that a person had: a booking that was under way goes on with what was gathered.
func (r *run) fromHuman() {
	if r.flow() != agent.FlowHuman {
		return
	}
	if r.st.Form.Service == "" {
		r.rest()
		return
	}
	r.st.Stack, r.st.Options, r.st.Proposal, r.st.Misses, r.st.Ask = nil, nil, nil, 0, agent.AskWhen
	r.push(agent.FlowBook, "")
}

// inquire says a notice that ends in a question.
func (r *run) inquire(kind agent.NoticeKind, v agent.Visit) {
	values := agent.SayValues{Visit: &v, Tech: v.Technician}
	id := "notice." + string(kind)
	switch kind {
	case agent.NoticeTomorrow, agent.NoticeToday:
		if v.Confirmation == booking.ConfirmationConfirmed {
			r.rest()
			r.say(id+"_confirmed", agent.AskNone, values, nil)
			return
		}
		r.push(agent.FlowAttend, "")
		r.newProposal(agent.ProposeVisit)
		r.answerVisit(booking.ConfirmationAsked)
		r.say(id, agent.AskConfirm, values, nil)
	case agent.NoticeDelayed:
		r.push(agent.FlowDelay, "")
		r.newProposal(agent.ProposeDelay)
		r.say(id, agent.AskConfirm, values, keyOptions(keyKeep, keyMove, keyHuman))
	case agent.NoticeDone:
		r.push(agent.FlowRate, "")
		r.say(id, agent.AskRating, values, nil)
	default: // the job gets another visit: slots at once
		r.push(agent.FlowMove, "")
		r.st.Form.Wish = &booking.Wish{Prefer: booking.PreferASAP}
		r.before(id, values)
		r.proceed()
	}
}
