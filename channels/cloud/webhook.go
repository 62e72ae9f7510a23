package cloud

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

const (
	maxHook     = 1 << 20 // bytes of a webhook's body
	signature   = "X-Hub-Signature-256"
	signaturePr = "sha256="
)

// Handler is the webhook: GET is Meta's question whether it is ours, POST what happened. Whoever mounts it limits nothing: a
// forged body costs one hash.
func (c *Cloud) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		switch r.Method {
		case http.MethodGet:
			c.subscribe(w, r)
		case http.MethodPost:
			c.hear(w, r)
		default:
			w.Header().Set("Allow", "GET, POST")
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
}

// subscribe gives the challenge back to who knows the verify token.
func (c *Cloud) subscribe(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("hub.mode") != "subscribe" || !same(q.Get("hub.verify_token"), c.o.VerifyToken) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = io.WriteString(w, q.Get("hub.challenge"))
}

// same compares in a time that tells neither content nor length.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// hear stores what a POST tells and answers 200 when all of it is stored.
func (c *Cloud) hear(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxHook))
	if err != nil {
		status := http.StatusBadRequest
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			status = http.StatusRequestEntityTooLarge
			c.o.Log.WarnContext(r.Context(), "webhook too large")
		}
		w.WriteHeader(status)
		return
	}
	if !c.signed(r.Header.Get(signature), body) {
		c.o.Log.WarnContext(r.Context(), "webhook with a signature that is not ours")
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if err := c.take(r.Context(), body); err != nil {
		c.o.Log.ErrorContext(r.Context(), "webhook not stored", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// signed tells whether a signature over the raw body was made with the app's secret.
func (c *Cloud) signed(header string, body []byte) bool {
	sum, ok := strings.CutPrefix(header, signaturePr)
	given, err := hex.DecodeString(sum)
	if !ok || err != nil {
		return false
	}
	mac := hmac.New(sha256.New, []byte(c.o.AppSecret))
	mac.Write(body)
	return hmac.Equal(given, mac.Sum(nil))
}

// take stores everything that can be stored. Its error says that something should come again.
func (c *Cloud) take(ctx context.Context, body []byte) error {
	var e envelope
	if !c.read(ctx, body, &e) {
		return nil
	}
	if e.Object != "whatsapp_business_account" {
		c.o.Log.WarnContext(ctx, "webhook of another object", "object", e.Object)
		return nil
	}
	var failed []error
	for _, raw := range e.Entry {
		var one entry
		if !c.read(ctx, raw, &one) {
			continue
		}
		for _, raw := range one.Changes {
			var ch change
			if c.read(ctx, raw, &ch) {
				failed = append(failed, c.change(ctx, string(one.ID), ch))
			}
		}
	}
	return errors.Join(failed...)
}

// read decodes a part. One that cannot be read now never can: it is logged and left.
func (c *Cloud) read(ctx context.Context, raw []byte, into any) bool {
	if err := json.Unmarshal(raw, into); err != nil {
		c.o.Log.ErrorContext(ctx, "part of a webhook cannot be read", "error", err)
		return false
	}
	return true
}

// change stores one change of one account.
func (c *Cloud) change(ctx context.Context, account string, ch change) error {
	if ch.Field == "messages" {
		return c.traffic(ctx, ch.Value)
	}
	if account != c.o.Account {
		c.o.Log.WarnContext(ctx, "webhook of another account", "field", ch.Field)
		return nil
	}
	return c.settle(ctx, c.notice(ctx, ch))
}

// traffic stores messages and statuses of one of our numbers.
func (c *Cloud) traffic(ctx context.Context, raw json.RawMessage) error {
	var v value
	if !c.read(ctx, raw, &v) {
		return nil
	}
	ours := c.ours[string(v.Metadata.PhoneNumberID)]
	if ours == "" {
		c.o.Log.WarnContext(ctx, "webhook of an unknown number", "count", len(v.Messages)+len(v.Statuses))
		return nil
	}
	for _, raw := range v.Errors {
		var e trouble
		if c.read(ctx, raw, &e) {
			c.o.Log.WarnContext(ctx, "graph tells of an error", "code", e.Code, "error", e.Title)
		}
	}
	people := map[string]contact{}
	for _, raw := range v.Contacts {
		var p contact
		if c.read(ctx, raw, &p) {
			people[string(p.WaID)], people[string(p.UserID)] = p, p
		}
	}
	delete(people, "")
	var failed []error
	for _, raw := range v.Messages {
		if m, ok := c.message(ctx, raw); ok {
			failed = append(failed, c.settle(ctx, c.receive(ctx, ours, people, m)))
		}
	}
	for _, raw := range v.Statuses {
		var s status
		if c.read(ctx, raw, &s) {
			failed = append(failed, c.settle(ctx, c.status(ctx, ours, s)))
		}
	}
	return errors.Join(failed...)
}

// message reads a message. One whose content cannot be read is still somebody's: it is kept as such.
func (c *Cloud) message(ctx context.Context, raw json.RawMessage) (message, bool) {
	var m message
	if c.read(ctx, raw, &m) {
		return m, true
	}
	var b bare
	if !c.read(ctx, raw, &b) {
		return message{}, false
	}
	return message{
		ID: b.ID, From: b.From, FromUserID: b.FromUserID, GroupID: b.GroupID, Timestamp: b.Timestamp, Type: "unreadable " + string(b.Type),
	}, true
}

// settle lets go of what can never be stored.
func (c *Cloud) settle(ctx context.Context, err error) error {
	if fault.Is(err, fault.Invalid) {
		c.o.Log.WarnContext(ctx, "part of a webhook can never be stored", "error", err)
		return nil
	}
	return err
}
