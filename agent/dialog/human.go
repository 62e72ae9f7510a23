package dialog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// handOff is a reason to give the conversation to a person, and the words that say so.
type handOff struct {
	cause    booking.Cause
	priority booking.Priority
	id       string
	values   agent.SayValues
	visit    booking.VisitID
}

// handOff says honestly when a person answers and opens the escalation. From here on the bot is silent.
func (r *run) handOff(h handOff) {
	r.st.Stack = nil
	r.push(agent.FlowHuman, "")
	r.st.Work.Echo = nil
	r.say(r.other(h.id), agent.AskHuman, r.withDesk(h.values), nil)
	r.emit(agent.Effect{Kind: agent.EffEscalate, Escalate: &booking.OpenEscalation{
		Contact: r.view.Contact.ID, Visit: h.visit, Unit: r.unit(), Cause: h.cause, Priority: h.priority,
		Summary: r.summary(),
	}})
}

// alert tells people of something that waits for them, while the bot goes on. It is of this contact, and of the unit in charge
// where it names none.
func (r *run) alert(a booking.OpenEscalation) {
	a.Contact = r.view.Contact.ID
	if a.Unit == "" {
		a.Unit = r.unit()
	}
	r.emit(agent.Effect{Kind: agent.EffAlert, Escalate: &a})
}

// withDesk adds when people answer.
func (r *run) withDesk(v agent.SayValues) agent.SayValues {
	v.DeskOpen, v.DeskNext, v.TimeZone = r.view.Desk.Open, r.deskNext(), r.view.Unit.TimeZone
	return v
}

// deskNext is when people answer again; empty when they do now, or never.
func (r *run) deskNext() string {
	if r.view.Desk.Open || r.view.Desk.Next.IsZero() {
		return ""
	}
	return r.view.Desk.Next.Format(time.RFC3339)
}

// summary is what is known, in codes and in the customer's own words.
func (r *run) summary() string {
	f := r.st.Form
	parts := []string{r.name(), string(f.Service)}
	if f.Place != nil {
		parts = append(parts, f.Place.Name)
	}
	if f.Problem != "" && !strings.Contains(r.text(), f.Problem) {
		parts = append(parts, f.Problem)
	}
	if f.Quantity > 1 {
		parts = append(parts, "×"+strconv.Itoa(f.Quantity))
	}
	for _, l := range r.st.Later {
		parts = append(parts, "+ "+string(l.Service))
	}
	if t := r.text(); t != "" {
		parts = append(parts, "\""+t+"\"")
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return clip(strings.Join(parts, " · "), 400)
}

// today is the visit of this contact that is due today, if any.
func (r *run) today() *agent.Visit {
	for i := range r.view.Visits {
		v := &r.view.Visits[i]
		zone := r.zone(v.TimeZone)
		if booking.DayOf(v.Window.Start, zone) == booking.DayOf(r.ev.Now, zone) {
			return v
		}
	}
	return nil
}

// zone of a name that the view gives; the unit's own when the name is not known.
func (r *run) zone(name string) *time.Location {
	if name != "" {
		if z, err := time.LoadLocation(name); err == nil {
			return z
		}
	}
	if r.view.Zone != nil {
		return r.view.Zone
	}
	return time.UTC
}

// urgentToday raises a priority to P2 when a visit is due today.
func (r *run) urgentToday(p booking.Priority) (booking.Priority, booking.VisitID) {
	if v := r.today(); v != nil {
		return booking.P2, v.ID
	}
	return p, ""
}

func (r *run) askedHuman() bool {
	if !r.has(agent.CmdHuman) && (r.chosen == nil || r.chosen.Key != keyHuman) {
		return false
	}
	priority, visit := r.urgentToday(booking.P4)
	r.handOff(handOff{cause: booking.CauseAskedHuman, priority: priority, id: "human.asked", visit: visit})
	return true
}

// complained hands anger to a person at once; a rude word alone is let pass the first time.
func (r *run) complained() bool {
	if !r.has(agent.CmdComplain) && (!r.has(agent.CmdAbuse) || !slices.Contains(r.st.Said, "abuse.answer")) {
		return false
	}
	if r.flow() == agent.FlowRate && slices.ContainsFunc(r.ev.Heard.Commands, func(c agent.Command) bool {
		return c.Slot == agent.SlotRating && c.Value.Number > 0 && c.Value.Number <= booking.LowScore
	}) {
		return false // a bad grade calls a person by itself
	}
	priority, visit := r.urgentToday(booking.P3)
	r.handOff(handOff{cause: booking.CauseAnger, priority: priority, id: "human.complaint", visit: visit})
	return true
}

// failed hands over when something that we depend on does not answer.
func (r *run) failed(kind agent.EffectKind) {
	switch kind {
	case agent.EffPrice:
		r.priced(nil)
		return
	case agent.EffLookup:
		r.lookedUp(nil)
		return
	}
	r.handOff(handOff{cause: booking.CauseLowConfidence, priority: booking.P4, id: "human.failed"})
}
