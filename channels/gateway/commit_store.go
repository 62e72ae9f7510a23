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
// not the frozen one any more is ErrStale.
func (g *Gateway) Commit(ctx context.Context, tx *db.Tx, d channels.TurnDone) error {
	conv := d.Work.Conversation.ID
	n, err := db.Exec(ctx, tx, sqlEndTurn, db.Args{
		"id": d.Work.Turn, "now": tx.Now, "language": d.Language, "commands": d.Commands, "effects": d.Effects, "state": d.State,
	})
	if err != nil {
		return fmt.Errorf("end turn: %w", err)
	}
	if n == 0 {
		return ErrStale
	}
	for _, m := range d.Replies {
		if err := queueOut(ctx, tx, d.Work.Turn, m, "bot"); err != nil {
			return err
		}
	}
	if _, err := db.Exec(ctx, tx, sqlSaveState, db.Args{"id": conv, "state": d.State}); err != nil {
		return fmt.Errorf("save state: %w", err)
	}
	if d.Owner != "" {
		if err := g.SetOwner(ctx, tx, conv, d.Owner); err != nil {
			return err
		}
	}
	if len(d.Replies) > 0 {
		if err := enqueueSend(ctx, tx, conv, tx.Now); err != nil {
			return err
		}
	}
	if err := wakeNext(ctx, tx, conv); err != nil {
		return err
	}
	return notify(ctx, tx, conv)
}

const sqlEndTurn = `
UPDATE turns SET status = 'done', done_at = @now, language = @language, commands = @commands, effects = @effects,
  state_after = @state
WHERE id = @id AND status = 'frozen'`

const sqlSaveState = `UPDATE conversations SET state = @state, turns = turns + 1 WHERE id = @id`

// Waits tells whether a conversation has messages that no turn took.
func (g *Gateway) Waits(ctx context.Context, conversation string) (bool, error) {
	waiting, err := db.Values[time.Time](ctx, g.db, sqlLastWaiting, db.Args{"conversation": conversation})
	return len(waiting) > 0, err
}

// wakeNext makes sure that messages which came while an interrupted turn was answered get their own. The job that came with
// them, if it still waits, is due no later than this one.
func wakeNext(ctx context.Context, tx *db.Tx, conversation string) error {
	waiting, err := db.Values[time.Time](ctx, tx, sqlLastWaiting, db.Args{"conversation": conversation})
	if err != nil {
		return fmt.Errorf("messages that wait: %w", err)
	}
	if len(waiting) == 0 {
		return nil
	}
	return enqueueTurn(ctx, tx, conversation, waiting[0].Add(waitLong))
}

const sqlLastWaiting = `
SELECT created_at FROM messages
WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL ORDER BY seq DESC LIMIT 1`
