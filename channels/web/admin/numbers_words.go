package admin

import (
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/locales"
)

// NumberTodo is what is wrong with one of our numbers and what to do now, in one sentence that stands alone. until is when it ends
// by itself, in words; empty: not known. A state that is no alarm has nothing to say.
func NumberTodo(words locales.Words, n channels.Number, until string) string {
	key := "web.number.todo." + string(n.State)
	if until != "" && words.Has(key+"_until") {
		key += "_until"
	}
	if !words.Has(key) {
		return ""
	}
	return words.Text(key, locales.Args{"Number": shownNumber(n.Ours), "Until": until})
}

// shownNumber is one of our addresses as people write it: a JID is its number.
func shownNumber(a channels.Address) string {
	user, server, _ := strings.Cut(a.Value, "@")
	if a.Channel != channels.WhatsApp || server != "s.whatsapp.net" {
		return a.Value
	}
	user, _, _ = strings.Cut(user, ":")
	return "+" + strings.TrimPrefix(user, "+")
}

// todo of a number of the page. A phone that is away says since when.
func (v numbersView) todo(n gateway.NumberStatus) string {
	return NumberTodo(v.words, n.Number, v.clockOf(n, n.Until))
}

// clockOf is an instant on the wall clock of a number's unit; empty for none.
func (v numbersView) clockOf(n gateway.NumberStatus, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	unit := booking.UnitCode(n.Unit)
	if unit == "" && len(v.units) > 0 { // anybody's: the reader's own clock
		unit = v.units[0].Code
	}
	return v.at(t, unit)
}

// unit is the name of a number's unit.
func (v numbersView) unit(n gateway.NumberStatus) string {
	for _, u := range v.units {
		if string(u.Code) == n.Unit {
			return u.Name
		}
	}
	if n.Unit == "" {
		return v.text("number.anybody")
	}
	return n.Unit
}

// lastly is when something happened last.
func (v numbersView) lastly(t time.Time) string {
	if t.IsZero() {
		return v.text("number.never")
	}
	return v.ago(t)
}

// quality is what a provider thinks of a number, and how many people a day it may write to first.
func (v numbersView) quality(n gateway.NumberStatus) string {
	var parts []string
	if n.Quality != "" {
		parts = append(parts, v.named("number.quality", n.Quality))
	}
	if n.Tier != "" {
		parts = append(parts, v.named("number.tier", n.Tier))
	}
	return strings.Join(parts, " · ")
}

// tone is the class of a state's tag.
func tone(s channels.NumberState) string {
	switch {
	case s.Alarm():
		return "late"
	case s == channels.NumberConnecting:
		return "asked"
	}
	return "completed"
}
