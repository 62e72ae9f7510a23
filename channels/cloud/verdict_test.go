package cloud_test

import (
	"errors"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
)

func asSendError(t testing.TB, err error) *channels.SendError {
	t.Helper()
	e, ok := errors.AsType[*channels.SendError](err)
	if !ok {
		t.Fatalf("got %v, want a send error", err)
	}
	return e
}

func TestEveryCodeHasItsVerdict(t *testing.T) {
	t.Parallel()
	const later, never = true, false
	verdicts := []struct {
		codes  []int
		code   string
		retry  bool
		after  time.Duration
		number channels.NumberState
	}{
		{[]int{4, 80007, 130429, 133016}, cloud.CodeThrottled, later, 30 * time.Second, ""},
		{[]int{131056}, cloud.CodePairLimit, later, 4 * time.Second, ""},
		{[]int{131048}, cloud.CodeSpamLimit, later, 15 * time.Minute, channels.NumberPaused},
		{[]int{1, 2, 131000, 131016, 131057, 133004, 135000}, cloud.CodeServer, later, 0, ""},
		{[]int{131052, 131053}, cloud.CodeMedia, later, 0, ""},
		{[]int{131026, 131030, 130497}, cloud.CodeUndelivered, never, 0, ""},
		{[]int{131049, 130472}, cloud.CodeHeldBack, never, 0, ""},
		{[]int{131050}, cloud.CodeOptedOut, never, 0, ""},
		{[]int{131051}, cloud.CodeUnsupported, never, 0, ""},
		{[]int{132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 132069}, cloud.CodeTemplate, never, 0, ""},
		{[]int{10, 200, 299, 368, 131005, 131031, 131037, 131042, 131045, 133010}, cloud.CodeAccount, never, 0, channels.NumberRefused},
		{[]int{3, 190}, cloud.CodeToken, never, 0, channels.NumberRefused},
		{[]int{33, 100, 131008, 131009, 131021, 777777}, cloud.CodeRejected, never, 0, ""},
		{[]int{131047}, cloud.CodeWindow, never, 0, ""}, // the last: the window stays closed
	}
	w := newWorld(t)
	ana := w.ana()
	for _, v := range verdicts {
		for _, code := range v.codes {
			w.box.numbers = nil
			w.server.FailNext(code)
			e := w.refused(w.out(ana.WaID(), "hola"))
			if e.Code != v.code || e.Retryable != v.retry || e.After != v.after || e.Unsure || w.box.number().State != v.number {
				t.Errorf("%d: got %+v, number %+v", code, e, w.box.number())
			}
			w.Clock.Advance(6 * time.Second)
		}
	}
}

func TestAFailureThatComesLaterHasTheSameVerdict(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	for code, reason := range map[int]string{
		131026: cloud.CodeUndelivered, 131049: cloud.CodeHeldBack, 131053: cloud.CodeMedia, 131042: cloud.CodeAccount, 132015: cloud.CodeTemplate,
		500500: cloud.CodeRejected,
	} {
		w.server.FailLater(code)
		w.send(w.out(ana.WaID(), "hola"))
		w.server.Settle()
		d := w.box.statuses[len(w.box.statuses)-1]
		if d.Status != channels.StatusFailed || d.Reason != reason {
			t.Errorf("%d: got %+v", code, d)
		}
	}
	if n := w.box.number(); n.State != channels.NumberRefused || n.Ours != wa(ours) || n.Transport != "cloud" {
		t.Errorf("got %+v", n)
	}
}

func TestThePairLimitBacksOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Statuses()
	ana := w.ana()
	out := w.out(ana.WaID(), "hola")
	wait := func() time.Duration {
		w.server.FailNext(131056)
		return w.refused(out).After
	}
	for _, want := range []time.Duration{4 * time.Second, 16 * time.Second, 64 * time.Second, 256 * time.Second, 256 * time.Second} {
		if got := wait(); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	w.send(out)
	out = w.out(ana.WaID(), "hola")
	if got := wait(); got != 4*time.Second {
		t.Errorf("after a success: got %v", got)
	}
}

func TestGraphSaysWhenToComeAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	w.server.Throttle(1, "120")
	if e := w.refused(w.out(ana.WaID(), "hola")); e.Code != cloud.CodeThrottled || !e.Retryable || e.After != 2*time.Minute {
		t.Errorf("got %+v", e)
	}
}

func TestATemplateThatGraphRefusesIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.AddTemplate("hello", "es", "UTILITY", "Hola.")
	if err := w.cloud.SyncTemplates(t.Context()); err != nil {
		t.Fatal(err)
	}
	out := w.out("+56911112222", "Hola")
	out.Template = &channels.Template{Name: "hello", Language: "es"}
	w.server.FailNext(132015)
	first := w.refused(out)
	if second := w.refused(out); first.Code != cloud.CodeTemplate || second.Code != cloud.CodeTemplate || w.server.Posts() != 0 {
		t.Errorf("got %v, then %v", first, second)
	}
	list, err := w.cloud.Templates(t.Context())
	if err != nil || list[0].Status != "PAUSED" {
		t.Errorf("got %+v, %v", list, err)
	}
}

func TestWhatCannotBeAddressedIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, to := range []string{"", "+", "web-123", "12345@lid", "0056911112222", "+56 9 1111 2222", "ar.123", "+1234567890123456"} {
		if e := w.refused(w.out(to, "hola")); e.Code != cloud.CodeAddress || e.Retryable {
			t.Errorf("%q: got %+v", to, e)
		}
	}
	out := w.out("+56911112222", "hola")
	out.From = wa("+5511999999999")
	if e := w.refused(out); e.Code != cloud.CodeNoLine || w.cloud.Serves(out.From) || !w.cloud.Serves(wa(ours)) {
		t.Errorf("got %+v", e)
	}
	if w.cloud.Serves(channels.Address{Channel: channels.SMS, Value: ours}) {
		t.Error("it serves SMS")
	}
}
