package loopback

import (
	"context"
	"crypto/hmac"
	"crypto/sha1" // Twilio's choice
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/channels/sms/gsm"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Twilio is an aggregator that speaks Twilio's HTTP.
type Twilio struct {
	AccountSID, AuthToken string

	server *http.Server
	url    string
	people people
	wg     sync.WaitGroup
	ctx    context.Context //nolint:containedctx // of what it does by itself; Close ends it
	cancel context.CancelFunc

	mu      sync.Mutex
	hooks   string            // our public URL
	refuse  map[string]Answer // by number, "" is any
	n       int
	repeats int // this many calls more are made twice
}

// Answer is how the aggregator refuses.
type Answer struct {
	Status, Code int
	RetryAfter   int // seconds
}

// StartTwilio makes an aggregator that listens.
func StartTwilio(accountSID, authToken string) (*Twilio, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("loopback Twilio: %w", err)
	}
	t := &Twilio{AccountSID: accountSID, AuthToken: authToken, url: "http://" + l.Addr().String(), refuse: map[string]Answer{}}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	t.people.say = func(c *Customer) func(ctx context.Context, to, text string) error {
		return func(ctx context.Context, to, text string) error {
			return t.Inbound(ctx, url.Values{"From": {c.Number}, "To": {to}, "Body": {text}, "NumMedia": {"0"}})
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /2010-04-01/Accounts/{sid}/Messages.json", t.take)
	mux.HandleFunc("GET /2010-04-01/Accounts/{page}", t.account)
	t.server = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	t.wg.Go(func() { _ = t.server.Serve(l) }) // it ends with Close
	return t, nil
}

// URL is where it listens.
func (t *Twilio) URL() string { return t.url }

// Close ends it.
func (t *Twilio) Close() {
	t.cancel()
	_ = t.server.Close() // nothing to keep
	t.wg.Wait()
}

// Customer is the one with a number, E.164.
func (t *Twilio) Customer(number string) *Customer { return t.people.get(number) }

// Hook names the public URL of the one that it calls.
func (t *Twilio) Hook(publicURL string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hooks = publicURL
}

// Refuse answers sends to a number so; the zero Answer takes them again. An empty number is any.
func (t *Twilio) Refuse(number string, a Answer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.refuse[number] = a
}

// Repeat makes the next n calls twice.
func (t *Twilio) Repeat(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.repeats = n
}

func (t *Twilio) known(w http.ResponseWriter, r *http.Request, sid string) bool {
	user, password, _ := r.BasicAuth()
	if user == t.AccountSID && password == t.AuthToken && sid == t.AccountSID {
		return true
	}
	fail(w, Answer{Status: http.StatusUnauthorized, Code: 20003})
	return false
}

func fail(w http.ResponseWriter, a Answer) {
	if a.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(a.RetryAfter))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Status)
	_ = json.NewEncoder(w).Encode(map[string]any{"code": a.Code, "status": a.Status, "message": "refused"}) //nolint:errchkjson // plain
}

func (t *Twilio) account(w http.ResponseWriter, r *http.Request) {
	if t.known(w, r, strings.TrimSuffix(r.PathValue("page"), ".json")) {
		_, _ = w.Write([]byte(`{"status":"active"}`))
	}
}

func (t *Twilio) take(w http.ResponseWriter, r *http.Request) {
	if !t.known(w, r, r.PathValue("sid")) {
		return
	}
	to, text, back := r.PostFormValue("To"), r.PostFormValue("Body"), r.PostFormValue("StatusCallback")
	t.mu.Lock()
	a := t.refuse[to]
	if a.Status == 0 {
		a = t.refuse[""]
	}
	t.n++
	sid := fmt.Sprintf("SM%032x", t.n)
	t.mu.Unlock()
	switch {
	case a.Status != 0:
		fail(w, a)
		return
	case len([]rune(text)) > 1600:
		fail(w, Answer{Status: http.StatusBadRequest, Code: 21617})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(map[string]any{"sid": sid, "status": "queued"}) //nolint:errchkjson // plain
	t.Customer(to).hear(Text{From: r.PostFormValue("From"), Text: text, Parts: gsm.Count(text)})
	if back == "" {
		return
	}
	t.wg.Go(func() {
		for _, status := range []string{"queued", "sent", "delivered"} {
			_ = t.call(t.ctx, back, url.Values{"MessageSid": {sid}, "MessageStatus": {status}, "To": {to}}) // it is told what it hears
		}
	})
}

// Inbound calls the hook for messages with fields, drawing a MessageSid when they have none, until it is taken.
func (t *Twilio) Inbound(ctx context.Context, fields url.Values) error {
	t.mu.Lock()
	t.n++
	if fields.Get("MessageSid") == "" {
		fields.Set("MessageSid", fmt.Sprintf("SM%032x", t.n))
	}
	target := t.hooks + "/inbound"
	twice := t.repeats > 0
	if twice {
		t.repeats--
	}
	t.mu.Unlock()
	if err := t.call(ctx, target, fields); err != nil || !twice {
		return err
	}
	return t.call(ctx, target, fields)
}

// call makes a signed call until it is answered with 200, or refused for good.
func (t *Twilio) call(ctx context.Context, target string, fields url.Values) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, strings.NewReader(fields.Encode()))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("X-Twilio-Signature", t.sign(target, fields))
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			_ = resp.Body.Close() // it is empty
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			if resp.StatusCode < 500 {
				return fmt.Errorf("loopback Twilio: the hook answered %d", resp.StatusCode)
			}
		}
		if err := clock.Wait(ctx, again); err != nil {
			return fmt.Errorf("loopback Twilio: %w", err)
		}
	}
}

// sign is written anew here, so that a test compares two readings of Twilio's words.
func (t *Twilio) sign(target string, fields url.Values) string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	mac := hmac.New(sha1.New, []byte(t.AuthToken))
	_, _ = mac.Write([]byte(target))
	for _, name := range names {
		_, _ = mac.Write([]byte(name + fields.Get(name)))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
