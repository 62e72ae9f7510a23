package admin_test

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// phone is a Pairer whose steps a test tells.
type phone struct {
	steps chan admin.PairStep
	asked chan string   // "phone unit" of each Pair
	left  chan struct{} // one for each Pair whose page was left

	mu       sync.Mutex
	fail     error // of Pair
	unpaired []channels.Address
}

func newPhone() *phone {
	return &phone{steps: make(chan admin.PairStep), asked: make(chan string, 16), left: make(chan struct{}, 16)}
}

func (p *phone) Pair(ctx context.Context, number, unit string) (<-chan admin.PairStep, error) {
	p.asked <- number + " " + unit
	context.AfterFunc(ctx, func() { p.left <- struct{}{} })
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.steps, p.fail
}

func (p *phone) Unpair(_ context.Context, ours channels.Address) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unpaired = append(p.unpaired, ours)
	return nil
}

func (p *phone) gone() []channels.Address {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.unpaired
}

// stream reads a stream of the console to its end, as a page of ours does.
func (c console) stream(t *testing.T, who *http.Client, path, site string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", site)
	res, err := who.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var all strings.Builder
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		all.WriteString(lines.Text() + "\n")
	}
	return res.StatusCode, all.String()
}

func TestLinkingTellsEachStepUntilItEnds(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who := c.as(t, identity.OpsLead)
	go func() {
		c.phone.steps <- admin.PairStep{QR: "https://wa.me/settings/linked_devices#2@abc,def", Expires: c.db.Now()}
		c.phone.steps <- admin.PairStep{Code: "ABCDEFGH"}
		c.phone.steps <- admin.PairStep{Number: "+56229000001"}
	}()
	status, body := c.stream(t, who, "/numbers/pair/stream?unit=CL&way=phone&phone=%2B56+9+1234-5678", "same-origin")
	if status != http.StatusOK || <-c.phone.asked != "+56912345678 CL" {
		t.Errorf("%d %s", status, body)
	}
	for _, want := range []string{"event: step\ndata: <div data-step=\"qr\">", "<svg", "0:00", "ABCD-EFGH", "event: end\ndata: ", "Listo: +56229000001"} {
		if !strings.Contains(body, want) {
			t.Errorf("the stream lacks %q: %s", want, body)
		}
	}
}

func TestLinkingThatFailsSaysWhatToDo(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who := c.as(t, identity.Admin)
	for code, want := range map[string]string{
		"timeout": "Ten el teléfono a mano", "banned": "pide la revisión", "error 418": "No se pudo vincular (error 418)",
	} {
		go func() { c.phone.steps <- admin.PairStep{Failure: code} }()
		if _, body := c.stream(t, who, "/numbers/pair/stream?unit=", "same-origin"); !strings.Contains(body, want) || strings.Count(body, "event: end") != 1 {
			t.Errorf("%s: %s", code, body)
		}
	}
	close(c.phone.steps)
	if _, body := c.stream(t, who, "/numbers/pair/stream?unit=", "same-origin"); !strings.Contains(body, "Se cortó la conexión") {
		t.Errorf("a link that ends with no word: %s", body)
	}
	c.phone.mu.Lock()
	c.phone.fail = fault.New(fault.Unavailable, "web.pair.failure.unreachable", fault.Cause(errors.New("no route")))
	c.phone.mu.Unlock()
	if _, body := c.stream(t, who, "/numbers/pair/stream?unit=", "same-origin"); !strings.Contains(body, "event: end") || !strings.Contains(body, "No se pudo llegar a WhatsApp") {
		t.Errorf("a link that does not begin: %s", body)
	}
}

func TestLinkingIsNotBegunByAPageOfAnotherOriginNorForAUnitOfOthers(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	email := c.user(t, identity.Admin)
	if _, err := c.db.Exec(t.Context(), `UPDATE users SET unit_codes = '{CL}'`); err != nil {
		t.Fatal(err)
	}
	who, _ := c.signIn(t, email, password)
	for path, site := range map[string]string{"?unit=CL": "cross-site", "?unit=CL&x": "same-site", "?unit=CL&y": "none"} {
		if status, _ := c.stream(t, who, "/numbers/pair/stream"+path, site); status != http.StatusForbidden {
			t.Errorf("a page that is %s: %d", site, status)
		}
	}
	for _, bad := range []url.Values{
		{"unit": {"BR"}}, {"unit": {""}}, {"unit": {"CL"}, "way": {"phone"}, "phone": {"912"}}, {"unit": {"CL"}, "way": {"phone"}, "phone": {"+0 222"}},
	} {
		if status, body := c.post(t, who, "/numbers/pair", bad); status != http.StatusUnprocessableEntity || !strings.Contains(body, "error-line") {
			t.Errorf("%v: %d %s", bad, status, body)
		}
	}
	status, _, _ := c.send(t, who, http.MethodPost, "/numbers/pair", url.Values{"unit": {"CL"}}, "Sec-Fetch-Site", "cross-site")
	if status != http.StatusForbidden {
		t.Errorf("a form of another origin: %d", status)
	}
	if len(c.phone.asked) != 0 {
		t.Errorf("asked for %s", <-c.phone.asked)
	}
}

func TestToLeaveThePageGivesTheLinkUp(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who := c.as(t, identity.Admin)
	status, _, _ := c.send(t, who, http.MethodGet, "/numbers/pair/stream?unit=CL", nil) // and goes away after the first bytes
	if status != http.StatusOK {
		t.Fatalf("%d", status)
	}
	select {
	case <-c.phone.left:
	case <-time.After(time.Minute):
		t.Error("the account is still being linked")
	}
}
