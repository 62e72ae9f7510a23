package dialog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// tech reads what a technician wrote. On a device that is not known yet nothing is told and nothing is done but the PIN.
func (r *run) tech() {
	r.openTech()
	t := r.view.Technician
	heard := agent.Kept{
		Commands: r.ev.Heard.Commands, Message: r.ev.Heard.Message, SentAt: r.ev.Heard.SentAt, Media: r.ev.Heard.Files,
	}
	switch {
	case r.techDanger():
	case r.withHuman():
		r.recordSteps(heard, nil)
	case !t.Trusted && r.has(agent.CmdHuman):
		r.techHelp()
	case t.Locked.After(r.ev.Now):
		r.say(r.other("tech.locked"), agent.AskDocument, agent.SayValues{At: t.Locked}, nil)
	case !t.Trusted:
		r.askPIN(heard)
	default:
		r.duty(heard)
	}
}

// openTech makes the state of a technician's talk ready for a message.
func (r *run) openTech() {
	if r.st.Version > agent.StateVersion {
		r.st = agent.State{Language: r.st.Language}
	}
	r.st.Version, r.st.Heard, r.st.Greeted = agent.StateVersion, r.ev.Now, true
	r.st.Work = &agent.Work{Turn: r.ev.Turn, Was: r.question()}
	r.curt = true
	if r.flow() == agent.FlowHuman && !r.withHuman() {
		r.st.Stack, r.st.Ask = nil, agent.AskNone
	}
	r.settleLanguage()
	r.st.Work.Before = nil
}

// askPIN keeps what was said until the PIN is known.
func (r *run) askPIN(heard agent.Kept) {
	if pin := r.code(heard.Commands); pin != "" {
		r.wait(agent.Effect{Kind: agent.EffVerify, Verify: pin})
		return
	}
	if r.st.Misses++; r.st.Misses > rungs {
		r.techHelp()
		return
	}
	misses := r.st.Misses
	defer func() { r.st.Misses = misses }()
	if r.st.Kept == nil && (slices.ContainsFunc(heard.Commands, working) || len(heard.Media) > 0) {
		r.st.Kept = &heard
	}
	r.say(r.other("tech.pin"), agent.AskDocument, agent.SayValues{Name: r.view.Technician.Name}, nil)
}

// working tells whether a command is about the work.
func working(c agent.Command) bool {
	switch c.Kind {
	case agent.CmdStep, agent.CmdAgenda, agent.CmdNextJob, agent.CmdTake, agent.CmdDecline, agent.CmdEta, agent.CmdHold, agent.CmdParts,
		agent.CmdPaid, agent.CmdPayout, agent.CmdAstray:
		return true
	default:
		return c.Slot == agent.SlotSerial
	}
}

func (r *run) code(commands []agent.Command) string {
	for _, c := range commands {
		if c.Slot == agent.SlotCode {
			return c.Value.Text
		}
	}
	return ""
}

// verified goes on with what was said before the PIN, or shows the day.
func (r *run) verified(ok bool) {
	if !ok {
		r.say(r.other("tech.pin_wrong"), agent.AskDocument, agent.SayValues{}, nil)
		return
	}
	r.view.Technician.Trusted = true
	kept := r.st.Kept
	r.st.Kept, r.st.Ask = nil, agent.AskNone
	if kept == nil {
		r.agenda("tech.welcome")
		return
	}
	r.before("tech.known", agent.SayValues{Name: r.view.Technician.Name})
	r.duty(*kept)
}

// duty does what the message is about: an offer, a reason that was asked for, steps of the day, questions about it.
func (r *run) duty(heard agent.Kept) {
	has := func(kinds ...agent.CommandKind) bool {
		return slices.ContainsFunc(heard.Commands, func(c agent.Command) bool { return slices.Contains(kinds, c.Kind) })
	}
	switch {
	case has(agent.CmdHuman):
		r.techHelp()
	case r.techUnheard():
	case r.astray(heard.Commands):
	case has(agent.CmdPayout):
		r.payout()
	case r.excused(heard):
	case r.answersOffer(heard.Commands):
	case has(agent.CmdDecline): // no offer waits: it is a visit of theirs
		r.techHelp()
	case r.flow() == agent.FlowWhy && !has(agent.CmdAgenda, agent.CmdNextJob):
		r.toldWhy(heard)
	case has(agent.CmdStep, agent.CmdEta, agent.CmdHold, agent.CmdParts, agent.CmdPaid) || len(heard.Media) > 0 || r.evident(heard.Commands):
		r.steps(heard)
	case has(agent.CmdAgenda):
		r.agenda("tech.day")
	case has(agent.CmdNextJob):
		r.nextJob()
	case r.ev.Heard != nil && r.text() == "":
		r.say("tech.unread", r.restAsk(), agent.SayValues{}, r.st.Options)
	default:
		r.lostTech()
	}
}

// evident tells whether the message brings something that is known of a visit: a serial number or the customer's code.
func (r *run) evident(commands []agent.Command) bool {
	_, _, active := r.view.Technician.Day.Active()
	return slices.ContainsFunc(commands, func(c agent.Command) bool {
		return c.Slot == agent.SlotSerial || c.Slot == agent.SlotCode && active
	})
}

// lostTech says what can be said, the second time with all the words; the third time a person is told.
func (r *run) lostTech() {
	if r.st.Ask == agent.AskDetail || r.st.Ask == agent.AskPhoto {
		r.excuse()
		return
	}
	r.st.Misses++
	misses := r.st.Misses
	if misses >= rungs {
		r.techHelp()
		return
	}
	r.say(r.other("tech.unclear"), r.restAsk(), agent.SayValues{}, r.st.Options)
	r.st.Misses = misses
}

// restAsk is what stays pending.
func (r *run) restAsk() agent.Ask {
	if r.st.Ask == "" {
		return agent.AskNone
	}
	return r.st.Ask
}

// techHelp calls a person with the job at hand. The technician goes on working with the bot.
func (r *run) techHelp() {
	t := r.view.Technician
	alert := booking.OpenEscalation{
		Unit: r.view.Unit.Code, Cause: booking.CauseTechnicianHelp, Priority: booking.P2,
		Summary: strings.Join([]string{t.Name, "\"" + r.text() + "\""}, " · "),
	}
	v, _, ok := t.Day.Active()
	if !ok {
		v, ok = t.Day.Next()
	}
	if ok {
		alert.Visit = v.ID
		alert.Summary += fmt.Sprintf(" · #%d · %s · %s", v.Number, v.Service, v.Locality)
	}
	r.alert(alert)
	r.st.Misses = 0
	r.say(r.other("tech.help"), r.restAsk(), r.withDesk(agent.SayValues{}), r.st.Options)
}

// techDanger says what to do to be safe and alerts the office at once, whoever has the conversation and before any PIN.
func (r *run) techDanger() bool {
	for _, u := range gravest {
		if !r.urgent(u) {
			continue
		}
		t := r.view.Technician
		alert := booking.OpenEscalation{
			Unit: r.view.Unit.Code, Cause: booking.CauseSafety, Priority: booking.P1,
			Summary: t.Name + " · \"" + r.text() + "\"",
		}
		if v, _, ok := t.Day.Active(); ok {
			alert.Visit = v.ID
			alert.Summary += fmt.Sprintf(" · #%d · %s · %s", v.Number, v.Service, v.Locality)
		}
		r.alert(alert)
		r.say(r.other("safety."+string(u)), r.restAsk(), agent.SayValues{Urgency: u}, r.st.Options)
		return true
	}
	return false
}

// agenda tells the visits of the day in their order.
func (r *run) agenda(id string) {
	day := r.view.Technician.Day
	var jobs []agent.Job
	for i, v := range day.Plan {
		if !v.Offered {
			jobs = append(jobs, agent.Job{Visit: v, Place: len(jobs) + 1, Status: day.Progress[i].Status})
		}
	}
	if len(jobs) == 0 {
		id += "_free"
	}
	r.say(id, agent.AskNone, agent.SayValues{Name: r.view.Technician.Name, Jobs: jobs}, nil)
}

// nextJob tells the visit under way, or the next one, with all that is needed to get there.
func (r *run) nextJob() {
	day := r.view.Technician.Day
	v, p, ok := day.Active()
	id := "tech.current"
	if !ok {
		v, ok = day.Next()
		p.Status, id = booking.VisitDispatched, "tech.next"
	}
	if !ok {
		r.still("tech.none_left")
		r.say("tech.none_left", agent.AskNone, agent.SayValues{}, nil)
		return
	}
	r.say(id, agent.AskNone, agent.SayValues{Jobs: []agent.Job{{Visit: v, Status: p.Status}}}, nil)
}
