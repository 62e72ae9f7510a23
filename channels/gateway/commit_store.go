package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// ErrStale says that somebody else finished the turn.
var ErrStale = fault.New(fault.Conflict, "turn.commit.stale")

// Commit writes what a turn came to, inside the caller's transaction: the state, the replies, the turn's end. A turn that is
// not the frozen one any more is ErrStale. Messages that came while an interrupted turn was answered get a turn of their own.
func (g *Gateway) Commit(ctx context.Context, tx *db.Tx, d channels.TurnDone) error {
	conv := d.Work.Conversation.ID
	end, err := db.One[turnEnd](ctx, tx, sqlEndTurn, db.Args{
		"id": d.Work.Turn, "conversation": conv, "now": tx.Now, "language": d.Language, "commands": d.Commands, "effects": d.Effects,
		"state": d.State, "view": d.View,
	})
	if err != nil {
		return fmt.Errorf("end turn: %w", err)
	}
	if !end.Ended {
		return ErrStale
	}
	for _, m := range d.Replies {
		if err := queueOut(ctx, tx, d.Work.Turn, m, "bot"); err != nil {
			return err
		}
	}
	if d.Owner != "" {
		if err := g.SetOwner(ctx, tx, conv, d.Owner); err != nil {
			return err
		}
	}
	if len(d.Replies) > 0 {
		if err := enqueueSend(ctx, tx, sending{Conversation: conv, Class: channels.ClassReply}); err != nil {
			return err
		}
	}
	if end.Waiting != nil { // the job that came with it, if it has not run, is due no later than this one
		return enqueueTurn(ctx, tx, conv, end.Waiting.Add(waitLong))
	}
	return nil
}

// turnEnd tells whether the turn was the frozen one, and when the last message came that no turn took.
type turnEnd struct {
	Ended   bool
	Waiting *time.Time
}

// While a person has the conversation the state stays as they found it, so that the bot goes on from there.
const sqlEndTurn = `
WITH ended AS (
  UPDATE turns SET status = 'done', done_at = @now, language = @language, commands = @commands, effects = @effects,
    state_after = @state, view = @view
  WHERE id = @id AND status = 'frozen' RETURNING id
), saved AS (
  UPDATE conversations SET state = CASE WHEN held_by IS NULL THEN @state::jsonb ELSE state END, turns = turns + 1 WHERE id = @conversation AND EXISTS (SELECT FROM ended)
)
SELECT EXISTS (SELECT FROM ended) AS ended, (
    SELECT created_at FROM messages
    WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL ORDER BY seq DESC LIMIT 1) AS waiting
FROM pg_notify('chasqui_messages', @conversation::text)`

// Waits tells whether a conversation has messages that no turn took.
func (g *Gateway) Waits(ctx context.Context, conversation string) (bool, error) {
	return db.Value[bool](ctx, g.db, sqlWaits, db.Args{"conversation": conversation})
}

const sqlWaits = `
SELECT EXISTS (SELECT FROM messages WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL)`
