package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// divertAfter is how long a message of a class waits for WhatsApp before it goes by SMS. What they just wrote is answered where
// they wrote as long as that makes sense; a reminder has to come. Offers are never worth an SMS.
var divertAfter = map[channels.Class]time.Duration{
	channels.ClassReply:   3 * time.Minute,
	channels.ClassService: 30 * time.Second,
}

// setDiversions says when each of the messages of one conversation, in their order, goes by SMS: no later than those after it, so that
// a reminder does not wait for an answer before it.
func setDiversions(list []queued) {
	var next time.Time
	for i := len(list) - 1; i >= 0; i-- {
		m := &list[i]
		after, ok := divertAfter[m.Class]
		if !ok || m.To.Channel != channels.WhatsApp {
			continue
		}
		m.divertAt = m.since.Add(after)
		if !next.IsZero() && next.Before(m.divertAt) {
			m.divertAt = next
		}
		next = m.divertAt
	}
}

// mayDivert tells whether a message that did not leave goes by SMS now. One that may have arrived never does: it would come twice.
func (g *Gateway) mayDivert(m queued, e *channels.SendError) bool {
	return !m.divertAt.IsZero() && !e.Unsure && (!e.Retryable || !g.db.Now().Before(m.divertAt))
}

// way is a conversation by SMS with the contact of another one.
type way struct {
	Contact string
	Unit    string
	Phone   string
	Ours    string
}

// divert sends a message by SMS instead; false when there is no way to. The new message replaces the old one, which is final from
// then on: it is not sent when its channel comes back. The dialogue goes on where the question was asked.
func (g *Gateway) divert(ctx context.Context, m channels.Outbound) (done bool, err error) {
	err = g.db.InTx(ctx, func(tx *db.Tx) error {
		done, err = g.divertTx(ctx, tx, m.ID)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("divert message: %w", err)
	}
	if done {
		g.log.InfoContext(ctx, "message goes by SMS", "message", m.ID)
	}
	return done, nil
}

type diverted struct {
	ConversationID string
	Class          channels.Class
	Status         channels.Status
	Contact        string
	Body           string
	Payload        payload
	Author         string
}

func (g *Gateway) divertTx(ctx context.Context, tx *db.Tx, id string) (bool, error) {
	m, err := db.One[diverted](ctx, tx, sqlLockDiverted, db.Args{"id": id})
	if err != nil || m.Status != channels.StatusQueued && m.Status != channels.StatusFailed {
		return false, err
	}
	w, ok, err := g.wayBySMS(ctx, tx, m.Contact)
	if err != nil || !ok {
		return false, err
	}
	conv, err := db.Value[string](ctx, tx, sqlOpenWay, db.Args{
		"id": tx.NewID(), "contact": m.Contact, "ours": w.Ours, "theirs": w.Phone, "now": tx.Now, "from": m.ConversationID,
	})
	if err != nil {
		return false, fmt.Errorf("conversation by SMS: %w", err)
	}
	if _, err := db.Exec(ctx, tx, sqlSetDiverted, db.Args{"id": id}); err != nil {
		return false, err
	}
	next := channels.Outbound{ID: tx.NewID(), Conversation: conv, Class: m.Class, Text: m.Body, Choices: m.Payload.Choices, Ask: m.Payload.Ask}
	if err := queueOut(ctx, tx, "", next, m.Author); err != nil {
		return false, err
	}
	if _, err := db.Exec(ctx, tx, sqlSetReplaces, db.Args{"id": next.ID, "replaces": id}); err != nil {
		return false, err
	}
	if err := enqueueSend(ctx, tx, sending{Conversation: conv, Class: m.Class}); err != nil {
		return false, err
	}
	return true, events.Append(ctx, tx, events.Fact{
		Name: "message.diverted", SubjectKind: "message", SubjectID: id, ConversationID: m.ConversationID, ContactID: m.Contact,
		Data: events.Data(map[string]string{"by": next.ID, "channel": string(channels.SMS)}),
	})
}

const sqlLockDiverted = `
SELECT m.conversation_id::text, m.class, m.status, c.contact_id::text AS contact, m.body, m.payload, m.author
FROM messages m JOIN conversations c ON c.id = m.conversation_id
WHERE m.id = @id FOR UPDATE OF m`

// The dialogue's state comes along when the contact did not talk there since.
const sqlOpenWay = `
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at, state, owner)
SELECT @id, @contact, 'sms', @ours, @theirs, @now, f.state, f.owner FROM conversations f WHERE f.id = @from
ON CONFLICT (channel, ours, theirs) DO UPDATE SET
  state = CASE WHEN coalesce(conversations.last_in_at, '-infinity') < coalesce(
    (SELECT greatest(o.last_in_at, o.last_out_at, o.created_at) FROM conversations o WHERE o.id = @from), '-infinity')
    AND conversations.held_by IS NULL THEN excluded.state ELSE conversations.state END
RETURNING id::text`

const sqlSetDiverted = `UPDATE messages SET status = 'diverted', failure = '' WHERE id = @id`

const sqlSetReplaces = `UPDATE messages SET replaces = @replaces WHERE id = @id`

// wayBySMS finds the numbers between which a contact is told something by SMS; ok is false without theirs or one of ours.
func (g *Gateway) wayBySMS(ctx context.Context, tx *db.Tx, contact string) (w way, ok bool, err error) {
	who, err := g.contacts.Profile(ctx, tx, contact)
	if err != nil || who.Phone == "" {
		return way{}, false, err
	}
	ours, err := db.Values[string](ctx, tx, sqlOurSMS, db.Args{"unit": who.Unit})
	if err != nil || len(ours) == 0 {
		return way{}, false, err
	}
	return way{Contact: contact, Unit: who.Unit, Phone: who.Phone, Ours: ours[0]}, true, nil
}

const sqlOurSMS = `
SELECT value FROM numbers WHERE channel = 'sms' ORDER BY unit_code = @unit DESC NULLS LAST, unit_code IS NOT NULL, value LIMIT 1`

// divertFailed sends by SMS what WhatsApp took and then could not deliver.
func (g *Gateway) divertFailed(ctx context.Context, d channels.Delivery) error {
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		id, err := sentAs(ctx, tx, d)
		if err != nil {
			return err
		}
		m, err := db.One[diverted](ctx, tx, sqlLockDiverted, db.Args{"id": id})
		if err != nil {
			return err
		}
		if _, ok := divertAfter[m.Class]; !ok || d.Channel != channels.WhatsApp || m.Status != channels.StatusFailed {
			return nil
		}
		_, err = g.divertTx(ctx, tx, id)
		if fault.Is(err, fault.Conflict) { // it goes already
			return nil
		}
		return err
	})
}
