package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// hold keeps an offer for its hour. The rule that made it wait is logged and stays with the message.
func (g *Gateway) hold(ctx context.Context, m queued, v verdict) error {
	g.log.InfoContext(ctx, "message waits for its hour", "message", m.ID, "rule", v.rule, "until", v.until)
	_, err := db.Exec(ctx, g.db, sqlHold, db.Args{"id": m.ID, "until": v.until, "rule": v.rule})
	if err != nil {
		return fmt.Errorf("hold message: %w", err)
	}
	return nil
}

const sqlHold = `UPDATE messages SET not_before = @until, held_by_rule = @rule WHERE id = @id AND status = 'queued'`

// nextHeld is when the next of those that wait for their hour may leave.
func (g *Gateway) nextHeld(ctx context.Context, next sending) (sending, error) {
	at, err := db.Value[*time.Time](ctx, g.db, sqlNextHeld, db.Args{"conversation": next.Conversation})
	if err != nil || at == nil {
		return next, err
	}
	next.Class = channels.ClassMarketing
	return next.after(max(at.Sub(g.db.Now()), time.Millisecond)), nil
}

const sqlNextHeld = `
SELECT min(not_before) FROM messages
WHERE conversation_id = @conversation AND direction = 'out' AND status = 'queued' AND not_before IS NOT NULL`

// lastOffers are the offers that a contact was sent in the last two weeks, on any channel.
func (g *Gateway) lastOffers(ctx context.Context, m queued) ([]offer, error) {
	list, err := db.Collect[offer](ctx, g.db, sqlLastOffers, db.Args{"contact": m.contact, "since": g.db.Now().AddDate(0, 0, -14)})
	if err != nil {
		return nil, fmt.Errorf("last offers: %w", err)
	}
	return list, nil
}

const sqlLastOffers = `
SELECT m.sent_at AS at, m.channel FROM messages m JOIN conversations c ON c.id = m.conversation_id
WHERE c.contact_id = @contact AND m.direction = 'out' AND m.class = 'marketing' AND m.status IN ('sent','delivered','read')
  AND m.sent_at >= @since`

// setPaced keeps a message's turn among those of its number.
func (g *Gateway) setPaced(ctx context.Context, message string, at time.Time) error {
	if _, err := db.Exec(ctx, g.db, sqlSetPaced, db.Args{"id": message, "at": at}); err != nil {
		return fmt.Errorf("pace message: %w", err)
	}
	return nil
}

const sqlSetPaced = `UPDATE messages SET paced_at = @at WHERE id = @id AND status = 'queued'`
