package whatsapp_test

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// outcome is what came of a burst of messages that were all answered.
type outcome struct {
	stored, shown   [][]string // by phone, in the order in which they came
	took            time.Duration
	lostIn, lostOut int
}

// burst has phones write as fast as they can while the number answers each message, one at a time for each phone.
func burst(b *business, phones, each int) (o outcome) {
	b.t.Helper()
	list := make([]*phone, phones)
	for i := range list {
		list[i] = newPhone(b.t, b.server)
	}
	began := clock.System().Now()
	ctx, cancel := context.WithTimeout(b.t.Context(), 3*time.Minute)
	defer cancel()
	var writing, answering sync.WaitGroup
	done := make(chan struct{})
	for _, p := range list {
		writing.Go(func() {
			for i := range each {
				if _, err := p.Say(ctx, b.owner.value(), strconv.Itoa(i)); err != nil {
					b.t.Error(err)
					return
				}
			}
		})
		answering.Go(func() { b.echo(ctx, p, each, done) })
	}
	writing.Wait()
	b.settles(list, each, done)
	answering.Wait()
	o.took = clock.System().Now().Sub(began)
	for _, p := range list {
		o.stored, o.shown = append(o.stored, b.inbox.from(p.value())), append(o.shown, nil)
		for m, err := p.Next(soonOver(ctx)); err == nil; m, err = p.Next(soonOver(ctx)) {
			o.shown[len(o.shown)-1] = append(o.shown[len(o.shown)-1], m.Text)
		}
		o.lostIn += each - len(unique(o.stored[len(o.stored)-1]))
		o.lostOut += len(o.stored[len(o.stored)-1]) - len(unique(o.shown[len(o.shown)-1]))
	}
	return o
}

// soonOver is a context for what has come already.
func soonOver(ctx context.Context) context.Context {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	context.AfterFunc(ctx, cancel)
	return ctx
}

func unique(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// echo answers what a phone wrote, in order, until all is answered or done.
func (b *business) echo(ctx context.Context, p *phone, each int, done <-chan struct{}) {
	for n := 0; n < each; {
		over := false
		select {
		case <-done: // before looking: what was stored last wants its answer too
			over = true
		default:
		}
		got := b.inbox.from(p.value())
		if n == len(got) {
			if over {
				return
			}
			_ = clock.Wait(ctx, time.Millisecond)
			continue
		}
		out := channels.Outbound{
			ID: p.value() + strconv.Itoa(n), From: b.ours, To: channels.Address{Channel: channels.WhatsApp, Value: p.value()}, Text: got[n],
		}
		if _, err := b.Send(ctx, out); err != nil {
			b.t.Error(err)
			return
		}
		n++
	}
}

// settles waits until everything is stored, or nothing has come for a while.
func (b *business) settles(list []*phone, each int, done chan<- struct{}) {
	last, idle := 0, 0
	for idle < 30 {
		n := len(b.inbox.all())
		if n == each*len(list) {
			break
		}
		if idle++; n != last {
			last, idle = n, 0
		}
		_ = clock.Wait(b.t.Context(), 100*time.Millisecond)
	}
	close(done)
}

// from are the texts that somebody wrote, in the order of their storing.
func (b *inbox) from(value string) (texts []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, in := range b.stored {
		if in.From.Value == value {
			texts = append(texts, in.Text)
		}
	}
	return texts
}

func TestAThousandMessagesAndTheirAnswersAllCome(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
	t.Parallel()
	const phones, each = 2, 500
	b := newBusiness(t)
	o := burst(b, phones, each)
	t.Logf("%d + %d messages in %v: %d and %d lost", phones*each, phones*each, o.took, o.lostIn, o.lostOut)
	for i := range phones {
		for what, got := range map[string][]string{"stored": o.stored[i], "shown": o.shown[i]} {
			if len(got) != each {
				t.Errorf("%d of %d are %s", len(got), each, what)
			}
			for n, text := range got {
				if text != strconv.Itoa(n) {
					t.Errorf("%s: place %d has %s", what, n, text)
					break
				}
			}
		}
	}
	if n := b.Unreadable(); n != 0 {
		t.Errorf("%d unreadable", n)
	}
}

func TestWithoutItsGuardTheLibraryLosesMessages(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
	t.Parallel()
	o := burst(newBusiness(t, whatsapp.Unguarded), 2, 500)
	t.Logf("1000 messages in %v: %d lost, and %d of their answers", o.took, o.lostIn, o.lostOut)
	if o.lostIn+o.lostOut == 0 {
		t.Error("nothing is lost: is the guard still needed with this version of the library?")
	}
}
