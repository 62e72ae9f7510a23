package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// due is when the turn of a message may begin: after the wait for the rest of the burst, but no later than the cap after the
// first message that waits. A turn that waits already is put off, unless this message is an answer in itself.
func (g *Gateway) due(ctx context.Context, tx *db.Tx, conv string, in channels.Inbound) (time.Time, error) {
	wait := g.debounce(in)
	if wait <= 0 {
		return tx.Now, nil
	}
	burst, err := db.One[burst](ctx, tx, sqlBurst, db.Args{"conversation": conv, "now": tx.Now})
	if err != nil {
		return time.Time{}, fmt.Errorf("waiting messages: %w", err)
	}
	if g.adapts && burst.Messages > 1 { // who writes in pieces goes on, whatever the last one ends with
		wait = max(wait, waitLong)
	}
	due := tx.Now.Add(wait)
	if latest := burst.First.Add(waitCap); due.After(latest) {
		due = latest
	}
	// an earlier due time would win over a later one (see core/queue), so the waiting job goes first
	if _, err := queue.Withdraw(ctx, tx, TurnJob{}.Kind(), conv); err != nil {
		return time.Time{}, err
	}
	return due, nil
}

// burst is what waits in a conversation, with the message that just came.
type burst struct {
	First    time.Time
	Messages int
}

const sqlBurst = `
SELECT coalesce(min(created_at), @now::timestamptz) AS first, count(*)::int AS messages FROM messages WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL`
