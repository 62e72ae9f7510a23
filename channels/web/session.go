package web

import (
	"context"
	"net"
	"net/http"
	"net/url"

	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

const sessionUser = "user"

// require lets through who is signed in and may; others are shown the door or told no.
func (k *Kit) require(needs identity.Permission, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := k.sessions.GetString(r.Context(), sessionUser)
		if id == "" {
			k.signInFirst(w, r)
			return
		}
		user, err := identity.GetUser(r.Context(), k.o.DB, id)
		switch {
		case fault.Is(err, fault.NotFound) || err == nil && !user.Active:
			k.signInFirst(w, r)
			return
		case err != nil:
			k.Fail(w, r, err)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), userKey, user))
		if needs != "" && !user.Can(needs) {
			k.Fail(w, r, fault.New(fault.Forbidden, "web.error.forbidden"))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// signInFirst sends a reader to the sign-in page and back; what is no page is refused.
func (k *Kit) signInFirst(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet || r.Header.Get("Accept") == "text/event-stream" {
		k.Fail(w, r, fault.New(fault.Unauthenticated, "web.error.signed_out"))
		return
	}
	http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
}

// SignIn checks a password and begins a session, under a new token.
func (k *Kit) SignIn(r *http.Request, email, password string) error {
	user, err := identity.SignIn(r.Context(), k.o.DB, identity.Attempt{Email: email, Password: password, Address: Remote(r)})
	if err != nil {
		return err
	}
	if err := k.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	k.sessions.Put(r.Context(), sessionUser, user.ID)
	return nil
}

// SignOut ends the session.
func (k *Kit) SignOut(r *http.Request) error { return k.sessions.Destroy(r.Context()) }

// Remote is the address a request comes from, without its port.
func Remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
