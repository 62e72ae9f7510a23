package dialog

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// pick finds the option that the message chooses among those shown.
func (r *run) pick() {
	c := r.find(agent.CmdChoose)
	if c == nil {
		return
	}
	for i := range r.st.Options {
		o := r.st.Options[i]
		if o.ID == c.Option || c.Option == agent.ChoiceAny && o.Slot != nil {
			r.chosen = &o
			return
		}
	}
}

// answer reads the message as an answer to the pending question: a pick, other options, yes, no, or "I don't know".
func (r *run) answer() {
	w := r.st.Work
	c := r.find(agent.CmdChoose)
	switch {
	case c != nil && c.Option == agent.ChoiceGone:
		r.gone()
	case r.chosen != nil:
		r.take(*r.chosen)
	case r.has(agent.CmdMore, agent.CmdMove) && r.offering(),
		c != nil && c.Option == agent.ChoiceNone && r.onTable():
		if w.Offer == "" {
			r.more()
		}
	case c != nil && c.Option == agent.ChoiceAny && r.st.Ask == agent.AskWhen:
		r.skip()
	case r.has(agent.CmdAffirm):
		r.yes()
	case r.has(agent.CmdDeny) && !w.Progress:
		r.no()
	case r.has(agent.CmdSkip) && !w.Progress:
		r.skip()
	}
}

// offering tells whether slots are on the table or one is chosen.
func (r *run) offering() bool {
	f := r.st.Form
	return f.Slot != nil || len(f.Shown) > 0 && r.st.Ask == agent.AskSlot || r.onTable()
}

// take does what a picked option says.
func (r *run) take(o agent.Option) {
	f, w := &r.st.Form, r.st.Work
	w.Progress = true
	switch {
	case o.Slot != nil:
		r.choose(*o.Slot)
	case o.Visit != nil:
		f.Visit = o.Visit
	case o.Service != "":
		r.setService(&agent.Command{Slot: agent.SlotService, Value: agent.Value{Service: o.Service}})
		w.Intent = true
	case o.Wish != nil:
		wish := *o.Wish
		f.Wish, f.Readings = &wish, nil
		r.giveBack("wish")
	case strings.HasPrefix(o.Key, keyKind):
		r.setNote(noteKind + strings.TrimPrefix(o.Key, keyKind))
	case o.Key == keyOther:
		r.setNote(noteOther)
	case o.Key == keySkip:
		r.skip()
	case o.Key == keyKeep:
		r.stay()
	case o.Key == keyMove:
		r.absent()
	case o.Key == keyChangeWhen:
		f.Wish = nil
		r.giveBack("wish")
	case o.Key == keyChangeAddress:
		f.Address, f.Pin, r.st.Proposal, w.Changed = nil, nil, nil, true
		r.unskip(agent.AskAddress)
	case o.Key == keyChangeService:
		f.Service, f.Quantity = "", 0
		r.setNote("")
		r.giveBack("wish")
		w.Intent = true
	}
}

func (r *run) unskip(a agent.Ask) {
	var kept []agent.Ask
	for _, s := range r.st.Form.Skipped {
		if s != a {
			kept = append(kept, s)
		}
	}
	r.st.Form.Skipped = kept
}

func (r *run) yes() {
	w := r.st.Work
	switch {
	case r.agreed(agent.ProposeBook):
		r.resumed()
		r.book()
	case r.agreed(agent.ProposeWait):
		r.joinWaitlist()
	case r.agreed(agent.ProposeMove):
		r.resumed()
		r.move()
	case r.agreed(agent.ProposeCancel):
		r.cancelVisit()
	case r.agreed(agent.ProposeVisit), r.agreed(agent.ProposeDelay):
		r.attends()
	case r.st.Ask == agent.AskConfirm:
		w.Aside = true
	case r.st.Ask == agent.AskSlot && r.onlyFit() != nil && r.aboutPending():
		r.choose(*r.onlyFit())
	case r.st.Ask == agent.AskDetail && !w.Progress:
		c := r.find(agent.CmdAffirm)
		r.setDetail(firstOf(c.Quote, r.text()), c)
	}
}

func (r *run) no() {
	switch r.st.Ask {
	case agent.AskConfirm:
		switch r.flow() {
		case agent.FlowWaitlist:
			r.declineWaitlist()
		case agent.FlowCancel:
			r.keep()
		case agent.FlowAttend, agent.FlowDelay:
			r.absent()
		default:
			r.refused()
		}
	case agent.AskSlot:
		if r.offering() && r.st.Form.Slot == nil {
			r.more()
		}
	case agent.AskDetail:
		c := r.find(agent.CmdDeny)
		r.setDetail(firstOf(c.Quote, r.text()), c)
	case agent.AskProblem, agent.AskPhone, agent.AskName:
		r.skip()
	}
}

// skip goes on without an answer where that is possible.
func (r *run) skip() {
	f, w := &r.st.Form, r.st.Work
	switch r.st.Ask {
	case agent.AskProblem, agent.AskPhone, agent.AskName:
		r.skipAsk(r.st.Ask)
		w.Progress = true
	case agent.AskDetail:
		if q, pending := r.detail(); pending {
			if f.Answers == nil {
				f.Answers = map[string]string{}
			}
			f.Answers[q.ID] = ""
			w.Progress = true
		}
	case agent.AskWhen:
		f.Wish, f.Readings = &booking.Wish{Prefer: booking.PreferASAP}, nil
		w.Progress = true
	case agent.AskAddress:
		if f.Address != nil {
			r.skipAsk(agent.AskAddress)
			w.Progress = true
		}
	}
}
