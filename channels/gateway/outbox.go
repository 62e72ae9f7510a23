package gateway

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// Send puts messages that are no answer of a turn into the outbox, in the caller's transaction. author is bot, system or
// user:<id>.
func (g *Gateway) Send(ctx context.Context, tx *db.Tx, author string, messages ...channels.Outbound) error {
	for _, m := range messages {
		if err := queueOut(ctx, tx, "", m, author); err != nil {
			return err
		}
		if err := enqueueSend(ctx, tx, m.Conversation); err != nil {
			return err
		}
		if err := notify(ctx, tx, m.Conversation); err != nil {
			return err
		}
	}
	return nil
}

func enqueueSend(ctx context.Context, tx *db.Tx, conversation string) error {
	_, err := queue.Enqueue(ctx, tx, SendJob{conversation}, queue.Unique(conversation), queue.Urgent())
	return err
}

// flush sends what is queued in a conversation, in order. A failure that may pass stops it there: the job is tried again and
// the order kept.
func (g *Gateway) flush(ctx context.Context, j queue.Job[SendJob]) error {
	release, ok, err := g.claimOutbox(ctx, j.Args.Conversation)
	if err != nil {
		return err
	}
	if !ok {
		return queue.Snooze(time.Second)
	}
	defer release()
	for {
		m, ok, err := g.next(ctx, j.Args.Conversation)
		if err != nil || !ok {
			return err
		}
		if err := g.sendOne(ctx, m, j.Last()); err != nil {
			return err
		}
	}
}

type queuedRow struct {
	ID        string
	Body      string
	Payload   payload
	Class     channels.Class
	Withdrawn bool
}

type queued struct {
	channels.Outbound
	withdrawn bool
}

func (g *Gateway) next(ctx context.Context, conversation string) (queued, bool, error) {
	rows, err := db.Collect[queuedRow](ctx, g.db, sqlNextQueued, db.Args{"conversation": conversation})
	if err != nil || len(rows) == 0 {
		return queued{}, false, err
	}
	conv, err := g.Conversation(ctx, g.db, conversation)
	if err != nil {
		return queued{}, false, err
	}
	r := rows[0]
	return queued{withdrawn: r.Withdrawn, Outbound: channels.Outbound{
		ID: r.ID, Conversation: conversation, From: conv.Ours, To: conv.Theirs, Class: r.Class, Text: r.Body,
		Choices: r.Payload.Choices, Ask: r.Payload.Ask,
	}}, true, nil
}

// The latest word on marketing decides.
const sqlNextQueued = `
SELECT m.id::text, m.body, m.payload, m.class,
  m.class = 'marketing' AND coalesce((SELECT k.status = 'withdrawn' FROM consents k WHERE k.contact_id = c.contact_id
    AND k.purpose = 'marketing' ORDER BY k.at DESC LIMIT 1), false) AS withdrawn
FROM messages m JOIN conversations c ON c.id = m.conversation_id
WHERE m.conversation_id = @conversation AND m.direction = 'out' AND m.status = 'queued' ORDER BY m.seq LIMIT 1`

// sendOne sends a message and records what came of it. An error is returned only when another try makes sense.
func (g *Gateway) sendOne(ctx context.Context, m queued, last bool) error {
	if m.withdrawn {
		return g.failed(ctx, m.Outbound, "consent_withdrawn")
	}
	t, ok := g.transports[m.To.Channel]
	if !ok {
		return g.failed(ctx, m.Outbound, "no_transport")
	}
	receipt, err := t.Send(ctx, m.Outbound)
	if err == nil {
		return g.sent(ctx, m.Outbound, receipt)
	}
	var known *channels.SendError
	if errors.As(err, &known) && (!known.Retryable || last) {
		return g.failed(ctx, m.Outbound, known.Code)
	}
	if last {
		return g.failed(ctx, m.Outbound, "unknown")
	}
	return fmt.Errorf("send message %s: %w", m.ID, err)
}

func (g *Gateway) sent(ctx context.Context, m channels.Outbound, r channels.Receipt) error {
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, sqlSent, db.Args{
			"id": m.ID, "status": r.Status, "external": db.Null(r.ExternalID), "now": tx.Now, "conversation": m.Conversation,
		})
		if err != nil {
			return fmt.Errorf("record send: %w", err)
		}
		return notify(ctx, tx, m.Conversation)
	})
}

const sqlSent = `
WITH out AS (UPDATE conversations SET last_out_at = @now WHERE id = @conversation)
UPDATE messages SET status = @status, external_id = @external, attempts = attempts + 1, sent_at = @now
WHERE id = @id AND status = 'queued'`

func (g *Gateway) failed(ctx context.Context, m channels.Outbound, reason string) error {
	g.log.WarnContext(ctx, "message not sent", "message", m.ID, "channel", m.To.Channel, "reason", reason)
	return g.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := db.Exec(ctx, tx, sqlFailed, db.Args{"id": m.ID, "reason": reason}); err != nil {
			return fmt.Errorf("record failure: %w", err)
		}
		return events.Append(ctx, tx, events.Fact{
			Name: "message.failed", SubjectKind: "message", SubjectID: m.ID, ConversationID: m.Conversation,
			Data: events.Data(map[string]string{"reason": reason}),
		})
	})
}

const sqlFailed = `UPDATE messages SET status = 'failed', failure = @reason, attempts = attempts + 1 WHERE id = @id AND status = 'queued'`

// claimOutbox keeps two processes from sending one conversation's messages at once.
func (g *Gateway) claimOutbox(ctx context.Context, conversation string) (func(), bool, error) {
	return g.Claim(ctx, "outbox "+conversation)
}
