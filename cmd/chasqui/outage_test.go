package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// cable is what lies between a process and its database; it can be pulled out and put in again.
type cable struct {
	mu     sync.Mutex
	out    bool
	target [2]string // network and address of the database
	ends   map[net.Conn]bool
}

// layCable gives the database URL that goes through it.
func layCable(t *testing.T, database string) (*cable, string) {
	t.Helper()
	cfg, err := pgx.ParseConfig(database)
	must(t, err)
	network, address := pgNetworkAddress(cfg)
	c := &cable{target: [2]string{network, address}, ends: map[net.Conn]bool{}}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = l.Close(); c.pull() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go c.join(context.WithoutCancel(t.Context()), conn)
		}
	}()
	u := url.URL{Scheme: "postgres", User: url.UserPassword(cfg.User, cfg.Password), Host: l.Addr().String(), Path: cfg.Database, RawQuery: "sslmode=disable"}
	return c, u.String()
}

func pgNetworkAddress(cfg *pgx.ConnConfig) (network, address string) {
	if cfg.Host != "" && cfg.Host[0] == '/' {
		return "unix", cfg.Host + "/.s.PGSQL." + strconv.Itoa(int(cfg.Port))
	}
	return "tcp", net.JoinHostPort(cfg.Host, strconv.Itoa(int(cfg.Port)))
}

func (c *cable) join(ctx context.Context, near net.Conn) {
	defer near.Close()
	c.mu.Lock()
	out := c.out
	c.mu.Unlock()
	if out {
		return
	}
	far, err := (&net.Dialer{}).DialContext(ctx, c.target[0], c.target[1])
	if err != nil {
		return
	}
	defer far.Close()
	c.mu.Lock()
	c.ends[near], c.ends[far] = true, true
	c.mu.Unlock()
	go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
	_, _ = io.Copy(near, far)
}

// pull takes the cable out: what was connected is cut, what would connect is refused.
func (c *cable) pull() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out = true
	for conn := range c.ends {
		_ = conn.Close()
	}
	c.ends = map[net.Conn]bool{}
}

func (c *cable) plug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out = false
}

// status of a page, 0 when nobody answers.
func (p process) status(t *testing.T, path string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+path, nil)
	must(t, err)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	return res.StatusCode
}

func (p process) becomes(t *testing.T, path string, want int) {
	t.Helper()
	got := 0
	for deadline := testNow().Add(patient); testNow().Before(deadline); {
		if got = p.status(t, path); got == want {
			return
		}
		must(t, waitABit(t.Context()))
	}
	t.Fatalf("%s is %d, want %d", path, got, want)
}

// A server whose database goes away says that it is not ready, stays up, and goes on where it was when the database is back.
func TestAServerOutlivesItsDatabase(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	line, through := layCable(t, c.url)
	p := startProcess(t, through)
	p.becomes(t, "/readyz", http.StatusOK)
	var started struct{ Token string }
	p.request(t, http.MethodPost, "/chat/start", "", nil, &started)
	p.request(t, http.MethodPost, "/chat/messages", started.Token, map[string]string{"id": "1", "text": "hola, mi lavadora no centrifuga."}, nil)
	p.replies(t, started.Token, 1)

	line.pull()
	p.becomes(t, "/readyz", http.StatusServiceUnavailable)
	if got := p.status(t, "/healthz"); got != http.StatusOK {
		t.Errorf("the process is not healthy without its database: %d", got)
	}
	message := map[string]string{"id": "2", "text": "no sé"}
	if got := p.request(t, http.MethodPost, "/chat/messages", started.Token, message, nil); got < 500 {
		t.Errorf("a message that could not be stored was acknowledged: %d", got)
	}

	line.plug()
	p.becomes(t, "/readyz", http.StatusOK)
	p.request(t, http.MethodPost, "/chat/messages", started.Token, message, nil)
	if said := p.replies(t, started.Token, 2); said[1].Ask != "location" {
		t.Errorf("after the outage it asked for %q: %s", said[1].Ask, said[1].Text)
	}
}
