package dialog

import (
	"maps"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Kinds of proposal.
const (
	proposeBook   = "book"
	proposeWait   = "waitlist"
	proposeMove   = "move"
	proposeCancel = "cancel"
	proposeVisit  = "visit" // will somebody be there?
	proposeDelay  = "delay" // may we come later?
)

// propose reads everything back and asks for a yes. Each time it is asked is a proposal of its own.
func (r *run) propose() {
	f := r.st.Form
	r.readBack()
	r.newProposal(proposeBook)
	stem := "ask.confirm"
	if r.st.Work.Changed && strings.HasPrefix(r.lastAsk(), stem) {
		r.st.Work.Was = ""
		stem = "ask.confirm_changed"
	}
	r.ask(question{ask: agent.AskConfirm, stem: stem, values: agent.SayValues{
		Service: f.Service, Quantity: f.Quantity, Slot: f.Slot, Address: r.addressLine(), Place: f.Place.Name,
		Price: f.Price, Name: r.name(),
	}})
}

// newProposal opens a proposal. Clocks of phones and servers tell whole seconds, so does ShownAt.
func (r *run) newProposal(kind string) {
	r.st.Proposal = &agent.Proposal{ID: r.ev.Turn + ":" + kind, Kind: kind, ShownAt: r.ev.Now.Truncate(time.Second)}
}

// blocksYes are the commands that make a yes in the same message something else than a plain yes.
var blocksYes = []agent.CommandKind{
	agent.CmdDeny, agent.CmdStop, agent.CmdHuman, agent.CmdMore, agent.CmdCancel, agent.CmdMove, agent.CmdComplain,
	agent.CmdAbuse, agent.CmdChoose, agent.CmdWait, agent.CmdDanger, agent.CmdOptOut, agent.CmdSkip, agent.CmdRepeat,
}

// agreed tells whether the message is a plain yes to the proposal that is pending: this kind, shown in an earlier turn, answered
// after it was shown, nothing changed by the same message, and no other message quoted.
func (r *run) agreed(kind string) bool {
	p, h, w := r.st.Proposal, r.ev.Heard, r.st.Work
	switch {
	case p == nil || h == nil || p.Kind != kind || r.st.Ask != agent.AskConfirm:
		return false
	case kind == proposeBook && (r.st.Form.Slot == nil || r.st.Form.Place == nil):
		return false
	case kind == proposeMove && r.st.Form.Slot == nil, kind != proposeBook && kind != proposeWait && r.st.Form.Visit == nil:
		return false
	case r.find(agent.CmdAffirm) == nil || r.has(blocksYes...) || w.Changed || w.Locate != nil || w.Price:
		return false
	case strings.HasPrefix(p.ID, r.ev.Turn+":"):
		return false
	case h.SentAt.Before(p.ShownAt):
		return false
	default:
		return h.Quoted == "" || h.Quoted == p.Message
	}
}

// book turns the yes of this message into a job.
func (r *run) book() {
	f := r.st.Form
	answers := maps.Clone(f.Answers)
	maps.DeleteFunc(answers, func(_, v string) bool { return v == "" })
	b := booking.BookVisit{
		Request: r.request(), Slot: *f.Slot, Contact: r.view.Contact.ID, ContactName: r.name(), Place: f.Place.ID,
		Problem: f.Problem, Answers: answers, Consent: r.ev.Heard.Message,
	}
	if f.Hold != nil {
		b.Hold = f.Hold.ID
	}
	if f.Address != nil {
		b.Address = *f.Address
	}
	if f.Pin != nil {
		b.Pin = *f.Pin
	}
	r.st.Proposal = nil
	r.wait(agent.Effect{Kind: agent.EffBook, Book: &b})
}

// booked tells the job, or that the slot is gone after all.
func (r *run) booked(res *agent.Result) {
	if res.Lost || res.Booked == nil {
		r.lost()
		return
	}
	b := res.Booked
	slot := booking.Slot{Window: b.Window, TimeZone: b.TimeZone}
	values := agent.SayValues{
		Service: b.Service, Slot: &slot, Number: b.Number, Tech: visitor(b), Name: r.name(), Place: b.Locality,
	}
	r.rest()
	r.st.Work.Echo = nil
	r.say("booked.done", agent.AskNone, values, nil)
}

// visitor is the name of who comes, once that is sure.
func visitor(b *booking.Booked) string {
	if b.Offered {
		return ""
	}
	return b.Technician
}

// refused asks what to change after a plain no to the read-back.
func (r *run) refused() {
	r.st.Proposal = nil
	r.st.Work.Progress = true
	if r.moving() {
		r.say(r.other("confirm.change_visit"), agent.AskSlot, agent.SayValues{}, keyOptions(keyChangeWhen, keyKeep, keyHuman))
		return
	}
	r.say(r.other("confirm.change"), agent.AskSlot, agent.SayValues{},
		keyOptions(keyChangeWhen, keyChangeAddress, keyChangeService, keyLeave))
}
