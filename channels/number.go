package channels

import (
	"context"
	"time"
)

// NumberState says how one of our addresses is. Each state but NumberUp and NumberConnecting is an alarm to a dispatcher, who is told
// what to do.
type NumberState string

const (
	NumberUp         NumberState = "up"
	NumberConnecting NumberState = "connecting" // it comes up by itself, or becomes NumberDown
	NumberDown       NumberState = "down"       // the other side cannot be reached; it is tried again by itself
	NumberUnpaired   NumberState = "unpaired"   // nobody has scanned its code yet
	NumberLoggedOut  NumberState = "logged_out" // the phone's owner removed us: pair again
	NumberReplaced   NumberState = "replaced"   // somebody else uses our session: find out who
	NumberBanned     NumberState = "banned"     // until Until, or for good
	NumberOutdated   NumberState = "outdated"   // our version is refused: update Chasqui
	NumberLimited    NumberState = "limited"    // until Until nobody may be written to who did not write first
	NumberAway       NumberState = "away"       // the phone was not seen for long: open WhatsApp on it, or we are logged out
	NumberRefused    NumberState = "refused"    // key, password or account is refused
	NumberPaused     NumberState = "paused"     // the provider doubts its quality: marketing stops
)

// Sends tells whether messages leave by a number in this state. cold is a message to somebody who never wrote to it.
func (s NumberState) Sends(class Class, cold bool) bool {
	switch s {
	case NumberUp, NumberAway:
		return true
	case NumberLimited:
		return !cold
	case NumberPaused:
		return class != ClassMarketing
	default:
		return false
	}
}

// Alarm tells whether a dispatcher has to know.
func (s NumberState) Alarm() bool { return s != NumberUp && s != NumberConnecting }

// Number is one of our addresses and how it is.
type Number struct {
	Ours      Address
	Transport string // linked, cloud, smpp, twilio, http, webchat
	State     NumberState
	Detail    string    // for people who look closer: a code, an error's text
	Until     time.Time // when the state ends by itself; zero: not known
	PhoneSeen time.Time // linked: when its phone was last seen; zero: not known
	Quality   string    // cloud: GREEN, YELLOW, RED
	Tier      string    // cloud: TIER_1K, ...
}

// NumberBook keeps how our numbers are. To report what is so already changes nothing.
type NumberBook interface {
	Report(ctx context.Context, n Number) error
}
