package turn

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
)

// counts tells whether a reaction is an answer: a yes or a no under the message that shows the proposal, or the only slot, that
// waits for one. Any other emoji, one under another message, and one that was taken back say nothing.
func (l *listener) counts(m channels.Stored) bool {
	if m.QuotedOurs == "" || m.Reaction == "" || extract.YesNo(text.Parse(plain(m.Reaction)), l.view.Unit.Country) == extract.Unclear {
		return false
	}
	quoted, st := booking.MessageID(m.QuotedOurs), l.state
	if p := st.Proposal; p != nil {
		return p.Message == quoted
	}
	return st.Asked == quoted && st.Ask == agent.AskSlot && len(st.Options) == 1
}

// plain is an emoji without its skin tone and the wish to be drawn in colour.
func plain(emoji string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x1f3fb && r <= 0x1f3ff || r == 0xfe0f {
			return -1
		}
		return r
	}, emoji)
}

// older tells whether a message quotes one of ours that does not show what is pending.
func (l *listener) older(m channels.Stored) bool {
	quoted, st := booking.MessageID(m.QuotedOurs), l.state
	switch {
	case quoted == "", quoted == st.Asked, st.Proposal != nil && quoted == st.Proposal.Message:
		return false
	case len(m.QuotedChoices) > 0 && slices.EqualFunc(m.QuotedChoices, l.options, func(c channels.Choice, o extract.Shown) bool {
		return c.ID == o.ID && c.Title == o.Title
	}):
		return false // the same list, shown again since
	default:
		return true
	}
}

// answersOlder reads a message as an answer to the older one that it quotes: what it picks there is picked if it is still on the
// table, and gone if not; a yes or a no to it is never one to what is pending. false: it is no such answer, and read like any other.
func (l *listener) answersOlder(m channels.Stored, said string) bool {
	if m.QuotedAsk == "" || m.QuotedAsk == string(agent.AskNone) {
		return false // it asked nothing
	}
	id := m.ChoiceID
	if id == "" {
		id = l.pickOf(m.QuotedChoices, said)
	}
	if id == "" {
		return false
	}
	command := agent.Command{Kind: agent.CmdChoose, Option: agent.ChoiceGone, Quote: said, Source: agent.SourceRules}
	for _, c := range m.QuotedChoices {
		for _, o := range l.options {
			if c.ID == id && c.Title == o.Title {
				command.Option = o.ID
			}
		}
	}
	if spoken(m) {
		command.Source = agent.SourceVoice
	}
	l.command(command)
	return true
}

// pickOf is the id that a text picks of older choices; [agent.ChoiceGone] for a yes, a no or a word that points without saying at
// what; empty when it is no answer to them.
func (l *listener) pickOf(choices []channels.Choice, said string) string {
	shown := make([]extract.Shown, len(choices))
	for i, c := range choices {
		shown[i] = extract.Shown{ID: c.ID, Title: c.Title}
	}
	t := text.Parse(said)
	id := extract.Choice(t, shown, l.state.Language == "pt")
	points := id == extract.Any || id == extract.None || extract.YesNo(t, l.view.Unit.Country) != extract.Unclear || pointing[strings.Trim(text.Fold(said), " .,!👆☝️")]
	switch {
	case points && len(choices) == 1 && extract.YesNo(t, l.view.Unit.Country) != extract.No && id != extract.None:
		return choices[0].ID
	case points:
		return agent.ChoiceGone
	default:
		return id
	}
}

// pointing are words that mean the message they quote and nothing else.
var pointing = map[string]bool{
	"este": true, "esta": true, "ese": true, "esa": true, "esto": true, "eso": true, "esta hora": true, "esa hora": true, "este horario": true,
	"ese horario": true, "esta opcion": true, "esa opcion": true, "quiero esta": true, "quiero este": true, "quiero esa": true, "quiero ese": true,
	"este mismo": true, "esta misma": true, "ese mismo": true, "esa misma": true,
	"esse": true, "essa": true, "isso": true, "isto": true, "esse horario": true, "essa hora": true, "essa opcao": true, "esse mesmo": true,
	"essa mesma": true, "quero esse": true, "quero essa": true, "quero este": true, "quero esta": true, "this": true, "this one": true, "that one": true,
}

// reminded takes a bare "1" for a yes to a reminder, as people answer notices everywhere. With options on the table it picks one of
// them, and under a read-back it books nothing.
func (l *listener) reminded(commands []agent.Command) []agent.Command {
	p, said := l.state.Proposal, l.text()
	if p == nil || p.Kind != agent.ProposeVisit || len(l.options) > 0 || len(commands) > 0 {
		return commands
	}
	bare := strings.Trim(text.Fold(plain(said)), " .,!()\u20e3")
	if bare != "1" && bare != "uno" && bare != "um" {
		return commands
	}
	return []agent.Command{{
		Kind: agent.CmdAffirm, Span: agent.Span{End: len(said)}, Quote: said, Score: 0.9, Source: agent.SourceRules,
	}}
}
