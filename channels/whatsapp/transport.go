package whatsapp

import (
	"context"
	"log/slog"
	"sync"

	"go.mau.fi/whatsmeow/store/sqlstore"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Options of New.
type Options struct {
	DB      *db.DB
	Inbox   channels.Inbox
	Numbers channels.NumberBook
	Files   channels.Files // nil: files cannot be sent
	Log     *slog.Logger   // nil: nothing is logged
	Clock   clock.Clock    // nil: the database's

	Endpoint   string // another server than WhatsApp's, for staging and tests
	CertPubKey string // whom that server's certificates are signed by: base64 of 32 bytes. One for the process

	Polls       bool // choices are sent as a poll too
	LeaveUnread bool // messages are not marked as read when they are stored
	HideTyping  bool // nor do we seem to write then

	pace      pace
	unguarded bool
}

// Transport sends and hears by devices that were paired with phones. It is safe for concurrent use, and any number of processes may
// have one on the same database.
type Transport struct {
	o        Options
	endpoint endpoint
	devices  *sqlstore.Container
	wake     chan struct{} // the devices have changed
	tally    tally

	preparing sync.Mutex
	prepared  bool

	mu     sync.Mutex
	lines  map[string]*line // by device
	paired pairedNumbers
}

var (
	_ channels.Transport = (*Transport)(nil)
	_ channels.Fetcher   = (*Transport)(nil)
)

// New makes a transport. It sends and hears nothing before [Transport.Run].
func New(o Options) (*Transport, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = o.DB.Clock()
	}
	if o.pace == (pace{}) {
		o.pace = usualPace
	}
	e, err := newEndpoint(o.Endpoint)
	if err != nil {
		return nil, err
	}
	if err := trust(o.CertPubKey); err != nil {
		return nil, err
	}
	return &Transport{
		o: o, endpoint: e, devices: openDevices(o.DB, o.Log), wake: make(chan struct{}, 1), lines: map[string]*line{},
	}, nil
}

// Channel of the transport.
func (t *Transport) Channel() channels.Channel { return channels.WhatsApp }

// Serves tells whether a device is paired with this number, whichever process has it.
func (t *Transport) Serves(ours channels.Address) bool {
	if ours.Channel != channels.WhatsApp {
		return false
	}
	return t.Holds(ours) || t.isPaired(context.Background(), ours.Value)
}

// Holds tells whether this process has the device of a number, so that Send and Fetch work here.
func (t *Transport) Holds(ours channels.Address) bool {
	return ours.Channel == channels.WhatsApp && t.lineOf(ours.Value) != nil
}

// lineOf is the line of a number in this process: of two, while a number is paired anew, the one that is up. nil when none is here.
func (t *Transport) lineOf(ours string) (found *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range t.lines {
		if l.ours.Value == ours && (found == nil || l.standing.up()) {
			found = l
		}
	}
	return found
}

// stir makes Run look at the devices now.
func (t *Transport) stir() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}
