package aggregator_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/aggregator"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/channels/sms/loopback"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const (
	ours  = "+56221234567"
	marta = "+56912345678"
)

// provider answers every request so, and remembers the last.
type provider struct {
	mu     sync.Mutex
	status int
	answer string
	last   *http.Request
	body   string
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last, p.body = r, string(body)
	w.WriteHeader(p.status)
	_, _ = io.WriteString(w, p.answer)
}

// infobip is the account of the package's example.
func infobip(url string) aggregator.Account {
	return aggregator.Account{
		Name: "infobip",
		Send: aggregator.Send{
			URL: url + "/sms/3/messages", Headers: map[string]string{"authorization": "App KEY", "content-type": "application/json"},
			Body: `{"messages":[{"sender":{{json .From}},"destinations":[{"to":{{json (digits .To)}},"messageId":{{json .ID}}}],"content":{"text":{{json .Text}}}}]}`,
			ID:   "messages.0.messageId", Error: "errorCode",
		},
		Inbound: aggregator.Inbound{List: "results", ID: "messageId", From: "from", To: "to", Text: "text"},
		Status: aggregator.Status{
			List: "results", ID: "messageId", Status: "status.groupName", Reason: "error.name", Words: map[string]channels.Status{
				"DELIVERED": channels.StatusDelivered, "EXPIRED": channels.StatusFailed, "REJECTED": channels.StatusFailed,
				"UNDELIVERABLE": channels.StatusFailed,
			},
		},
		Secret: aggregator.Secret{Header: "X-Secret", Value: "s3cret"},
	}
}

func client(t testing.TB, a aggregator.Account) (*aggregator.Client, *loopback.Desk) {
	t.Helper()
	desk := loopback.NewDesk()
	c, err := aggregator.New(aggregator.Options{Account: a, Line: &line.Line{
		Numbers: []string{ours}, Country: "56", Transport: "http", Inbox: desk, Book: desk, Log: slog.New(slog.DiscardHandler),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c, desk
}

func outbound(text string) channels.Outbound {
	return channels.Outbound{
		ID: "0193aaaa-0000-7000-8000-000000000001", Text: text, From: channels.Address{Channel: channels.SMS, Value: ours},
		To: channels.Address{Channel: channels.SMS, Value: marta},
	}
}

func TestAMessageIsSentAsTheSettingsSay(t *testing.T) {
	t.Parallel()
	p := &provider{status: 200, answer: `{"messages":[{"messageId":"abc","status":{"groupName":"PENDING"}}]}`}
	server := httptest.NewServer(p)
	defer server.Close()
	c, _ := client(t, infobip(server.URL))
	r, err := c.Send(t.Context(), outbound("¿\"hola\"?\n{{.ID}}"))
	if err != nil || r.ExternalID != "infobip/abc" || r.Status != channels.StatusSent {
		t.Errorf("%+v, %v", r, err)
	}
	var sent struct {
		Messages []struct {
			Sender       string
			Destinations []struct{ To, MessageID string }
			Content      struct{ Text string }
		}
	}
	if err := json.Unmarshal([]byte(p.body), &sent); err != nil {
		t.Fatal(err)
	}
	m := sent.Messages[0]
	if m.Sender != ours || m.Destinations[0].To != "56912345678" || m.Content.Text != "¿\"hola\"?\n{{.ID}}" {
		t.Errorf("%+v", m)
	}
	if p.last.Header.Get("Authorization") != "App KEY" || p.last.Method != http.MethodPost || p.last.URL.Path != "/sms/3/messages" {
		t.Errorf("%+v", p.last)
	}
}

func TestAFormProviderThatAnswers200ToEverythingIsUnderstood(t *testing.T) {
	t.Parallel()
	p := &provider{status: 200, answer: `{"ok":false,"code":17}`}
	server := httptest.NewServer(p)
	defer server.Close()
	c, _ := client(t, aggregator.Account{Send: aggregator.Send{
		Method: http.MethodGet, URL: server.URL + "/send?to={{query .To}}&text={{query .Text}}", Taken: map[string]string{"ok": "true"}, Error: "code",
	}})
	_, err := c.Send(t.Context(), outbound("a & b"))
	if e, ok := errors.AsType[*channels.SendError](err); !ok || e.Code != line.CodeRejected || !strings.Contains(e.Error(), "17") {
		t.Errorf("%v", err)
	}
	if q := p.last.URL.Query(); q.Get("text") != "a & b" || q.Get("to") != marta {
		t.Errorf("%v", q)
	}
	p.answer = `{"ok":true}`
	if r, err := c.Send(t.Context(), outbound("hola")); err != nil || r.ExternalID != outbound("").ID {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestFailuresSayWhatMakesSense(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]channels.SendError{
		400: {Code: line.CodeRejected}, 401: {Code: line.CodeRefused, Retryable: true}, 429: {Code: line.CodeThrottled, Retryable: true},
		500: {Code: line.CodeNetwork, Retryable: true, Unsure: true}, 503: {Code: line.CodeNetwork, Retryable: true},
		200: {Code: line.CodeNoResponse, Retryable: true, Unsure: true}, // no id in the answer
	} {
		server := httptest.NewServer(&provider{status: status, answer: `{}`})
		c, _ := client(t, infobip(server.URL))
		_, err := c.Send(t.Context(), outbound("hola"))
		e, ok := errors.AsType[*channels.SendError](err)
		if !ok || e.Code != want.Code || e.Retryable != want.Retryable || e.Unsure != want.Unsure {
			t.Errorf("%d: %+v", status, e)
		}
		server.Close()
	}
}

func TestARefusedAccountIsAnAlarmAndTriedAgainAfterARest(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(&provider{status: 401})
	defer server.Close()
	desk := loopback.NewDesk()
	c, err := aggregator.New(aggregator.Options{
		Account: infobip(server.URL), Check: 20 * time.Millisecond,
		Line: &line.Line{Numbers: []string{ours}, Inbox: desk, Book: desk, Log: slog.New(slog.DiscardHandler)},
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	go c.Run(ctx)
	for n, want := range []channels.NumberState{channels.NumberUp, channels.NumberRefused, channels.NumberUp} {
		if want == channels.NumberRefused {
			if _, err := c.Send(ctx, outbound("hola")); err == nil {
				t.Error("it was taken")
			}
		}
		if err := desk.Until(ctx, func(h loopback.Heard) bool { return len(h.States) > n && h.States[n] == want }); err != nil {
			t.Errorf("%s: %v, %v", want, err, desk.Heard().States)
		}
	}
}

func post(c *aggregator.Client, hook, secret, kind, body string) int {
	r := httptest.NewRequest(http.MethodPost, "https://x.example/hooks/sms/"+hook, strings.NewReader(body))
	r.Header.Set("X-Secret", secret)
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	c.Handler().ServeHTTP(w, r)
	return w.Code
}

const inbound = `{"results":[{"messageId":"1","from":"56912345678","to":"56221234567","text":"hola"},
	{"messageId":"2","from":"56912345678","to":"56221234567","text":"¿mañana?"}]}`

func TestWhatCustomersWriteIsStoredOnceAndAllOfIt(t *testing.T) {
	t.Parallel()
	c, desk := client(t, infobip("http://127.0.0.1:1"))
	desk.Fail(1)
	if got := post(c, "inbound", "s3cret", "application/json", inbound); got != http.StatusServiceUnavailable {
		t.Errorf("status %d", got)
	}
	for range 2 {
		if got := post(c, "inbound", "s3cret", "application/json", inbound); got != http.StatusOK {
			t.Errorf("status %d", got)
		}
	}
	texts := desk.Heard().Texts()
	slices.Sort(texts)
	if !slices.Equal(texts, []string{"hola", "¿mañana?"}) || desk.Heard().In[0].From.Value != marta {
		t.Errorf("%q", texts)
	}
}

func TestStatusesAreReadByTheirWords(t *testing.T) {
	t.Parallel()
	c, desk := client(t, infobip("http://127.0.0.1:1"))
	body := `{"results":[{"messageId":"a","status":{"groupName":"DELIVERED"}},{"messageId":"b","status":{"groupName":"PENDING"}},
		{"messageId":"c","status":{"groupName":"UNDELIVERABLE"},"error":{"name":"EC_ABSENT"}}]}`
	for _, hook := range []string{"status", "inbound"} { // at one place too
		if got := post(c, hook, "s3cret", "application/json", body); hook == "status" && got != http.StatusOK {
			t.Errorf("status %d", got)
		}
	}
	h := desk.Heard()
	if !slices.Contains(h.Of("infobip/a"), channels.StatusDelivered) || len(h.Of("infobip/b")) != 0 || h.Status[1].Reason != "EC_ABSENT" {
		t.Errorf("%+v", h.Status)
	}
}

func TestACallWithoutTheSecretIsRefused(t *testing.T) {
	t.Parallel()
	c, desk := client(t, infobip("http://127.0.0.1:1"))
	open := infobip("http://127.0.0.1:1")
	open.Secret = aggregator.Secret{}
	none, _ := client(t, open)
	for _, call := range []struct {
		client             *aggregator.Client
		hook, secret, body string
		want               int
	}{
		{c, "inbound", "", inbound, http.StatusForbidden},
		{none, "inbound", "", inbound, http.StatusForbidden},
		{c, "inbound", "s3cret", "{", http.StatusBadRequest},
		{c, "inbound", "s3cret", "{}", http.StatusBadRequest},
		{c, "other", "s3cret", inbound, http.StatusNotFound},
	} {
		if got := post(call.client, call.hook, call.secret, "application/json", call.body); got != call.want {
			t.Errorf("%s with %q: status %d, want %d", call.hook, call.secret, got, call.want)
		}
	}
	if n := len(desk.Heard().In); n != 0 {
		t.Errorf("%d messages", n)
	}
}

func TestAFormWithTheSecretInItsURLIsRead(t *testing.T) {
	t.Parallel()
	c, desk := client(t, aggregator.Account{
		Send:    aggregator.Send{URL: "http://127.0.0.1:1"},
		Inbound: aggregator.Inbound{ID: "id", From: "msisdn", To: "la", Text: "msg"},
		Secret:  aggregator.Secret{Query: "token", Value: "s3cret"},
	})
	got := post(c, "inbound?token=s3cret", "", "application/x-www-form-urlencoded", "id=7&msisdn=912345678&la=221234567&msg=hola+1%262")
	if h := desk.Heard(); got != http.StatusOK || !slices.Equal(h.Texts(), []string{"hola 1&2"}) || h.In[0].From.Value != marta {
		t.Errorf("status %d, %+v", got, h.In)
	}
}

func TestSettingsThatCannotWorkAreRefused(t *testing.T) {
	t.Parallel()
	good := infobip("http://127.0.0.1:1")
	for name, change := range map[string]func(*aggregator.Account){
		"no URL":                   func(a *aggregator.Account) { a.Send.URL = "" },
		"another scheme":           func(a *aggregator.Account) { a.Send.URL = "file:///etc/passwd" },
		"a broken body":            func(a *aggregator.Account) { a.Send.Body = "{{" },
		"an unknown field":         func(a *aggregator.Account) { a.Send.Body = "{{.Secret}}" },
		"JSON without escaping":    func(a *aggregator.Account) { a.Send.Body = `{"text":"{{.Text}}"}` },
		"an unknown status":        func(a *aggregator.Account) { a.Status.Words = map[string]channels.Status{"x": "arrived"} },
		"two places of the secret": func(a *aggregator.Account) { a.Secret.Query = "x" },
		"messages without an id":   func(a *aggregator.Account) { a.Inbound.ID = "" },
	} {
		a := good
		a.Send.Headers = map[string]string{"Content-Type": "application/json"}
		maps.Copy(a.Send.Headers, good.Send.Headers)
		change(&a)
		if _, err := aggregator.New(aggregator.Options{Account: a}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzHook(f *testing.F) {
	f.Add("inbound", "application/json", inbound)
	f.Add("status", "application/json", `{"results":{"messageId":1,"status":{"groupName":["x"]}}}`)
	f.Add("inbound", "application/x-www-form-urlencoded", "messageId=1&from=2")
	f.Add("inbound", "", "[[[]]]")
	c, _ := client(f, infobip("http://127.0.0.1:1"))
	f.Fuzz(func(t *testing.T, hook, kind, body string) {
		r := httptest.NewRequest(http.MethodPost, "https://x.example/", strings.NewReader(body))
		r.URL.Path = "/" + hook
		r.Header.Set("X-Secret", "s3cret")
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		c.Handler().ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("status %d", w.Code)
		}
	})
}
