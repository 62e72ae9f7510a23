package whatsapp_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// closedDoor is a server that lets nobody in and counts who knocks.
type closedDoor struct {
	*httptest.Server
	knocks atomic.Int64
}

func newClosedDoor(t testing.TB) *closedDoor {
	d := &closedDoor{}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		d.knocks.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(d.Close)
	return d
}

func TestAServerThatIsDownIsNotStormed(t *testing.T) {
	t.Parallel()
	w, door := newWorld(t), newClosedDoor(t)
	ours := w.device()
	w.process(whatsapp.Options{Endpoint: door.URL}, whatsapp.Quick)
	eventually(t, 10*time.Second, "the number is down", func() bool { return w.book.last(ours).State == channels.NumberDown })
	eventually(t, 10*time.Second, "it is tried for some time", func() bool { return door.knocks.Load() >= 6 })
	before := door.knocks.Load()
	if err := clock.Wait(t.Context(), 3*time.Second); err != nil {
		t.Fatal(err)
	}
	if n := door.knocks.Load() - before; n < 1 || n > 4 { // pauses are 1 to 2 seconds by now
		t.Errorf("%d connections in 3 seconds", n)
	}
	first := w.book.reports[0]
	if first.State != channels.NumberConnecting || first.Transport != "linked" {
		t.Errorf("the first report is %+v", first)
	}
}

func TestOneProcessConnectsAndAnotherTakesOverWithinTenSeconds(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"stopped", "cut off"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			w, doorA, doorB := newWorld(t), newClosedDoor(t), newClosedDoor(t)
			ours := w.device()
			a := w.process(whatsapp.Options{Endpoint: doorA.URL})
			eventually(t, 5*time.Second, "A has the device", func() bool { return a.Holds(ours) && doorA.knocks.Load() > 0 })
			b := w.process(whatsapp.Options{Endpoint: doorB.URL})
			eventually(t, 5*time.Second, "B knows the device", func() bool { return b.Serves(ours) })
			if err := clock.Wait(t.Context(), 2*time.Second); err != nil { // B looks at the lock every 1.5 seconds
				t.Fatal(err)
			}
			if b.Holds(ours) || doorB.knocks.Load() > 0 {
				t.Error("B connects while A does")
			}
			_, err := b.Send(t.Context(), channels.Outbound{ID: "1", From: ours, Text: "hola"})
			var e *channels.SendError
			if !errors.As(err, &e) || e.Code != "elsewhere" || !e.Retryable || e.Unsure || e.After != whatsapp.ElsewhereAfter {
				t.Errorf("B sends: %v", err)
			}
			began := clock.System().Now()
			if how == "stopped" {
				a.stop()
			} else {
				w.hangUp()
			}
			other := eitherOther(w, ours, a, b, doorA, doorB)
			eventually(t, 10*time.Second, "another has taken over", other)
			t.Logf("taken over after %v", clock.System().Now().Sub(began))
			if a.Holds(ours) == b.Holds(ours) {
				t.Error("both have it, or none")
			}
		})
	}
}

// eitherOther tells whether a process has the device and has connected since. After a mere cut the first may be quicker.
func eitherOther(w *world, ours channels.Address, a, b *process, doorA, doorB *closedDoor) func() bool {
	w.t.Helper()
	knocked := doorA.knocks.Load()
	return func() bool {
		return b.Holds(ours) && !a.Holds(ours) && doorB.knocks.Load() > 0 || a.Holds(ours) && !b.Holds(ours) && doorA.knocks.Load() > knocked
	}
}

func TestANumberThatIsNotOursIsNotServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ours := w.device()
	p := w.process(whatsapp.Options{Endpoint: newClosedDoor(t).URL}, whatsapp.Quick)
	for a, want := range map[channels.Address]bool{
		ours: true, {Channel: channels.SMS, Value: ours.Value}: false, {Channel: channels.WhatsApp, Value: "+5690"}: false,
	} {
		if got := p.Serves(a); got != want {
			t.Errorf("%v: %v", a, got)
		}
	}
	_, err := p.Send(t.Context(), channels.Outbound{ID: "1", From: channels.Address{Channel: channels.WhatsApp, Value: "+5690"}})
	var e *channels.SendError
	if !errors.As(err, &e) || e.Code != "unpaired" {
		t.Errorf("got %v", err)
	}
}

func TestOptionsThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, o := range map[string]whatsapp.Options{
		"an endpoint without a host": {Endpoint: "localhost"}, "a key that is too short": {CertPubKey: "aGVsbG8="}, "no base64": {CertPubKey: "?"},
	} {
		o.DB = w.db
		if _, err := whatsapp.New(o); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
