package gateway

import (
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Profile is what sending needs to know of a contact.
type Profile struct {
	Phone   string         // E.164; empty: not known
	Country string         // ISO 3166 alpha-2, of their number before all else: its law holds
	Unit    string         // business unit
	Zone    *time.Location // their local time; never nil
	Holiday func(day time.Time) bool
}

// offerRule says when offers may be sent in a country. Its id goes into the log with every message that it makes wait.
type offerRule struct {
	id         string
	hours      [7]span // by weekday, Sunday first; empty: none that day
	holidays   bool    // offers on public holidays are allowed
	aDay       int     // offers at most
	aWeek      int
	oneChannel bool // in a week all by the same channel
}

// span is from one local hour to another.
type span struct{ from, to int }

// offerRules by country of the number. Colombia: Ley 2300 of 2023, articles 3 and 4. The others have no such law for messages, or
// one that says only "daytime" (Mexico, Brazil's São Paulo): they get the hours of courtesy.
var offerRules = map[string]offerRule{
	"CO": {
		id: "co.ley_2300", hours: [7]span{{}, {7, 19}, {7, 19}, {7, 19}, {7, 19}, {7, 19}, {8, 15}}, aDay: 1, aWeek: 7, oneChannel: true,
	},
}

var courtesy = offerRule{
	id: "courtesy", hours: [7]span{{}, {9, 20}, {9, 20}, {9, 20}, {9, 20}, {9, 20}, {9, 14}}, aDay: 1, aWeek: 3,
}

// offer is one that was sent.
type offer struct {
	At      time.Time
	Channel channels.Channel
}

// offersFrom is from when on an offer may be sent to a contact, and the rule that makes it wait; no rule: it may go now.
func offersFrom(who Profile, by channels.Channel, last []offer, now time.Time) (until time.Time, rule string) {
	r, ok := offerRules[who.Country]
	if !ok {
		r = courtesy
	}
	at := now
	for range 60 { // days: every rule lets offers pass within a week or two
		next, part := r.next(who, by, last, at)
		if part == "" {
			return at, rule
		}
		at = next
		if rule == "" {
			rule = r.id + "." + part
		}
	}
	return at, rule
}

// next is a later time that may do better than at, and the part of the rule that forbids at; "" when nothing does.
func (r offerRule) next(who Profile, by channels.Channel, last []offer, at time.Time) (time.Time, string) {
	day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
	tomorrow := day.AddDate(0, 0, 1)
	open := r.hours[at.Weekday()]
	switch {
	case open == span{}, !r.holidays && who.Holiday != nil && who.Holiday(day), at.Hour() >= open.to:
		return tomorrow, "hours"
	case at.Hour() < open.from:
		return time.Date(at.Year(), at.Month(), at.Day(), open.from, 0, 0, 0, at.Location()), "hours"
	case countSince(last, day) >= r.aDay:
		return tomorrow, "once_a_day"
	}
	monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	other := func(o offer) bool { return !o.At.Before(monday) && o.Channel != by }
	if countSince(last, monday) >= r.aWeek || r.oneChannel && slices.ContainsFunc(last, other) {
		return monday.AddDate(0, 0, 7), "week"
	}
	return at, ""
}

func countSince(last []offer, from time.Time) (n int) {
	for _, o := range last {
		if !o.At.Before(from) {
			n++
		}
	}
	return n
}
