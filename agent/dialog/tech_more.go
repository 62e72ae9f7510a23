package dialog

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// besides are steps that tell something beside the way of a visit: they are said back ahead of what the way came to.
var besides = map[booking.StepKind]string{
	booking.StepEta: "tech.noted_eta", booking.StepHold: "tech.noted_hold", booking.StepParts: "tech.noted_parts",
	booking.StepPaid: "tech.noted_paid",
}

// beside is the step that a command tells beside the way of a visit.
func beside(c agent.Command) (booking.Step, bool) {
	switch c.Kind {
	case agent.CmdEta:
		return booking.Step{Kind: booking.StepEta, Number: c.Value.Number}, c.Value.Number > 0
	case agent.CmdHold:
		return booking.Step{Kind: booking.StepHold, Number: c.Value.Number, Text: c.Quote}, true
	case agent.CmdParts:
		return booking.Step{Kind: booking.StepParts, Text: firstOf(inWords(c.Value.Parts), c.Quote)}, true
	case agent.CmdPaid:
		return booking.Step{Kind: booking.StepPaid, Number: c.Value.Number, Text: c.Value.Text}, c.Value.Number > 0
	default:
		return booking.Step{}, false
	}
}

// inWords lists parts: "capacitor 35, 0.5 kg 410".
func inWords(parts []agent.Part) string {
	var out []string
	for _, p := range parts {
		amount := ""
		if p.Quantity > 0 && (p.Quantity != 1 || p.Unit != "") {
			amount = strings.TrimSpace(strconv.FormatFloat(p.Quantity, 'f', -1, 64)+" "+p.Unit) + " "
		}
		out = append(out, amount+p.Name)
	}
	return strings.Join(out, ", ")
}

// besideValues are what is said back of such a step.
func (r *run) besideValues(s booking.Step, v booking.DayVisit) agent.SayValues {
	values := agent.SayValues{Text: s.Text, Quantity: s.Number, Jobs: []agent.Job{{Visit: v}}}
	switch s.Kind {
	case booking.StepEta:
		values.At = s.At.Add(timeMinutes(s.Number))
	case booking.StepPaid:
		values.Text = strconv.Itoa(s.Number)
	}
	return values
}

// payout asks finance for what a technician earned.
func (r *run) payout() {
	t := r.view.Technician
	r.alert(booking.OpenEscalation{
		Unit: r.view.Unit.Code, Cause: booking.CausePayment, Priority: booking.P4, Summary: t.Name + " · \"" + r.text() + "\"",
	})
	r.say(r.other("tech.payout"), r.restAsk(), r.withDesk(agent.SayValues{}), r.st.Options)
}

// astray takes the word of a technician who stands at the door that an address is wrong: with a pin the site is corrected, without one
// it is asked for. The office is told.
func (r *run) astray(commands []agent.Command) bool {
	var pin *booking.Pin
	wrong := r.flow() == agent.FlowAstray
	for _, c := range commands {
		wrong = wrong || c.Kind == agent.CmdAstray
		if c.Slot == agent.SlotPin && c.Value.Pin != nil {
			pin = c.Value.Pin
		}
	}
	told := r.has(agent.CmdAstray)
	if !wrong || pin == nil && !told {
		if r.flow() == agent.FlowAstray {
			r.st.Stack, r.st.Ask = nil, agent.AskNone
		}
		return false
	}
	day := r.view.Technician.Day
	v, _, ok := day.Active()
	if !ok {
		v, ok = day.Next()
	}
	if !ok {
		r.techHelp()
		return true
	}
	alert := booking.OpenEscalation{
		Visit: v.ID, Unit: r.view.Unit.Code, Cause: booking.CauseAddress, Priority: booking.P3,
		Summary: fmt.Sprintf("%s · #%d · %s · \"%s\"", r.view.Technician.Name, v.Number, v.Locality, r.text()),
	}
	values := agent.SayValues{Jobs: []agent.Job{{Visit: v}}}
	r.st.Stack, r.st.Ask = nil, agent.AskNone
	if pin == nil {
		r.alert(alert)
		r.push(agent.FlowAstray, string(v.ID))
		r.say(r.other("tech.astray"), agent.AskLocation, values, nil)
		return true
	}
	alert.Summary += fmt.Sprintf(" · %.5f,%.5f", pin.Lat, pin.Lng)
	r.emit(agent.Effect{Kind: agent.EffRepin, Repin: &agent.Repin{Visit: v.ID, Pin: *pin}})
	r.alert(alert)
	r.say(r.other("tech.repinned"), agent.AskNone, values, nil)
	return true
}
