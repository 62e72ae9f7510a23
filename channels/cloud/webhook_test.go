package cloud_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/cloud/loopback"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func payload(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", "webhooks", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// heard is what became of a webhook, for golden files.
type heard struct {
	Inbound []inbound
	Status  []channels.Delivery
	Media   []string
}

// inbound without what a golden file need not say.
type inbound channels.Inbound

func (w *world) heard() string {
	w.t.Helper()
	var h heard
	for _, in := range w.box.in {
		h.Inbound = append(h.Inbound, inbound(in))
		if in.Media != nil {
			h.Media = append(h.Media, in.Media.Remote)
		}
	}
	h.Status = w.box.statuses
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(h); err != nil {
		w.t.Fatal(err)
	}
	var lines []string
	for line := range strings.SplitSeq(out.String(), "\n") {
		if s := strings.TrimSpace(line); !strings.HasSuffix(s, ": null,") && !strings.HasSuffix(s, ": null") && !strings.HasSuffix(s, `: "",`) && !strings.HasSuffix(s, `: ""`) {
			lines = append(lines, strings.TrimSuffix(line, ","))
		}
	}
	return strings.Join(lines, "\n")
}

func TestWebhooksBecomeWhatTheGatewayReads(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/webhooks/*.json")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d payloads, %v", len(paths), err)
	}
	w := newWorld(t)
	for _, path := range paths { // one after the other: they share a box
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		w.box.in, w.box.statuses = nil, nil
		body := payload(t, name)
		if got := w.post(body, loopback.Sign(secret, body)); got != http.StatusOK {
			t.Errorf("%s: answered %d", name, got)
		}
		testkit.Golden(t, "webhooks/"+name+".golden", w.heard())
	}
}

func TestAForgedWebhookIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := payload(t, "text")
	good := loopback.Sign(secret, body)
	for name, signature := range map[string]string{
		"none": "", "empty": "sha256=", "short": good[:len(good)-2], "long": good + "00", "no prefix": strings.TrimPrefix(good, "sha256="),
		"sha1": "sha1=" + good[len("sha256="):], "no hex": "sha256=" + strings.Repeat("z", 64), "another secret": loopback.Sign("guess", body),
		"no secret": loopback.Sign("", body), "another body": loopback.Sign(secret, payload(t, "image")), "zeros": "sha256=" + strings.Repeat("0", 64),
	} {
		if got := w.post(body, signature); got != http.StatusUnauthorized {
			t.Errorf("%s: answered %d", name, got)
		}
	}
	if got := w.post(append(body, ' '), good); got != http.StatusUnauthorized {
		t.Errorf("a space more: answered %d", got)
	}
	if len(w.box.in) != 0 {
		t.Errorf("stored %v", w.box.in)
	}
	if got := w.post(body, good); got != http.StatusOK || len(w.box.in) != 1 {
		t.Errorf("the true one: answered %d, stored %d", got, len(w.box.in))
	}
}

func TestATooLargeWebhookIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := bytes.Repeat([]byte(" "), 1<<20+1)
	if got := w.post(body, loopback.Sign(secret, body)); got != http.StatusRequestEntityTooLarge {
		t.Errorf("answered %d", got)
	}
}

func TestOnlyWhoKnowsTheVerifyTokenSubscribes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for token, want := range map[string]int{verify: http.StatusOK, "": http.StatusForbidden, "guess": http.StatusForbidden} {
		q := url.Values{"hub.mode": {"subscribe"}, "hub.verify_token": {token}, "hub.challenge": {"1158201444"}}
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, w.hook.URL+"?"+q.Encode(), nil)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var body bytes.Buffer
		_, _ = body.ReadFrom(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != want || (body.String() == "1158201444") != (want == http.StatusOK) {
			t.Errorf("%q: %d %q", token, answer.StatusCode, body.String())
		}
	}
}

func TestAWebhookComesAgainUntilAllOfItIsStored(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tries := 0
	w.box.fail = func(in channels.Inbound) error {
		if in.Text == "segundo" {
			if tries++; tries < 3 {
				return errors.New("the database is away")
			}
		}
		return nil
	}
	ana, beto := w.server.Customer("56911112222"), w.server.Customer("56922223333")
	w.server.Batch(func() {
		ana.Say("primero")
		ana.Say("segundo")
		beto.Say("de otro")
	})
	w.server.Settle()
	var texts []string
	for _, in := range w.box.in {
		texts = append(texts, in.Text)
	}
	if got := strings.Join(texts, ", "); got != "primero, de otro, segundo" || tries != 3 {
		t.Errorf("stored %s after %d tries", got, tries)
	}
	w.server.Again()
	w.server.Settle()
	if len(w.box.in) != 3 {
		t.Errorf("a repeat was stored: %v", w.box.in)
	}
}

func TestWhatCanNeverBeStoredIsAcknowledged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.box.fail = func(in channels.Inbound) error {
		if in.Text == "malo" {
			return fault.New(fault.Invalid, "message.receive.empty")
		}
		return nil
	}
	w.server.Batch(func() { w.server.Customer("56911112222").Say("malo"); w.server.Customer("56911112222").Say("bueno") })
	w.server.Settle()
	if len(w.box.in) != 1 || w.box.in[0].Text != "bueno" {
		t.Errorf("stored %v", w.box.in)
	}
	for _, body := range []string{"", "no json", "[]", `{"object":"page"}`, `{"object":"whatsapp_business_account","entry":7}`} {
		if got := w.post([]byte(body), loopback.Sign(secret, []byte(body))); got != http.StatusOK {
			t.Errorf("%q: answered %d", body, got)
		}
	}
}

func TestAStatusOfAMessageThatIsNotOursIsAcknowledged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	unknown := fault.New(fault.NotFound, "error.not_found")
	w.box.failSet = func(channels.Delivery) error { return unknown }
	for _, name := range []string{"several_entries", "statuses_out_of_order"} { // without our id, and with an id that we never posted
		body := payload(t, name)
		if got := w.post(body, loopback.Sign(secret, body)); got != http.StatusOK {
			t.Errorf("%s: answered %d", name, got)
		}
	}
	tries := 0
	w.box.failSet = func(channels.Delivery) error { // a posted one comes again until the gateway knows it
		if tries++; tries < 3 {
			return unknown
		}
		return nil
	}
	w.server.Statuses("sent")
	w.send(w.out(w.ana().WaID(), "hola"))
	w.server.Settle()
	if tries != 3 || len(w.box.statuses) != 1 {
		t.Errorf("stored %d after %d tries", len(w.box.statuses), tries)
	}
}

func TestWhatIsStoredIsMarkedAsReadOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.server.Customer("56911112222")
	id := ana.Say("hola")
	w.server.Again()
	ana.React(id, "👍")
	w.server.Settle()
	w.cloud.Close()
	if got := w.server.Reads(); len(got) != 1 || got[0] != id {
		t.Errorf("got %v", got)
	}
}

func FuzzWebhook(f *testing.F) {
	paths, _ := filepath.Glob("testdata/webhooks/*.json")
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	w := newWorld(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("X-Hub-Signature-256", loopback.Sign(secret, body))
		answer := httptest.NewRecorder()
		w.cloud.Handler().ServeHTTP(answer, r)
		if answer.Code != http.StatusOK && len(body) <= 1<<20 {
			t.Errorf("answered %d", answer.Code)
		}
		for _, in := range w.box.in {
			if in.To != wa(ours) || in.From.Channel != channels.WhatsApp || in.Kind == "" || in.SentAt.Year() > 33658 {
				t.Errorf("got %+v", in)
			}
		}
		w.box.in, w.box.statuses = nil, nil
	})
}
