package whatsapp_test

import (
	"context"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp/loopback"
)

// business is a process with one paired number.
type business struct {
	*world
	*process
	server *loopback.Server
	owner  *phone
	ours   channels.Address
}

// at are the options of a transport that talks to the server.
func at(s *loopback.Server) whatsapp.Options {
	return whatsapp.Options{Endpoint: s.URL(), CertPubKey: loopback.CertPubKey()}
}

// newBusiness pairs a number and waits until it is up.
func newBusiness(t testing.TB, opts ...func(*whatsapp.Options)) *business {
	t.Helper()
	w := newWorld(t)
	s := loopback.Start(t)
	b := &business{world: w, server: s, owner: newPhone(t, s)}
	b.process = w.process(at(s), append([]func(*whatsapp.Options){whatsapp.Quick}, opts...)...)
	b.ours = pairByQR(t, b.Transport, b.owner)
	b.isUp()
	return b
}

func (b *business) isUp() {
	b.t.Helper()
	eventually(b.t, 15*time.Second, "the number is up", func() bool { return b.book.last(b.ours).State == channels.NumberUp })
}

// pairByQR pairs and gives the number.
func pairByQR(t testing.TB, tr *whatsapp.Transport, p *phone) channels.Address {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	steps, err := tr.Pair(ctx, whatsapp.PairRequest{})
	if err != nil {
		t.Fatal(err)
	}
	first := <-steps
	if first.Step != whatsapp.StepQR {
		t.Fatalf("the first step is %+v", first)
	}
	if err := p.Scan(ctx, first.Text); err != nil {
		t.Fatal(err)
	}
	last := <-steps
	if last.Step != whatsapp.StepPaired || last.Number != "+"+p.Number() {
		t.Fatalf("the last step is %+v", last)
	}
	return channels.Address{Channel: channels.WhatsApp, Value: last.Number}
}

func TestANumberIsPairedByAQRCodeAndRuns(t *testing.T) {
	t.Parallel()
	b := newBusiness(t)
	list, err := b.Numbers(t.Context())
	if err != nil || len(list) != 1 || list[0].Ours != b.ours || !list[0].Held || list[0].State != channels.NumberUp ||
		list[0].PhoneSeen.IsZero() {
		t.Errorf("numbers: %+v, %v", list, err)
	}
	if n := b.server.Logins(b.owner.Number()); n != 1 {
		t.Errorf("%d logins", n)
	}
}

func TestANumberIsPairedByACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := loopback.Start(t)
	p := newPhone(t, s)
	tr := w.process(at(s), whatsapp.Quick)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	steps, err := tr.Pair(ctx, whatsapp.PairRequest{Phone: "+" + p.Number()[:3] + " " + p.Number()[3:]})
	if err != nil {
		t.Fatal(err)
	}
	first := <-steps
	if first.Step != whatsapp.StepCode || len(first.Text) != 9 {
		t.Fatalf("the first step is %+v", first)
	}
	if err := p.Enter(ctx, first.Text); err != nil {
		t.Fatal(err)
	}
	if last := <-steps; last.Step != whatsapp.StepPaired || last.Number != "+"+p.Number() {
		t.Fatalf("the last step is %+v", last)
	}
	if _, more := <-steps; more {
		t.Error("there are steps after the last")
	}
	ours := channels.Address{Channel: channels.WhatsApp, Value: "+" + p.Number()}
	eventually(t, 15*time.Second, "the number is up", func() bool { return w.book.last(ours).State == channels.NumberUp })
}
