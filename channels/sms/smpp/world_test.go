package smpp_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	ours   = "+56221234567"
	marta  = "+56912345678"
	secret = "secret"
)

// desk is an inbox and a book that remember.
type desk struct {
	mu       sync.Mutex
	in       []channels.Inbound
	status   []channels.Delivery
	states   []channels.NumberState
	changed  chan struct{}
	failures int // this many calls more fail
}

func newDesk() *desk { return &desk{changed: make(chan struct{})} }

func (d *desk) Receive(_ context.Context, in channels.Inbound) (channels.Received, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failures > 0 {
		d.failures--
		return channels.Received{}, errors.New("no database")
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

func (d *desk) SetStatus(_ context.Context, s channels.Delivery) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failures > 0 {
		d.failures--
		return errors.New("no database")
	}
	d.status = append(d.status, s)
	d.tell()
	return nil
}

func (d *desk) Report(_ context.Context, n channels.Number) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.states = append(d.states, n.State)
	d.tell()
	return nil
}

func (d *desk) tell() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// until waits for something to be so.
func (d *desk) until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		d.mu.Lock()
		done, changed := ok(), d.changed
		d.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("it never came to this: %s", what)
		}
	}
}

func (d *desk) fail(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failures = n
}

func (d *desk) texts() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []string
	for _, m := range d.in {
		out = append(out, m.Text)
	}
	return out
}

// statuses of a message; the caller holds the lock.
func (d *desk) statuses(id string) []channels.Status {
	var out []channels.Status
	for _, s := range d.status {
		if s.ExternalID == id {
			out = append(out, s.Status)
		}
	}
	return out
}

// world is a link that is bound to a carrier.
type world struct {
	*testkit.TheWorld
	t    testing.TB
	smsc *loopback.SMSC
	desk *desk
	link *smpp.Link
	o    smpp.Options
	stop func()
}

var quick = smpp.Timing{
	Dial: 2 * time.Second, Answer: 5 * time.Second, Enquire: time.Second, Rebind: 30 * time.Millisecond, Refused: 60 * time.Millisecond,
	Lock: 50 * time.Millisecond, Sweep: time.Hour, Throttle: 20 * time.Millisecond,
}

func newWorld(t testing.TB, change ...func(*smpp.Options)) *world {
	t.Helper()
	w := unbound(t, change...)
	w.run()
	w.desk.until(t, "the number is up", func() bool { return slices.Contains(w.desk.states, channels.NumberUp) })
	return w
}

// unbound is a world whose link does not run yet.
func unbound(t testing.TB, change ...func(*smpp.Options)) *world {
	t.Helper()
	smsc, err := loopback.StartSMSC(loopback.SMSCOptions{SystemID: "chasqui", Password: secret})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(smsc.Close)
	w := &world{TheWorld: testkit.World(t), t: t, smsc: smsc, desk: newDesk()}
	w.o = smpp.Options{
		Account: smpp.Account{Name: "test", Address: smsc.Addr(), SystemID: "chasqui", Password: secret},
		Timing:  quick, DB: w.DB, Line: w.line(w.desk), Log: slog.New(slog.DiscardHandler),
	}
	for _, c := range change {
		c(&w.o)
	}
	w.link = smpp.New(w.o)
	return w
}

func (w *world) line(d *desk) *line.Line {
	return &line.Line{
		Numbers: []string{ours}, Country: "56", Transport: "smpp", Inbox: d, Book: d, Log: slog.New(slog.DiscardHandler),
	}
}

func (w *world) run() { w.stop = running(w.t, w.link) }

// running runs a link until the function that it gives, or the test's end.
func running(t testing.TB, l *smpp.Link) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.Run(ctx)
	}()
	stop = func() {
		cancel()
		<-done
	}
	t.Cleanup(stop)
	return stop
}

func (w *world) outbound(text string) channels.Outbound {
	return channels.Outbound{
		ID: w.IDs.New(), Text: text, From: channels.Address{Channel: channels.SMS, Value: ours},
		To: channels.Address{Channel: channels.SMS, Value: marta},
	}
}

func (w *world) send(text string) channels.Receipt {
	w.t.Helper()
	r, err := w.link.Send(w.t.Context(), w.outbound(text))
	if err != nil {
		w.t.Fatalf("%q: %v", text, err)
	}
	return r
}

func (w *world) say(text string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.smsc.Customer(marta).Say(ctx, ours, text); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) next() loopback.Text {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	text, err := w.smsc.Customer(marta).NextText(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return text
}

func sendError(t testing.TB, err error) *channels.SendError {
	t.Helper()
	e, ok := errors.AsType[*channels.SendError](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	return e
}
