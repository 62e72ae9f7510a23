package cloud_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	ours   = "+56221234567"
	secret = "the app's secret"
	verify = "the verify token"
)

// world is the transport between a Graph server and a gateway that only keeps what it is given.
type world struct {
	*testkit.TheWorld
	t      testing.TB
	server *loopback.Server
	line   string
	box    *box
	files  files
	cloud  *cloud.Cloud
	hook   *httptest.Server
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{TheWorld: testkit.World(t), t: t, server: loopback.Start(t), box: &box{seen: map[string]bool{}}, files: files{}}
	w.server.UseClock(w.Clock)
	w.line = w.server.Line(ours)
	w.cloud = w.open(func(*cloud.Options) {})
	w.hook = httptest.NewServer(w.cloud.Handler())
	t.Cleanup(w.hook.Close)
	w.server.Webhook(w.hook.URL, secret)
	return w
}

// open makes a transport, as another process does.
func (w *world) open(change func(*cloud.Options)) *cloud.Cloud {
	w.t.Helper()
	o := cloud.Options{
		DB: w.DB, Inbox: w.box, Numbers: w.box, Files: w.files, Graph: w.server.URL, Token: loopback.Token, AppSecret: secret,
		VerifyToken: verify, Account: loopback.Account, Lines: map[string]string{ours: w.line},
	}
	change(&o)
	c, err := cloud.New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	return c
}

func wa(value string) channels.Address {
	return channels.Address{Channel: channels.WhatsApp, Value: value}
}

// out is a message with an id of its own.
func (w *world) out(to, text string) channels.Outbound {
	return channels.Outbound{ID: w.IDs.New(), From: wa(ours), To: wa(to), Class: channels.ClassReply, Text: text}
}

func (w *world) send(out channels.Outbound) channels.Receipt {
	w.t.Helper()
	r, err := w.cloud.Send(w.t.Context(), out)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// refused is the error of a send.
func (w *world) refused(out channels.Outbound) *channels.SendError {
	w.t.Helper()
	_, err := w.cloud.Send(w.t.Context(), out)
	failure, ok := errors.AsType[*channels.SendError](err)
	if !ok {
		w.t.Fatalf("got %v, want a send error", err)
	}
	return failure
}

// ana is somebody who wrote just now.
func (w *world) ana() *loopback.Customer {
	c := w.server.Customer("56911112222")
	c.Say("hola")
	w.server.Settle()
	return c
}

// box keeps what it is given.
type box struct {
	mu       sync.Mutex
	seen     map[string]bool
	in       []channels.Inbound
	statuses []channels.Delivery
	numbers  []channels.Number
	fail     func(in channels.Inbound) error // may be nil
	failSet  func(d channels.Delivery) error // may be nil
}

func (b *box) Receive(_ context.Context, in channels.Inbound) (channels.Received, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if in.ExternalID == "" || in.From.Value == "" {
		return channels.Received{}, fault.New(fault.Invalid, "message.receive.incomplete")
	}
	if b.fail != nil {
		if err := b.fail(in); err != nil {
			return channels.Received{}, err
		}
	}
	if b.seen[in.ExternalID] {
		return channels.Received{Repeated: true}, nil
	}
	b.seen[in.ExternalID] = true
	b.in = append(b.in, in)
	return channels.Received{}, nil
}

func (b *box) SetStatus(_ context.Context, d channels.Delivery) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failSet != nil {
		if err := b.failSet(d); err != nil {
			return err
		}
	}
	b.statuses = append(b.statuses, d)
	return nil
}

func (b *box) Report(_ context.Context, n channels.Number) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.numbers = append(b.numbers, n)
	return nil
}

func (b *box) last() channels.Inbound {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.in) == 0 {
		return channels.Inbound{}
	}
	return b.in[len(b.in)-1]
}

func (b *box) number() channels.Number {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.numbers) == 0 {
		return channels.Number{}
	}
	return b.numbers[len(b.numbers)-1]
}

// files by reference.
type files map[string]file

type file struct {
	channels.Media
	content []byte
}

func (f files) Open(_ context.Context, ref string) (io.ReadCloser, channels.Media, error) {
	found, ok := f[ref]
	if !ok {
		return nil, channels.Media{}, fault.New(fault.NotFound, "media.open.unknown")
	}
	return io.NopCloser(bytes.NewReader(found.content)), found.Media, nil
}

// post gives the webhook a body with any signature.
func (w *world) post(body []byte, signature string) int {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.hook.URL, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if signature != "" {
		r.Header.Set("X-Hub-Signature-256", signature)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}
