package smpp_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
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

// until waits for something to be so.
func until(t testing.TB, d *loopback.Desk, what string, ok func(loopback.Heard) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := d.Until(ctx, ok); err != nil {
		t.Fatalf("it never came to this: %s: %v", what, err)
	}
}

// is tells whether a message was told to be in a status.
func is(external string, want channels.Status) func(loopback.Heard) bool {
	return func(h loopback.Heard) bool { return slices.Contains(h.Of(external), want) }
}

// was tells whether the number was in a state.
func was(want channels.NumberState) func(loopback.Heard) bool {
	return func(h loopback.Heard) bool { return slices.Contains(h.States, want) }
}

// world is a link that is bound to a carrier.
type world struct {
	*testkit.TheWorld
	t    testing.TB
	smsc *loopback.SMSC
	desk *loopback.Desk
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
	until(t, w.desk, "the number is up", was(channels.NumberUp))
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
	w := &world{TheWorld: testkit.World(t), t: t, smsc: smsc, desk: loopback.NewDesk()}
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

func (w *world) line(d *loopback.Desk) *line.Line {
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
