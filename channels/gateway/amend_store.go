package gateway

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// amend takes an edit. A message that no turn took has the new text from now on, and its turn waits for more as after a message. One
// that was answered stays what it was: the edit is noted for people. ok is false for a message that is not known.
func (g *Gateway) amend(ctx context.Context, tx *db.Tx, conv thread, in channels.Inbound) (got channels.Received, ok bool, err error) {
	args := db.Args{"conversation": conv.ID, "target": in.TargetID, "body": in.Text}
	changed, err := db.Values[string](ctx, tx, sqlAmend, args)
	if err != nil {
		return got, false, fmt.Errorf("amend message: %w", err)
	}
	if len(changed) > 0 {
		in.Kind = channels.KindText
		due, err := g.due(ctx, tx, conv.ID, in)
		if err != nil {
			return got, false, err
		}
		if err := enqueueTurn(ctx, tx, conv.ID, due); err != nil {
			return got, false, err
		}
		return channels.Received{Conversation: conv.ID, Message: changed[0]}, true, notify(ctx, tx, conv.ID)
	}
	args["now"] = tx.Now
	noted, err := db.Values[string](ctx, tx, sqlNoteEdit, args)
	if err != nil || len(noted) == 0 {
		return got, false, err
	}
	return channels.Received{Conversation: conv.ID, Message: noted[0], Repeated: true}, true, notify(ctx, tx, conv.ID)
}

const sqlAmend = `
UPDATE messages SET body = @body
WHERE conversation_id = @conversation AND direction = 'in' AND external_id = @target AND turn_id IS NULL AND dropped_at IS NULL
RETURNING id::text`

const sqlNoteEdit = `
UPDATE messages SET edited_to = @body, edited_at = @now
WHERE conversation_id = @conversation AND direction = 'in' AND external_id = @target
RETURNING id::text`

// drop takes a message back. What no turn took is not read; what was answered stays, for it was said, and people see that its
// sender deleted it.
func (g *Gateway) drop(ctx context.Context, tx *db.Tx, conv thread, in channels.Inbound) (channels.Received, error) {
	n, err := db.Exec(ctx, tx, sqlDrop, db.Args{"conversation": conv.ID, "target": in.TargetID, "now": tx.Now})
	if err != nil {
		return channels.Received{}, fmt.Errorf("drop message: %w", err)
	}
	if n > 0 && g.transcribe != nil { // the others need not wait for the words of this one
		if err := g.resume(ctx, tx, conv.ID); err != nil {
			return channels.Received{}, err
		}
	}
	return channels.Received{Conversation: conv.ID, Repeated: true}, notify(ctx, tx, conv.ID)
}

const sqlDrop = `
UPDATE messages SET dropped_at = @now
WHERE conversation_id = @conversation AND direction = 'in' AND external_id = @target AND dropped_at IS NULL`
