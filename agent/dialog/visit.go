package dialog

import (
	"slices"
	"strconv"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// visitsTold is how many visits one reply names.
const visitsTold = 3

// visitChange opens what the message wants of a visit that stands: to move it, to call it off, to come home late for it. It ends
// the turn only where a person must see to it or there is no such visit.
func (r *run) visitChange() bool {
	if flow := r.flow(); (flow == agent.FlowDelay || flow == agent.FlowAttend) && r.has(agent.CmdStatus) && r.late() != nil &&
		!r.has(agent.CmdMove, agent.CmdCancel, agent.CmdAffirm) { // a question about who did not come is no answer to ours
		return r.nobodyCame()
	}
	if r.elsewhere() {
		return true
	}
	if r.busy() {
		return false
	}
	visits := r.view.Visits
	move, cancel := r.has(agent.CmdMove) || r.changesVisit(), r.has(agent.CmdCancel) || r.has(agent.CmdStop) && len(visits) > 0
	late := r.has(agent.CmdLate)
	switch {
	case !move && !cancel && !late && !r.has(agent.CmdStatus):
		return false
	case !move && !cancel && r.late() != nil:
		return r.nobodyCame()
	case len(visits) > 0 && !move && !cancel && !late:
		return false
	case len(visits) == 0 && r.st.Work.Progress:
		return false
	case len(visits) == 0:
		r.st.Ask = agent.AskNone
		r.reply("visit.none", agent.SayValues{})
		return true
	case late && !move && !cancel:
		return r.homeLate()
	case cancel:
		return r.change(agent.FlowCancel)
	default:
		return r.change(agent.FlowMove)
	}
}

// nobodyCame has a person find out where a technician is whose window is over.
func (r *run) nobodyCame() bool {
	v := r.late()
	r.handOff(handOff{
		cause: booking.CauseVisitChange, priority: booking.P2, id: "human.late", visit: v.ID, values: agent.SayValues{Visit: v},
	})
	return true
}

// change opens the flow that changes a visit. What the message says of the service only tells which visit is meant.
func (r *run) change(flow agent.FlowName) bool {
	f := &r.st.Form
	service := f.Service
	wish, readings := f.Wish, f.Readings
	r.rest()
	f.Wish, f.Readings = wish, readings
	if len([]rune(r.text())) > bareRequest {
		f.Reason = r.text()
	}
	r.push(flow, "")
	r.st.Work.Progress = true
	list := r.changeable(flow, service)
	if len(list) == 0 {
		return r.underWay(flow)
	}
	if flow == agent.FlowCancel && len(list) > 1 {
		list = r.onWishedDay(list)
	}
	if flow == agent.FlowCancel {
		f.Wish, f.Readings = nil, nil
	}
	if len(list) == 1 {
		f.Visit = &list[0]
		if flow == agent.FlowMove && f.Wish != nil { // slots come at once: say for which visit
			r.before("move.which", agent.SayValues{Visit: f.Visit})
		}
	}
	return false
}

// bareRequest is how long a message may be that says no more than what is wanted; a longer one gives the reason too.
const bareRequest = 40

// changeable lists the visits that the customer may still change by chat, those of a service if one was named.
func (r *run) changeable(flow agent.FlowName, service booking.ServiceCode) []agent.Visit {
	var all, named []agent.Visit
	for _, v := range r.view.Visits {
		if !v.Status.Movable() && (flow != agent.FlowCancel || v.Status != booking.VisitEnRoute) {
			continue
		}
		all = append(all, v)
		if v.Service == service {
			named = append(named, v)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// onWishedDay keeps the visits in the window that the message names, if there are any.
func (r *run) onWishedDay(list []agent.Visit) []agent.Visit {
	wish := r.st.Form.Wish
	if wish == nil || len(wish.Windows) == 0 {
		return list
	}
	kept := slices.Clone(list)
	kept = slices.DeleteFunc(kept, func(v agent.Visit) bool { return !wish.Windows[0].Overlaps(v.Window) })
	if len(kept) == 0 {
		return list
	}
	return kept
}

// underWay hands to a person a change of a visit that somebody already drives to or works at.
func (r *run) underWay(flow agent.FlowName) bool {
	h := handOff{cause: booking.CauseVisitChange, priority: booking.P2, id: "human.move"}
	if flow == agent.FlowCancel {
		h.id = "human.cancel"
	}
	v := r.view.Visits[0]
	h.visit, h.values.Visit = v.ID, &v
	r.handOff(h)
	return true
}

// askVisit asks which of their visits is meant.
func (r *run) askVisit() {
	list := r.changeable(r.flow(), "")
	options := make([]agent.Option, 0, len(list))
	for i := range list {
		options = append(options, agent.Option{ID: strconv.Itoa(i + 1), Visit: &list[i]})
	}
	r.ask(question{ask: agent.AskVisit, stem: "ask.visit", options: options})
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
	if w := r.st.Form.Wish; w != nil && len(r.view.Visits) == 1 { // its own time, said once more
		r.st.Form.Visit = &r.view.Visits[0]
		other := len(w.Windows) == 0 || r.elsewhen(*w)
		r.st.Form.Visit = nil
		if !other {
			r.st.Form.Wish, r.st.Work.Progress, r.st.Work.Aside = nil, false, true
			if !r.has(agent.CmdAffirm, agent.CmdNote) {
				r.status()
			}
			return false
		}
	}
	return r.st.Work.Progress
}

// homeLate answers a customer who will not be at home in time: the window covers it, or the visit is to be moved.
func (r *run) homeLate() bool {
	v := r.today()
	if v == nil {
		v = &r.view.Visits[0]
	}
	if !v.Status.Movable() {
		return r.underWay(agent.FlowMove)
	}
	minutes := 0
	if c := r.find(agent.CmdLate); c != nil {
		minutes = c.Value.Number
	}
	home := v.Window.Start
	if home.Before(r.ev.Now) {
		home = r.ev.Now
	}
	if home = home.Add(timeMinutes(minutes)); minutes > 0 && home.Before(v.Expected) {
		r.reply("visit.late_fits", agent.SayValues{Visit: v})
		return true
	}
	r.st.Form.Visit = v
	r.push(agent.FlowDelay, noteHomeLate)
	r.askDelay("ask.home_late")
	return true
}

// status answers when the visits of this contact are.
func (r *run) status() {
	visits := r.view.Visits
	if len(visits) == 0 && r.flow() == agent.FlowBook && r.st.Form.Service != "" { // who comes, and when, of the visit they are asking for
		r.toDesk()
		return
	}
	if len(visits) == 0 {
		r.answered("visit.none", agent.SayValues{})
		return
	}
	for i := range visits[:min(len(visits), visitsTold)] {
		r.answered(statusID(visits[i].Status), agent.SayValues{Visit: &visits[i], Tech: visits[i].Technician})
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
