package dialog

import (
	"maps"
	"strings"
	"time"
	"unicode"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// propose reads everything back and asks for a yes. Each time it is asked is a proposal of its own.
func (r *run) propose() {
	f := r.st.Form
	r.readBack()
	r.newProposal(agent.ProposeBook)
	stem := "ask.confirm"
	if r.st.Work.Changed && strings.HasPrefix(r.lastAsk(), stem) {
		r.st.Work.Was = ""
		stem = "ask.confirm_changed"
	}
	r.ask(question{ask: agent.AskConfirm, stem: stem, values: agent.SayValues{
		Service: f.Service, Quantity: f.Quantity, Slot: f.Slot, Address: r.addressLine(), Place: f.Place.Name,
		Price: f.Price, Name: firstOf(r.name(), r.profile()), Access: f.Access,
	}})
}

// newProposal opens a proposal. Clocks of phones and servers tell whole seconds, so does ShownAt.
func (r *run) newProposal(kind string) {
	r.st.Proposal = &agent.Proposal{ID: r.ev.Turn + ":" + kind, Kind: kind, ShownAt: r.ev.Now.Truncate(time.Second)}
}

// blocksYes are the commands that make a yes in the same message something else than a plain yes.
var blocksYes = []agent.CommandKind{
	agent.CmdDeny, agent.CmdStop, agent.CmdHuman, agent.CmdMore, agent.CmdCancel, agent.CmdMove, agent.CmdComplain,
	agent.CmdAbuse, agent.CmdChoose, agent.CmdWait, agent.CmdDanger, agent.CmdOptOut, agent.CmdSkip, agent.CmdRepeat, agent.CmdLanguage,
	agent.CmdOdd,
}

// agreed tells whether the message is a plain yes to the proposal that is pending: this kind, shown in an earlier turn, answered
// after it was shown, nothing changed by the same message, and no other message quoted.
func (r *run) agreed(kind string) bool {
	p, h, w := r.st.Proposal, r.ev.Heard, r.st.Work
	switch {
	case p == nil || h == nil || p.Kind != kind || r.st.Ask != agent.AskConfirm:
		return false
	case kind == agent.ProposeBook && (r.st.Form.Slot == nil || r.st.Form.Place == nil):
		return false
	case kind == agent.ProposeMove && r.st.Form.Slot == nil, kind != agent.ProposeBook && kind != agent.ProposeWait && r.st.Form.Visit == nil:
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
		Request: r.request(), Slot: *f.Slot, Contact: r.view.Contact.ID, ContactName: firstOf(r.name(), r.profile()), Place: f.Place.ID,
		Problem: f.Problem, Access: f.Access, Recall: f.Recall, Answers: answers, Consent: r.ev.Heard.Message,
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
		Service: b.Service, Slot: &slot, Number: b.Number, Tech: visitor(b), Name: firstOf(r.name(), r.profile()), Place: b.Locality,
	}
	was := r.st.Form
	if was.Name == "" && r.view.Contact.Name == "" && values.Name != "" { // they said yes to it
		r.emit(agent.Effect{Kind: agent.EffRemember, Remember: &agent.Remember{Name: values.Name}})
	}
	r.rest()
	r.st.Work.Echo = nil
	r.closing("booked.done", values, was)
}

// profile is what the person calls themselves on their channel, where that can be a name: it is read back, not asked for.
func (r *run) profile() string {
	w := r.st.Work
	if w == nil || r.skipped(agent.AskName) || !plausible(w.Profile) {
		return ""
	}
	return w.Profile
}

// plausible tells whether a text can be a person's name: two words or more of letters only.
func plausible(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 4 || len([]rune(name)) > 40 {
		return false
	}
	for _, c := range name {
		if !unicode.IsLetter(c) && c != ' ' && c != '\'' && c != '.' {
			return false
		}
	}
	return true
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
