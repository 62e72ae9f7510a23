package notify

import (
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Contact hours, local time of the site: nobody is reminded earlier or later.
const (
	opens  = 8 * time.Hour
	closes = 20 * time.Hour
)

const (
	dayBefore   = 24 * time.Hour
	apart       = 2 * time.Hour // at least, between the booking, the reminders and the window
	beforeStart = time.Hour     // and at least before the window
	eveningCut  = time.Hour     // a reminder that would come after the contact hours comes this long before they end
)

// Due is a notice to come.
type Due struct {
	Kind agent.NoticeKind
	At   time.Time
}

// Reminders are the notices before a visit that is promised now in a window at a site in a zone.
func Reminders(window span.Span, zone *time.Location, now time.Time) []Due {
	var out []Due
	last := now
	if at := inHours(window.Start.Add(-dayBefore), zone); at.Sub(last) >= apart {
		out = append(out, Due{agent.NoticeTomorrow, at})
		last = at
	}
	if at := morning(window, zone); at.Sub(last) >= apart && window.Start.Sub(at) >= beforeStart {
		out = append(out, Due{agent.NoticeToday, at})
	}
	return out
}

// inHours brings an instant into the contact hours of its own day.
func inHours(t time.Time, zone *time.Location) time.Time {
	day := booking.DayOf(t, zone)
	if first := day.At(opens, zone); t.Before(first) {
		return first
	}
	if last := day.At(closes, zone); !t.Before(last) {
		return last.Add(-eveningCut)
	}
	return t
}

// morning is when the reminder of the day comes: as soon as people may be written to.
func morning(window span.Span, zone *time.Location) time.Time {
	return booking.DayOf(window.Start, zone).At(opens, zone)
}

// onFacts are the notices that a fact of a visit brings at once.
var onFacts = map[string]agent.NoticeKind{
	booking.FactVisitEnRoute:    agent.NoticeOnTheWay,
	booking.FactVisitArrived:    agent.NoticeArrived,
	booking.FactVisitCompleted:  agent.NoticeDone,
	booking.FactVisitIncomplete: agent.NoticeIncomplete,
	booking.FactVisitNoAccess:   agent.NoticeNoAccess,
	booking.FactVisitMissed:     agent.NoticeMissed,
	booking.FactVisitDelayed:    agent.NoticeDelayed,
	booking.FactVisitCanceled:   agent.NoticeCanceled,
}

// graces are how long after it was due a notice is still worth saying.
var graces = map[agent.NoticeKind]time.Duration{
	agent.NoticeTomorrow: 10 * time.Hour, agent.NoticeToday: 3 * time.Hour, agent.NoticeOnTheWay: 30 * time.Minute,
	agent.NoticeArrived: 10 * time.Minute, agent.NoticeDelayed: time.Hour,
}

// Lapses is when a notice that was due at an instant is not worth saying any more.
func Lapses(kind agent.NoticeKind, due time.Time) time.Time {
	if g, ok := graces[kind]; ok {
		return due.Add(g)
	}
	return due.Add(20 * time.Hour)
}

// Holds tells whether a notice is still true of a visit at an instant.
func Holds(kind agent.NoticeKind, v agent.Visit, now time.Time) bool {
	switch kind {
	case agent.NoticeTomorrow, agent.NoticeToday:
		return v.Status.Movable() && now.Before(v.Window.Start)
	case agent.NoticeOnTheWay:
		return v.Status == booking.VisitEnRoute
	case agent.NoticeArrived:
		return v.Status == booking.VisitOnSite
	case agent.NoticeDelayed:
		return v.Status.Movable() || v.Status == booking.VisitEnRoute
	case agent.NoticeDone:
		return v.Status == booking.VisitCompleted
	case agent.NoticeIncomplete:
		return v.Status == booking.VisitIncomplete
	case agent.NoticeNoAccess:
		return v.Status == booking.VisitNoAccess
	case agent.NoticeMissed:
		return v.Status == booking.VisitMissed
	case agent.NoticeCanceled:
		return v.Status == booking.VisitCanceled
	default:
		return false
	}
}
