package admin

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// undeliveredView is the list of what did not reach its reader.
type undeliveredView struct {
	deskView
	list   []gateway.Undelivered
	before string    // the page's own beginning; empty: the latest
	next   time.Time // of the next page; zero: there is none
}

const undeliveredPage = 50

func (c *Console) undeliveredShow(w http.ResponseWriter, r *http.Request) error {
	v, err := c.readUndelivered(r)
	if err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "live" {
		return c.kit.Show(w, r, http.StatusOK, undeliveredBody(v))
	}
	return c.kit.Show(w, r, http.StatusOK, undeliveredList(c.frame(r, "conversations", v.text("undelivered.title"), "desk.js"), v))
}

func (c *Console) readUndelivered(r *http.Request) (v undeliveredView, err error) {
	v = undeliveredView{deskView: c.deskView(r), before: r.FormValue("before")}
	ask := gateway.UndeliveredQuery{Units: v.me.UnitCodes, Limit: undeliveredPage}
	if v.before != "" {
		if ask.Before, err = time.Parse(time.RFC3339Nano, v.before); err != nil {
			return v, fault.New(fault.Invalid, "error.invalid", fault.Cause(err))
		}
	}
	if v.list, err = c.d.Gateway.Undelivered(r.Context(), c.d.DB, ask); err != nil {
		return v, err
	}
	if len(v.list) == undeliveredPage {
		v.next = v.list[undeliveredPage-1].At
	}
	return v, nil
}

// undeliveredStream says "change" when a message does not arrive, or is sent again.
func (c *Console) undeliveredStream(w http.ResponseWriter, r *http.Request) error {
	facts, stop := c.d.Facts.Watch(about("message."))
	defer stop()
	return c.stream(w, r, facts, nil)
}

// sendAgain sends one message again. One of a unit that the reader does not see does not exist for them.
func (c *Console) sendAgain(w http.ResponseWriter, r *http.Request) error {
	user := web.User(r.Context())
	list, err := c.d.Gateway.Undelivered(r.Context(), c.d.DB, gateway.UndeliveredQuery{Units: user.UnitCodes, Message: chi.URLParam(r, "id"), Limit: 1})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fault.New(fault.NotFound, "message.again.gone")
	}
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
		return c.d.Gateway.SendAgain(r.Context(), tx, user.ID, list[0].ID)
	})
	if err != nil {
		return err
	}
	return changed(w, r, "/undelivered")
}

// sendAllAgain sends again what a page lists, the oldest first. What somebody else sent again meanwhile is left alone.
func (c *Console) sendAllAgain(w http.ResponseWriter, r *http.Request) error {
	v, err := c.readUndelivered(r)
	if err != nil {
		return err
	}
	slices.Reverse(v.list)
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error { return c.eachAgain(r.Context(), tx, v) })
	if err != nil {
		return err
	}
	return changed(w, r, "/undelivered")
}

func (c *Console) eachAgain(ctx context.Context, tx *db.Tx, v undeliveredView) error {
	for _, m := range v.list {
		if err := c.d.Gateway.SendAgain(ctx, tx, v.me.ID, m.ID); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return nil
}

// reason is why a message did not leave, in words; a code that has none yet stays as it is.
func (v deskView) reason(code string) string {
	if state, ok := strings.CutPrefix(code, "number_"); ok {
		return v.words.Text("web.delivery_failure.number", map[string]any{"State": v.named("number.state", state)})
	}
	return v.named("delivery_failure", code)
}
