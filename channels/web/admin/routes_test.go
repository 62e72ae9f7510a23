package admin_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/dispatch"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/logs"
	"github.com/chasqui-fsm/chasqui/locales"
)

const password = "correct-horse-42"

// console is the console over a small organisation, on loopback.
type console struct {
	kit    *web.Kit
	server *httptest.Server
	db     *db.DB
	town   *town.Town
	phone  *phone
}

func newConsole(t *testing.T) console {
	t.Helper()
	w := town.New(t, town.Size{Technicians: 2})
	p := newPhone()
	kit := web.New(web.Options{DB: w.DB, Words: locales.Must(), Log: logs.Discard()})
	gw := gateway.New(w.DB, gateway.Options{})
	admin.Mount(kit, admin.Deps{
		DB: w.DB, Places: places.New(), Dispatch: dispatch.New(), Visits: visits.New(), Desk: desk.New(w.Clock),
		Escalations: escalations.New(), Gateway: gw, Simulator: true,
		Customers: customers.New(), Facts: events.Listen(t.Context(), w.DB), Chats: gateway.Follow(t.Context(), w.DB),
		Pairing: p,
	})
	kit.Mount("/simulator/api", admin.Simulating, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }))
	kit.Mount("/media", "", gw.MediaHandler())
	server := httptest.NewServer(kit.Handler())
	t.Cleanup(server.Close)
	return console{kit: kit, server: server, db: w.DB, town: w, phone: p}
}

// visitor is a browser without a window: it keeps cookies and follows nothing.
func (c console) visitor(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (c console) user(t *testing.T, role identity.Role) string {
	t.Helper()
	email := string(role) + "@example.com"
	err := c.db.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := identity.CreateUser(t.Context(), tx, identity.NewUser{
			Email: email, Name: string(role), Password: password, Roles: []identity.Role{role},
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return email
}

func (c console) send(t *testing.T, who *http.Client, method, path string, form url.Values, header ...string) (int, http.Header, string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, c.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := who.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.Header.Get("Content-Type") == "text/event-stream" {
		return res.StatusCode, res.Header, ""
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(body)
}

func (c console) signIn(t *testing.T, email, pass string) (*http.Client, int) {
	t.Helper()
	who := c.visitor(t)
	status, _, _ := c.send(t, who, http.MethodPost, "/sign-in", url.Values{"email": {email}, "password": {pass}})
	return who, status
}

func TestAPageOfAnotherOriginChangesNothing(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who, _ := c.signIn(t, c.user(t, identity.Dispatcher), password)
	status, _, _ := c.send(t, who, http.MethodPost, "/sign-out", url.Values{}, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
	if status != http.StatusForbidden {
		t.Errorf("a cross-site sign-out: %d", status)
	}
}

func TestPagesCarryThePolicyAndNoInlineScript(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who, _ := c.signIn(t, c.user(t, identity.Admin), password)
	for _, p := range []string{"/sign-in", "/board", "/simulator", "/escalations", "/conversations", "/numbers", "/numbers/pair", "/undelivered", "/no-such-page"} {
		_, header, body := c.send(t, who, http.MethodGet, p, nil)
		policy := header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "script-src 'self'") || !strings.Contains(policy, "media-src 'self';") || strings.Contains(policy, "unsafe") || header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", p, header)
		}
		if strings.Contains(body, " style=") || strings.Contains(body, "<style") || strings.Contains(body, "<script>") || strings.Contains(body, " onclick") {
			t.Errorf("%s has inline script or style", p)
		}
	}
}

func TestGuessingAPasswordLocksTheDoor(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	email := c.user(t, identity.Agent)
	for range 5 {
		if _, status := c.signIn(t, email, "not the password"); status != http.StatusUnauthorized {
			t.Fatalf("a wrong password: %d", status)
		}
	}
	if _, status := c.signIn(t, email, password); status != http.StatusTooManyRequests {
		t.Errorf("the right password after five wrong ones: %d", status)
	}
}

func TestSigningInLeadsBackToAPageOfOursOnly(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	email := c.user(t, identity.OpsLead)
	for next, want := range map[string]string{
		"/board?day=2026-11-26": "/board?day=2026-11-26", "https://evil.example/": "/", "//evil.example": "/", `/\evil.example`: "/", "": "/",
	} {
		_, header, _ := c.send(t, c.visitor(t), http.MethodPost, "/sign-in", url.Values{"email": {email}, "password": {password}, "next": {next}})
		if got := header.Get("Location"); got != want {
			t.Errorf("next %q leads to %q", next, got)
		}
	}
}

func TestABodyThatIsTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	status, _, _ := c.send(t, c.visitor(t), http.MethodPost, "/sign-in", url.Values{"email": {strings.Repeat("x", 70<<10)}})
	if status < 400 || status >= 500 {
		t.Errorf("a form of 70 KiB: %d", status)
	}
}
