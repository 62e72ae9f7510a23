package whatsapp_test

import (
	"context"
	"fmt"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
)

// phone is somebody with WhatsApp who does not take no for an answer.
type phone struct {
	*loopback.Phone
	t testing.TB
}

func newPhone(t testing.TB, s *loopback.Server) *phone {
	t.Helper()
	return &phone{Phone: s.NewPhone(t, fmt.Sprintf("569%08d", mathrand.IntN(1e8))), t: t}
}

// value is how we know somebody.
func (p *phone) value() string { return p.LID().String() }

func (p *phone) soon() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.t.Context(), 20*time.Second)
}

// send sends anything to somebody and gives its bare id.
func (p *phone) send(to *phone, msg *waE2E.Message) string {
	p.t.Helper()
	ctx, cancel := p.soon()
	defer cancel()
	id, err := p.Send(ctx, to.value(), msg)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

func (p *phone) say(to *phone, text string) string {
	p.t.Helper()
	return p.send(to, &waE2E.Message{Conversation: proto.String(text)})
}

// next is the next message that the phone shows.
func (p *phone) next() loopback.Message {
	p.t.Helper()
	ctx, cancel := p.soon()
	defer cancel()
	m, err := p.Next(ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	return m
}

// quiet fails when something comes within a moment.
func (p *phone) quiet(d time.Duration) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), d)
	defer cancel()
	if m, err := p.Next(ctx); err == nil {
		p.t.Errorf("%s came: %v", m.ID, m.Raw)
	}
}

// hasReceipt waits until the phone was told that its message has come so far.
func (p *phone) hasReceipt(id string, kind types.ReceiptType) {
	p.t.Helper()
	eventually(p.t, 10*time.Second, fmt.Sprintf("a receipt %q", kind), func() bool {
		got, ok := p.Receipts()[id]
		return ok && (got == kind || got == types.ReceiptTypeRead)
	})
}

func (p *phone) vote(to *phone, poll loopback.Message, options ...string) {
	p.t.Helper()
	ctx, cancel := p.soon()
	defer cancel()
	if _, err := p.Vote(ctx, to.value(), poll, options...); err != nil {
		p.t.Fatal(err)
	}
}
