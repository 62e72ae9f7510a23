package dialog

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// accessMost is how much is kept of how to get in, in characters.
const accessMost = 300

// notes keeps how to get in: with the job under way, or with the visit that stands. And how they want to be written to.
func (r *run) notes() {
	if c := r.find(agent.CmdPrefer); c != nil {
		text := clip(firstOf(c.Value.Text, c.Quote, r.text()), accessMost)
		r.emit(agent.Effect{Kind: agent.EffRemember, Remember: &agent.Remember{Prefer: text}})
		r.answered("prefer.kept", agent.SayValues{})
	}
	c := r.find(agent.CmdNote)
	if c == nil {
		return
	}
	text := clip(strings.TrimSpace(firstOf(c.Value.Text, c.Quote)), accessMost)
	if text == "" {
		return
	}
	r.st.Work.Aside = true
	if v := r.noted(); v != nil {
		r.emit(agent.Effect{Kind: agent.EffNote, Note: &agent.Note{Visit: v.ID, Text: text}})
		r.answered("note.kept", agent.SayValues{Access: text, Visit: v})
		return
	}
	f := &r.st.Form
	if !strings.Contains(f.Access, text) {
		f.Access = clip(strings.TrimPrefix(f.Access+". "+text, ". "), accessMost)
	}
	if r.st.Ask == agent.AskAddress && f.Address != nil { // it answers the question for a reference
		r.st.Work.Progress = true
	}
	r.answered("note.taken", agent.SayValues{Access: text})
}

// noted is the standing visit that a note is for: the one that is dealt with, or the next one, unless new work is under way.
func (r *run) noted() *agent.Visit {
	if v := r.st.Form.Visit; v != nil {
		return v
	}
	if r.flow() == agent.FlowBook && r.gathered() || len(r.view.Visits) == 0 || r.st.Form.Service != "" {
		return nil
	}
	return &r.view.Visits[0]
}

// flag tells the desk, once a session, that somebody orders the agent about. They are served as anybody.
func (r *run) flag() {
	if !r.has(agent.CmdOdd) {
		return
	}
	if r.st.Flagged {
		r.answered("odd.answer_2", agent.SayValues{})
		return
	}
	r.answered("odd.answer", agent.SayValues{})
	r.st.Flagged = true
	r.alert(booking.OpenEscalation{Cause: booking.CauseSuspicious, Priority: booking.P4, Summary: r.summary()})
}
