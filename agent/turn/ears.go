package turn

import (
	"cmp"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/when"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
)

// Ears understand turns by the rules of agent/nlu. They are immutable and safe for concurrent use.
type Ears struct {
	Rules   *nlu.Rules
	Speaker Speaker // names the options shown, so that they can be picked by name
}

// Understand joins the messages of a turn into one text, a line each, in the order in which they were sent, and reads it as an
// answer to what the dialogue asked. A tap picks its option, a pin is a place, a reaction or a quote counts
// for the message that it points at and for nothing else (quoted.go), a voice note is read as it was written down (spoken.go), and
// other files are told by their kind. What is wrong with the order of clocks is settled to the safe
// side: the turn was sent when its first message was.
func (e Ears) Understand(work channels.TurnWork, view agent.View, state agent.State) agent.Heard {
	l := &listener{ears: e, view: view, state: state, options: e.shown(view, state)}
	for _, m := range work.Messages {
		l.hear(m)
	}
	h := l.heard
	h.Text, h.Language = strings.Join(l.said, "\n"), state.Language
	if view.Technician != nil {
		return e.field(work, view, state, l)
	}
	if len(l.typed) == 0 {
		return h
	}
	read := e.Rules.Understand(nlu.Message{
		Text: l.text(), Lang: cmp.Or(state.Language, view.Contact.Language),
		Country: cmp.Or(view.Unit.Country, view.Contact.Country), Home: view.Contact.Country,
		Now: work.At.In(zone(view, state)), Ask: state.Ask,
		Options: l.options, Known: state.Form.Service,
		Offers: offers(state), When: when.Own(view.Conventions),
	})
	h.Language = read.Lang
	commands := l.reminded(read.Commands())
	h.Unread, h.Clauses = read.Unread(commands)
	h.Commands = append(h.Commands, l.sourced(commands)...)
	return h
}

// field reads what a technician wrote, each message by itself: many may come at once after an hour without a signal, and each counts
// at its own time. A picture is a step of the day like any word.
func (e Ears) field(work channels.TurnWork, view agent.View, state agent.State, l *listener) agent.Heard {
	h := l.heard
	h.Text, h.Language = strings.Join(l.said, "\n"), state.Language
	for _, m := range work.Messages {
		text := saidIn(m, state.Ask)
		part := agent.Kept{Message: booking.MessageID(m.ID), SentAt: m.SentAt, Text: text}
		if m.Kind != channels.KindText && m.Kind != channels.KindAudio && m.Media != nil {
			part.Media = []agent.MediaRef{{Kind: string(m.Kind), Ref: m.Media.Ref}}
		}
		if text != "" && m.Kind != channels.KindReaction {
			h.Language, part.Commands = e.Rules.Field(nlu.Message{
				Text: text, Lang: cmp.Or(state.Language, view.Contact.Language), Country: view.Unit.Country, Now: work.At, Ask: state.Ask,
				Options: l.options, Offers: offers(state),
			})
			if spoken(m) {
				part.Commands = fromVoice(part.Commands)
			}
			h.Commands = append(h.Commands, part.Commands...)
		}
		h.Parts = append(h.Parts, part)
	}
	return h
}

// offers is the kind of the proposal that waits for an answer.
func offers(state agent.State) string {
	if state.Proposal == nil {
		return ""
	}
	return state.Proposal.Kind
}

// listener gathers what the messages of a turn say.
type listener struct {
	ears    Ears
	view    agent.View
	state   agent.State
	options []extract.Shown
	heard   agent.Heard
	said    []string // all words, a line for each message
	typed   []piece  // those that the rules read
}

func (l *listener) hear(m channels.Stored) {
	text := saidIn(m, l.state.Ask)
	switch m.Kind {
	case channels.KindReaction:
		if !l.counts(m) {
			return
		}
		text = plain(m.Reaction)
	case channels.KindChoice:
		if l.older(m) && l.answersOlder(m, text) {
			l.said, text = append(l.said, text), ""
		} else if l.stands(m) {
			l.command(agent.Command{Kind: agent.CmdChoose, Option: m.ChoiceID, Quote: text, Source: agent.SourceTap})
			l.said, text = append(l.said, text), ""
		}
	case channels.KindLocation:
		l.command(agent.Command{
			Kind: agent.CmdSet, Slot: agent.SlotPin, Value: agent.Value{Pin: &booking.Pin{Lat: m.Location.Lat, Lng: m.Location.Lng}},
			Quote: m.Location.Name, Source: agent.SourcePin,
		})
	case channels.KindText:
		if l.older(m) && l.answersOlder(m, text) {
			l.said, text = append(l.said, text), ""
		}
	case channels.KindAudio:
		l.heard.Media = append(l.heard.Media, string(m.Kind))
		l.heard.Voice = graver(l.heard.Voice, fate(m))
		if l.older(m) && l.answersOlder(m, text) {
			l.said, text = append(l.said, text), ""
		}
	case channels.KindOther: // nothing that anybody can read; its text names it for people
		l.heard.Media, text = append(l.heard.Media, string(m.Kind)), ""
	case channels.KindContact:
		l.heard.Media = append(l.heard.Media, string(m.Kind))
		if m.Card != nil && l.state.Ask == agent.AskPhone && len(m.Card.Phones) > 0 { // the number to call, as a card
			text = m.Card.Phones[0]
		}
	default:
		l.heard.Media = append(l.heard.Media, string(m.Kind))
		if m.Media != nil {
			l.heard.Files = append(l.heard.Files, agent.MediaRef{Kind: string(m.Kind), Ref: m.Media.Ref})
		}
	}
	if text != "" {
		l.said, l.typed = append(l.said, text), append(l.typed, piece{text, spoken(m)})
	}
	if m.ProfileName != "" {
		l.heard.Profile = m.ProfileName
	}
	if l.heard.SentAt.IsZero() || m.SentAt.Before(l.heard.SentAt) {
		l.heard.SentAt = m.SentAt
	}
	l.heard.Message = booking.MessageID(m.ID)
	if m.QuotedOurs != "" {
		l.heard.Quoted = booking.MessageID(m.QuotedOurs)
	}
}

func (l *listener) command(c agent.Command) {
	c.Score = 1
	l.heard.Commands = append(l.heard.Commands, c)
}

// stands tells whether a tap picks one of the options that are on the table. The button of an older list, which is known by
// other words under the same id, is read as if its words had been typed.
func (l *listener) stands(m channels.Stored) bool {
	for _, o := range l.options {
		if o.ID == m.ChoiceID {
			return m.Text == "" || m.Text == o.Title
		}
	}
	return m.Text == ""
}

// shown are the options on the table, by their names in the person's language and the wall clock of their zone.
func (e Ears) shown(view agent.View, state agent.State) []extract.Shown {
	if len(state.Options) == 0 {
		return nil
	}
	_, choices := e.Speaker.Render(view, state.Language, agent.Say{Options: state.Options})
	titles := map[string]string{}
	for _, c := range choices {
		titles[c.ID] = c.Title
	}
	out := make([]extract.Shown, len(state.Options))
	for i, o := range state.Options {
		out[i] = extract.Shown{ID: o.ID, Title: titles[o.ID]}
		if s := o.Slot; s != nil {
			z := named(s.TimeZone, zone(view, state))
			out[i].Start, out[i].End = s.Window.Start.In(z), s.Window.End.In(z)
		}
		if v := o.Visit; v != nil {
			z := named(v.TimeZone, zone(view, state))
			out[i].Start, out[i].End = v.Window.Start.In(z), v.Window.End.In(z)
		}
	}
	return out
}

// zone in which the person means days and hours: that of the place where the job is, once it is known, or of their unit.
func zone(v agent.View, st agent.State) *time.Location {
	z := v.Zone
	if z == nil {
		z = named(v.Unit.TimeZone, time.UTC)
	}
	if p := st.Form.Place; p != nil {
		z = named(p.TimeZone, z)
	}
	return z
}

// named is the zone of a name; other when there is none of that name.
func named(name string, other *time.Location) *time.Location {
	if name == "" {
		return other
	}
	if z, err := time.LoadLocation(name); err == nil {
		return z
	}
	return other
}
