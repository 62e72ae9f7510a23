package whatsapp

import (
	"strings"
	"time"

	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/channels"
)

// health is how a number's connection is.
type health struct {
	state  channels.NumberState
	detail string
	until  time.Time // when the state ends by itself; zero: not known
}

// next is what a number does after an event.
type next int

const (
	stay  next = iota
	again      // connect anew, after a pause that grows
	rest       // stay away until a time; zero: until somebody starts us anew
	gone       // the phone removed us
)

// verdict is what an event of the connection means.
type verdict struct {
	health
	next  next
	until time.Time // of rest
}

// Rests after which a refusal is tried once more.
const (
	banRest      = 24 * time.Hour // of a ban that does not say how long
	outdatedRest = 6 * time.Hour
	refusedRest  = 30 * time.Minute
)

// lostPings is how many unanswered pings make a connection dead. They are 20 to 30 seconds apart.
const lostPings = 2

// deaf is our own event: a message could not be stored, so the connection must end and what was not acknowledged come again.
type deaf struct{ err error }

// judge says what an event of the connection means; ok is false for events that mean nothing here.
func judge(event any, now time.Time) (v verdict, ok bool) {
	switch e := event.(type) {
	case *events.Connected, *events.KeepAliveRestored:
		return verdict{health: health{state: channels.NumberUp}}, true
	case *events.Disconnected:
		return lost("disconnected"), true
	case *events.KeepAliveTimeout:
		v = lost("no answer to pings")
		if e.ErrorCount < lostPings {
			v.next = stay
		}
		return v, true
	case *events.StreamError:
		return lost(strings.TrimSpace("stream error " + e.Code)), true
	case deaf:
		return lost("messages cannot be stored"), true
	}
	v, ok = refusal(event, now)
	return v, ok
}

func lost(detail string) verdict {
	return verdict{health: health{state: channels.NumberConnecting, detail: detail}, next: again}
}

// refusal judges the events after which whatsmeow does not connect by itself either.
func refusal(event any, now time.Time) (v verdict, ok bool) {
	switch e := event.(type) {
	case *events.LoggedOut:
		v = verdict{health: health{state: channels.NumberLoggedOut, detail: "removed while connected"}, next: gone}
		if e.OnConnect {
			v.detail = e.Reason.String()
		}
	case *events.StreamReplaced:
		v = verdict{health: health{state: channels.NumberReplaced}, next: rest}
	case *events.TemporaryBan:
		v = verdict{health: health{state: channels.NumberBanned, detail: e.Code.String()}, next: rest, until: now.Add(banRest)}
		if e.Expire > 0 {
			v.health.until = now.Add(e.Expire)
			v.until = v.health.until
		}
	case *events.ClientOutdated:
		v = verdict{health: health{state: channels.NumberOutdated}, next: rest, until: now.Add(outdatedRest)}
	case *events.ConnectFailure:
		v = verdict{health: health{state: channels.NumberRefused, detail: e.Reason.String()}, next: rest, until: now.Add(refusedRest)}
		if e.Reason >= events.ConnectFailureInternalServerError {
			v = lost(e.Reason.String())
		}
	default:
		return v, false
	}
	return v, true
}
