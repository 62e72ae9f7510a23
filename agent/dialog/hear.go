package dialog

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
)

// hear reads one message: values first, then what ends or hands over the dialogue, then the answer to the pending question and
// what was said by the way; then the next thing is done.
func (r *run) hear() {
	r.openSession()
	if r.withHuman() {
		r.signals()
		return
	}
	r.unheard()
	r.refresh()
	r.pick()
	r.meant()
	if r.applying() {
		return
	}
	began := r.busy()
	r.loosen()
	r.company()
	r.fill()
	r.flag()
	r.notes()
	for _, ends := range []func() bool{
		r.danger, r.optOut, r.askedHuman, r.complained, r.clarify, r.explained, r.rated, r.confirms, r.switched, r.left, r.visitChange,
		r.invoicing, r.invoice, r.unsupported, r.stranger, r.farewell,
	} {
		if ends() {
			return
		}
	}
	r.begin()
	r.digress()
	r.answer()
	if r.said() || r.st.Work.Wait != "" {
		return
	}
	if !began && !r.understood() {
		r.unclear()
		return
	}
	if !r.understood() && r.miss() {
		return
	}
	r.proceed()
}

// refresh looks again at the visit that is dealt with. One that was called off, moved or begun meanwhile is dealt with no more.
func (r *run) refresh() {
	f := &r.st.Form
	if f.Visit == nil || !f.Visit.Status.Live() {
		return
	}
	for i := range r.view.Visits {
		if v := r.view.Visits[i]; v.ID == f.Visit.ID {
			if !v.Window.Start.Equal(f.Visit.Window.Start) || !v.Window.End.Equal(f.Visit.Window.End) { // not what was shown
				r.st.Proposal, r.st.Work.Changed = nil, true
			}
			f.Visit = &v
			return
		}
	}
	r.release()
	r.rest()
	r.st.Work.Was = ""
}

// signals reads what must be answered even when a person owns the conversation.
func (r *run) signals() {
	if r.flow() != agent.FlowHuman {
		r.push(agent.FlowHuman, "")
		r.st.Ask = agent.AskHuman
	}
	r.st.Work.Before = nil
	if !r.danger() {
		r.optOut()
	}
}

// busy tells whether a flow is under way.
func (r *run) busy() bool { return len(r.st.Stack) > 0 }

// gathered tells whether the form holds anything of a job.
func (r *run) gathered() bool {
	f := r.st.Form
	return f.Service != "" || f.Place != nil || f.Wish != nil || f.Problem != "" || f.Address != nil || len(f.Readings) > 0
}

// loosen drops a flow in which no service was named when the message is about a visit that stands.
func (r *run) loosen() {
	if r.flow() == agent.FlowBook && r.st.Form.Service == "" && len(r.view.Visits) > 0 &&
		r.has(agent.CmdMove, agent.CmdCancel, agent.CmdStatus, agent.CmdLate) {
		r.rest()
	}
}

// begin opens the booking flow when the message, or what it left in the form, is about work to be done.
func (r *run) begin() {
	w := r.st.Work
	if flow := r.flow(); r.busy() && flow != agent.FlowBook && flow != agent.FlowWaitlist {
		r.another()
		return
	}
	w.Intent = r.has(agent.CmdBook) || r.st.Form.Service != ""
	wanted := w.Intent || r.has(agent.CmdPrice, agent.CmdCoverage, agent.CmdPromo, agent.CmdBusiness) || r.has(agent.CmdPay, agent.CmdHours, agent.CmdInvoice, agent.CmdWarranty) && r.foreign() || w.Locate != nil || r.gathered()
	if !wanted || r.busy() {
		if r.has(agent.CmdBook) {
			w.Aside = true
		}
		return
	}
	r.push(agent.FlowBook, "")
	w.Progress = true
}

// another keeps other work for later that is named while a visit is dealt with; a service that is named otherwise is that of the
// visit.
func (r *run) another() {
	f := &r.st.Form
	service := f.Service
	f.Service = ""
	if v := f.Visit; service == "" || v == nil || v.Service == service || !r.has(agent.CmdBook) || r.has(agent.CmdDeny) {
		return
	}
	if flow := r.flow(); flow == agent.FlowRate || flow == agent.FlowReason || flow == agent.FlowInvoice { // nothing of theirs is at stake
		r.st.Stack, r.st.Proposal, r.st.Options, r.st.Ask = nil, nil, nil, agent.AskNone
		f.Service, f.Visit = service, nil
		r.push(agent.FlowBook, "")
		r.st.Work.Intent, r.st.Work.Progress = true, true
		return
	}
	r.keepForLater(service)
}

func (r *run) understood() bool { return r.st.Work.Progress || r.st.Work.Aside }

// find is the first command of a kind, or nil.
func (r *run) find(kind agent.CommandKind) *agent.Command {
	if r.ev.Heard == nil {
		return nil
	}
	for i := range r.ev.Heard.Commands {
		if c := &r.ev.Heard.Commands[i]; c.Kind == kind {
			return c
		}
	}
	return nil
}

func (r *run) has(kinds ...agent.CommandKind) bool {
	for _, k := range kinds {
		if r.find(k) != nil {
			return true
		}
	}
	return false
}

// text of the message, trimmed and cut to what a person reads in a summary.
func (r *run) text() string {
	if r.ev.Heard == nil {
		return ""
	}
	return clip(strings.TrimSpace(r.ev.Heard.Text), 240)
}

func clip(s string, max int) string {
	if runes := []rune(s); len(runes) > max {
		return string(runes[:max]) + "…"
	}
	return s
}
