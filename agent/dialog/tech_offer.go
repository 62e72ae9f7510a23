package dialog

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// answersOffer reads a yes or a no to the offer that is pending, or, when the words can mean nothing else, to the only one.
func (r *run) answersOffer(commands []agent.Command) bool {
	offers := r.view.Technician.Offers
	asked := r.flow() == agent.FlowOffer && r.st.Ask == agent.AskConfirm
	yes, no := false, false
	for _, c := range commands {
		switch c.Kind {
		case agent.CmdTake:
			yes = true
		case agent.CmdAffirm:
			yes = yes || asked
		case agent.CmdDecline:
			no = true
		case agent.CmdDeny:
			no = no || asked
		}
	}
	if no {
		yes = false
	}
	if !yes && !no || !asked && len(offers) == 0 {
		return false
	}
	pick := -1
	if asked {
		pick = slices.IndexFunc(offers, func(o booking.DayVisit) bool { return string(o.Assignment) == r.top().Note })
	}
	if pick < 0 && len(offers) > 0 && !asked {
		pick = 0
	}
	r.st.Stack, r.st.Proposal, r.st.Ask = nil, nil, agent.AskNone
	if pick < 0 {
		r.say("tech.offer_over", agent.AskNone, agent.SayValues{}, nil)
		return true
	}
	r.st.Form.Reason = string(offers[pick].Assignment)
	r.wait(agent.Effect{Kind: agent.EffReply, Reply: &booking.AnswerOffer{
		Assignment: offers[pick].Assignment, Resource: r.view.Technician.ID, Accept: yes,
	}})
	return true
}

// repliedOffer says that an offer was taken or not.
func (r *run) repliedOffer(res *agent.Result) {
	id := booking.AssignmentID(r.st.Form.Reason)
	r.st.Form.Reason = ""
	var values agent.SayValues
	for _, o := range r.view.Technician.Offers {
		if o.Assignment == id {
			values.Jobs = []agent.Job{{Visit: o}}
		}
	}
	switch {
	case res.Lost || len(values.Jobs) == 0:
		r.say("tech.offer_over", agent.AskNone, agent.SayValues{}, nil)
	case res.Verified:
		r.say("tech.offer_taken", agent.AskNone, values, nil)
	default:
		r.say("tech.offer_declined", agent.AskNone, values, nil)
	}
}

// tellTechnician says a notice to a technician. What is said on a device that is not known names no customer.
func (r *run) tellTechnician(n agent.Notice) {
	r.st.Greeted = true
	values := agent.SayValues{Visit: &n.Visit, At: n.Until}
	switch n.Kind {
	case agent.NoticeOffer:
		r.st.Stack = nil
		r.push(agent.FlowOffer, string(n.Assignment))
		r.newProposal(agent.ProposeOffer)
		r.say("notice.offer", agent.AskConfirm, values, nil)
	case agent.NoticeDay:
		if r.view.Technician == nil || !r.view.Technician.Trusted {
			return
		}
		r.agenda("tech.morning")
	case agent.NoticeJobMoved:
		if n.Old != nil {
			values = agent.SayValues{Visit: n.Old, Slot: &booking.Slot{Window: n.Visit.Window, TimeZone: n.Visit.TimeZone}}
		}
		r.say("notice.job_moved", r.restAsk(), values, r.st.Options)
	default:
		r.say("notice."+string(n.Kind), r.restAsk(), values, r.st.Options)
	}
}
