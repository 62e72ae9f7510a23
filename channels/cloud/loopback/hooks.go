package loopback

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// hooks delivers webhooks: each is posted in turn, and one that is refused goes to the end of the line.
type hooks struct {
	s   *Server
	end context.CancelFunc
	ctx context.Context //nolint:containedctx // it is the life of the deliverer, not of a request

	mu          sync.Mutex
	moved       *sync.Cond
	url, secret string
	waiting     [][]byte
	last        []byte
	busy        bool
	collecting  []any // entries of a batch; nil: each is a POST
	batching    bool
	done        sync.WaitGroup
}

func newHooks(s *Server) *hooks {
	h := &hooks{s: s}
	h.ctx, h.end = context.WithCancel(context.Background())
	h.moved = sync.NewCond(&h.mu)
	h.done.Go(h.run)
	return h
}

func (h *hooks) to(url, secret string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.url, h.secret = url, secret
	h.moved.Broadcast()
}

// tell puts a change of the account into the line.
func (h *hooks) tell(account, field string, value any) {
	entry := fields{"id": account, "changes": []any{fields{"field": field, "value": value}}}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.batching {
		h.collecting = append(h.collecting, entry)
		return
	}
	h.push(entry)
}

func (h *hooks) push(entries ...any) {
	body, err := json.Marshal(fields{"object": "whatsapp_business_account", "entry": entries})
	if err != nil {
		h.s.tb.Errorf("loopback: %v", err)
		return
	}
	h.last = body
	h.waiting = append(h.waiting, body)
	h.moved.Broadcast()
}

func (h *hooks) batch(f func()) {
	h.mu.Lock()
	h.batching = true
	h.mu.Unlock()
	f()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.batching = false
	if len(h.collecting) > 0 {
		h.push(h.collecting...)
	}
	h.collecting = nil
}

func (h *hooks) again() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.last != nil {
		h.waiting = append(h.waiting, h.last)
		h.moved.Broadcast()
	}
}

// patience of a test for webhooks that are refused again and again.
const patience = 30 * time.Second

func (h *hooks) settle() {
	ctx, cancel := context.WithTimeout(h.ctx, patience)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { h.mu.Lock(); h.moved.Broadcast(); h.mu.Unlock() })
	defer stop()
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.waiting) > 0 || h.busy {
		if ctx.Err() != nil {
			h.s.tb.Errorf("loopback: %d webhooks are not answered with 200", len(h.waiting))
			return
		}
		h.moved.Wait()
	}
}

func (h *hooks) close() {
	h.mu.Lock()
	h.end()
	h.moved.Broadcast()
	h.mu.Unlock()
	h.done.Wait()
}

// next waits for a webhook to deliver; ok is false at the end.
func (h *hooks) next() (url, secret string, body []byte, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for (len(h.waiting) == 0 || h.url == "") && h.ctx.Err() == nil {
		h.moved.Wait()
	}
	if h.ctx.Err() != nil {
		return "", "", nil, false
	}
	body, h.waiting, h.busy = h.waiting[0], h.waiting[1:], true
	return h.url, h.secret, body, true
}

// pause of a webhook that was refused, before it comes again.
const pause = 10 * time.Millisecond

func (h *hooks) run() {
	for {
		url, secret, body, ok := h.next()
		if !ok {
			return
		}
		delivered := h.post(url, secret, body)
		if !delivered {
			_ = clock.Wait(h.ctx, pause) // the end is seen above
		}
		h.mu.Lock()
		if h.busy = false; !delivered {
			h.waiting = append(h.waiting, body)
		}
		h.moved.Broadcast()
		h.mu.Unlock()
	}
}

func (h *hooks) post(url, secret string, body []byte) bool {
	r, err := http.NewRequestWithContext(h.ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		h.s.tb.Errorf("loopback: %v", err)
		return true
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Hub-Signature-256", Sign(secret, body))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// Sign is the header by which a body is known as Meta's.
func Sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}
