package gateway_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// moved is a transport that serves one number only.
type moved struct {
	tape
	number string
}

func (m *moved) Serves(a channels.Address) bool {
	return a.Channel == channels.WhatsApp && a.Value == m.number
}

// elsewhere is a world whose first number was given up, and has another one now.
func elsewhere(t *testing.T, o gateway.Options) (*world, *moved) {
	t.Helper()
	w, next := newWorld(t, atOnce), &moved{number: "+56220000001"}
	o.Contacts, o.Debounce = people{}, atOnce
	w.gw = gateway.New(w.DB, o, next)
	w.reg = queue.NewRegistry()
	w.gw.Register(w.reg)
	queue.Register(w.reg, w.echo)
	w.must(func(ctx context.Context, tx *db.Tx) error {
		n := channels.Number{
			Ours: channels.Address{Channel: channels.WhatsApp, Value: next.number}, Transport: "test", State: channels.NumberUp,
		}
		return w.gw.Assign(ctx, tx, n, "CL")
	})
	return w, next
}

func TestAConversationGoesOnFromAnotherNumberWhenItsOwnIsGone(t *testing.T) {
	t.Parallel()
	w, next := elsewhere(t, gateway.Options{})
	conv := w.receive(w.text("hola")).Conversation
	w.say(conv, "recordatorio")
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"recordatorio", "hola"}, next.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if got := next.sent[0]; got.From.Value != next.number || got.To.Value != "+56911112222" {
		t.Errorf("from %s to %s", got.From.Value, got.To.Value)
	}
	in := w.text("sí")
	in.To.Value, in.Phone = next.number, "+56911112222"
	if got := w.receive(in).Conversation; got != conv {
		t.Error("their answer began another conversation")
	}
}

func TestADemoWritesToNobodyWhoDidNotWriteFirst(t *testing.T) {
	t.Parallel()
	w, next := elsewhere(t, gateway.Options{WarmOnly: true})
	old := w.receive(w.text("hola")).Conversation // to the number of before
	w.say(old, "recordatorio")
	w.drain(time.Minute)
	in := w.text("hola, soy otra")
	in.From, in.To.Value = from("56933334444"), next.number
	w.receive(in)
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"hola, soy otra"}, next.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}
