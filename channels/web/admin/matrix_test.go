package admin_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/core/identity"
)

// Who may go where. The lists are spelt out here a second time on purpose: a grant that slips into core/identity, or a route that
// asks for the wrong permission, fails.
var (
	anybody  = []identity.Role{"anonymous", "admin", "ops_lead", "dispatcher", "agent", "finance", "marketer", "technician", "partner"}
	signedIn = anybody[1:]
	desks    = []identity.Role{"admin", "ops_lead", "dispatcher", "agent"}
	managers = []identity.Role{"admin", "ops_lead"}
	readers  = []identity.Role{"admin", "ops_lead", "dispatcher", "agent", "finance", "partner"}
)

// table: every route of the console.
var matrix = map[string][]identity.Role{
	"GET /assets/*":        anybody,
	"GET /sign-in":         anybody,
	"POST /sign-in":        anybody,
	"POST /language":       anybody,
	"GET /healthz":         anybody,
	"GET /readyz":          anybody,
	"POST /sign-out":       signedIn,
	"GET /":                readers,
	"GET /board":           readers,
	"GET /board/stream":    readers,
	"GET /visits/{id}":     readers,
	"GET /simulator":       desks,
	"ANY /simulator/api/*": desks,
	"ANY /media":           anybody,
	"ANY /media/*":         anybody, // who has the link

	"GET /visits/{id}/move":  desks,
	"POST /visits/{id}/move": desks,
	"POST /visits/{id}/undo": desks,

	"GET /live":                            desks,
	"GET /escalations":                     desks,
	"GET /escalations/stream":              desks,
	"GET /escalations/{id}":                desks,
	"POST /escalations/{id}/claim":         desks,
	"POST /escalations/{id}/release":       desks,
	"POST /escalations/{id}/start":         desks,
	"POST /escalations/{id}/wait-customer": desks,
	"POST /escalations/{id}/wait-internal": desks,
	"POST /escalations/{id}/resolve":       desks,
	"POST /escalations/{id}/reopen":        desks,
	"POST /escalations/{id}/notes":         desks,

	"GET /conversations":                 desks,
	"GET /conversations/stream":          desks,
	"GET /conversations/{id}":            desks,
	"GET /conversations/{id}/stream":     desks,
	"POST /conversations/{id}/take":      desks,
	"POST /conversations/{id}/reply":     desks,
	"POST /conversations/{id}/give-back": desks,
	"POST /conversations/{id}/resolve":   desks,
	"POST /conversations/{id}/notes":     desks,

	"GET /numbers":                 desks,
	"GET /numbers/stream":          desks,
	"GET /numbers/pair":            managers,
	"POST /numbers/pair":           managers,
	"GET /numbers/pair/stream":     managers,
	"POST /numbers/unlink":         managers,
	"GET /undelivered":             desks,
	"GET /undelivered/stream":      desks,
	"POST /undelivered/again":      desks,
	"POST /undelivered/{id}/again": desks,
}

// walked are the routes that the router serves, "ANY" where it takes every method.
func (c console) walked(t *testing.T) []string {
	t.Helper()
	methods := map[string]int{}
	found := map[string]bool{}
	err := chi.Walk(c.server.Config.Handler.(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		methods[route]++
		found[method+" "+route] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for route, n := range methods {
		if n > 4 {
			maps.DeleteFunc(found, func(key string, _ bool) bool { return strings.HasSuffix(key, " "+route) })
			found["ANY "+route] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestTheMatrixNamesEveryRouteAndNoOther(t *testing.T) {
	t.Parallel()
	walked := newConsole(t).walked(t)
	for _, route := range walked {
		if _, ok := matrix[route]; !ok {
			t.Errorf("%s is not in the matrix: say who may", route)
		}
	}
	for route := range matrix {
		if !slices.Contains(walked, route) {
			t.Errorf("%s is in the matrix and nowhere else", route)
		}
	}
}

func TestEveryRouteLetsInWhoMayAndNobodyElse(t *testing.T) {
	t.Parallel()
	c, id := waiting(t)
	for _, role := range anybody {
		who := c.visitor(t)
		if role != "anonymous" {
			who = c.as(t, role)
		}
		for _, route := range c.walked(t) {
			if route == "POST /sign-out" || route == "POST /sign-in" { // they change who asks
				continue
			}
			method, pattern, _ := strings.Cut(route, " ")
			for _, m := range methodsOf(method) {
				c.checkDoor(t, who, role, m, pattern, id)
			}
		}
	}
}

func methodsOf(method string) []string {
	if method == "ANY" {
		return []string{http.MethodGet, http.MethodPost}
	}
	return []string{method}
}

// checkDoor asks once and looks who opened: refused is 403 to a role, and the door or 401 to a stranger.
func (c console) checkDoor(t *testing.T, who *http.Client, role identity.Role, method, pattern, id string) {
	t.Helper()
	path := strings.ReplaceAll(pattern, "{id}", id)
	if strings.HasPrefix(pattern, "/conversations") {
		path = strings.ReplaceAll(pattern, "{id}", chat)
	}
	path = strings.Replace(path, "*", "x", 1)
	status, header, _ := c.send(t, who, method, path, url.Values{})
	route := method + " " + pattern
	allowed, ok := matrix[route]
	if !ok {
		allowed = matrix["ANY "+pattern]
	}
	door := status == http.StatusSeeOther && strings.HasPrefix(header.Get("Location"), "/sign-in")
	refused := status == http.StatusForbidden || status == http.StatusUnauthorized || door
	if may := slices.Contains(allowed, role); may == refused || status >= 500 {
		t.Errorf("%s as %s: %d, may %t", route, role, status, may)
	}
	if refused && (role == "anonymous") != (status != http.StatusForbidden) {
		t.Errorf("%s as %s is refused with %d", route, role, status)
	}
}

func TestSigningOutEndsTheSession(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, role := range signedIn {
		who := c.as(t, role)
		if status, _, _ := c.send(t, who, http.MethodPost, "/sign-out", nil); status != http.StatusSeeOther {
			t.Errorf("%s signs out: %d", role, status)
		}
		if status, header, _ := c.send(t, who, http.MethodGet, "/board", nil); status != http.StatusSeeOther || !strings.HasPrefix(header.Get("Location"), "/sign-in") {
			t.Errorf("%s after signing out: %d", role, status)
		}
	}
	if status, _, _ := c.send(t, c.visitor(t), http.MethodPost, "/sign-out", nil); status != http.StatusUnauthorized {
		t.Errorf("a stranger signs out: %d", status)
	}
}
