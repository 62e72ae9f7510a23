package dialog

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// digress answers what was asked by the way; the pending question comes again after it.
func (r *run) digress() {
	w := r.st.Work
	if r.has(agent.CmdPrice) || r.st.Form.PriceAsk && r.st.Form.Service != "" {
		r.price()
	}
	if r.has(agent.CmdCoverage) {
		r.coverage()
	}
	r.asked()
	if r.has(agent.CmdStatus) || r.has(agent.CmdRepeat) && !r.busy() && len(r.view.Visits) > 0 {
		r.status()
	}
	if r.has(agent.CmdHelp) {
		r.answered("help.answer", agent.SayValues{})
	}
	if r.has(agent.CmdThanks) && !w.Progress {
		r.answered("thanks.answer", agent.SayValues{})
	}
	if r.has(agent.CmdAbuse) {
		r.answered("abuse.answer", agent.SayValues{})
		r.st.Said = append(r.st.Said, "abuse.answer")
	}
	if r.has(agent.CmdGreet, agent.CmdRepeat, agent.CmdWait, agent.CmdBye) {
		w.Aside = true
	}
	w.Repeat = r.has(agent.CmdRepeat)
}

// price answers with the range of the service, or keeps the question until the service is known.
func (r *run) price() {
	f, w := &r.st.Form, r.st.Work
	switch {
	case f.Service == "":
		f.PriceAsk = true
		r.answered("price.which", agent.SayValues{})
	case f.Priced:
		r.tellPrice()
	default:
		w.Price, w.Aside = true, true
	}
}

func (r *run) askPrice() {
	f := r.st.Form
	r.wait(agent.Effect{Kind: agent.EffPrice, Price: &agent.PriceQuery{
		Unit: r.unit(), Service: f.Service, Quantity: max(f.Quantity, 1),
	}})
}

func (r *run) priced(p *booking.Price) {
	f, w := &r.st.Form, r.st.Work
	f.Price, f.Priced = p, true
	if w.Price {
		r.tellPrice()
	}
	r.proceed()
}

func (r *run) tellPrice() {
	f := &r.st.Form
	r.st.Work.Price, f.PriceAsk = false, false
	v := agent.SayValues{Service: f.Service, Quantity: f.Quantity, Price: f.Price}
	id := "price.answer"
	if f.PriceTold = f.Price != nil; !f.PriceTold {
		id = "price.unknown"
	}
	if slices.Contains(r.st.Work.Echo, agent.SlotService) {
		id += "_short" // the service is named right before it
	}
	r.answered(id, v)
}

func (r *run) coverage() {
	w, p := r.st.Work, r.st.Form.Place
	w.Coverage, w.Aside = true, true
	switch {
	case w.Locate != nil:
	case p == nil:
		r.answered("coverage.which", agent.SayValues{})
	case p.Served():
		r.answered("coverage.yes", agent.SayValues{Place: p.Name})
	}
}

// idle replies when no flow is open: the answers alone to a customer with a visit or to what asks for no more, otherwise what they
// need.
func (r *run) idle() {
	w := r.st.Work
	if n := len(w.Answers); n > 0 && (len(r.view.Visits) > 0 || r.has(agent.CmdPrefer, agent.CmdNote)) {
		last := w.Answers[n-1]
		w.Answers = slices.Clone(w.Answers[:n-1])
		r.st.Ask = agent.AskNone
		r.say(r.other(last.ID), agent.AskNone, last.Values, nil)
		return
	}
	r.push(agent.FlowBook, "")
	r.askService()
}

// pleasantries are what a message may hold and still be a mere closing of the talk.
var pleasantries = []agent.CommandKind{
	agent.CmdThanks, agent.CmdBye, agent.CmdWait, agent.CmdGreet, agent.CmdAffirm, agent.CmdDeny, agent.CmdSkip, agent.CmdRepeat,
}

// farewell answers thanks, goodbyes and "one moment" that come alone. It asks nothing; what is pending stays so.
func (r *run) farewell() bool {
	h := r.ev.Heard
	if r.st.Work.Progress || len(h.Commands) == 0 {
		return false
	}
	for _, c := range h.Commands {
		if !slices.Contains(pleasantries, c.Kind) {
			return false
		}
	}
	pending := r.busy()
	answers := r.has(agent.CmdAffirm, agent.CmdDeny, agent.CmdSkip)
	switch {
	case pending && answers:
		return false
	case r.has(agent.CmdBye) && pending:
		r.reply("bye.pending", agent.SayValues{})
	case r.has(agent.CmdWait):
		r.reply("wait.answer", agent.SayValues{})
	case pending:
		return false
	case r.has(agent.CmdBye):
		r.reply("bye.answer", agent.SayValues{Name: r.name()})
	case r.has(agent.CmdThanks):
		r.reply("thanks.close", agent.SayValues{})
	case answers:
		r.reply("ok.close", agent.SayValues{})
	default:
		return false
	}
	return true
}
