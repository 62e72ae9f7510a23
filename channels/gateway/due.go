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
	first, err := db.Value[time.Time](ctx, tx, sqlFirstWaiting, db.Args{"conversation": conv})
	if err != nil {
		return time.Time{}, fmt.Errorf("first waiting message: %w", err)
	}
	due := tx.Now.Add(wait)
	if latest := first.Add(waitCap); due.After(latest) {
		due = latest
	}
	// an earlier due time would win over a later one (see core/queue), so the waiting job goes first
	if _, err := queue.Withdraw(ctx, tx, TurnJob{}.Kind(), conv); err != nil {
		return time.Time{}, err
	}
	return due, nil
}

const sqlFirstWaiting = `
SELECT min(created_at) FROM messages WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL`
