package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/locales"
)

// Options of New.
type Options struct {
	DB        *db.DB
	Words     *locales.Book
	Log       *slog.Logger
	Lifetime  time.Duration // of a session; 0: 12 h
	Idle      time.Duration // unused sessions end; 0: 2 h
	Insecure  bool          // the session cookie travels over plain HTTP beyond localhost
	PublicURL string        // "https://..." makes the cookie secure
}

// Kit builds pages. It is safe for concurrent use once all pages are mounted.
type Kit struct {
	o        Options
	sessions *scs.SessionManager
	router   chi.Router
	routes   []Route
}

// Route is one line of the table of pages.
type Route struct {
	Method, Pattern string
	Needs           identity.Permission // empty: anybody who is signed in
	Public          bool                // nobody needs to be signed in
}

// maxBody of a form.
const maxBody = 64 << 10

// New makes a kit with its guards and no pages.
func New(o Options) *Kit {
	k := &Kit{o: o, sessions: scs.New(), router: chi.NewRouter()}
	k.sessions.Store = identity.Sessions(o.DB)
	k.sessions.Lifetime, k.sessions.IdleTimeout = orDuration(o.Lifetime, 12*time.Hour), orDuration(o.Idle, 2*time.Hour)
	k.sessions.Cookie.Name, k.sessions.Cookie.HttpOnly = "chasqui", true
	k.sessions.Cookie.SameSite = http.SameSiteLaxMode
	k.sessions.Cookie.Secure = strings.HasPrefix(o.PublicURL, "https://") && !o.Insecure
	k.sessions.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) { k.Fail(w, r, err) }
	k.router.Use(requestID, k.accessLog, k.recover, headers, http.NewCrossOriginProtection().Handler, limitBody)
	k.router.NotFound(func(w http.ResponseWriter, r *http.Request) { k.Fail(w, r, errNoPage) })
	k.router.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) { k.Fail(w, r, errNoPage) })
	k.router.Get("/assets/*", k.asset)
	return k
}

func orDuration(d, other time.Duration) time.Duration {
	if d == 0 {
		return other
	}
	return d
}

// Handler serves everything that was mounted.
func (k *Kit) Handler() http.Handler { return k.router }

// Routes is the table of pages, for the test that walks it.
func (k *Kit) Routes() []Route { return k.routes }

// Clock of the kit.
func (k *Kit) Clock() clock.Clock { return k.o.DB.Clock() }

// Handler of a page: it draws, or fails.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Page mounts one route.
func (k *Kit) Page(route Route, h Handler) {
	k.routes = append(k.routes, route)
	var next http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			k.Fail(w, r, err)
		}
	})
	if !route.Public {
		next = k.require(route.Needs, next)
	}
	k.router.Method(route.Method, route.Pattern, k.sessions.LoadAndSave(next))
}

// Mount hangs a handler that speaks no HTML below a path. With a permission, only who has it gets through.
func (k *Kit) Mount(path string, needs identity.Permission, h http.Handler) {
	h = http.StripPrefix(path, h)
	if needs != "" {
		k.routes = append(k.routes, Route{Method: http.MethodGet, Pattern: path + "/messages", Needs: needs})
		h = k.readSession(k.require(needs, h))
	} else {
		k.router.Handle(path, h) // a webhook is called at its very path
	}
	k.router.Handle(path+"/*", h)
}

// readSession loads the session and never writes it: a stream must not wait for its end.
func (k *Kit) readSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := ""
		if c, err := r.Cookie(k.sessions.Cookie.Name); err == nil {
			token = c.Value
		}
		ctx, err := k.sessions.Load(r.Context(), token)
		if err != nil {
			k.Fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Show draws a page or a fragment.
func (k *Kit) Show(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	return c.Render(r.Context(), w)
}

type contextKey int

const (
	userKey contextKey = iota
	idKey
)

// User is who asks; the zero User on public pages.
func User(ctx context.Context) identity.User {
	u, _ := ctx.Value(userKey).(identity.User)
	return u
}
