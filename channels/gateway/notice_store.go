package gateway

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

type quietRow struct {
	conversationRow
	Waits bool
	Said  bool
}

// Quiet is a conversation as a notice of a key finds it. Hold its claim.
func (g *Gateway) Quiet(ctx context.Context, conversation, key string) (channels.Quiet, error) {
	row, err := db.One[quietRow](ctx, g.db, sqlQuiet, db.Args{"conversation": conversation, "key": key})
	if err != nil {
		return channels.Quiet{}, fmt.Errorf("look at conversation: %w", err)
	}
	return channels.Quiet{Waits: row.Waits, Said: row.Said, Work: channels.TurnWork{
		Turn: g.db.NewID(), N: row.Turns, At: g.db.Now(), Conversation: row.conversation(),
	}}, nil
}

const sqlQuiet = `
SELECT c.id::text, c.contact_id::text, c.channel, c.ours, c.theirs, c.owner, c.state, c.turns, c.last_in_at, c.agreed, c.phone,
  EXISTS (SELECT FROM messages WHERE conversation_id = c.id AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL)
    OR EXISTS (SELECT FROM turns WHERE conversation_id = c.id AND status = 'frozen') AS waits,
  EXISTS (SELECT FROM messages WHERE notice_key = @key) AS said
FROM conversations c
WHERE c.id = @conversation`

// Note commits a notice, inside the caller's transaction: the state of the dialogue and what was said. A notice whose key was
// said already is refused by the table, and with it everything else.
func (g *Gateway) Note(ctx context.Context, tx *db.Tx, d channels.TurnDone) error {
	conv := d.Work.Conversation.ID
	if _, err := db.Exec(ctx, tx, sqlNote, db.Args{"conversation": conv, "state": d.State}); err != nil {
		return fmt.Errorf("note: %w", err)
	}
	if err := g.Send(ctx, tx, "bot", d.Replies...); err != nil {
		return err
	}
	if d.Owner != "" {
		return g.SetOwner(ctx, tx, conv, d.Owner)
	}
	return nil
}

// While a person has the conversation its state stays, as in a turn.
const sqlNote = `
UPDATE conversations SET state = CASE WHEN held_by IS NULL THEN @state::jsonb ELSE state END WHERE id = @conversation`

// Reach is the conversation in which a contact is told something: the one they wrote in last, or else a new one between two
// addresses; empty when the second one is.
func (g *Gateway) Reach(ctx context.Context, tx *db.Tx, contact string, ours, theirs channels.Address) (string, error) {
	last, err := db.Values[string](ctx, tx, sqlLastTalk, db.Args{"contact": contact})
	if err != nil {
		return "", fmt.Errorf("reach contact: %w", err)
	}
	if len(last) > 0 {
		return last[0], nil
	}
	if theirs.Value == "" {
		return "", nil
	}
	id, err := db.Value[string](ctx, tx, sqlReach, db.Args{
		"id": tx.NewID(), "contact": contact, "channel": theirs.Channel, "ours": ours.Value, "theirs": theirs.Value, "now": tx.Now,
	})
	if err != nil {
		return "", fmt.Errorf("reach contact: %w", err)
	}
	return id, nil
}

const sqlLastTalk = `
SELECT id::text FROM conversations WHERE contact_id = @contact ORDER BY greatest(last_in_at, created_at) DESC, id LIMIT 1`

const sqlReach = `
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at)
VALUES (@id, @contact, @channel, @ours, @theirs, @now)
ON CONFLICT (channel, ours, theirs) DO UPDATE SET channel = excluded.channel
RETURNING id::text`
