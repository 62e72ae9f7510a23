package cloud_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud"
)

func TestALostAnswerIsFoundByItsStatusAndNotSentTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	w.server.LoseAnswer()
	out := w.out(ana.WaID(), "¿En qué comuna?")
	if e := w.refused(out); e.Code != cloud.CodeLost || !e.Retryable || !e.Unsure || e.After == 0 {
		t.Errorf("got %+v", e)
	}
	w.server.Settle()
	r, err := w.open(func(*cloud.Options) {}).Send(t.Context(), out) // another process looks
	if err != nil || r.ExternalID != ana.Next(t.Context()).ID || r.Status != channels.StatusRead {
		t.Errorf("got %+v, %v", r, err)
	}
	if n := w.server.Posts(); n != 1 || ana.Unread() != 0 {
		t.Errorf("%d were posted", n)
	}
}

func TestAMessageInDoubtWaitsTwoMinutesForAStatus(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	for name, lose := range map[string]func(){"request": w.server.LoseRequest, "answer": w.server.LoseAnswer} {
		w.server.Statuses() // Meta is silent
		out := w.out(ana.WaID(), "¿En qué comuna?")
		before := w.server.Posts()
		lose()
		if e := w.refused(out); !e.Unsure {
			t.Errorf("%s: got %+v", name, e)
		}
		accepted := w.server.Posts()
		for range 3 {
			if e := w.refused(out); !e.Unsure || e.After <= 0 || e.After > 2*time.Minute {
				t.Errorf("%s: got %+v", name, e)
			}
			w.Clock.Advance(30 * time.Second)
		}
		if w.server.Posts() != accepted {
			t.Errorf("%s: posted while in doubt", name)
		}
		w.Clock.Advance(30 * time.Second)
		w.send(out)
		if n := w.server.Posts() - before; name == "request" && n != 1 || name == "answer" && n != 2 { // the price of Meta's silence
			t.Errorf("%s: %d were posted", name, n)
		}
	}
}

func TestAFailureAfterALostAnswerIsWhatTheNextSendSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	w.server.Leave(ana)
	w.server.LoseAnswer()
	out := w.out(ana.WaID(), "¿En qué comuna?")
	if e := w.refused(out); !e.Unsure {
		t.Errorf("got %+v", e)
	}
	w.server.Settle()
	if e := w.refused(out); e.Code != cloud.CodeUndelivered || e.Retryable || e.Unsure {
		t.Errorf("got %+v", e)
	}
}

func TestASecondSendOfASentMessagePostsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Statuses()
	ana := w.ana()
	out := w.out("+"+ana.WaID(), "¿En qué comuna?")
	first, second := w.send(out), w.send(out)
	if first != second || w.server.Posts() != 1 || first.TheirValue != ana.WaID() {
		t.Errorf("got %+v, then %+v", first, second)
	}
}

func TestStatusesNeverGoBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Statuses("read", "delivered", "sent")
	ana := w.ana()
	out := w.out(ana.WaID(), "¿En qué comuna?")
	w.send(out)
	w.server.Settle()
	if r := w.send(out); r.Status != channels.StatusRead {
		t.Errorf("got %+v", r)
	}
}

func TestNothingIsInDoubtWhenNothingLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	out := w.out(ana.WaID(), "¿En qué comuna?")
	_, err := w.open(func(o *cloud.Options) { o.Graph = closed.URL }).Send(t.Context(), out)
	if e := asSendError(t, err); e.Code != cloud.CodeUnreachable || !e.Retryable || e.Unsure {
		t.Errorf("got %+v", e)
	}
	w.send(out)
}

func TestAnAnswerThatSaysNothingIsInDoubt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.ana()
	for name, answer := range map[string]http.HandlerFunc{
		"a gateway's page": func(rw http.ResponseWriter, _ *http.Request) {
			http.Error(rw, "<html>Bad Gateway", http.StatusBadGateway)
		},
		"no JSON": func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("ok")) },
		"no id":   func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte(`{"messages":[]}`)) },
	} {
		strange := httptest.NewServer(answer)
		_, err := w.open(func(o *cloud.Options) { o.Graph = strange.URL }).Send(t.Context(), w.out(ana.WaID(), "hola"))
		if e := asSendError(t, err); e.Code != cloud.CodeLost || !e.Unsure {
			t.Errorf("%s: got %+v", name, e)
		}
		strange.Close()
	}
}

func TestMessagesToOnePersonArePaced(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Statuses()
	ana := w.ana()
	for range 45 {
		w.send(w.out(ana.WaID(), "hola"))
	}
	out := w.out(ana.WaID(), "hola")
	e := w.refused(out)
	if e.Code != cloud.CodePairLimit || !e.Retryable || e.After != 6*time.Second {
		t.Errorf("got %+v", e)
	}
	w.Clock.Advance(e.After)
	w.send(out)
	if e := w.refused(w.out(ana.WaID(), "hola")); e.Code != cloud.CodePairLimit {
		t.Errorf("got %+v", e)
	}
	beto := w.server.Customer("56922223333")
	beto.Say("hola")
	w.server.Settle()
	w.send(w.out(beto.WaID(), "hola")) // others are not kept waiting
}
