package dialog

import (
	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// visitsTold is how many visits one reply names.
const visitsTold = 3

// visitChange hands to a person what the agent may not do itself: moving or canceling a visit that stands.
func (r *run) visitChange() bool {
	if r.busy() {
		return false
	}
	visits := r.view.Visits
	move, cancel := r.has(agent.CmdMove) || r.changesVisit(), r.has(agent.CmdCancel)
	switch {
	case !move && !cancel && !r.has(agent.CmdStatus):
		return false
	case !move && !cancel && r.late() != nil:
		v := r.late()
		r.handOff(handOff{
			cause: booking.CauseVisitChange, priority: booking.P2, id: "human.late", visit: v.ID, values: agent.SayValues{Visit: v},
		})
		return true
	case len(visits) > 0 && !move && !cancel:
		return false
	case len(visits) == 0 && r.st.Work.Progress:
		return false
	case len(visits) == 0:
		r.st.Ask = agent.AskNone
		r.reply("visit.none", agent.SayValues{})
		return true
	}
	h := handOff{cause: booking.CauseVisitChange, priority: booking.P4, id: "human.move", visit: visits[0].ID}
	if cancel && !move {
		h.id = "human.cancel"
	}
	h.values.Visit = &visits[0]
	if v := r.today(); v != nil {
		h.priority, h.visit, h.values.Visit = booking.P2, v.ID, v
	}
	r.handOff(h)
	return true
}

// changesVisit tells whether a bare day or address can only be about the visit that stands.
func (r *run) changesVisit() bool {
	if len(r.view.Visits) == 0 || len(r.ev.Heard.Commands) == 0 || r.st.Form.Service != "" {
		return false
	}
	for _, c := range r.ev.Heard.Commands {
		switch c.Kind {
		case agent.CmdSet, agent.CmdCorrect:
			if c.Slot != agent.SlotWhen && c.Slot != agent.SlotAddress && c.Slot != agent.SlotPin && c.Slot != agent.SlotPlace {
				return false
			}
		case agent.CmdGreet, agent.CmdThanks, agent.CmdDeny, agent.CmdMore:
		default:
			return false
		}
	}
	return r.st.Work.Progress
}

// status answers when the visits of this contact are.
func (r *run) status() {
	visits := r.view.Visits
	if len(visits) == 0 {
		r.answered("visit.none", agent.SayValues{})
		return
	}
	for i := range visits[:min(len(visits), visitsTold)] {
		r.answered(statusID(visits[i].Status), agent.SayValues{Visit: &visits[i]})
	}
}

func statusID(s booking.VisitStatus) string {
	switch s {
	case booking.VisitEnRoute:
		return "visit.on_the_way"
	case booking.VisitOnSite, booking.VisitWorking, booking.VisitPaused:
		return "visit.under_way"
	default:
		return "visit.status"
	}
}

// late is a visit whose promised window is over and to which nobody has come.
func (r *run) late() *agent.Visit {
	for i := range r.view.Visits {
		v := &r.view.Visits[i]
		if statusID(v.Status) != "visit.under_way" && r.ev.Now.After(v.Window.End) {
			return v
		}
	}
	return nil
}
