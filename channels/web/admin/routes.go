package admin

import (
	"net/http"

	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/dispatch"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
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
	Gateway     *gateway.Gateway
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
	get, post := http.MethodGet, http.MethodPost
	for _, p := range []struct {
		route web.Route
		do    web.Handler
	}{
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
		{web.Route{Method: get, Pattern: "/simulator", Needs: Simulating}, c.simulatorShow},
	} {
		if p.route.Pattern == "/simulator" && !d.Simulator {
			continue
		}
		kit.Page(p.route, p.do)
	}
}

// frame of a page for who reads it.
func (c *Console) frame(r *http.Request, here, title string, scripts ...string) web.Frame {
	u := web.User(r.Context())
	f := web.Frame{Words: c.kit.Words(r), Title: title, Here: here, User: u.Name, Scripts: scripts}
	if u.Can(identity.ReadVisits) {
		f.Menu = append(f.Menu, web.MenuEntry{Key: "board", Path: "/board"})
	}
	if c.d.Simulator && u.Can(Simulating) {
		f.Menu = append(f.Menu, web.MenuEntry{Key: "simulator", Path: "/simulator"})
	}
	return f
}
