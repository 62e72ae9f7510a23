package admin

import (
	"net/http"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// What the list of conversations may be narrowed to, beside mine and all.
const (
	showPeople = "people" // those that wait for a person or have one
	showBot    = "bot"
)

// talksView is the list of conversations.
type talksView struct {
	deskView
	show string
	list []gateway.Summary
	next time.Time // of the next page; zero: there is none

	undelivered int // messages that did not arrive, in all conversations that the reader sees
}

const talksPage = 50

func (c *Console) talksShow(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	v := talksView{deskView: c.deskView(r), show: q.Get("show")}
	l := gateway.Listing{Units: v.me.UnitCodes, Limit: talksPage}
	switch v.show {
	case showMine:
		l.Holder = v.me.ID
	case showPeople:
		l.Owner = channels.OwnerHuman
	case showBot:
		l.Owner = channels.OwnerBot
	default:
		v.show = showAll
	}
	var err error
	if s := q.Get("before"); s != "" {
		if l.Before, err = time.Parse(time.RFC3339Nano, s); err != nil {
			return fault.New(fault.Invalid, "error.invalid", fault.Cause(err))
		}
	}
	if v.list, err = c.d.Gateway.List(r.Context(), c.d.DB, l); err != nil {
		return err
	}
	if len(v.list) == talksPage {
		v.next = v.list[talksPage-1].LastAt
	}
	if v.undelivered, err = c.d.Gateway.CountUndelivered(r.Context(), c.d.DB, v.me.UnitCodes...); err != nil {
		return err
	}
	if v.zones, err = c.zones(r); err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "live" {
		return c.kit.Show(w, r, http.StatusOK, talksBody(v))
	}
	f := c.frame(r, "conversations", v.text("talks.title"), "desk.js")
	return c.kit.Show(w, r, http.StatusOK, talksList(f, v))
}

// talksStream says "change" when anything is said to anybody.
func (c *Console) talksStream(w http.ResponseWriter, r *http.Request) error {
	messages, stop := c.d.Chats.Watch("")
	defer stop()
	return c.stream(w, r, nil, messages)
}
