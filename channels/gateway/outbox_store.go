package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// queued is the message that is first in a conversation's outbox.
type queued struct {
	channels.Outbound
	contact  string
	consent  string    // to offers: given, withdrawn or nothing; only of an offer
	cold     bool      // they never wrote in this conversation
	paced    time.Time // its turn among the messages of its number; zero: not given yet
	attempts int       // that failed
	since    time.Time // when it was queued, or may leave
	divertAt time.Time // when it goes by SMS if it cannot leave; zero: never
}

type queuedRow struct {
	ID        string
	Body      string
	Payload   payload
	Class     channels.Class
	Channel   channels.Channel
	Ours      string
	Theirs    string
	CreatedAt time.Time
	Contact   string
	Consent   string
	Cold      bool
	PacedAt   *time.Time
	Attempts  int
	Key       string
}

// page is how many messages are read at a time.
const page = 50

// waiting reads the messages that are first in a conversation's outbox, in order, a page at most.
func (g *Gateway) waiting(ctx context.Context, conversation string) ([]queued, error) {
	rows, err := db.Collect[queuedRow](ctx, g.db, sqlQueued, db.Args{"conversation": conversation, "page": page, "now": g.db.Now()})
	if err != nil {
		return nil, fmt.Errorf("queued messages: %w", err)
	}
	out := make([]queued, len(rows))
	for i, r := range rows {
		out[i] = queued{contact: r.Contact, consent: r.Consent, cold: r.Cold, paced: orZero(r.PacedAt), attempts: r.Attempts, since: r.CreatedAt, Outbound: channels.Outbound{
			ID: r.ID, Conversation: conversation, Class: r.Class, Text: r.Body, Choices: r.Payload.Choices, Ask: r.Payload.Ask, Key: r.Key,
			Media: r.Payload.Media, Template: r.Payload.Template,
			From: channels.Address{Channel: r.Channel, Value: r.Ours}, To: channels.Address{Channel: r.Channel, Value: r.Theirs},
		}}
	}
	setDiversions(out)
	return out, nil
}

// The latest word on marketing decides.
const sqlQueued = `
SELECT m.id::text, m.body, m.payload, m.class, c.channel, c.ours, c.theirs, greatest(coalesce(m.not_before, m.created_at), m.paced_at) AS created_at,
  c.contact_id::text AS contact, c.last_in_at IS NULL AS cold, m.paced_at, m.attempts, coalesce(m.notice_key, '') AS key,
  CASE WHEN m.class = 'marketing' THEN coalesce((SELECT k.status FROM consents k WHERE k.contact_id = c.contact_id
    AND k.purpose = 'marketing' ORDER BY k.at DESC, k.id DESC LIMIT 1), '') ELSE '' END AS consent
FROM messages m JOIN conversations c ON c.id = m.conversation_id
WHERE m.conversation_id = @conversation AND m.direction = 'out' AND m.status = 'queued'
  AND coalesce(m.not_before <= @now, true)
ORDER BY m.seq LIMIT @page`

func (g *Gateway) stillQueued(ctx context.Context, message string) (bool, error) {
	return db.Value[bool](ctx, g.db, sqlStillQueued, db.Args{"id": message})
}

const sqlStillQueued = `SELECT status = 'queued' FROM messages WHERE id = @id`

// sent records that a message left. What was learned of it meanwhile stays.
func (g *Gateway) sent(ctx context.Context, m channels.Outbound, r channels.Receipt) error {
	status := r.Status
	if !channels.StatusQueued.Forward(status) {
		status = channels.StatusSent
	}
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, sqlSent, db.Args{
			"id": m.ID, "status": status, "external": db.Null(r.ExternalID), "now": tx.Now, "conversation": m.Conversation,
			"theirs": r.TheirValue,
		})
		if err != nil {
			return fmt.Errorf("record send: %w", err)
		}
		return g.catchUp(ctx, tx, m, r)
	})
}

// A reply that was taken back while it was under way has left after all. A number that was written to may answer as somebody with
// another address: the conversation is with that one from now on.
const sqlSent = `
WITH talked AS (UPDATE conversations c SET last_out_at = @now, theirs = CASE WHEN @theirs = '' OR EXISTS (SELECT FROM conversations o
    WHERE o.channel = c.channel AND o.ours = c.ours AND o.theirs = @theirs) THEN c.theirs ELSE @theirs END
  WHERE id = @conversation),
sent AS (
  UPDATE messages SET external_id = @external, attempts = attempts + 1, sent_at = @now,
    status = CASE WHEN status = 'queued' OR failure = 'taken_over' THEN @status ELSE status END,
    failure = CASE WHEN failure = 'taken_over' THEN '' ELSE failure END
  WHERE id = @id
)
SELECT pg_notify('chasqui_messages', @conversation::text)`

func (g *Gateway) tried(ctx context.Context, message string) error {
	_, err := db.Exec(ctx, g.db, sqlTried, db.Args{"id": message})
	return err
}

const sqlTried = `UPDATE messages SET attempts = attempts + 1 WHERE id = @id`

func (g *Gateway) failed(ctx context.Context, m channels.Outbound, reason string) error {
	g.log.WarnContext(ctx, "message not sent", "message", m.ID, "channel", m.To.Channel, "reason", reason)
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		return advance(ctx, tx, m.ID, channels.Delivery{Status: channels.StatusFailed, Reason: reason})
	})
}

// SetStatus records what a transport learned of a message later. A status that is no news changes nothing. One of a message that
// is not known, maybe because its send is not recorded yet, is kept for a while.
func (g *Gateway) SetStatus(ctx context.Context, d channels.Delivery) error {
	var retried bool
	err := g.db.InTx(ctx, func(tx *db.Tx) error {
		id, err := sentAs(ctx, tx, d)
		if fault.Is(err, fault.NotFound) {
			return keepEarly(ctx, tx, d)
		}
		if err != nil {
			return fmt.Errorf("find message: %w", err)
		}
		retried = d.Status == channels.StatusFailed
		return g.learn(ctx, tx, id, d)
	})
	if err != nil {
		return fmt.Errorf("set status: %w", err)
	}
	if retried {
		return g.divertFailed(ctx, d)
	}
	return nil
}

// sentAs finds our message of a delivery; NotFound when there is none, or it was not recorded as sent yet.
func sentAs(ctx context.Context, tx *db.Tx, d channels.Delivery) (string, error) {
	if id := d.Message; ids.Valid(id) {
		return db.Value[string](ctx, tx, sqlFindOurs, db.Args{"id": id})
	}
	return db.Value[string](ctx, tx, sqlFindSent, db.Args{"channel": d.Channel, "external": d.ExternalID})
}

const sqlFindOurs = `SELECT id::text FROM messages WHERE direction = 'out' AND id = @id`

// learn applies a delivery to a message.
func (g *Gateway) learn(ctx context.Context, tx *db.Tx, id string, d channels.Delivery) error {
	if d.Price != nil {
		price, err := json.Marshal(d.Price)
		if err != nil {
			return fmt.Errorf("price: %w", err)
		}
		if _, err := db.Exec(ctx, tx, sqlSetPrice, db.Args{"id": id, "price": price}); err != nil {
			return fmt.Errorf("price: %w", err)
		}
	}
	if d.ExternalID != "" {
		if _, err := db.Exec(ctx, tx, sqlSetExternal, db.Args{"id": id, "external": d.ExternalID}); err != nil {
			return fmt.Errorf("external id: %w", err)
		}
	}
	return advance(ctx, tx, id, d)
}

const sqlSetPrice = `UPDATE messages SET price = @price WHERE id = @id`

const sqlSetExternal = `UPDATE messages SET external_id = @external WHERE id = @id AND external_id IS NULL`

const sqlFindSent = `
SELECT id::text FROM messages WHERE direction = 'out' AND channel = @channel AND external_id = @external
ORDER BY seq DESC LIMIT 1`

type statusRow struct {
	ConversationID string
	ContactID      string
	Status         channels.Status
}

// advance moves a message's status forward, and tells.
func advance(ctx context.Context, tx *db.Tx, id string, d channels.Delivery) error {
	now, err := db.One[statusRow](ctx, tx, sqlLockStatus, db.Args{"id": id})
	if err != nil {
		return fmt.Errorf("read status: %w", err)
	}
	if !now.Status.Forward(d.Status) {
		return nil
	}
	if _, err := db.Exec(ctx, tx, sqlSetStatus, db.Args{"id": id, "status": d.Status, "reason": d.Reason}); err != nil {
		return fmt.Errorf("set status: %w", err)
	}
	if d.Status == channels.StatusFailed {
		err := events.Append(ctx, tx, events.Fact{
			Name: "message.failed", SubjectKind: "message", SubjectID: id, ConversationID: now.ConversationID,
			ContactID: now.ContactID, Data: events.Data(map[string]string{"reason": d.Reason}),
		})
		if err != nil {
			return err
		}
	}
	return notify(ctx, tx, now.ConversationID)
}

const sqlLockStatus = `
SELECT m.conversation_id::text, c.contact_id::text, m.status
FROM messages m JOIN conversations c ON c.id = m.conversation_id
WHERE m.id = @id AND m.direction = 'out' FOR UPDATE OF m`

const sqlSetStatus = `UPDATE messages SET status = @status, failure = @reason WHERE id = @id`
