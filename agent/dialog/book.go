package dialog

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// maxDetails is how many qualifying questions a customer is asked.
const maxDetails = 2

// bookNext asks for the first thing that is not known, or does what comes next when nothing has to be asked.
func (r *run) bookNext() {
	f, w := &r.st.Form, r.st.Work
	service, _ := r.view.Find(f.Service)
	switch {
	case f.Place != nil && !f.Place.Served():
		r.outOfArea()
	case w.Coverage && f.Place == nil:
		r.askPlace()
	case f.Company && f.Quantity == 0:
		r.ask(question{ask: agent.AskQuantity, stem: "ask.quantity"})
	case r.big() && f.Place == nil:
		r.askPlace()
	case r.big():
		r.survey()
	case f.Service == "":
		r.askService()
	case service.AsksProblem && f.Problem == "" && !r.skipped(agent.AskProblem):
		r.ask(question{ask: agent.AskProblem, stem: "ask.problem", values: agent.SayValues{Service: f.Service}})
	case r.detailLeft():
		q, _ := r.detail()
		r.ask(question{ask: agent.AskDetail, stem: "ask.detail", values: agent.SayValues{Service: f.Service, Question: &q}})
	case f.Place == nil:
		r.askPlace()
	case f.Wish == nil && f.Slot == nil:
		r.askWhen()
	case f.Slot == nil:
		r.askSlot()
	case r.unpriced():
		r.askPrice()
	case !r.holding():
		r.hold()
	case !r.reachable():
		r.askAddress()
	case r.name() == "" && r.profile() == "" && !r.skipped(agent.AskName):
		r.ask(question{ask: agent.AskName, stem: "ask.name"})
	case r.phone() == "" && !r.skipped(agent.AskPhone):
		r.ask(question{ask: agent.AskPhone, stem: "ask.phone"})
	default:
		r.propose()
	}
}

func (r *run) askPlace() {
	r.ask(question{ask: agent.AskLocation, stem: "ask.location"})
}

// askWhen asks for a day. The first time it shows the soonest slots with the question: who is free then has chosen in the same turn.
func (r *run) askWhen() {
	if readings := r.st.Form.Readings; len(readings) > 1 {
		r.say(r.other("ask.when.which"), agent.AskWhen, agent.SayValues{}, wishOptions(readings))
		return
	}
	if why := r.st.Work.Offer; r.question() != string(agent.AskWhen) && (why == "" || why == "wish") {
		r.st.Work.Offer = offerSoonest
		r.offer()
		return
	}
	r.ask(question{ask: agent.AskWhen, stem: "ask.when"})
}

// askAddress asks for street and number; when only the number lacks, for the number, once.
func (r *run) askAddress() {
	f, w := &r.st.Form, r.st.Work
	if f.Address != nil && w.Was == string(agent.AskAddress) && w.Progress {
		r.skipAsk(agent.AskAddress)
		if digits(f.Address.Raw) {
			r.bookNext()
			return
		}
		r.say("ask.address.number", agent.AskAddress, agent.SayValues{Address: r.addressLine()}, nil)
		return
	}
	r.ask(question{ask: agent.AskAddress, stem: "ask.address"})
}

// letters counts the letters of a text: an address has some beside its number.
func letters(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

func digits(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// detail is the qualifying question whose turn it is.
func (r *run) detail() (booking.Question, bool) {
	service, _ := r.view.Find(r.st.Form.Service)
	for i, q := range service.Questions {
		if i == maxDetails {
			break
		}
		if !q.Decides {
			continue
		}
		if _, done := r.st.Form.Answers[q.ID]; !done {
			return q, true
		}
	}
	return booking.Question{}, false
}

func (r *run) detailLeft() bool {
	_, left := r.detail()
	return left
}

func (r *run) skipped(a agent.Ask) bool { return slices.Contains(r.st.Form.Skipped, a) }

func (r *run) skipAsk(a agent.Ask) {
	if !r.skipped(a) {
		r.st.Form.Skipped = append(r.st.Form.Skipped, a)
	}
}

// addressLine is the address as people of the country write it.
func (r *run) addressLine() string {
	a := r.st.Form.Address
	if a == nil {
		return ""
	}
	if a.Street == "" {
		return a.Raw
	}
	between := " "
	if r.country() == "BR" {
		between = ", "
	}
	line := a.Street
	if a.Number != "" {
		line += between + a.Number
	}
	if a.Unit != "" {
		line += ", " + a.Unit
	}
	if a.Reference != "" {
		line += " (" + a.Reference + ")"
	}
	return line
}

func (r *run) country() string {
	if p := r.st.Form.Place; p != nil {
		return p.Country
	}
	return r.view.Unit.Country
}

// request is what slots are asked for with.
func (r *run) request() booking.SlotRequest {
	f := r.st.Form
	if r.moving() {
		return r.visitRequest()
	}
	req := booking.SlotRequest{
		Unit: r.unit(), Service: f.Service, Quantity: max(f.Quantity, 1), Contact: r.view.Contact.ID,
	}
	if p := f.Place; p != nil {
		req.Territory, req.At, req.TimeZone = p.Territory, p.Center, p.TimeZone
	}
	if f.Pin != nil {
		req.At = *f.Pin
	}
	if f.Wish != nil {
		req.Wish = *f.Wish
	}
	return req
}
