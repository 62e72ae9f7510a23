package admin

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/locales"
)

// moveView is the dialog that moves a visit.
type moveView struct {
	words    locales.Words
	detail   booking.VisitDetail
	zone     *time.Location
	crew     []booking.Resource
	resource booking.ResourceID
	at       string // "15:04" in the site's zone; empty: the best place on the route
	reason   string
	check    *booking.MoveCheck
	refused  string
}

func (c *Console) moveShow(w http.ResponseWriter, r *http.Request) error {
	v, cmd, err := c.readMove(r)
	if err != nil {
		return err
	}
	if v.resource != v.detail.Visit.Resource || v.at != "" {
		check, err := c.d.Desk.Check(r.Context(), c.d.DB, cmd)
		if err != nil {
			return err
		}
		v.check = &check
	}
	return c.kit.Show(w, r, http.StatusOK, moveForm(v))
}

func (c *Console) moveSubmit(w http.ResponseWriter, r *http.Request) error {
	v, cmd, err := c.readMove(r)
	if err != nil {
		return err
	}
	undo, err := c.move(r.Context(), v.detail.Visit, cmd)
	if err == nil && r.Header.Get("HX-Request") != "true" {
		return changed(w, r, "/visits/"+string(v.detail.Visit.ID))
	}
	if err == nil { // the dialog closes, and a toast offers to undo it
		for name, value := range map[string]string{"HX-Trigger": "moved", "HX-Retarget": "#toast", "HX-Reswap": "innerHTML"} {
			w.Header().Set(name, value)
		}
		return c.kit.Show(w, r, http.StatusOK, undoToast(v.words, undo))
	}
	if code := fault.CodeOf(err); code != fault.Conflict && code != fault.Invalid {
		return err
	}
	v.refused = web.Said(v.words, err)
	return c.kit.Show(w, r, web.Status(err), moveForm(v))
}

// readMove reads the dialog's fields, which are those of the visit as it stands when they are missing.
func (c *Console) readMove(r *http.Request) (moveView, booking.MoveVisit, error) {
	detail, zone, err := c.visitOf(r)
	if err != nil {
		return moveView{}, booking.MoveVisit{}, err
	}
	v := moveView{
		words: c.kit.Words(r), detail: detail, zone: zone, resource: detail.Visit.Resource, at: r.FormValue("at"),
		reason: strings.TrimSpace(r.FormValue("reason")),
	}
	if r.Form.Has("resource") {
		v.resource = booking.ResourceID(r.FormValue("resource"))
	}
	day := booking.DayOf(detail.Visit.Window.Start, zone)
	board, err := c.d.Dispatch.Board(r.Context(), c.d.DB, detail.Order.Unit, day, c.d.DB.Now())
	if err != nil {
		return moveView{}, booking.MoveVisit{}, err
	}
	for _, l := range board.Lanes {
		if slices.Contains(l.Resource.Territories, detail.Site.Territory) {
			v.crew = append(v.crew, l.Resource)
		}
	}
	cmd := booking.MoveVisit{
		Visit: detail.Visit.ID, Resource: v.resource, Reason: v.reason, Actor: booking.UserID(web.User(r.Context()).ID),
	}
	if v.at != "" {
		t, err := time.Parse("15:04", v.at)
		if err != nil {
			return moveView{}, booking.MoveVisit{}, fault.New(fault.Invalid, "web.move.bad_time")
		}
		cmd.Start = day.At(time.Duration(t.Hour())*time.Hour+time.Duration(t.Minute())*time.Minute, zone)
	}
	return v, cmd, nil
}

// effect says what a possible move changes for others.
func (v moveView) effect(check booking.MoveCheck) string {
	minutes := int(check.ExtraTravel.Round(time.Minute) / time.Minute)
	key := "web.move.effect_more"
	if minutes < 0 {
		key, minutes = "web.move.effect_less", -minutes
	}
	return v.words.Text("web.move.effect_planned", locales.Args{"Hours": hours(check.Planned, v.zone)}) + " " +
		v.words.Text(key, locales.Args{"Minutes": minutes}) + " " +
		v.words.Text("web.move.effect_shifted", locales.Args{"Count": len(check.Shifted)})
}
