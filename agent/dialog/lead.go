package dialog

import (
	"fmt"
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// stages a lead passes in a conversation; none is jumped over, so that each leaves its fact.
var stages = []booking.LeadStatus{booking.LeadQualifying, booking.LeadQualified, booking.LeadOffered}

// saveLead brings the lead up to what the form says, once a reply is said.
func (r *run) saveLead() {
	f := &r.st.Form
	if f.LeadStage == "" && f.Service == "" && !r.st.Work.Intent || r.flow() == agent.FlowWaitlist && r.why() == waitOutOfArea {
		return
	}
	reached, from := slices.Index(stages, r.leadStage()), slices.Index(stages, f.LeadStage)
	if reached <= from {
		if now := r.leadMark(); now != f.Lead {
			f.Lead = now
			r.emitLead(f.LeadStage, "")
		}
		return
	}
	for _, stage := range stages[from+1 : reached+1] {
		r.emitLead(stage, "")
	}
	f.LeadStage, f.Lead = stages[reached], r.leadMark()
}

func (r *run) leadStage() booking.LeadStatus {
	f := r.st.Form
	service, _ := r.view.Find(f.Service)
	told := !service.AsksProblem || f.Problem != "" || r.skipped(agent.AskProblem)
	switch {
	case f.Service == "" || f.Place == nil || !f.Place.Served() || !told || r.detailLeft():
		return booking.LeadQualifying
	case f.Slot != nil || len(f.Shown) > 0:
		return booking.LeadOffered
	default:
		return booking.LeadQualified
	}
}

// leadMark changes when something worth saving did.
func (r *run) leadMark() string {
	f := r.st.Form
	mark := fmt.Sprintf("%s|%d|%s", f.Service, f.Quantity, f.Problem)
	if f.Place != nil {
		mark += "|" + string(f.Place.ID)
	}
	if f.Wish != nil {
		mark += "|" + f.Wish.Text
	}
	return mark
}

// endLead closes the lead, making it first when there is none yet.
func (r *run) endLead(status booking.LeadStatus, reason string) {
	f := &r.st.Form
	if f.LeadStage == status {
		return
	}
	if f.LeadStage == "" || f.LeadStage == booking.LeadDisqualified {
		r.emitLead(booking.LeadQualifying, "")
	}
	r.emitLead(status, reason)
	f.LeadStage = status
}

func (r *run) emitLead(status booking.LeadStatus, reason string) {
	f := r.st.Form
	lead := booking.SaveLead{
		Unit: r.unit(), Status: status, Reason: reason, Service: f.Service, Problem: f.Problem, Quantity: f.Quantity,
		Wish: f.Wish,
	}
	if f.Place != nil {
		lead.Place = f.Place.ID
	}
	r.emit(agent.Effect{Kind: agent.EffLead, Lead: &lead})
}
