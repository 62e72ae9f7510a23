package admin

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// caseView is one escalation on its page.
type caseView struct {
	deskView
	item  escalations.Escalation
	notes []escalations.Note
}

func (c *Console) caseShow(w http.ResponseWriter, r *http.Request) error {
	v := caseView{deskView: c.deskView(r)}
	var err error
	if v.item, err = c.caseOf(r); err != nil {
		return err
	}
	if v.zones, err = c.zones(r); err != nil {
		return err
	}
	if v.notes, err = c.d.Escalations.Notes(r.Context(), c.d.DB, "", v.item.ID); err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "live" {
		return c.kit.Show(w, r, http.StatusOK, caseBody(v))
	}
	f := c.frame(r, "escalations", v.named("cause", string(v.item.Cause)), "desk.js")
	return c.kit.Show(w, r, http.StatusOK, casePage(f, v))
}

// caseOf reads the escalation that the address names; one of a unit that the reader does not see does not exist for them.
func (c *Console) caseOf(r *http.Request) (escalations.Escalation, error) {
	unknown := fault.New(fault.NotFound, "escalation.get.unknown")
	id := chi.URLParam(r, "id")
	if !ids.Valid(id) {
		return escalations.Escalation{}, unknown
	}
	e, err := c.d.Escalations.Get(r.Context(), c.d.DB, booking.EscalationID(id))
	if err == nil && !web.User(r.Context()).Sees(string(e.Unit)) {
		return e, unknown
	}
	return e, err
}
