package loopback

import (
	"context"
	"errors"
	"sync"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Desk is an inbox and a book of numbers that remember, for tests of a transport without the gateway.
type Desk struct {
	mu       sync.Mutex
	in       []channels.Inbound
	status   []channels.Delivery
	states   []channels.NumberState
	changed  chan struct{}
	failures int
}

// NewDesk makes an empty one.
func NewDesk() *Desk { return &Desk{changed: make(chan struct{})} }

// Heard is what a desk remembers.
type Heard struct {
	In     []channels.Inbound
	Status []channels.Delivery
	States []channels.NumberState
}

// Texts of what came in.
func (h Heard) Texts() []string {
	var out []string
	for _, m := range h.In {
		out = append(out, m.Text)
	}
	return out
}

// Of gives what was told of a message, by its external id.
func (h Heard) Of(external string) []channels.Status {
	var out []channels.Status
	for _, s := range h.Status {
		if s.ExternalID == external {
			out = append(out, s.Status)
		}
	}
	return out
}

// errNoDatabase is what a desk says that is told to fail.
var errNoDatabase = errors.New("no database")

// Fail makes the next n calls fail.
func (d *Desk) Fail(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failures = n
}

// Receive remembers a message, once.
func (d *Desk) Receive(_ context.Context, in channels.Inbound) (channels.Received, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failures > 0 {
		d.failures--
		return channels.Received{}, errNoDatabase
	}
	for _, m := range d.in {
		if m.ExternalID == in.ExternalID {
			return channels.Received{Repeated: true}, nil
		}
	}
	d.in = append(d.in, in)
	d.tell()
	return channels.Received{}, nil
}

// SetStatus remembers a delivery.
func (d *Desk) SetStatus(_ context.Context, s channels.Delivery) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failures > 0 {
		d.failures--
		return errNoDatabase
	}
	d.status = append(d.status, s)
	d.tell()
	return nil
}

// Report remembers a state.
func (d *Desk) Report(_ context.Context, n channels.Number) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.states = append(d.states, n.State)
	d.tell()
	return nil
}

func (d *Desk) tell() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// Heard is what was remembered so far.
func (d *Desk) Heard() Heard {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.heard()
}

func (d *Desk) heard() Heard {
	return Heard{In: append([]channels.Inbound{}, d.in...), Status: append([]channels.Delivery{}, d.status...), States: append([]channels.NumberState{}, d.states...)}
}

// Until waits for something to be so.
func (d *Desk) Until(ctx context.Context, ok func(Heard) bool) error {
	for {
		d.mu.Lock()
		done, changed := ok(d.heard()), d.changed
		d.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
