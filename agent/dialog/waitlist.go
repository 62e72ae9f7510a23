package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// Why somebody is offered the waiting list.
const (
	waitOutOfArea = "out_of_area"
	waitNoSlot    = "no_slot"
)

// outOfArea says that we do not go there yet and offers the waiting list.
func (r *run) outOfArea() {
	r.st.Work.Echo = nil
	r.push(agent.FlowWaitlist, waitOutOfArea)
	r.endLead(booking.LeadDisqualified, waitOutOfArea)
	r.askWaitlist()
}

// why the waiting list is offered.
func (r *run) why() string {
	if r.flow() == agent.FlowWaitlist && r.top().Note == waitNoSlot {
		return waitNoSlot
	}
	return waitOutOfArea
}

func (r *run) askWaitlist() {
	f := r.st.Form
	stem := "ask.waitlist_area"
	if r.why() == waitNoSlot {
		stem = "ask.waitlist_slot"
	}
	r.newProposal(agent.ProposeWait)
	values := agent.SayValues{Service: f.Service}
	if f.Place != nil {
		values.Place = f.Place.Name
	}
	r.ask(question{ask: agent.AskConfirm, stem: stem, values: values})
}

// joinWaitlist keeps the wish that could not be met.
func (r *run) joinWaitlist() {
	f, cause := r.st.Form, r.why()
	join := booking.JoinWaitlist{Contact: r.view.Contact.ID, Unit: r.unit(), Service: f.Service, Cause: cause}
	if f.Place != nil {
		join.Place, join.Locality = f.Place.ID, f.Place.Name
	}
	if f.Wish != nil {
		join.Wish = *f.Wish
	}
	if cause == waitNoSlot {
		r.endLead(booking.LeadWaitlisted, waitNoSlot)
	}
	r.emit(agent.Effect{Kind: agent.EffWaitlist, Waitlist: &join})
	id := "waitlist.joined_area"
	if cause == waitNoSlot {
		id = "waitlist.joined_slot"
	}
	r.rest()
	if cause == waitOutOfArea { // nor for what waited
		r.st.Later = nil
	}
	r.closing(id, agent.SayValues{Place: join.Locality}, f)
}

func (r *run) declineWaitlist() {
	if r.why() == waitNoSlot {
		r.endLead(booking.LeadLost, waitNoSlot)
	}
	r.rest()
	r.say("waitlist.declined", agent.AskNone, agent.SayValues{}, nil)
}
