package admin

import (
	"net/http"
	"slices"

	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/dispatch"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// Deps are what the pages read and change.
type Deps struct {
	DB          *db.DB
	Places      *places.Store
	Dispatch    *dispatch.Service
	Visits      *visits.Store
	Desk        *desk.Desk
	Escalations *escalations.Store
	Customers   *customers.Store
	Gateway     *gateway.Gateway
	Facts       *events.Live  // wakes pages that show what happens
	Chats       *gateway.Live // wakes pages that show what is said
	Pairing     Pairer        // links WhatsApp accounts; nil when linked devices are off
	// Simulator tells whether the phone simulator is on the menu: its API is mounted beside the pages.
	Simulator bool
}

// Console is the dispatcher's console.
type Console struct {
	kit *web.Kit
	d   Deps
}

// Simulating is the permission to speak for any number.
const Simulating = identity.Reply

// Mount puts the console's pages on a kit.
func Mount(kit *web.Kit, d Deps) {
	c := &Console{kit: kit, d: d}
	for _, p := range slices.Concat(c.boardRoutes(), c.deskRoutes(), c.numberRoutes()) {
		if p.route.Pattern == "/simulator" && !d.Simulator {
			continue
		}
		kit.Page(p.route, p.do)
	}
}

// page is a route and what it does.
type page struct {
	route web.Route
	do    web.Handler
}

// boardRoutes are the door, the board and what hangs on it.
func (c *Console) boardRoutes() []page {
	get, post := http.MethodGet, http.MethodPost
	return []page{
		{web.Route{Method: get, Pattern: "/sign-in", Public: true}, c.signInShow},
		{web.Route{Method: post, Pattern: "/sign-in", Public: true}, c.signInSubmit},
		{web.Route{Method: post, Pattern: "/language", Public: true}, c.languagePick},
		{web.Route{Method: get, Pattern: "/healthz", Public: true}, c.healthy},
		{web.Route{Method: get, Pattern: "/readyz", Public: true}, c.ready},
		{web.Route{Method: post, Pattern: "/sign-out"}, c.signOut},
		{web.Route{Method: get, Pattern: "/"}, c.home},
		{web.Route{Method: get, Pattern: "/board", Needs: identity.ReadVisits}, c.boardShow},
		{web.Route{Method: get, Pattern: "/board/stream", Needs: identity.ReadVisits}, c.boardStream},
		{web.Route{Method: get, Pattern: "/visits/{id}", Needs: identity.ReadVisits}, c.visitShow},
		{web.Route{Method: get, Pattern: "/visits/{id}/move", Needs: identity.ChangeVisits}, c.moveShow},
		{web.Route{Method: post, Pattern: "/visits/{id}/move", Needs: identity.ChangeVisits}, c.moveSubmit},
		{web.Route{Method: post, Pattern: "/visits/{id}/undo", Needs: identity.ChangeVisits}, c.undoSubmit},
		{web.Route{Method: get, Pattern: "/simulator", Needs: Simulating}, c.simulatorShow},
	}
}

// deskRoutes are where people answer people.
func (c *Console) deskRoutes() []page {
	get, post := http.MethodGet, http.MethodPost
	e := c.d.Escalations
	return []page{
		{web.Route{Method: get, Pattern: "/live", Needs: identity.HandleEscalations}, c.liveStream},
		{web.Route{Method: get, Pattern: "/escalations", Needs: identity.HandleEscalations}, c.queueShow},
		{web.Route{Method: get, Pattern: "/escalations/stream", Needs: identity.HandleEscalations}, c.queueStream},
		{web.Route{Method: get, Pattern: "/escalations/{id}", Needs: identity.HandleEscalations}, c.caseShow},
		{web.Route{Method: post, Pattern: "/escalations/{id}/claim", Needs: identity.HandleEscalations}, c.caseChange(e.Claim)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/release", Needs: identity.HandleEscalations}, c.caseChange(e.Release)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/start", Needs: identity.HandleEscalations}, c.caseChange(e.Start)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/wait-customer", Needs: identity.HandleEscalations}, c.caseChange(e.WaitCustomer)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/wait-internal", Needs: identity.HandleEscalations}, c.caseChange(e.WaitInternal)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/resolve", Needs: identity.HandleEscalations}, c.caseChange(e.Resolve)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/reopen", Needs: identity.HandleEscalations}, c.caseChange(e.Reopen)},
		{web.Route{Method: post, Pattern: "/escalations/{id}/notes", Needs: identity.HandleEscalations}, c.caseNote},
		{web.Route{Method: get, Pattern: "/conversations", Needs: identity.ReadConversations}, c.talksShow},
		{web.Route{Method: get, Pattern: "/conversations/stream", Needs: identity.ReadConversations}, c.talksStream},
		{web.Route{Method: get, Pattern: "/conversations/{id}", Needs: identity.ReadConversations}, c.talkShow},
		{web.Route{Method: get, Pattern: "/conversations/{id}/stream", Needs: identity.ReadConversations}, c.talkStream},
		{web.Route{Method: post, Pattern: "/conversations/{id}/take", Needs: identity.Reply}, c.talkTake},
		{web.Route{Method: post, Pattern: "/conversations/{id}/reply", Needs: identity.Reply}, c.talkReply},
		{web.Route{Method: post, Pattern: "/conversations/{id}/give-back", Needs: identity.Reply}, c.talkGiveBack},
		{web.Route{Method: post, Pattern: "/conversations/{id}/resolve", Needs: identity.Reply}, c.talkResolve},
		{web.Route{Method: post, Pattern: "/conversations/{id}/notes", Needs: identity.Reply}, c.talkNote},
	}
}

// numberRoutes are our numbers, and what did not arrive.
func (c *Console) numberRoutes() []page {
	get, post := http.MethodGet, http.MethodPost
	return []page{
		{web.Route{Method: get, Pattern: "/numbers", Needs: identity.ReadConversations}, c.numbersShow},
		{web.Route{Method: get, Pattern: "/numbers/stream", Needs: identity.ReadConversations}, c.numbersStream},
		{web.Route{Method: get, Pattern: "/numbers/pair", Needs: identity.ManageNumbers}, c.pairShow},
		{web.Route{Method: post, Pattern: "/numbers/pair", Needs: identity.ManageNumbers}, c.pairSubmit},
		{web.Route{Method: get, Pattern: "/numbers/pair/stream", Needs: identity.ManageNumbers}, c.pairStream},
		{web.Route{Method: post, Pattern: "/numbers/unlink", Needs: identity.ManageNumbers}, c.unlink},
		{web.Route{Method: get, Pattern: "/undelivered", Needs: identity.ReadConversations}, c.undeliveredShow},
		{web.Route{Method: get, Pattern: "/undelivered/stream", Needs: identity.ReadConversations}, c.undeliveredStream},
		{web.Route{Method: post, Pattern: "/undelivered/again", Needs: identity.Reply}, c.sendAllAgain},
		{web.Route{Method: post, Pattern: "/undelivered/{id}/again", Needs: identity.Reply}, c.sendAgain},
	}
}

// frame of a page for who reads it.
func (c *Console) frame(r *http.Request, here, title string, scripts ...string) web.Frame {
	u := web.User(r.Context())
	f := web.Frame{Words: c.kit.Words(r), Title: title, Here: here, User: u.Name, Scripts: scripts}
	if u.Can(identity.ReadVisits) {
		f.Menu = append(f.Menu, web.MenuEntry{Key: "board", Path: "/board"})
	}
	if u.Can(identity.HandleEscalations) {
		f.Menu = append(f.Menu, web.MenuEntry{Key: "escalations", Path: "/escalations"})
		if n, ok := c.late(r); ok {
			f.Alarm = &web.Alarm{Path: "/escalations", Stream: "/live", Count: n}
		}
	}
	if u.Can(identity.ReadConversations) {
		f.Menu = append(f.Menu, web.MenuEntry{Key: "conversations", Path: "/conversations"}, web.MenuEntry{Key: "numbers", Path: "/numbers"})
	}
	if c.d.Simulator && u.Can(Simulating) {
		f.Menu = append(f.Menu, web.MenuEntry{Key: "simulator", Path: "/simulator"})
	}
	return f
}
