package dialog

import (
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/booking"
)

// steps records what the message tells of the day. "Incomplete" without a reason asks for it first.
func (r *run) steps(heard agent.Kept) {
	r.st.Misses = 0
	for _, c := range heard.Commands {
		if c.Kind == agent.CmdStep && booking.StepKind(c.Value.Text) == booking.StepIncomplete && bareWords(r.text(), c.Quote) {
			if _, _, active := r.view.Technician.Day.Active(); active {
				r.st.Stack = nil
				r.push(agent.FlowWhy, string(heard.Message)+"|"+heard.SentAt.Format(time.RFC3339Nano))
				r.say(r.other("tech.why"), agent.AskReason, agent.SayValues{}, nil)
				return
			}
		}
	}
	r.recordSteps(heard, nil)
}

// bareWords tells whether a message holds little more than a phrase.
func bareWords(text, quote string) bool { return len([]rune(text))-len([]rune(quote)) < 6 }

// toldWhy takes any words as the reason why a visit was not finished, at the time when that was said.
func (r *run) toldWhy(heard agent.Kept) {
	id, at, _ := strings.Cut(r.top().Note, "|")
	when, err := time.Parse(time.RFC3339Nano, at)
	if err != nil || r.text() == "" {
		r.say(r.other("tech.why"), agent.AskReason, agent.SayValues{}, nil)
		return
	}
	r.st.Stack, r.st.Ask = nil, agent.AskNone
	r.recordSteps(agent.Kept{Message: booking.MessageID(id), SentAt: when, Media: heard.Media}, &booking.Step{
		Kind: booking.StepIncomplete, Text: r.text(),
	})
}

// excuse reads words that bring nothing of what lacks as the reason why it lacks, and asks for a yes before the visit is closed with
// it. What is no reason asks for it again.
func (r *run) excuse() {
	_, p, ok := r.view.Technician.Day.Active()
	if !ok || !r.reasons() {
		r.say(r.other("tech.missing_still"), r.restAsk(), agent.SayValues{Items: p.Missing}, nil)
		return
	}
	r.st.Stack = nil
	r.push(agent.FlowExcuse, string(r.ev.Heard.Message)+"|"+r.ev.Heard.SentAt.Format(time.RFC3339Nano))
	r.st.Form.Reason = r.text()
	r.newProposal(agent.ProposeExcuse)
	r.say(r.other("tech.excuse"), agent.AskConfirm, agent.SayValues{Items: p.Missing, Text: r.text()}, nil)
}

// reasons tells whether a message can be a reason: words that neither ask nor put off.
func (r *run) reasons() bool {
	return len(strings.Fields(r.text())) >= 2 && letters(r.text()) >= 6 && !strings.ContainsAny(r.text(), "?¿") &&
		!r.has(agent.CmdWait, agent.CmdAffirm, agent.CmdDanger)
}

// excused closes the visit with the reason after a yes, at the time when it was told; anything else leaves it open.
func (r *run) excused(heard agent.Kept) bool {
	if r.flow() != agent.FlowExcuse || r.st.Ask != agent.AskConfirm {
		return false
	}
	id, at, _ := strings.Cut(r.top().Note, "|")
	when, err := time.Parse(time.RFC3339Nano, at)
	reason := r.st.Form.Reason
	yes := r.has(agent.CmdAffirm) && !r.has(agent.CmdDeny)
	_, p, ok := r.view.Technician.Day.Active()
	r.st.Stack, r.st.Proposal, r.st.Form.Reason = nil, nil, ""
	r.st.Ask = r.missingAsk(p)
	switch {
	case yes && err == nil && ok:
		r.recordSteps(agent.Kept{Message: booking.MessageID(id), SentAt: when}, &booking.Step{Kind: booking.StepDone, Text: reason})
	case r.has(agent.CmdDeny) || len(heard.Commands) == 0 && len(heard.Media) == 0:
		r.say(r.other("tech.missing_still"), r.restAsk(), agent.SayValues{Items: p.Missing}, nil)
	default:
		return false
	}
	return true
}

// recordSteps hands the steps of a turn over, message by message, each at its own time.
func (r *run) recordSteps(heard agent.Kept, extra *booking.Step) {
	parts := []agent.Kept{heard}
	if h := r.ev.Heard; h != nil && extra == nil && len(h.Parts) > 1 && h.Message == heard.Message {
		parts = h.Parts
	}
	var steps []booking.Step
	for _, part := range parts {
		steps = append(steps, r.stepsOf(part, extra)...)
	}
	if len(steps) == 0 {
		if !r.withHuman() {
			r.lostTech()
		}
		return
	}
	r.wait(agent.Effect{Kind: agent.EffRecord, Record: &booking.RecordSteps{Resource: r.view.Technician.ID, Steps: steps}})
}

// stepsOf are the steps of a message in the order in which they were said: first the arrival, then what was brought, then what it
// means, but a try and a picture before "nobody there".
func (r *run) stepsOf(heard agent.Kept, extra *booking.Step) (steps []booking.Step) {
	words := firstOf(heard.Text, r.text())
	named := r.namedVisit(words)
	add := func(s booking.Step) {
		if s.Kind == booking.StepGo || s.Kind == booking.StepArrive {
			s.Visit = named
		}
		s.ID, s.At = fmt.Sprintf("%s/%02d", heard.Message, len(steps)), heard.SentAt
		steps = append(steps, s)
	}
	first := func(k booking.StepKind) bool { return k == booking.StepArrive || k == booking.StepStart }
	for _, c := range heard.Commands {
		if k := booking.StepKind(c.Value.Text); c.Kind == agent.CmdStep && first(k) {
			add(booking.Step{Kind: k})
		}
	}
	for _, m := range heard.Media {
		if m.Kind == "image" {
			add(booking.Step{Kind: booking.StepPhoto, Text: m.Ref})
		}
	}
	for _, c := range heard.Commands {
		switch {
		case c.Slot == agent.SlotSerial:
			add(booking.Step{Kind: booking.StepSerial, Text: c.Value.Text})
		case c.Slot == agent.SlotCode:
			add(booking.Step{Kind: booking.StepAccept, Text: c.Value.Text})
		case c.Kind == agent.CmdStep && booking.StepKind(c.Value.Text) == booking.StepTry:
			add(booking.Step{Kind: booking.StepTry})
		}
	}
	for _, c := range heard.Commands {
		if s, ok := beside(c); ok {
			add(s)
		}
	}
	for _, c := range heard.Commands {
		if k := booking.StepKind(c.Value.Text); c.Kind == agent.CmdStep && !first(k) && k != booking.StepTry {
			s := booking.Step{Kind: k, Number: c.Value.Number}
			if k == booking.StepIncomplete {
				s.Text = words
			}
			add(s)
		}
	}
	if extra != nil {
		add(*extra)
	}
	return steps
}

// namedVisit is the one visit of the day, not begun yet, whose customer or place the message names: "voy donde la señora Marta".
func (r *run) namedVisit(said string) booking.VisitID {
	day := r.view.Technician.Day
	words := " " + text.Fold(said) + " "
	for _, name := range []func(booking.DayVisit) string{
		func(v booking.DayVisit) string { return firstWord(v.Customer) },
		func(v booking.DayVisit) string { return v.Locality },
	} {
		found := booking.VisitID("")
		for i, v := range day.Plan {
			n := text.Fold(name(v))
			if len(n) < 3 || day.Progress[i].Status != booking.VisitDispatched || !strings.Contains(words, " "+n+" ") {
				continue
			}
			if found != "" {
				found = ""
				break
			}
			found = v.ID
		}
		if found != "" {
			return found
		}
	}
	return ""
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return first
}

// recorded tells what became of the steps: the last that changed something, or why none did, and what comes next.
func (r *run) recorded(day *booking.WorkDay) {
	if r.withHuman() || day == nil {
		return
	}
	r.view.Technician.Day = *day
	var told *booking.StepOutcome
	var more []*booking.StepOutcome
	for i := range day.Outcomes {
		o := &day.Outcomes[i]
		if besides[o.Step.Kind] != "" && o.Refusal == booking.RefusedNone {
			more = append(more, o)
			continue
		}
		if told == nil || o.Refusal == booking.RefusedNone || told.Refusal != booking.RefusedNone {
			told = o
		}
	}
	if n := len(day.Outcomes); told != nil && n > 0 { // what was meant by it all, and cannot be yet
		switch last := &day.Outcomes[n-1]; last.Refusal {
		case booking.RefusedMissing, booking.RefusedTooEarly, booking.RefusedNoProof, booking.RefusedNoReason:
			told = last
		}
	}
	for n, o := range more {
		v, p, _ := day.Of(o.Visit)
		id, values := besides[o.Step.Kind], r.besideValues(o.Step, v)
		if told == nil && n == len(more)-1 {
			r.still(id)
			r.say(id, r.missingAsk(p), values, nil)
			return
		}
		r.before(id, values)
	}
	if told == nil {
		r.lostTech()
		return
	}
	v, p, _ := day.Of(told.Visit)
	values := agent.SayValues{
		At: told.Step.At, Worked: p.Worked, Jobs: []agent.Job{{Visit: v, Status: p.Status}}, Items: p.Missing, Quantity: booking.NoAccessTries,
	}
	if told.Refusal != booking.RefusedNone {
		r.refusedStep(*told, values)
		return
	}
	if told.Step.Kind == booking.StepDelay {
		r.delayed(v, told.Step.Number)
	}
	if p.Status.Live() || told.Before == p.Status {
		id := r.stepID(*told, p)
		if told.Step.Kind == booking.StepDelay {
			id = r.other(id)
		}
		r.say(id, r.missingAsk(p), values, nil)
		return
	}
	r.before("tech.ended_"+string(p.Status), values)
	r.nextJob()
}

// stepID is what is said of a step that was taken.
func (r *run) stepID(o booking.StepOutcome, p booking.Progress) string {
	switch k := o.Step.Kind; k {
	case booking.StepPhoto, booking.StepSerial, booking.StepCheck, booking.StepAccept:
		if p.Claimed && len(p.Missing) > 0 {
			return "tech.still_missing"
		}
		return "tech.kept"
	default:
		return "tech." + string(k)
	}
}

// missingAsk is what is waited for when a visit was said to be done too early.
func (r *run) missingAsk(p booking.Progress) agent.Ask {
	if !p.Claimed || len(p.Missing) == 0 {
		return agent.AskNone
	}
	if p.Missing[0].Kind == booking.ItemPhoto {
		return agent.AskPhoto
	}
	return agent.AskDetail
}

// refusedStep explains why a step changes nothing, and what would.
func (r *run) refusedStep(o booking.StepOutcome, values agent.SayValues) {
	ask := agent.AskNone
	switch o.Refusal {
	case booking.RefusedMissing:
		_, p, _ := r.view.Technician.Day.Of(o.Visit)
		ask = r.missingAsk(p)
	case booking.RefusedTooEarly:
		values.At = o.Wait
	case booking.RefusedNoProof:
		_, p, _ := r.view.Technician.Day.Of(o.Visit)
		values.Quantity = max(0, booking.NoAccessTries-p.Tries)
	case booking.RefusedNothingActive:
		if next, ok := r.view.Technician.Day.Next(); ok {
			values.Jobs = []agent.Job{{Visit: next, Status: booking.VisitDispatched}}
			r.say("tech.refused_not_begun", agent.AskNone, values, nil)
			return
		}
	}
	id := "tech.refused_" + string(o.Refusal)
	if _, p, _ := r.view.Technician.Day.Of(o.Visit); o.Refusal == booking.RefusedTooEarly && p.Tries >= booking.NoAccessTries {
		id += "_tried"
	}
	r.still(id)
	r.say(id, ask, values, nil)
}

// still puts a word ahead of a sentence that was the last one said, so that the same does not come twice in a row.
func (r *run) still(id string) {
	if r.last() == id {
		r.before("tech.still", agent.SayValues{})
	}
}

// delayed tells the office that a technician is late.
func (r *run) delayed(v booking.DayVisit, minutes int) {
	r.alert(booking.OpenEscalation{
		Visit: v.ID, Unit: r.view.Unit.Code, Cause: booking.CauseTechnicianHelp, Priority: booking.P2,
		Summary: fmt.Sprintf("%s · #%d · +%d min", r.view.Technician.Name, v.Number, minutes),
	})
}
