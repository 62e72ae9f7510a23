package admin

import (
	"context"
	"net/http"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// hold is the reader and the conversation that the address names.
func (c *Console) hold(r *http.Request) (gateway.Hold, error) {
	id, _, _, err := c.talkOf(r)
	user := web.User(r.Context())
	return gateway.Hold{Conversation: id, User: user.ID, Overrule: user.Can(identity.Overrule)}, err
}

// talkTake makes the reader the one who answers, and takes on what waits for a person there and nobody holds.
func (c *Console) talkTake(w http.ResponseWriter, r *http.Request) error {
	h, err := c.hold(r)
	if err != nil {
		return err
	}
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
		if err := c.d.Gateway.TakeOver(r.Context(), tx, h); err != nil {
			return err
		}
		return c.eachCase(r.Context(), tx, h, func(e escalations.Escalation) error {
			if e.ClaimedBy != "" {
				return nil
			}
			_, err := c.d.Escalations.Claim(r.Context(), tx, booking.WorkEscalation{ID: e.ID, User: booking.UserID(h.User)})
			return err
		})
	})
	if err != nil {
		return err
	}
	return changed(w, r, "/conversations/"+h.Conversation)
}

// eachCase goes through what still waits for a person in a conversation.
func (c *Console) eachCase(ctx context.Context, tx *db.Tx, h gateway.Hold, do func(escalations.Escalation) error) error {
	list, err := c.d.Escalations.OpenFor(ctx, tx, booking.ConversationID(h.Conversation))
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := do(e); err != nil {
			return err
		}
	}
	return nil
}

// talkGiveBack lets the bot go on, with what was agreed; talkResolve closes the conversation. Both end, when asked to, what the
// reader held there.
func (c *Console) talkGiveBack(w http.ResponseWriter, r *http.Request) error {
	return c.talkEnd(w, r, func(ctx context.Context, tx *db.Tx, h gateway.Hold, note string) error {
		return c.d.Gateway.GiveBack(ctx, tx, h, note)
	})
}

func (c *Console) talkResolve(w http.ResponseWriter, r *http.Request) error {
	return c.talkEnd(w, r, func(ctx context.Context, tx *db.Tx, h gateway.Hold, _ string) error {
		return c.d.Gateway.Resolve(ctx, tx, h)
	})
}

type ending func(ctx context.Context, tx *db.Tx, h gateway.Hold, note string) error

func (c *Console) talkEnd(w http.ResponseWriter, r *http.Request, end ending) error {
	h, err := c.hold(r)
	if err != nil {
		return err
	}
	note := strings.TrimSpace(r.FormValue("note"))
	err = c.d.DB.InTx(r.Context(), func(tx *db.Tx) error {
		if err := end(r.Context(), tx, h, note); err != nil {
			return err
		}
		if note != "" {
			err := c.d.Escalations.Note(r.Context(), tx, booking.AddNote{
				Conversation: booking.ConversationID(h.Conversation), Author: booking.UserID(h.User), Kind: booking.NoteAgreed, Body: note,
			})
			if err != nil {
				return err
			}
		}
		if r.FormValue("resolve") == "" {
			return nil
		}
		return c.eachCase(r.Context(), tx, h, func(e escalations.Escalation) error {
			if string(e.ClaimedBy) != h.User {
				return nil
			}
			_, err := c.d.Escalations.Resolve(r.Context(), tx, booking.WorkEscalation{ID: e.ID, User: booking.UserID(h.User)})
			return err
		})
	})
	if err != nil {
		return err
	}
	return changed(w, r, "/conversations/"+h.Conversation)
}
