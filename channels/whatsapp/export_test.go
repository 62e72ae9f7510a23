package whatsapp

import (
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/channels"
)

// What tests of the outside may see of the inside.
var (
	Read            = read
	MessageID       = messageID
	SendErrorOf     = sendError
	FetchErrorOf    = fetchError
	Pollable        = pollable
	UsualPause      = usualPace.pause
	ErrTooLarge     = errTooLarge
	ClaimsAs        = claimApplication
	ErrNotThere     = errNotThere
	LostPings       = lostPings
	ElsewhereAfter  = elsewhereAfter
	PhoneAway       = phoneAway
	NewTestEndpoint = newEndpoint
)

// Unsent marks an error as one of a message that did not leave.
func Unsent(err error) error { return unsent{err} }

// Judged is a verdict for tests.
type Judged struct {
	State  channels.NumberState
	Detail string
	Until  time.Time
	Next   string
	Rest   time.Time
}

// Judge says what an event means.
func Judge(event any, now time.Time) (Judged, bool) {
	v, ok := judge(event, now)
	name := map[next]string{stay: "stay", again: "again", rest: "rest", gone: "gone"}[v.next]
	return Judged{State: v.state, Detail: v.detail, Until: v.health.until, Next: name, Rest: v.until}, ok
}

// Direct tells whether something came from one person.
func Direct(s types.MessageSource) bool { return direct(s) }

// Addressed is a message as it is handed on.
func Addressed(msg *waE2E.Message, info types.MessageInfo) (channels.Inbound, bool) {
	in, ok := read(msg)
	return addressed(in, person{}.with(info.Sender).with(info.SenderAlt), info), ok
}

// Quick is a pace for tests.
func Quick(o *Options) {
	o.pace = pace{
		scan: 200 * time.Millisecond, first: 40 * time.Millisecond, most: 2 * time.Second, calm: 5 * time.Second, login: 10 * time.Second,
		down: time.Second,
	}
}

// Unguarded leaves out what keeps messages from being lost.
func Unguarded(o *Options) { o.unguarded = true }

// ClientOf is the library's client of a number, to compare with.
func ClientOf(t *Transport, ours channels.Address) *whatsmeow.Client {
	return t.lineOf(ours.Value).client
}
