package conformance

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Way is a transport and somebody on its other side.
type Way struct {
	Transport channels.Transport
	Ours      channels.Address
	Theirs    channels.Address // by which we write to them
	Nobody    channels.Address // at which there is nobody; empty: the channel cannot know
	NewID     func() string    // of an outbound message
	Say       func(ctx context.Context, text string) error
	Heard     func(ctx context.Context) (string, error) // the next that they are told
	Same      func(heard, said string) bool             // what the channel does to words; nil: nothing
	Repeats   bool                                      // a message that is sent twice is seen twice on the other side, as its protocol is
}

// patience of each case.
const patience = 30 * time.Second

// Run checks a transport. open makes a fresh one, which hands what it hears to the box, and somebody who has written to us once.
func Run(t *testing.T, open func(t *testing.T, box *Box) Way) {
	t.Helper()
	for name, check := range map[string]func(t *testing.T, w Way, box *Box){
		"what is said is kept once and in order":     saidInOrder,
		"what was not stored comes again":            storedAtLast,
		"what we send is heard, and its id is known": heard,
		"a repeat is the same message":               repeated,
		"messages at once are all heard":             atOnce,
		"it serves our number and no other":          servesOurs,
		"a message to nobody fails with a code":      nobody,
		"long and strange words pass or are refused": strange,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := newBox()
			w := open(t, box)
			if w.Same == nil {
				w.Same = func(heard, said string) bool { return heard == said }
			}
			check(t, w, box)
		})
	}
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

func (w Way) out(text string) channels.Outbound {
	return channels.Outbound{ID: w.NewID(), From: w.Ours, To: w.Theirs, Class: channels.ClassReply, Text: text}
}

// texts that were heard and begin with a mark of the case.
func texts(heard []channels.Inbound, mark string) (list []string) {
	for _, in := range heard {
		if strings.HasPrefix(in.Text, mark) {
			list = append(list, in.Text)
		}
	}
	return list
}

func saidInOrder(t *testing.T, w Way, box *Box) {
	ctx := soon(t)
	var want []string
	for i := range 20 {
		want = append(want, fmt.Sprintf("uno %02d", i))
		if err := w.Say(ctx, want[i]); err != nil {
			t.Fatal(err)
		}
	}
	got, err := box.until(ctx, func(heard []channels.Inbound) bool { return len(texts(heard, "uno")) >= len(want) })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, texts(got, "uno")); diff != "" {
		t.Errorf("heard (-want +got):\n%s", diff)
	}
	for _, in := range got {
		if in.To != w.Ours || in.From.Channel != w.Ours.Channel || in.From.Value == "" || in.ExternalID == "" || in.SentAt.IsZero() {
			t.Errorf("incomplete: %+v", in)
		}
	}
}

func storedAtLast(t *testing.T, w Way, box *Box) {
	ctx := soon(t)
	box.Fail(1)
	_ = w.Say(ctx, "dos") // the other side may be told that it failed: then it says so again by itself
	got, err := box.until(ctx, func(heard []channels.Inbound) bool { return len(texts(heard, "dos")) > 0 })
	if err != nil {
		t.Fatalf("it was lost: %v", err)
	}
	if n := len(texts(got, "dos")); n != 1 {
		t.Errorf("kept %d times", n)
	}
}

func heard(t *testing.T, w Way, _ *Box) {
	ctx := soon(t)
	for i := range 5 {
		text := fmt.Sprintf("Su visita es el jue %d nov, de 9:00 a 13:00.\n1. Sí\n2. Otra hora", i+1)
		r, err := w.Transport.Send(ctx, w.out(text))
		if err != nil {
			t.Fatal(err)
		}
		if r.ExternalID == "" || !channels.StatusQueued.Forward(r.Status) {
			t.Errorf("receipt %+v", r)
		}
		got, err := w.Heard(ctx)
		if err != nil || !w.Same(got, text) {
			t.Fatalf("heard %q, %v; said %q", got, err, text)
		}
	}
}

func repeated(t *testing.T, w Way, _ *Box) {
	ctx := soon(t)
	out := w.out("uno")
	first, err := w.Transport.Send(ctx, out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Heard(ctx); err != nil {
		t.Fatal(err)
	}
	again, err := w.Transport.Send(ctx, out)
	if err != nil {
		t.Fatal(err)
	}
	if w.Repeats {
		return
	}
	if again.ExternalID != first.ExternalID {
		t.Errorf("the repeat is %s, the message %s", again.ExternalID, first.ExternalID)
	}
}

func atOnce(t *testing.T, w Way, _ *Box) {
	ctx := soon(t)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if _, err := w.Transport.Send(ctx, w.out(fmt.Sprintf("aviso %02d", i))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	var got []string
	for range 20 {
		text, err := w.Heard(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, text)
	}
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != 20 {
		t.Errorf("%d messages were heard, want 20: %q", n, got)
	}
}

func servesOurs(t *testing.T, w Way, _ *Box) {
	if !w.Transport.Serves(w.Ours) || w.Transport.Channel() != w.Ours.Channel {
		t.Error("it does not serve our own number")
	}
	for _, other := range []channels.Address{
		{}, {Channel: w.Ours.Channel}, {Channel: w.Ours.Channel, Value: "+56299999999"}, {Channel: "pigeon", Value: w.Ours.Value},
	} {
		if w.Transport.Serves(other) {
			t.Errorf("it serves %+v", other)
		}
	}
}

func nobody(t *testing.T, w Way, _ *Box) {
	if w.Nobody == (channels.Address{}) {
		t.Skip("the channel cannot know whether somebody is there")
	}
	out := w.out("hola")
	out.To = w.Nobody
	_, err := w.Transport.Send(soon(t), out)
	if e, ok := errors.AsType[*channels.SendError](err); !ok || e.Code == "" || e.Retryable {
		t.Errorf("got %v", err)
	}
}

func strange(t *testing.T, w Way, _ *Box) {
	ctx := soon(t)
	for _, text := range []string{
		strings.Repeat("largo ", 250), "👩‍🔧 cañería ñandú çedilha", "a\u202eb\u0000c\u200b", "{{1}} %s <b>&amp; \\n", "\xff\xfe", strings.Repeat("x", 1500), " ",
	} {
		_, err := w.Transport.Send(ctx, w.out(text))
		if err == nil {
			if _, err := w.Heard(ctx); err != nil {
				t.Fatalf("%.20q was taken and not heard: %v", text, err)
			}
			continue
		}
		if e, ok := errors.AsType[*channels.SendError](err); !ok || e.Code == "" {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if _, err := w.Transport.Send(ctx, w.out("y sigue")); err != nil {
		t.Fatalf("after that: %v", err)
	}
	if got, err := w.Heard(ctx); err != nil || !w.Same(got, "y sigue") {
		t.Errorf("after that it was heard %q, %v", got, err)
	}
}
