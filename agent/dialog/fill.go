package dialog

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// order in which the values of one message are taken: a place before the address in it.
var order = []agent.SlotName{
	agent.SlotService, agent.SlotQuantity, agent.SlotProblem, agent.SlotDetail, agent.SlotPlace, agent.SlotPin,
	agent.SlotAddress, agent.SlotWhen, agent.SlotPerson, agent.SlotPhone, agent.SlotEmail, agent.SlotDocument,
}

// fill takes the values of the message into the form. A value that replaces another undoes what rested on it.
func (r *run) fill() {
	commands := r.ev.Heard.Commands
	for _, slot := range order {
		for i := range commands {
			c := &commands[i]
			if c.Slot == slot && (c.Kind == agent.CmdSet || c.Kind == agent.CmdCorrect) {
				r.set(c)
			}
		}
	}
	if c := r.find(agent.CmdPrice); c != nil && c.Value.Service != "" {
		r.setService(c)
	}
	if c := r.find(agent.CmdCoverage); c != nil && (c.Value.Place != "" || c.Value.Text != "") {
		r.setPlace(c)
	}
}

func (r *run) set(c *agent.Command) {
	f := &r.st.Form
	switch c.Slot {
	case agent.SlotService:
		r.setService(c)
	case agent.SlotQuantity:
		r.setQuantity(c)
	case agent.SlotProblem:
		r.setProblem(c)
	case agent.SlotDetail:
		r.setDetail(c.Value.Text, c)
	case agent.SlotPlace:
		r.setPlace(c)
	case agent.SlotPin:
		r.setPin(c)
	case agent.SlotAddress:
		r.setAddress(c)
	case agent.SlotWhen:
		r.setWhen(c)
	case agent.SlotPerson:
		r.setName(c)
	case agent.SlotEmail:
		r.st.Work.Aside = true // not needed to book
	case agent.SlotDocument:
		r.keepTaxID(c)
	case agent.SlotPhone:
		if c.Value.Text != "" {
			f.Phone = c.Value.Text
			r.emit(agent.Effect{Kind: agent.EffRemember, Remember: &agent.Remember{Phone: f.Phone}})
			r.took(c)
		}
	}
}

// took notes that a value was taken and where it came from.
func (r *run) took(c *agent.Command) {
	r.st.Work.Progress = true
	if c.Quote == "" {
		return
	}
	if r.st.Form.Sources == nil {
		r.st.Form.Sources = map[agent.SlotName]agent.Source{}
	}
	r.st.Form.Sources[c.Slot] = agent.Source{Message: r.ev.Heard.Message, Quote: clip(c.Quote, 240), From: c.Source}
}

func (r *run) echo(slot agent.SlotName) {
	if w := r.st.Work; !slices.Contains(w.Echo, slot) {
		w.Echo = append(w.Echo, slot)
	}
}

func (r *run) setService(c *agent.Command) {
	f := &r.st.Form
	code, several := c.Value.Service, c.Value.Services
	if code == "" {
		several = r.narrowed(several)
	}
	if len(several) > 1 && code == "" {
		r.candidates(several)
		return
	}
	if code == "" && len(several) == 1 {
		code = several[0]
	}
	if _, ours := r.view.Find(code); !ours {
		return
	}
	if r.apart(code, c) {
		r.keepForLater(code)
		return
	}
	if code == f.Service && len(r.ev.Heard.Commands) == 1 && strings.Contains(r.text(), "?") { // "¿traen el soporte?" of who wants a TV on the wall
		return
	}
	r.took(c)
	r.setNote("")
	if code == f.Service {
		return
	}
	if f.Service != "" {
		f.Quantity, f.Problem = 0, r.problemOf(c)
	}
	f.Service, f.Answers, f.Price, f.Priced, f.PriceTold, f.Recall = code, nil, nil, false, false, ""
	r.echo(agent.SlotService)
	r.giveBack("wish")
}

// problemOf keeps the symptom when the service is only named more exactly: it is of the same thing.
func (r *run) problemOf(c *agent.Command) string {
	f := r.st.Form
	if c.Value.Service != "" && r.thing(c.Value.Service) == r.thing(f.Service) {
		return f.Problem
	}
	return ""
}

// setProblem keeps what is wrong. What is told of it later, unasked, comes beside what was told first.
func (r *run) setProblem(c *agent.Command) {
	f, text := &r.st.Form, clip(strings.TrimSpace(c.Value.Text), 500)
	switch {
	case text == "":
		return
	case r.later != nil:
		r.later.Problem = text
		return
	case r.st.Ask != agent.AskWhen && r.st.Ask != agent.AskSlot && r.st.Ask != agent.AskLocation || len(r.ev.Heard.Commands) > 1:
		f.Problem = text
	case !strings.Contains(f.Problem, text):
		f.Problem = clip(strings.TrimPrefix(f.Problem+". "+text, ". "), 500)
		r.answered(r.other("note.taken"), agent.SayValues{})
	}
	r.took(c)
}

func (r *run) setQuantity(c *agent.Command) {
	f := &r.st.Form
	if c.Value.Number < 1 || c.Value.Number > 50 {
		return
	}
	if r.later != nil {
		r.later.Quantity = c.Value.Number
		return
	}
	r.took(c)
	if max(f.Quantity, 1) == c.Value.Number {
		f.Quantity = c.Value.Number
		return
	}
	f.Quantity, f.Price, f.Priced = c.Value.Number, nil, false
	r.echo(agent.SlotQuantity)
	r.giveBack("wish")
}

func (r *run) setName(c *agent.Command) {
	name := clip(strings.TrimSpace(c.Value.Text), 80)
	if name == "" {
		return
	}
	r.took(c)
	if name == r.name() {
		r.sayBack(c)
		return
	}
	r.st.Form.Name = name
	r.echo(agent.SlotPerson)
	r.emit(agent.Effect{Kind: agent.EffRemember, Remember: &agent.Remember{Name: name}})
}

func (r *run) setDetail(text string, c *agent.Command) {
	q, pending := r.detail()
	if text = strings.TrimSpace(text); text == "" || !pending || r.question() != r.st.Work.Was || r.st.Ask != agent.AskDetail {
		return
	}
	if r.st.Form.Answers == nil {
		r.st.Form.Answers = map[string]string{}
	}
	r.st.Form.Answers[q.ID] = clip(text, 240)
	r.took(c)
}

func (r *run) setWhen(c *agent.Command) {
	w := c.Value.When
	if w == nil || w.Wish.Zero() && len(w.Alternatives) == 0 {
		return
	}
	if r.flow() == agent.FlowAttend || r.flow() == agent.FlowDelay || r.flow() == agent.FlowCancel {
		r.wishedAgain(w, c)
		return
	}
	r.took(c)
	if day := r.sameDay(w.Wish); len(day.Windows) != len(w.Wish.Windows) {
		w = &agent.When{Wish: day, Grain: w.Grain}
	}
	if len(w.Alternatives) > 1 {
		r.st.Form.Wish, r.st.Form.Readings = nil, w.Alternatives
		r.giveBack("wish")
		return
	}
	if r.st.Ask == agent.AskSlot && c.Kind == agent.CmdSet && !r.has(agent.CmdMore, agent.CmdDeny) && r.pickByWish(w.Wish) {
		return
	}
	if r.saidAgain(w, c) {
		return
	}
	wish := w.Wish
	if len(w.Alternatives) == 1 {
		wish = w.Alternatives[0]
	}
	wish = r.besides(wish)
	r.st.Form.Wish, r.st.Form.Readings = &wish, nil
	r.giveBack("wish")
	r.sayBack(c)
}

// saidAgain tells whether a time is that of the chosen slot, said once more: "sí, el jueves está bien". An hour inside the window
// is more than was shown, so that the window is read back again.
func (r *run) saidAgain(w *agent.When, c *agent.Command) bool {
	f := r.st.Form
	if f.Slot == nil || c.Kind == agent.CmdCorrect || r.has(agent.CmdMore, agent.CmdDeny) || len(w.Wish.Windows) != 1 || len(w.Wish.Exclude) > 0 {
		return false
	}
	said := w.Wish.Windows[0]
	if !said.Overlaps(f.Slot.Window) {
		return false
	}
	covers := !said.Start.After(f.Slot.Window.Start) && !said.End.Before(f.Slot.Window.End)
	inside := !said.Start.Before(f.Slot.Window.Start) && !said.End.After(f.Slot.Window.End)
	if !covers && !inside {
		return false
	}
	if !covers {
		r.st.Work.Changed, r.st.Proposal = true, nil
	}
	return true
}

// wishedAgain reads a time that comes as the answer to a reminder: the visit's own changes nothing, another one moves it.
func (r *run) wishedAgain(w *agent.When, c *agent.Command) {
	r.st.Work.Aside = true
	if r.flow() == agent.FlowCancel && r.has(agent.CmdMove) && len(w.Alternatives) < 2 { // "no, cámbiala para el jueves"
		wish := w.Wish
		r.st.Form.Wish = &wish
		return
	}
	if len(w.Alternatives) > 1 || r.flow() == agent.FlowCancel || !r.elsewhen(w.Wish) {
		return
	}
	wish := w.Wish
	r.absent()
	r.st.Form.Wish = &wish
	r.sayBack(c)
}

// giveBack drops the chosen slot and its hold because what they rested on changed; slots are looked for again.
func (r *run) giveBack(why string) {
	f := &r.st.Form
	r.release()
	f.Slot, f.Shown, r.st.Proposal = nil, nil, nil
	r.st.Work.Offer, r.st.Work.Changed, r.st.Work.Relaxed = why, true, false
	if r.st.Ask == agent.AskSlot || r.onTable() {
		r.st.Options = nil
	}
}

func (r *run) release() {
	f := &r.st.Form
	if f.Hold != nil {
		r.emit(agent.Effect{Kind: agent.EffRelease, Release: f.Hold.ID})
		f.Hold = nil
	}
}

func (r *run) name() string { return firstOf(r.st.Form.Name, r.view.Contact.Name) }

func (r *run) phone() string { return firstOf(r.st.Form.Phone, r.view.Contact.Phone) }

func (r *run) unit() booking.UnitCode {
	if p := r.st.Form.Place; p != nil && p.Unit != "" {
		return p.Unit
	}
	return r.view.Unit.Code
}
