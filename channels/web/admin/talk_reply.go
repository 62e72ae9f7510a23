package admin

import (
	"net/http"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// longestReply is how many characters a reply may have: what WhatsApp allows.
const longestReply = 4096

// talkReply says something to the customer in the reader's own words. The form carries the message's id, so that sending it
// twice is one message. Answering is the first response to what the reader holds there.
func (c *Console) talkReply(w http.ResponseWriter, r *http.Request) error {
	h, err := c.hold(r)
	if err != nil {
		return err
	}
	m := channels.Outbound{ID: r.FormValue("id"), Conversation: h.Conversation, Class: channels.ClassReply, Text: strings.TrimSpace(r.FormValue("text"))}
	if m.Text == "" || len([]rune(m.Text)) > longestReply || !ids.Valid(m.ID) {
		return fault.New(fault.Invalid, "web.talk.bad_reply")
	}
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
		if err := c.d.Gateway.Send(r.Context(), tx, "user:"+h.User, m); err != nil {
			return err
		}
		return c.eachCase(r.Context(), tx, h, func(e escalations.Escalation) error {
			if string(e.ClaimedBy) != h.User {
				return nil
			}
			_, err := c.d.Escalations.Start(r.Context(), tx, booking.WorkEscalation{ID: e.ID, User: booking.UserID(h.User)})
			return err
		})
	})
	if err != nil && !db.IsUnique(err, "messages_pkey") { // it was sent before
		return err
	}
	if r.Header.Get("HX-Request") != "true" {
		return changed(w, r, "/conversations/"+h.Conversation)
	}
	w.Header().Set("HX-Trigger", "changed")
	return c.kit.Show(w, r, http.StatusOK, replyFields(talkView{deskView: c.deskView(r), draft: c.d.DB.NewID()}))
}

// talkNote writes down what the team should know and the customer never sees.
func (c *Console) talkNote(w http.ResponseWriter, r *http.Request) error {
	h, err := c.hold(r)
	if err != nil {
		return err
	}
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
		return c.d.Escalations.Note(r.Context(), tx, booking.AddNote{
			Conversation: booking.ConversationID(h.Conversation), Author: booking.UserID(web.User(r.Context()).ID),
			Kind: booking.NoteWhisper, Body: r.FormValue("note"),
		})
	})
	if err != nil {
		return err
	}
	return changed(w, r, "/conversations/"+h.Conversation)
}
