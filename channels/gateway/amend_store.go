package gateway

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// amend changes a message that nobody has answered yet; ok is false when it was answered, or is not known.
func (g *Gateway) amend(ctx context.Context, tx *db.Tx, conv thread, in channels.Inbound) (channels.Received, bool, error) {
	changed, err := db.Values[string](ctx, tx, sqlAmend, db.Args{"conversation": conv.ID, "target": in.TargetID, "body": in.Text})
	if err != nil {
		return channels.Received{}, false, fmt.Errorf("amend message: %w", err)
	}
	if len(changed) == 0 {
		return channels.Received{}, false, nil
	}
	return channels.Received{Conversation: conv.ID, Message: changed[0]}, true, notify(ctx, tx, conv.ID)
}

const sqlAmend = `
UPDATE messages SET body = @body
WHERE conversation_id = @conversation AND direction = 'in' AND external_id = @target AND turn_id IS NULL AND dropped_at IS NULL
RETURNING id::text`

// drop takes back a message that nobody has answered yet. What was answered stays: it was said.
func (g *Gateway) drop(ctx context.Context, tx *db.Tx, conv thread, in channels.Inbound) (channels.Received, error) {
	_, err := db.Exec(ctx, tx, sqlDrop, db.Args{"conversation": conv.ID, "target": in.TargetID, "now": tx.Now})
	if err != nil {
		return channels.Received{}, fmt.Errorf("drop message: %w", err)
	}
	return channels.Received{Conversation: conv.ID, Repeated: true}, notify(ctx, tx, conv.ID)
}

const sqlDrop = `
UPDATE messages SET dropped_at = @now
WHERE conversation_id = @conversation AND direction = 'in' AND external_id = @target AND turn_id IS NULL AND dropped_at IS NULL`
