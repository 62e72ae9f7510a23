package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// ears understand turns by rules over the organisation's own words.
type ears struct{ rules *nlu.Rules }

// newEars reads the organisation's words. They are read once: a change of the catalogue needs a restart.
func newEars(ctx context.Context, d *db.DB, trade services) (ears, error) {
	var l nlu.Lexicon
	words, err := trade.catalog.Words(ctx, d)
	if err != nil {
		return ears{}, fmt.Errorf("words of services: %w", err)
	}
	for _, w := range words {
		s := nlu.ServiceWords{Code: string(w.Code), Kind: string(w.Kind), Names: w.Names}
		if err := json.Unmarshal(w.Words, &s); err != nil {
			return ears{}, fmt.Errorf("words of service %s: %w", w.Code, err)
		}
		l.Services = append(l.Services, s)
	}
	names, err := trade.places.Lexicon(ctx, d, "")
	if err != nil {
		return ears{}, fmt.Errorf("names of places: %w", err)
	}
	for _, n := range names {
		l.Places = append(l.Places, nlu.PlaceWords{
			ID: string(n.ID), Country: n.Country, Name: n.Name, City: n.City, Aliases: n.Aliases, Served: n.Territory != "",
		})
	}
	return ears{rules: nlu.New(l)}, nil
}

// Understand reads all messages of a turn as one.
func (e ears) Understand(work channels.TurnWork, view agent.View, state agent.State) agent.Heard {
	zone := view.Zone
	if p := state.Form.Place; p != nil {
		if z, err := time.LoadLocation(p.TimeZone); err == nil {
			zone = z
		}
	}
	heard := agent.Heard{}
	var texts []string
	for _, m := range work.Messages {
		heard.SentAt, heard.Message = m.SentAt, booking.MessageID(m.ID)
		heard.Quoted = booking.MessageID(m.QuotedOurs)
		switch m.Kind {
		case channels.KindLocation:
			pin := booking.Pin{Lat: m.Location.Lat, Lng: m.Location.Lng}
			heard.Commands = append(heard.Commands, agent.Command{
				Kind: agent.CmdSet, Slot: agent.SlotPin, Value: agent.Value{Pin: &pin}, Score: 1, Source: "pin",
			})
		case channels.KindChoice:
			heard.Commands = append(heard.Commands, agent.Command{Kind: agent.CmdChoose, Option: m.ChoiceID, Score: 1, Source: "tap"})
			if m.Text != "" {
				heard.Text = m.Text
			}
			continue
		case channels.KindReaction:
			texts = append(texts, m.Reaction)
		case channels.KindImage, channels.KindAudio, channels.KindDocument:
			heard.Media = append(heard.Media, string(m.Kind))
		}
		if m.Text != "" {
			texts = append(texts, m.Text)
		}
	}
	text := strings.Join(texts, "\n")
	if text == "" {
		return heard
	}
	heard.Text = text
	reading := e.rules.Understand(nlu.Message{
		Text: text, Lang: firstWord(state.Language, view.Contact.Language), Country: view.Unit.Country, Now: work.At.In(zone), Ask: state.Ask,
		Options: shown(state.Options, zone), Known: state.Form.Service, HasVisit: len(view.Visits) > 0,
	})
	heard.Language = reading.Lang
	heard.Commands = append(heard.Commands, reading.Commands()...)
	return heard
}

func firstWord(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// shown are the options on the table as a choice is resolved against them.
func shown(options []agent.Option, zone *time.Location) []extract.Shown {
	out := make([]extract.Shown, len(options))
	for i, o := range options {
		out[i] = extract.Shown{ID: o.ID, Title: o.Title}
		if o.Slot != nil {
			out[i].Start, out[i].End = o.Slot.Window.Start.In(zone), o.Slot.Window.End.In(zone)
		}
	}
	return out
}
