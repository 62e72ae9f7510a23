package dialog

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Answers of the form that belong to a tax document.
const (
	taxID   = "tax_id"
	taxData = "tax_data"
)

// keepTaxID keeps a tax number with the job: it goes with the booking, or with the document that is asked for.
func (r *run) keepTaxID(c *agent.Command) {
	r.st.Work.Aside = true
	r.answerTo(taxID, c.Value.Text)
}

// invoice begins with the tax document of a visit that was made or stands; without one it is only a question.
func (r *run) invoice() bool {
	if !r.has(agent.CmdInvoice) || r.busy() {
		return false
	}
	visits := append(append([]agent.Visit(nil), r.view.Past...), r.view.Visits...)
	if len(visits) == 0 {
		return false
	}
	f := &r.st.Form
	id := f.Answers[taxID]
	r.rest()
	f.Visit, f.Reason = &visits[0], r.text()
	r.answerTo(taxID, id)
	r.push(agent.FlowInvoice, "")
	r.invoiceNext()
	return true
}

// invoicing reads an answer to what a tax document needs. False: the message is about something else.
func (r *run) invoicing() bool {
	if r.flow() != agent.FlowInvoice {
		return false
	}
	f := &r.st.Form
	skips := r.has(agent.CmdSkip) || r.has(agent.CmdDeny)
	switch {
	case r.has(agent.CmdStop):
		r.rest()
		r.curt = true
		r.reply("ok.close", agent.SayValues{})
		return true
	case r.has(agent.CmdBook, agent.CmdMove, agent.CmdCancel, agent.CmdStatus, agent.CmdPrice, agent.CmdWait, agent.CmdRepeat, agent.CmdBye), r.text() == "":
		return false
	case r.st.Ask == agent.AskDocument && f.Answers[taxID] == "":
		if !skips && !digits(r.text()) {
			return false
		}
		r.answerTo(taxID, clip(r.text(), 80))
	case r.st.Ask == agent.AskDetail:
		r.answerTo(taxData, clip(r.text(), 240))
	}
	r.invoiceNext()
	return true
}

// invoiceNext asks for the tax number, then for the rest, and passes it on.
func (r *run) invoiceNext() {
	f := r.st.Form
	v := *f.Visit
	values := agent.SayValues{Visit: &v, Text: f.Answers[taxID]}
	switch {
	case f.Answers[taxID] == "":
		r.say(r.other("ask.invoice_id"), agent.AskDocument, values, nil)
	case f.Answers[taxData] == "":
		r.say(r.other("ask.invoice_data"), agent.AskDetail, values, nil)
	default:
		r.alert(booking.OpenEscalation{
			Visit: v.ID, Cause: booking.CausePayment, Priority: booking.P4,
			Summary: clip(strings.Join([]string{r.name(), string(v.Service), f.Answers[taxID], f.Answers[taxData], "\"" + f.Reason + "\""}, " · "), 400),
		})
		r.rest()
		r.say(r.other("invoice.asked"), agent.AskNone, r.withDesk(values), nil)
	}
}
