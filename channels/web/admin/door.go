package admin

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

func (c *Console) signInShow(w http.ResponseWriter, r *http.Request) error {
	f := c.frame(r, "sign_in", c.kit.Words(r).Text("web.sign_in.title", nil))
	return c.kit.Show(w, r, http.StatusOK, signInPage(f, signInForm{Next: r.URL.Query().Get("next")}))
}

func (c *Console) signInSubmit(w http.ResponseWriter, r *http.Request) error {
	form := signInForm{Email: r.FormValue("email"), Next: r.FormValue("next")}
	err := c.kit.SignIn(r, form.Email, r.FormValue("password"))
	if err == nil {
		http.Redirect(w, r, local(form.Next), http.StatusSeeOther)
		return nil
	}
	if !fault.Is(err, fault.Unauthenticated) && !fault.Is(err, fault.Limited) {
		return err
	}
	words := c.kit.Words(r)
	form.Error = words.Text("web.sign_in.refused", nil)
	if fault.Is(err, fault.Limited) {
		form.Error = words.Text("web.sign_in.locked", nil)
	}
	return c.kit.Show(w, r, web.Status(err), signInPage(c.frame(r, "sign_in", words.Text("web.sign_in.title", nil)), form))
}

// local is a path of this server; anything else becomes the front page.
func local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return "/"
	}
	return next
}

func (c *Console) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := c.kit.SignOut(r); err != nil {
		return err
	}
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}

func (c *Console) languagePick(w http.ResponseWriter, r *http.Request) error {
	web.RememberLanguage(w, r, r.FormValue("code"))
	back := "/"
	if u, err := url.Parse(r.Referer()); err == nil && u.Host == r.Host {
		back = local(u.RequestURI())
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// home is the first page that the reader may see.
func (c *Console) home(w http.ResponseWriter, r *http.Request) error {
	if !web.User(r.Context()).Can(identity.ReadVisits) {
		return fault.New(fault.Forbidden, "web.error.forbidden")
	}
	http.Redirect(w, r, "/board", http.StatusSeeOther)
	return nil
}

func (c *Console) healthy(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("ok\n"))
	return err
}

// ready is false while the database does not answer.
func (c *Console) ready(w http.ResponseWriter, r *http.Request) error {
	if _, err := db.Value[int](r.Context(), c.d.DB, sqlReady, db.Args{}); err != nil {
		return fault.New(fault.Unavailable, "error.unavailable", fault.Cause(err))
	}
	_, err := w.Write([]byte("ok\n"))
	return err
}

const sqlReady = `SELECT 1`
