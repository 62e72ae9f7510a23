package loopback

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Token is the one that is accepted.
const Token = "loopback-token"

// Account is the id of the one WhatsApp Business Account.
const Account = "100200300400500"

// Server is the API. Its methods may be called at any time, from any goroutine.
type Server struct {
	URL string // base of the API, with a version

	tb    testing.TB
	http  *httptest.Server
	hooks *hooks

	mu        sync.Mutex
	clock     clock.Clock
	n         int
	lines     map[string]*line     // by phone_number_id
	customers map[string]*Customer // by wa_id and by user id
	media     map[string]Media
	templates []*Template
	statuses  []string
	failures  []failure
	posts     int
	reads     []string // ids that were marked as read
	gone      map[string]bool
}

type line struct {
	id, number            string
	quality, tier, status string
}

// failure of the next post.
type failure struct {
	code   int
	lose   bool // the answer
	drop   bool // the request
	later  bool // in a status
	http   int
	header string // Retry-After
}

// Start runs a server until the test ends.
func Start(tb testing.TB) *Server {
	tb.Helper()
	s := &Server{
		tb: tb, clock: clock.System(), lines: map[string]*line{}, customers: map[string]*Customer{}, media: map[string]Media{},
		statuses: []string{"sent", "delivered", "read"}, gone: map[string]bool{},
	}
	s.hooks = newHooks(s)
	s.http = httptest.NewServer(s.routes())
	s.URL = s.http.URL + "/v25.0"
	tb.Cleanup(s.http.Close)
	tb.Cleanup(s.hooks.close) // before: nobody is asked any more
	return s
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v25.0/{line}/messages", s.postMessage)
	mux.HandleFunc("POST /v25.0/{line}/media", s.postMedia)
	mux.HandleFunc("POST /v25.0/{account}/message_templates", s.postTemplate)
	mux.HandleFunc("GET /v25.0/{account}/message_templates", s.listTemplates)
	mux.HandleFunc("GET /v25.0/{id}", s.getNode)
	mux.HandleFunc("GET /files/{id}", s.getFile)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+Token {
			refuse(w, http.StatusUnauthorized, 190, "Invalid OAuth access token")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// UseClock makes the server tell the time of c: when messages come, and when 24 hours are over.
func (s *Server) UseClock(c clock.Clock) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = c
}

// Webhook says where to tell what happens, and the app's secret that signs it.
func (s *Server) Webhook(url, secret string) { s.hooks.to(url, secret) }

// Settle returns when every webhook so far was answered with 200. After half a minute it fails the test instead.
func (s *Server) Settle() { s.hooks.settle() }

// Batch puts what happens in f into one POST.
func (s *Server) Batch(f func()) { s.hooks.batch(f) }

// Again sends the last webhook once more.
func (s *Server) Again() { s.hooks.again() }

// Line adds one of the business's numbers and gives its phone_number_id.
func (s *Server) Line(number string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &line{id: fmt.Sprintf("1065403522429%02d", len(s.lines)+1), number: digits(number), quality: "GREEN", tier: "TIER_1K", status: "CONNECTED"}
	s.lines[l.id] = l
	return l.id
}

// Customer is somebody on WhatsApp with this wa_id (a plus sign is taken off). They write to the first line until told otherwise.
func (s *Server) Customer(number string) *Customer {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := digits(number)
	if c := s.customers[id]; c != nil {
		return c
	}
	c := &Customer{
		s: s, waID: id, name: "Ana", user: fmt.Sprintf("%s.%d", "CL", 13491208655302741+len(s.customers)),
		read: make(chan Message, 256), lastIn: map[string]time.Time{},
	}
	for _, l := range s.lines {
		if c.line == nil || l.id < c.line.id {
			c.line = l
		}
	}
	s.customers[id], s.customers[c.user] = c, c
	return c
}

// id draws a number that is unique on the server.
func (s *Server) id(prefix string) string {
	s.n++
	return fmt.Sprintf("%s%08d", prefix, s.n)
}

// known finds who a number belongs to, in any of the forms that a wa_id may have of it.
func (s *Server) known(number string) *Customer {
	if c := s.customers[number]; c != nil {
		return c
	}
	for _, swap := range [][2]string{{"52", "521"}, {"54", "549"}} {
		if rest, ok := strings.CutPrefix(number, swap[0]); ok {
			if c := s.customers[swap[1]+rest]; c != nil {
				return c
			}
		}
	}
	if strings.HasPrefix(number, "55") && len(number) == 13 {
		return s.customers[number[:4]+number[5:]]
	}
	return nil
}

// Posts is how many messages were accepted.
func (s *Server) Posts() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.posts
}

// Reads are the ids of messages that were marked as read.
func (s *Server) Reads() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.reads...)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// fields of a JSON object.
type fields = map[string]any

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // fields of ours
}

func refuse(w http.ResponseWriter, status, code int, text string) {
	reply(w, status, fields{"error": fields{
		"message": fmt.Sprintf("(#%d) %s", code, text), "type": "OAuthException", "code": code, "fbtrace_id": "loopback",
	}})
}
