package webchat

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net"
	"net/http"
	"regexp"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// startRate is for an address, which many people behind one router may share.
var startRate = Rate{PerMinute: 10, Burst: 10}

// cookie holds the token for pages of our own site. Other sites' requests do not carry it.
const (
	cookie     = "chasqui_chat"
	cookieDays = 180
)

// start makes a person and gives their token.
func (c *Chat) start(w http.ResponseWriter, r *http.Request) {
	if err := c.o.Limit(r.Context(), "webchat.start "+remote(r), startRate); err != nil {
		c.fail(w, r, err)
		return
	}
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails (crypto/rand)
	token := base64.RawURLEncoding.EncodeToString(secret[:])
	err := c.o.DB.InTx(r.Context(), func(tx *db.Tx) error {
		_, err := db.Exec(r.Context(), tx, sqlStart, db.Args{"hash": hash(token), "handle": "web-" + tx.NewID(), "now": tx.Now})
		return err
	})
	if err != nil {
		c.fail(w, r, err)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookie, Value: token, Path: "/", MaxAge: cookieDays * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
	reply(w, http.StatusCreated, map[string]string{"token": token})
}

const sqlStart = `INSERT INTO webchat_tokens (token_hash, handle, created_at) VALUES (@hash, @handle, @now)`

func (c *Chat) byToken(r *http.Request) (channels.Address, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		held, err := r.Cookie(cookie)
		if err != nil {
			return channels.Address{}, errNoToken
		}
		token = held.Value
	}
	handle, err := db.Value[string](r.Context(), c.o.DB, sqlHandleOf, db.Args{"hash": hash(token)})
	if fault.Is(err, fault.NotFound) {
		return channels.Address{}, errNoToken
	}
	return channels.Address{Channel: channels.Webchat, Value: handle}, err
}

var errNoToken = fault.New(fault.Unauthenticated, "webchat.token.unknown")

const sqlHandleOf = `SELECT handle FROM webchat_tokens WHERE token_hash = @hash`

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// number is E.164: up to 15 digits, none of them a leading zero.
var number = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

func byNumber(r *http.Request) (channels.Address, error) {
	as := strings.ReplaceAll(r.URL.Query().Get("as"), " ", "+") // a plus sign that was not escaped
	if !number.MatchString(as) {
		return channels.Address{}, fault.New(fault.Invalid, "webchat.number.invalid")
	}
	return channels.Address{Channel: channels.Webchat, Value: as}, nil
}

// remote is the address a request comes from, without its port.
func remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
