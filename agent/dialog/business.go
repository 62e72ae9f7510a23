package dialog

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// bigJob is from how many units on an installation, or any job of a company, is looked at by a person before it is promised.
const bigJob = 3

// company notes that the job is a company's or a building's.
func (r *run) company() {
	c := r.find(agent.CmdBusiness)
	if c == nil {
		return
	}
	f := &r.st.Form
	f.Company, r.st.Work.Intent = true, true
	if c.Value.Number > 0 && f.Quantity == 0 {
		r.setQuantity(&agent.Command{Kind: agent.CmdSet, Slot: agent.SlotQuantity, Value: agent.Value{Number: c.Value.Number}})
	}
	r.st.Work.Progress = true
}

// big tells whether the site must be seen by a person before anything is promised.
func (r *run) big() bool {
	f := r.st.Form
	if f.Quantity < bigJob {
		return false
	}
	if service, known := r.view.Find(f.Service); known || f.Company {
		return f.Company || service.Kind == booking.KindInstall
	}
	codes, which := strings.CutPrefix(r.note(), noteWhich) // none of them is settled yet, and all are installations
	for code := range strings.SplitSeq(codes, ",") {
		service, _ := r.view.Find(booking.ServiceCode(code))
		which = which && service.Kind == booking.KindInstall
	}
	return which
}

// survey gives a big job to a person once it is known where it is.
func (r *run) survey() {
	f := r.st.Form
	r.handOff(handOff{
		cause: booking.CauseBusiness, priority: booking.P3, id: "human.business",
		values: agent.SayValues{Service: f.Service, Quantity: f.Quantity, Place: f.Place.Name},
	})
}

// unsupported says that we do not work on something. Work of ours that the message also names goes on.
func (r *run) unsupported() bool {
	c := r.find(agent.CmdElse)
	if c == nil {
		return false
	}
	values := agent.SayValues{Text: clip(firstOf(c.Value.Text, c.Quote), 60)}
	if r.st.Form.Service != "" || r.busy() && r.flow() != agent.FlowBook {
		r.answered("else.answer", values)
		return false
	}
	r.release()
	r.endLead(booking.LeadDisqualified, "unsupported")
	r.rest()
	r.st.Work.Locate, r.st.Work.Topics = nil, nil
	r.say(r.other("else.answer"), agent.AskNone, values, nil)
	return true
}
