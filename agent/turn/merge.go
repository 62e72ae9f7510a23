package turn

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/booking"
)

// mostProposed is how many commands of a model are looked at.
const mostProposed = 5

// modelScore is the most that a command of a model is worth.
const modelScore = 0.7

// Merge joins what the rules understood and what a model proposed for the same words. It is pure, and trusts the model with nothing
// that has consequences:
//
//   - A yes, a no and a choice that the rules read stand. A model's yes and no are dropped, and so is its choice where a
//     confirmation is asked for, or where the option is more than a slot, a service, a day or a visit.
//   - A value that the rules missed is added as one of the model's; where both have one, that of the rules stands, and two services
//     are two candidates to ask about.
//   - A wish to book, move or cancel begins what ends in a question that only the rules can read the yes to. If the rules heard
//     another wish, neither stands and the person is asked which ([agent.CmdClarify]).
//   - A person, an opt-out, a complaint, to leave what was begun: only asked about, never done.
//   - A grade, a code, a name or a number of who was not asked for it, a step of a technician: never.
//   - What has no quote in the words is dropped.
func Merge(h agent.Heard, proposed []agent.Command, st agent.State, v agent.View) agent.Heard {
	if len(proposed) == 0 || v.Technician != nil || beyond(st.Ask) || answered(h, st.Ask) ||
		has(h, agent.CmdDanger, agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain, agent.CmdAbuse) {
		return h
	}
	m := &merger{heard: h, words: text.Parse(h.Text), state: st, view: v}
	m.heard.Commands = slices.Clone(h.Commands)
	for _, c := range proposed[:min(len(proposed), mostProposed)] {
		start, end, ok := m.words.Quote(c.Quote)
		if !ok {
			continue
		}
		c.Span, c.Quote = agent.Span{Start: start, End: end}, h.Text[start:end]
		c.Source, c.Score = agent.SourceModel, min(c.Score, modelScore)
		m.take(c)
	}
	m.clarify()
	return m.heard
}

type merger struct {
	heard agent.Heard
	words text.Text
	state agent.State
	view  agent.View
	doubt []agent.CommandKind // to ask about
}

func (m *merger) add(c agent.Command) { m.heard.Commands = append(m.heard.Commands, c) }

func (m *merger) take(c agent.Command) {
	switch c.Kind {
	case agent.CmdSet, agent.CmdCorrect:
		m.value(c)
	case agent.CmdChoose:
		m.choose(c)
	case agent.CmdMove, agent.CmdCancel, agent.CmdBook:
		m.wish(c)
	case agent.CmdHuman, agent.CmdOptOut, agent.CmdComplain, agent.CmdStop:
		m.ask(c.Kind)
	case agent.CmdDanger, agent.CmdMore, agent.CmdPrice, agent.CmdHours, agent.CmdCoverage, agent.CmdWarranty, agent.CmdStatus,
		agent.CmdLate, agent.CmdSkip, agent.CmdRepeat, agent.CmdHelp, agent.CmdWait, agent.CmdGreet, agent.CmdThanks, agent.CmdBye:
		if !has(m.heard, c.Kind) {
			m.add(c)
		}
	}
}

// value adds what the rules missed.
func (m *merger) value(c agent.Command) {
	if !m.mayFill(c.Slot) {
		return
	}
	for i := range m.heard.Commands {
		d := &m.heard.Commands[i]
		if d.Slot != c.Slot || d.Kind != agent.CmdSet && d.Kind != agent.CmdCorrect {
			continue
		}
		switch {
		case c.Slot == agent.SlotService && d.Source != agent.SourceModel:
			m.whichService(d, c)
		case c.Slot == agent.SlotPlace && d.Value.Place == "" && d.Score < sureScore && c.Value.Place != "":
			*d = c // the rules took the words for want of better
		}
		return
	}
	m.add(c)
}

// mayFill tells whether a model may fill a slot now. Who somebody is and how they are reached is taken only where it was asked for;
// an answer to a reminder or to our delay is the rules' alone.
func (m *merger) mayFill(s agent.SlotName) bool {
	switch s {
	case agent.SlotService, agent.SlotProblem, agent.SlotPlace, agent.SlotAddress, agent.SlotQuantity:
		return true
	case agent.SlotWhen:
		return m.flow() != agent.FlowAttend && m.flow() != agent.FlowDelay
	case agent.SlotDetail:
		return m.state.Ask == agent.AskDetail
	case agent.SlotPerson:
		return m.state.Ask == agent.AskName
	case agent.SlotPhone:
		return m.state.Ask == agent.AskPhone
	}
	return false
}

// whichService makes two services that do not agree candidates of the same command.
func (m *merger) whichService(d *agent.Command, c agent.Command) {
	service := c.Value.Service
	switch {
	case service == "" || service == d.Value.Service:
	case d.Value.Service != "":
		d.Value.Services = []booking.ServiceCode{d.Value.Service, service}
		d.Value.Service = ""
	case slices.Contains(d.Value.Services, service): // the rules had candidates; the model picks one of them
		d.Value.Service, d.Value.Services, d.Source, d.Score = service, nil, agent.SourceModel, c.Score
	}
}

// choose takes the pick of an option that commits to nothing.
func (m *merger) choose(c agent.Command) {
	if m.state.Ask == agent.AskConfirm || has(m.heard, agent.CmdChoose, agent.CmdAffirm, agent.CmdDeny, agent.CmdMore) {
		return
	}
	for _, o := range m.state.Options {
		if o.ID == c.Option && (o.Slot != nil || o.Service != "" || o.Wish != nil || o.Visit != nil || strings.HasPrefix(o.Key, "option.kind_")) {
			m.add(c)
			return
		}
	}
}

// wish takes what the person wants of a visit, when the rules heard no other wish.
func (m *merger) wish(c agent.Command) {
	if c.Kind == agent.CmdCancel && m.flow() == agent.FlowBook { // it would drop what was begun
		m.ask(agent.CmdStop)
		return
	}
	for _, d := range m.heard.Commands {
		switch d.Kind {
		case c.Kind:
			return
		case agent.CmdMove, agent.CmdCancel, agent.CmdStop, agent.CmdBook:
			if c.Kind == agent.CmdBook || d.Kind == agent.CmdBook && len(m.view.Visits) == 0 {
				return // that of the rules says more
			}
			m.ask(d.Kind)
			m.ask(c.Kind)
			return
		}
	}
	m.add(c)
}

// ask notes something that the person is to be asked about.
func (m *merger) ask(k agent.CommandKind) {
	if !slices.Contains(m.doubt, k) {
		m.doubt = append(m.doubt, k)
	}
}

// clarify puts the question in the place of the wishes that do not agree. Where other options are on the table, or it was just
// asked, the rules go alone.
func (m *merger) clarify() {
	if len(m.doubt) == 0 || len(m.state.Options) > 0 || m.justAsked() {
		return
	}
	m.heard.Commands = slices.DeleteFunc(m.heard.Commands, func(c agent.Command) bool {
		switch c.Kind {
		case agent.CmdMove, agent.CmdCancel, agent.CmdStop, agent.CmdBook:
			return true
		}
		return false
	})
	m.add(agent.Command{
		Kind: agent.CmdClarify, Value: agent.Value{Kinds: m.doubt}, Quote: m.heard.Text, Span: agent.Span{End: len(m.heard.Text)},
		Score: modelScore, Source: agent.SourceModel,
	})
}

func (m *merger) justAsked() bool {
	n := len(m.state.Said)
	return n > 0 && strings.HasPrefix(m.state.Said[n-1], "clarify.")
}

func (m *merger) flow() agent.FlowName {
	if n := len(m.state.Stack); n > 0 {
		return m.state.Stack[n-1].Flow
	}
	return ""
}
