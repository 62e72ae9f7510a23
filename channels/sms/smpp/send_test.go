package smpp_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/linxGnu/gosmpp/data"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/smpp"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

func TestAMessageArrivesAndItsReceiptIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.smsc.Behave(func(b *loopback.Behaviour) { b.Receipts = true })
	r := w.send("Mañana a las 9, ¿está bien?")
	if got := w.next(); got.Text != "Mañana a las 9, ¿está bien?" || got.From != ours || r.Status != channels.StatusSent {
		t.Errorf("%+v, %+v", got, r)
	}
	until(t, w.desk, "delivered", is(r.ExternalID, channels.StatusDelivered))
}

func TestReceiptsAreReadInAllTheirForms(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]loopback.Behaviour{
		"words":           {Receipts: true},
		"parameters":      {Receipts: true, ReceiptByTLV: true},
		"before":          {Receipts: true, ReceiptFirst: true},
		"hex and decimal": {Receipts: true, HexIDs: true},
		"failed":          {Receipts: true, State: "UNDELIV"},
		"expired, by TLV": {Receipts: true, State: "EXPIRED", ReceiptByTLV: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, func(o *smpp.Options) {
				if b.HexIDs {
					o.IDs = smpp.IDsHexDecimal
				}
			})
			w.smsc.Behave(func(now *loopback.Behaviour) { *now = b })
			want := channels.StatusDelivered
			if b.State != "" {
				want = channels.StatusFailed
			}
			r := w.send("hola")
			until(t, w.desk, string(want), is(r.ExternalID, want))
		})
	}
}

func TestSixPartsWithEmojiAreOneMessage(t *testing.T) {
	t.Parallel()
	for _, first := range []bool{false, true} {
		w := newWorld(t)
		w.smsc.Behave(func(b *loopback.Behaviour) { b.Receipts, b.ReceiptFirst = true, first })
		text := strings.TrimSpace(strings.Repeat("Técnico 👩‍🔧 en camino. ", 16))
		if n := gsm.Count(text); n != 6 {
			t.Fatalf("%d parts", n)
		}
		r := w.send(text)
		if got := w.next(); got.Text != text || got.Parts != 6 {
			t.Errorf("%+v", got)
		}
		until(t, w.desk, "delivered", is(r.ExternalID, channels.StatusDelivered))
		if w.smsc.Counts().Submits != 6 {
			t.Errorf("%+v", w.smsc.Counts())
		}
		if got := slices.Compact(w.desk.Heard().Of(r.ExternalID)); len(got) != 1 {
			t.Errorf("a message of six parts was told %v", got)
		}
	}
}

func TestAThrottledSenderSlowsDownAndLosesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.smsc.Behave(func(b *loopback.Behaviour) { b.Throttle = 1 })
	_, err := w.link.Send(t.Context(), w.outbound("hola"))
	if e := sendError(t, err); e.Code != line.CodeThrottled || !e.Retryable || e.Unsure || e.After <= 0 {
		t.Errorf("%+v", e)
	}
	w.send("uno")
	if got := w.next(); got.Text != "uno" {
		t.Errorf("%+v", got)
	}
}

func TestEachThrottledSubmitDoublesTheGapBetweenSubmits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.smsc.Behave(func(b *loopback.Behaviour) { b.Throttle = 5 })
	for range 5 {
		_, err := w.link.Send(t.Context(), w.outbound("hola"))
		_ = sendError(t, err)
	}
	began := clock.System().Now()
	w.send("hola")
	if took := clock.System().Now().Sub(began); took < 150*time.Millisecond { // 10, 20, 40, 80, 160
		t.Errorf("it left after %v", took)
	}
}

func TestAMessageWhosePartIsRefusedHasArrivedInPart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	n := 0
	w.smsc.Behave(func(b *loopback.Behaviour) {
		b.Refuse = func(string) data.CommandStatusType { // it is called under the carrier's lock
			if n++; n > 1 {
				return data.ESME_RSUBMITFAIL
			}
			return data.ESME_ROK
		}
	})
	_, err := w.link.Send(t.Context(), w.outbound(strings.Repeat("a", 400)))
	if e := sendError(t, err); e.Code != line.CodePartly || !e.Unsure || e.Retryable {
		t.Errorf("%+v", e)
	}
}

func TestAThrottledPartIsSubmittedAgainAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var once sync.Once
	n := 0
	w.smsc.Behave(func(b *loopback.Behaviour) {
		b.Refuse = func(string) data.CommandStatusType { // it is called under the carrier's lock
			if n++; n == 2 {
				status := data.ESME_ROK
				once.Do(func() { status = data.ESME_RMSGQFUL })
				return status
			}
			return data.ESME_ROK
		}
	})
	text := strings.Repeat("a", 400)
	w.send(text)
	if got := w.next(); got.Text != text || w.smsc.Counts().Submits != 4 {
		t.Errorf("%+v, %+v", got, w.smsc.Counts())
	}
}

func TestRefusalsSayWhatMakesSense(t *testing.T) {
	t.Parallel()
	for status, want := range map[data.CommandStatusType]channels.SendError{
		data.ESME_RINVDSTADR:  {Code: line.CodeBadNumber},
		data.ESME_RINVSRCADR:  {Code: line.CodeBadSender},
		data.ESME_RSUBMITFAIL: {Code: line.CodeRejected},
		data.ESME_RSYSERR:     {Code: line.CodeNetwork, Retryable: true},
		data.ESME_RMSGQFUL:    {Code: line.CodeThrottled, Retryable: true},
	} {
		t.Run(want.Code, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.smsc.Behave(func(b *loopback.Behaviour) { b.Refuse = func(string) data.CommandStatusType { return status } })
			_, err := w.link.Send(t.Context(), w.outbound("hola"))
			if e := sendError(t, err); e.Code != want.Code || e.Retryable != want.Retryable || e.Unsure {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestWithoutAnAnswerASendIsUnsure(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *smpp.Options) { o.Timing.Answer = 50 * time.Millisecond })
	w.smsc.Behave(func(b *loopback.Behaviour) { b.Swallow = 1 })
	_, err := w.link.Send(t.Context(), w.outbound("hola"))
	if e := sendError(t, err); e.Code != line.CodeNoResponse || !e.Retryable || !e.Unsure {
		t.Errorf("%+v", e)
	}
}

func TestAnAnswerThatComesTooLateStillMarksTheMessageAsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *smpp.Options) { o.Timing.Answer = 50 * time.Millisecond })
	w.smsc.Behave(func(b *loopback.Behaviour) { b.Late = 200 * time.Millisecond })
	out := w.outbound("hola")
	_, err := w.link.Send(t.Context(), out)
	if e := sendError(t, err); e.Code != line.CodeNoResponse {
		t.Errorf("%+v", e)
	}
	until(t, w.desk, "sent", func(h loopback.Heard) bool {
		return len(h.Status) == 1 && h.Status[0].Message == out.ID && h.Status[0].Status == channels.StatusSent
	})
}

func TestALostLinkMakesSendsUnsureAndComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.smsc.Behave(func(b *loopback.Behaviour) { b.DropOnSubmit = 1 })
	_, err := w.link.Send(t.Context(), w.outbound("hola"))
	if e := sendError(t, err); e.Code != line.CodeLinkLost || !e.Retryable || !e.Unsure {
		t.Errorf("%+v", e)
	}
	until(t, w.desk, "up again", func(h loopback.Heard) bool {
		return slices.Contains(h.States[1:], channels.NumberConnecting) && h.States[len(h.States)-1] == channels.NumberUp
	})
	w.send("hola")
}

func TestAWindowBoundsWhatWaitsForAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *smpp.Options) { o.Window = 3 })
	w.smsc.Behave(func(b *loopback.Behaviour) { b.Swallow = 1000 })
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	codes := map[string]int{}
	for range 10 {
		wg.Go(func() {
			_, err := w.link.Send(ctx, w.outbound("hola"))
			mu.Lock()
			defer mu.Unlock()
			codes[sendError(t, err).Code]++
		})
	}
	wg.Wait()
	w.eventually("three submits", func() bool { return w.smsc.Counts().Submits == 3 })
	if codes[line.CodeNoResponse] != 3 || codes[line.CodeThrottled] != 7 {
		t.Errorf("%v", codes)
	}
}

func TestTwoThousandSubmitsLoseNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const n = 2000
	send(t, w, n)
	seen := map[string]bool{}
	for range n {
		seen[w.next().Text] = true
	}
	if len(seen) != n {
		t.Errorf("%d of %d arrived", len(seen), n)
	}
}

// send sends n messages, ten at a time.
func send(t testing.TB, w *world, n int) {
	t.Helper()
	numbers := make(chan int)
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			for i := range numbers {
				if _, err := w.link.Send(t.Context(), w.outbound(fmt.Sprintf("mensaje %d", i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range n {
		numbers <- i
	}
	close(numbers)
	wg.Wait()
}

func BenchmarkSubmit(b *testing.B) {
	w := newWorld(b)
	b.ResetTimer()
	send(b, w, b.N)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "submits/s")
}

func BenchmarkDeliver(b *testing.B) {
	w := newWorld(b)
	b.ResetTimer()
	people := make(chan int)
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			for i := range people {
				if err := w.smsc.Customer(fmt.Sprintf("+5691%07d", i)).Say(b.Context(), ours, "hola"); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for i := range b.N {
		people <- i
	}
	close(people)
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
