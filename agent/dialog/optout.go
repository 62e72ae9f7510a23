package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// optOut withdraws the consent to marketing and confirms it once. What else the message holds is answered; what was pending
// stays so, unasked.
func (r *run) optOut() bool {
	c := r.find(agent.CmdOptOut)
	if c == nil {
		return false
	}
	r.emit(agent.Effect{Kind: agent.EffConsent, Consent: &booking.WithdrawConsent{
		ContactID: r.view.Contact.ID, Purpose: booking.PurposeMarketing, MessageID: r.ev.Heard.Message,
		Quote: firstOf(c.Quote, r.text()),
	}})
	if r.st.Work.Progress && !r.withHuman() {
		r.before("optout.done", agent.SayValues{})
		return false
	}
	r.curt = true
	r.reply("optout.done", agent.SayValues{})
	return true
}
