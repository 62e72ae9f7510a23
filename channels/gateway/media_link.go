package gateway

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Link is the path of a file that opens for whoever has it, until a time: "/media/ID?until=1764000000&sig=...".
func (g *Gateway) Link(ctx context.Context, ref string, until time.Time) (string, error) {
	sig, err := g.sign(ctx, ref, until.Unix())
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/media/%s?until=%d&sig=%s", ref, until.Unix(), sig), nil
}

func (g *Gateway) sign(ctx context.Context, ref string, until int64) (string, error) {
	key, err := g.linkKey(ctx)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s %d", ref, until)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)), nil
}

// linkKey is the secret that signs links, drawn by whoever needs it first.
func (g *Gateway) linkKey(ctx context.Context) ([]byte, error) {
	var drawn [32]byte
	_, _ = rand.Read(drawn[:]) // never fails (crypto/rand)
	key, err := db.Value[[]byte](ctx, g.db, sqlLinkKey, db.Args{"secret": drawn[:], "now": g.db.Now()})
	if err != nil {
		return nil, fmt.Errorf("key of links: %w", err)
	}
	return key, nil
}

const sqlLinkKey = `
INSERT INTO keys AS k (name, secret, created_at) VALUES ('media_links', @secret, @now)
ON CONFLICT (name) DO UPDATE SET name = k.name RETURNING secret`

// shown are the types that a browser may show by itself; others are saved.
func shown(mime string) bool {
	kind, _, _ := strings.Cut(mime, "/")
	return kind == "image" || kind == "audio" || kind == "video" || mime == "application/pdf"
}

// MediaHandler serves files by their links. Whatever is wrong with a link, the file is not there.
func (g *Gateway) MediaHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ref := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		until, err := strconv.ParseInt(r.URL.Query().Get("until"), 10, 64)
		want, errSign := g.sign(r.Context(), ref, until)
		if err != nil || errSign != nil || until < g.db.Now().Unix() || !hmac.Equal([]byte(want), []byte(r.URL.Query().Get("sig"))) {
			http.NotFound(w, r)
			return
		}
		body, m, err := g.Open(r.Context(), ref)
		if err != nil {
			status := http.StatusNotFound
			if fault.Is(err, fault.Unavailable) {
				status = http.StatusAccepted // it comes
				w.Header().Set("Retry-After", "2")
			}
			w.WriteHeader(status)
			return
		}
		defer body.Close()
		h := w.Header()
		h.Set("Content-Type", m.MIMEType)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
		h.Set("Cache-Control", "private, max-age=3600")
		if !shown(m.MIMEType) {
			h.Set("Content-Disposition", "attachment")
		}
		file, err := io.ReadAll(body)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file)) // in parts too: players ask for them
	})
}
