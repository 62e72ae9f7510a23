package admin

import (
	"context"
	"net/http"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// caseStep is one thing that a person does with an escalation.
type caseStep func(context.Context, *db.Tx, booking.WorkEscalation) (escalations.Escalation, error)

// caseChange is the action of a step.
func (c *Console) caseChange(do caseStep) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		e, err := c.caseOf(r)
		if err != nil {
			return err
		}
		cmd := work(r)
		cmd.ID = e.ID
		err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
			_, err := do(r.Context(), tx, cmd)
			return err
		})
		if err != nil {
			return err
		}
		return changed(w, r, caseLink(e))
	}
}

// work is what the reader asks to be done.
func work(r *http.Request) booking.WorkEscalation {
	user := web.User(r.Context())
	return booking.WorkEscalation{
		User: booking.UserID(user.ID), Note: strings.TrimSpace(r.FormValue("note")), Overrule: user.Can(identity.Overrule),
	}
}

// caseNote writes down what the team should know of an escalation.
func (c *Console) caseNote(w http.ResponseWriter, r *http.Request) error {
	e, err := c.caseOf(r)
	if err != nil {
		return err
	}
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
		return c.d.Escalations.Note(r.Context(), tx, booking.AddNote{
			Escalation: e.ID, Conversation: e.Conversation, Author: booking.UserID(web.User(r.Context()).ID),
			Kind: booking.NoteWhisper, Body: r.FormValue("note"),
		})
	})
	if err != nil {
		return err
	}
	return changed(w, r, caseLink(e))
}
