package dialog

import (
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/money"
)

// moveNext asks for the first thing that a new time for a visit needs: which visit, when, which slot, a yes.
func (r *run) moveNext() {
	f := &r.st.Form
	switch {
	case f.Visit == nil:
		r.askVisit()
	case f.Visit.Status.Movable() && f.Visit.Moves >= r.view.Changes.MaxMoves:
		v := *f.Visit
		r.handOff(handOff{
			cause: booking.CauseVisitChange, priority: booking.P4, id: "human.moved_often", visit: v.ID, values: agent.SayValues{Visit: &v},
		})
	case f.Wish == nil && len(f.Readings) > 1:
		r.say(r.other("ask.when.which"), agent.AskWhen, agent.SayValues{}, wishOptions(f.Readings))
	case f.Wish == nil:
		r.ask(question{ask: agent.AskWhen, stem: "ask.move_when", values: agent.SayValues{Visit: f.Visit}})
	case f.Slot == nil:
		r.askSlot()
	case !r.holding():
		r.hold()
	default:
		r.proposeMove()
	}
}

// visitRequest is what slots are asked for with when a job gets another visit.
func (r *run) visitRequest() booking.SlotRequest {
	f := r.st.Form
	v := f.Visit
	req := booking.SlotRequest{
		Unit: v.Unit, Service: v.Service, Quantity: max(v.Quantity, 1), Territory: v.Territory, At: v.At, TimeZone: v.TimeZone,
		Contact: r.view.Contact.ID,
	}
	if f.Wish != nil {
		req.Wish = *f.Wish
	}
	return req
}

// moving tells whether slots are looked for to give a job another visit.
func (r *run) moving() bool { return r.flow() == agent.FlowMove && r.st.Form.Visit != nil }

// proposeMove reads the old and the new time back, with what the change costs, and asks for a yes.
func (r *run) proposeMove() {
	f := &r.st.Form
	r.st.Work.Echo = nil
	stem := "ask.return"
	values := agent.SayValues{Service: f.Visit.Service, Slot: f.Slot, Visit: f.Visit}
	if f.Visit.Status.Movable() {
		stem = "ask.move"
		values.Fee = r.fee()
	}
	r.newProposal(agent.ProposeMove)
	r.ask(question{ask: agent.AskConfirm, stem: stem, values: values})
}

// fee notes what a change of the visit costs now; nil when it costs nothing. What the proposal tells is what will be charged.
func (r *run) fee() *money.Money {
	f := &r.st.Form
	f.Late = r.view.Changes.LateAt(f.Visit.Window, r.ev.Now)
	fee := r.view.Changes.FeeAt(f.Visit.Window, r.ev.Now)
	f.FeeMinor = fee.Minor
	if fee.IsZero() {
		return nil
	}
	return &fee
}

// move turns the yes of this message into the visit's new time.
func (r *run) move() {
	f := r.st.Form
	m := booking.RescheduleVisit{
		Visit: f.Visit.ID, Request: r.visitRequest(), Slot: *f.Slot, Contact: r.view.Contact.ID, Consent: r.ev.Heard.Message,
		Initiator: booking.ByCustomer, Reason: f.Reason, Late: f.Late, FeeMinor: f.FeeMinor,
	}
	if f.Visit.Status.Returns() {
		m.Initiator = booking.ByCompany
	}
	if f.Hold != nil {
		m.Hold = f.Hold.ID
	}
	r.st.Proposal = nil
	r.wait(agent.Effect{Kind: agent.EffMove, Move: &m})
}

// moved tells the new time, or that the slot is gone after all.
func (r *run) moved(res *agent.Result) {
	if res.Lost || res.Booked == nil {
		r.lost()
		return
	}
	b := res.Booked
	slot := booking.Slot{Window: b.Window, TimeZone: b.TimeZone}
	old := r.st.Form.Visit
	id := "moved.done"
	if old.Status.Returns() {
		id = "moved.returning"
	}
	r.rest()
	r.st.Work.Echo = nil
	r.closing(id, agent.SayValues{
		Service: b.Service, Slot: &slot, Visit: old, Tech: visitor(b), Name: r.name(), Place: b.Locality,
	}, agent.Form{})
}

// keep leaves a visit as it is and says so.
func (r *run) keep() {
	v := r.st.Form.Visit
	r.release()
	r.rest()
	r.curt = true
	if v == nil {
		r.reply("leave.nothing", agent.SayValues{})
		return
	}
	id := "visit.kept"
	if v.Status.Returns() {
		id = "visit.return_later"
	}
	r.closing(r.other(id), agent.SayValues{Visit: v}, agent.Form{})
}

func timeMinutes(n int) time.Duration { return time.Duration(n) * time.Minute }
