package sms_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms"
	"github.com/chasqui-fsm/chasqui/channels/sms/aggregator"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/channels/sms/twilio"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	ours  = "+56221234567"
	marta = "+56912345678"
)

// network is the other side of a transport.
type network interface {
	Customer(number string) *loopback.Customer
}

// world is a transport and its other side.
type world struct {
	t    *testing.T
	sms  *sms.Transport
	net  network
	desk *loopback.Desk
	logs *logs
}

// logs are lines of a logger.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newWorld(t *testing.T, p sms.Provider, change ...func(*sms.Options)) *world {
	t.Helper()
	base := testkit.World(t)
	w := &world{t: t, desk: loopback.NewDesk(), logs: &logs{}}
	o := sms.Options{
		Provider: p, Numbers: []string{ours}, Country: "56", DB: base.DB, Inbox: w.desk, Book: w.desk,
		Log:    slog.New(slog.NewTextHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelInfo})),
		Timing: smpp.Timing{Rebind: 20 * time.Millisecond, Lock: 20 * time.Millisecond},
	}
	hook := w.otherSide(p, &o)
	var handler *sms.Transport
	hooks := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		handler.Handler().ServeHTTP(rw, r)
	}))
	t.Cleanup(hooks.Close)
	o.Twilio.PublicURL = hooks.URL + "/hooks/sms"
	hook(o.Twilio.PublicURL)
	for _, c := range change {
		c(&o)
	}
	var err error
	if w.sms, err = sms.New(o); err != nil {
		t.Fatal(err)
	}
	handler = w.sms
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.sms.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	if err := w.desk.Until(w.ctx(), func(h loopback.Heard) bool { return slices.Contains(h.States, channels.NumberUp) }); err != nil {
		t.Fatal(err)
	}
	return w
}

// otherSide starts it and writes its account into the options. It gives how to name our hooks to it.
func (w *world) otherSide(p sms.Provider, o *sms.Options) (hook func(publicURL string)) {
	w.t.Helper()
	if p == sms.SMPP {
		smsc, err := loopback.StartSMSC(loopback.SMSCOptions{SystemID: "chasqui", Password: "secret"})
		if err != nil {
			w.t.Fatal(err)
		}
		w.t.Cleanup(smsc.Close)
		smsc.Behave(func(b *loopback.Behaviour) { b.Receipts = true })
		o.SMPP = smpp.Account{Address: smsc.Addr(), SystemID: "chasqui", Password: "secret"}
		w.net = smsc
		return func(string) {}
	}
	server, err := loopback.StartTwilio("AC1", "token")
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(server.Close)
	o.Twilio = twilio.Account{BaseURL: server.URL(), AccountSID: "AC1", AuthToken: "token"}
	w.net = server
	return server.Hook
}

func (w *world) ctx() context.Context {
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	w.t.Cleanup(cancel)
	return ctx
}

func outbound(text string) channels.Outbound {
	return channels.Outbound{
		ID: "0193aaaa-0000-7000-8000-000000000001", Text: text, From: channels.Address{Channel: channels.SMS, Value: ours},
		To: channels.Address{Channel: channels.SMS, Value: marta},
	}
}

// What every provider has to do, whatever it speaks.
func TestEveryProviderKeepsTheContract(t *testing.T) {
	t.Parallel()
	for _, p := range []sms.Provider{sms.SMPP, sms.Twilio} {
		t.Run(string(p), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, p)
			var transport channels.Transport = w.sms
			if transport.Channel() != channels.SMS || !transport.Serves(outbound("").From) || transport.Serves(outbound("").To) {
				t.Error("it serves the wrong addresses")
			}
			if !w.sms.Holds(outbound("").From) || (w.sms.Handler() == nil) != (p == sms.SMPP) {
				t.Error("it does not hold its number, or its hooks are wrong")
			}
			r, err := transport.Send(w.ctx(), outbound("✅ Mañana vamos para allá, ¿está bien?"))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := w.net.Customer(marta).Next(w.ctx()); err != nil || got != "Mañana vamos para alla, ¿esta bien?" {
				t.Errorf("%q, %v", got, err)
			}
			delivered := func(h loopback.Heard) bool { return slices.Contains(h.Of(r.ExternalID), channels.StatusDelivered) }
			if err := w.desk.Until(w.ctx(), delivered); err != nil {
				t.Errorf("never delivered: %v", err)
			}
			for _, text := range []string{"sí 😀", "sí 😀", strings.Repeat("larga ", 100) + "fin"} {
				if err := w.net.Customer(marta).Say(w.ctx(), ours, text); err != nil {
					t.Fatal(err)
				}
			}
			h := w.desk.Heard()
			if len(h.In) != 3 || h.In[0].Text != "sí 😀" || h.In[0].From.Value != marta || h.In[0].Phone != marta || h.In[0].To.Value != ours {
				t.Errorf("%+v", h.In)
			}
			for _, secret := range []string{marta, marta[1:], "larga", "alla"} {
				if strings.Contains(w.logs.String(), secret) {
					t.Errorf("the log holds %q: %s", secret, w.logs)
				}
			}
		})
	}
}

func TestAccentsAndEmojiStayWhereTheyAreWanted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sms.Twilio, func(o *sms.Options) { o.KeepAccents, o.KeepEmoji = true, true })
	if _, err := w.sms.Send(w.ctx(), outbound("allá ✅")); err != nil {
		t.Fatal(err)
	}
	if got, err := w.net.Customer(marta).Next(w.ctx()); err != nil || got != "allá ✅" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestALongTextIsSentAndLogged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sms.SMPP)
	text := strings.TrimSpace(strings.Repeat("palabra ", 60))
	if _, err := w.sms.Send(w.ctx(), outbound(text)); err != nil {
		t.Fatal(err)
	}
	if got, err := w.net.Customer(marta).Next(w.ctx()); err != nil || got != text {
		t.Errorf("%q, %v", got, err)
	}
	if !strings.Contains(w.logs.String(), "segments=4") {
		t.Errorf("the log says %s", w.logs)
	}
}

func TestSettingsThatCannotWorkAreRefused(t *testing.T) {
	t.Parallel()
	base := testkit.World(t)
	for name, o := range map[string]sms.Options{
		"no number":    {Provider: sms.SMPP, SMPP: smpp.Account{Address: "x:1", SystemID: "x"}},
		"no provider":  {Numbers: []string{ours}},
		"no carrier":   {Numbers: []string{ours}, Provider: sms.SMPP},
		"no alphabet":  {Numbers: []string{ours}, Provider: sms.SMPP, SMPP: smpp.Account{Address: "x:1", SystemID: "x", Alphabet: "runes"}},
		"no ids":       {Numbers: []string{ours}, Provider: sms.SMPP, SMPP: smpp.Account{Address: "x:1", SystemID: "x", IDs: "roman"}},
		"no account":   {Numbers: []string{ours}, Provider: sms.Twilio},
		"no templates": {Numbers: []string{ours}, Provider: sms.HTTP, HTTP: aggregator.Account{}},
	} {
		o.DB = base.DB
		if _, err := sms.New(o); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
