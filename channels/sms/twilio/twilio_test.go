package twilio_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/channels/sms/twilio"
)

const (
	ours  = "+56221234567"
	marta = "+56912345678"
	sid   = "AC00000000000000000000000000000001"
	token = "a token"
)

type world struct {
	t      testing.TB
	twilio *loopback.Twilio
	desk   *loopback.Desk
	client *twilio.Client
	hooks  string
}

func newWorld(t testing.TB, change ...func(*twilio.Options)) *world {
	t.Helper()
	server, err := loopback.StartTwilio(sid, token)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	w := &world{t: t, twilio: server, desk: loopback.NewDesk()}
	var handler http.Handler
	hooks := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { handler.ServeHTTP(rw, r) }))
	t.Cleanup(hooks.Close)
	w.hooks = hooks.URL + "/hooks/sms"
	server.Hook(w.hooks)
	log := slog.New(slog.DiscardHandler)
	o := twilio.Options{
		Account: twilio.Account{BaseURL: server.URL(), AccountSID: sid, AuthToken: token, PublicURL: w.hooks},
		Line:    &line.Line{Numbers: []string{ours}, Country: "56", Transport: "twilio", Inbox: w.desk, Book: w.desk, Log: log},
		Check:   20 * time.Millisecond,
	}
	for _, c := range change {
		c(&o)
	}
	w.client = twilio.New(o)
	handler = w.client.Handler()
	return w
}

func (w *world) ctx() context.Context {
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	w.t.Cleanup(cancel)
	return ctx
}

func outbound(text string) channels.Outbound {
	return channels.Outbound{
		ID: "0193aaaa-0000-7000-8000-000000000001", Text: text, From: channels.Address{Channel: channels.SMS, Value: ours},
		To: channels.Address{Channel: channels.SMS, Value: marta},
	}
}

func TestAMessageArrivesAndItsStatusComesBackWithOurID(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r, err := w.client.Send(t.Context(), outbound("¿mañana a las 9?"))
	if err != nil || r.ExternalID == "" || r.Status != channels.StatusSent {
		t.Fatalf("%+v, %v", r, err)
	}
	got, err := w.twilio.Customer(marta).NextText(w.ctx())
	if err != nil || got.Text != "¿mañana a las 9?" || got.From != ours {
		t.Errorf("%+v, %v", got, err)
	}
	err = w.desk.Until(w.ctx(), func(h loopback.Heard) bool { return slices.Contains(h.Of(r.ExternalID), channels.StatusDelivered) })
	if err != nil {
		t.Error(err)
	}
	for _, s := range w.desk.Heard().Status {
		if s.Message != outbound("").ID {
			t.Errorf("%+v", s)
		}
	}
}

func TestWhatACustomerWritesIsStoredOnceBeforeItIsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.desk.Fail(2) // it comes again
	w.twilio.Repeat(1)
	if err := w.twilio.Customer(marta).Say(w.ctx(), ours, "hola, ¿qué tal? + 1 & 2"); err != nil {
		t.Fatal(err)
	}
	h := w.desk.Heard()
	if !slices.Equal(h.Texts(), []string{"hola, ¿qué tal? + 1 & 2"}) {
		t.Fatalf("%q", h.Texts())
	}
	if m := h.In[0]; m.From.Value != marta || m.Phone != marta || m.To.Value != ours || m.Kind != channels.KindText {
		t.Errorf("%+v", m)
	}
}

func TestAPictureIsNamedAndItsWordsAreRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, body := range []string{"", "la lavadora"} {
		err := w.twilio.Inbound(w.ctx(), url.Values{"From": {marta}, "To": {ours}, "Body": {body}, "NumMedia": {"1"}, "MediaUrl0": {"x"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	in := w.desk.Heard().In
	if in[0].Kind != channels.KindOther || in[1].Kind != channels.KindText || in[1].Text != "la lavadora" {
		t.Errorf("%+v", in)
	}
}

func TestErrorsAreToldApartByTheirCode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer    loopback.Answer
		code      string
		retryable bool
		after     time.Duration
	}{
		{loopback.Answer{Status: 400, Code: 21610}, line.CodeOptedOut, false, 0},
		{loopback.Answer{Status: 400, Code: 21614}, line.CodeLandline, false, 0},
		{loopback.Answer{Status: 400, Code: 21211}, line.CodeBadNumber, false, 0},
		{loopback.Answer{Status: 400, Code: 21606}, line.CodeBadSender, false, 0},
		{loopback.Answer{Status: 429, Code: 20429, RetryAfter: 30}, line.CodeThrottled, true, 30 * time.Second},
		{loopback.Answer{Status: 429}, line.CodeThrottled, true, 5 * time.Second},
		{loopback.Answer{Status: 400, Code: 63018}, line.CodeThrottled, true, 5 * time.Second},
		{loopback.Answer{Status: 401, Code: 20003}, line.CodeRefused, true, time.Minute},
		{loopback.Answer{Status: 400, Code: 99999}, line.CodeRejected, false, 0},
		{loopback.Answer{Status: 503}, line.CodeNetwork, true, 5 * time.Second},
	} {
		w := newWorld(t)
		w.twilio.Refuse(marta, c.answer)
		_, err := w.client.Send(t.Context(), outbound("hola"))
		e, ok := errors.AsType[*channels.SendError](err)
		if !ok || e.Code != c.code || e.Retryable != c.retryable || e.After != c.after || e.Unsure {
			t.Errorf("%+v: got %+v", c.answer, e)
		}
	}
}

func TestACallThatMayHaveBeenHeardIsUnsureAndOneThatWasNotIsNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.twilio.Refuse("", loopback.Answer{Status: 500})
	_, err := w.client.Send(t.Context(), outbound("hola"))
	if e, ok := errors.AsType[*channels.SendError](err); !ok || !e.Unsure || !e.Retryable {
		t.Errorf("500: %+v", e)
	}
	away := newWorld(t)
	away.twilio.Close()
	_, err = away.client.Send(t.Context(), outbound("hola"))
	if e, ok := errors.AsType[*channels.SendError](err); !ok || e.Code != line.CodeDisconnected || e.Unsure || !e.Retryable {
		t.Errorf("closed: %+v", e)
	}
}

func TestAVeryLongTextIsSeveralMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.TrimSpace(strings.Repeat("palabra ", 500))
	if _, err := w.client.Send(t.Context(), outbound(long)); err != nil {
		t.Fatal(err)
	}
	whole := ""
	for range 3 {
		text, err := w.twilio.Customer(marta).Next(w.ctx())
		if err != nil {
			t.Fatal(err)
		}
		whole += text
	}
	if whole != long {
		t.Errorf("%d of %d characters", len(whole), len(long))
	}
}

func TestAWrongSignatureIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	fields := url.Values{"MessageSid": {"SM1"}, "From": {marta}, "To": {ours}, "Body": {"hola"}}
	for name, signature := range map[string]string{
		"none": "", "of another token": twilio.Sign("x", w.hooks+"/inbound", fields), "of another URL": twilio.Sign(token, w.hooks+"/status", fields),
		"of other fields": twilio.Sign(token, w.hooks+"/inbound", url.Values{"Body": {"adiós"}}),
	} {
		if got := w.post("/inbound", signature, fields); got != http.StatusForbidden {
			t.Errorf("%s: status %d", name, got)
		}
	}
	if got := w.post("/inbound?x=1", twilio.Sign(token, w.hooks+"/inbound?x=1", fields), fields); got != http.StatusOK {
		t.Errorf("the right one: status %d", got)
	}
	if got := w.post("/nothing", "", fields); got != http.StatusNotFound {
		t.Errorf("no hook: status %d", got)
	}
	if n := len(w.desk.Heard().In); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func (w *world) post(path, signature string, fields url.Values) int {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.hooks+path, strings.NewReader(fields.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("X-Twilio-Signature", signature)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

// The example of Twilio's documentation.
func TestTheSignatureIsTwilios(t *testing.T) {
	t.Parallel()
	fields := url.Values{
		"CallSid": {"CA1234567890ABCDE"}, "Caller": {"+12349013030"}, "Digits": {"1234"}, "From": {"+12349013030"}, "To": {"+18005551212"},
	}
	const want = "0/KCTR6DLpKmkAf8muzZqo1nDgQ="
	if got := twilio.Sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields); got != want {
		t.Errorf("got %s", got)
	}
}

func TestTheAccountsStateIsReported(t *testing.T) {
	t.Parallel()
	for want, change := range map[channels.NumberState]func(*twilio.Options){
		channels.NumberUp:      func(*twilio.Options) {},
		channels.NumberRefused: func(o *twilio.Options) { o.AuthToken = "wrong" },
		channels.NumberDown:    func(o *twilio.Options) { o.BaseURL = "http://127.0.0.1:1" },
	} {
		w := newWorld(t, change)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			w.client.Run(ctx)
		}()
		if err := w.desk.Until(w.ctx(), func(h loopback.Heard) bool { return slices.Contains(h.States, want) }); err != nil {
			t.Errorf("%s: %v", want, err)
		}
		cancel()
		<-done
	}
}

func FuzzHook(f *testing.F) {
	f.Add("MessageSid=SM1&From=%2B56912345678&To=%2B56221234567&Body=hola", "inbound")
	f.Add("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005", "status")
	f.Add("%zz;&=", "status")
	desk := loopback.NewDesk()
	c := twilio.New(twilio.Options{
		Account: twilio.Account{AuthToken: token, PublicURL: "https://x.example/hooks"},
		Line:    &line.Line{Numbers: []string{ours}, Inbox: desk, Log: slog.New(slog.DiscardHandler)},
	})
	f.Fuzz(func(t *testing.T, body, hook string) {
		fields, _ := url.ParseQuery(body)
		target := "https://x.example/hooks/" + url.PathEscape(hook)
		req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, target, strings.NewReader(body))
		req.Header.Set("X-Twilio-Signature", twilio.Sign(token, target, fields))
		answer := httptest.NewRecorder()
		c.Handler().ServeHTTP(answer, req)
		if answer.Code >= 500 {
			t.Errorf("status %d", answer.Code)
		}
	})
}
