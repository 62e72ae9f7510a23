package admin

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// talkView is one conversation as its page draws it.
type talkView struct {
	deskView
	id      string
	contact booking.Contact
	holding gateway.Holding
	lines   []channels.Line
	files   map[string]shownFile // of the lines, by ref
	earlier int64                // of the page before; 0: there is none
	visits  []visits.Record
	cases   []escalations.Escalation
	notes   []escalations.Note
	names   map[string]string // of our people, by id
	draft   string            // id of the reply that is written next
}

// talkLines is how many lines of a conversation are shown at once.
const talkLines = 150

func (c *Console) talkShow(w http.ResponseWriter, r *http.Request) error {
	v, err := c.readTalk(r)
	if err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "live" {
		return c.kit.Show(w, r, http.StatusOK, talkBody(v))
	}
	f := c.frame(r, "conversations", v.customer(v.contact.Name), "desk.js")
	return c.kit.Show(w, r, http.StatusOK, talkPage(f, v))
}

func (c *Console) readTalk(r *http.Request) (v talkView, err error) {
	ctx, q := r.Context(), c.d.DB
	v = talkView{deskView: c.deskView(r), draft: q.NewID()}
	if v.id, v.holding, v.contact, err = c.talkOf(r); err != nil {
		return v, err
	}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // what is no number is the end
	if v.lines, err = c.d.Gateway.Recent(ctx, q, v.id, before, talkLines); err != nil {
		return v, err
	}
	if len(v.lines) == talkLines {
		v.earlier = v.lines[0].Seq
	}
	if v.files, err = c.readFiles(ctx, v.lines); err != nil {
		return v, err
	}
	if v.visits, err = c.d.Visits.LiveFor(ctx, q, v.contact.ID); err != nil {
		return v, err
	}
	conversation := booking.ConversationID(v.id)
	if v.cases, err = c.d.Escalations.Recent(ctx, q, conversation, v.now.Add(-booking.ReopenWithin)); err != nil {
		return v, err
	}
	if v.notes, err = c.d.Escalations.Notes(ctx, q, conversation, ""); err != nil {
		return v, err
	}
	if v.zones, err = c.zones(r); err != nil {
		return v, err
	}
	v.names, err = c.people(r)
	return v, err
}

// talkOf reads the conversation that the address names; one of a unit that the reader does not see does not exist for them.
func (c *Console) talkOf(r *http.Request) (id string, h gateway.Holding, contact booking.Contact, err error) {
	unknown := fault.New(fault.NotFound, "conversation.get.unknown")
	if id = chi.URLParam(r, "id"); !ids.Valid(id) {
		return id, h, contact, unknown
	}
	if h, err = c.d.Gateway.Holding(r.Context(), c.d.DB, id); err != nil {
		return id, h, contact, err
	}
	contact, err = c.d.Customers.Contact(r.Context(), c.d.DB, booking.ContactID(h.ContactID))
	if err == nil && !web.User(r.Context()).Sees(string(contact.Unit)) {
		err = unknown
	}
	return id, h, contact, err
}

// people are the names of ours, by id.
func (c *Console) people(r *http.Request) (map[string]string, error) {
	users, err := identity.ListUsers(r.Context(), c.d.DB)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, u := range users {
		out[u.ID] = u.Name
	}
	return out, nil
}

// talkStream says "change" when something is said in a conversation, or happens to it or its contact.
func (c *Console) talkStream(w http.ResponseWriter, r *http.Request) error {
	id, h, _, err := c.talkOf(r)
	if err != nil {
		return err
	}
	messages, stop := c.d.Chats.Watch(id)
	defer stop()
	facts, end := c.d.Facts.Watch(func(f events.Fact) bool { return f.ConversationID == id || f.ContactID == h.ContactID })
	defer end()
	return c.stream(w, r, facts, messages)
}

// has says whose the conversation is, for the reader: bot, nobody, mine or other.
func (v talkView) has() string {
	switch {
	case v.holding.Owner == channels.OwnerBot:
		return "bot"
	case v.holding.HeldBy == "":
		return "nobody"
	case v.holding.HeldBy == v.me.ID:
		return "mine"
	}
	return "other"
}

// when is the promise of a visit on the wall clock of its site.
func (v talkView) when(r visits.Record) string {
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	return dayName(v.words, booking.DayOf(r.Window.Start, zone)) + ", " + hours(r.Window, zone)
}
