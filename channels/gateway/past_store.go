package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Past says which turns are wanted: those of a conversation, or all since an instant.
type Past struct {
	Conversation string
	Since        time.Time
}

// PastTurns gives turns that are done, one after the other: by conversation, in their order. It stops at the first error of each.
func (g *Gateway) PastTurns(ctx context.Context, q db.Querier, p Past, each func(channels.PastTurn) error) error {
	list, err := db.Values[string](ctx, q, sqlPastTurns, db.Args{"conversation": p.Conversation, "since": p.Since})
	if err != nil {
		return fmt.Errorf("past turns: %w", err)
	}
	for _, id := range list {
		r, err := db.One[pastRow](ctx, q, sqlPastTurn, db.Args{"turn": id})
		if err != nil {
			return fmt.Errorf("past turn: %w", err)
		}
		past := r.turn()
		if past.Work.Messages, err = messagesOf(ctx, q, id, past.Work.Conversation); err != nil {
			return fmt.Errorf("messages of turn: %w", err)
		}
		if err := each(past); err != nil {
			return err
		}
	}
	return nil
}

const sqlPastTurns = `
SELECT id::text FROM turns
WHERE status = 'done' AND CASE WHEN @conversation::text <> '' THEN conversation_id::text = @conversation ELSE at >= @since::timestamptz END
ORDER BY conversation_id, n`

type pastRow struct {
	conversationRow
	Turn     string
	N        int
	At       time.Time
	Rules    string
	Model    json.RawMessage
	View     json.RawMessage
	Commands json.RawMessage
	Effects  json.RawMessage
	After    json.RawMessage
}

func (r pastRow) turn() channels.PastTurn {
	return channels.PastTurn{
		Work:  channels.TurnWork{Turn: r.Turn, N: r.N, At: r.At, Conversation: r.conversation(), Model: r.Model},
		Rules: r.Rules, View: r.View, Commands: r.Commands, Effects: r.Effects, State: r.After,
	}
}

const sqlPastTurn = `
SELECT c.id::text, c.contact_id::text, c.channel, c.ours, c.theirs, c.owner, t.state_before AS state, t.n - 1 AS turns, c.last_in_at, c.agreed,
  c.phone, t.id::text AS turn, t.n, t.at, t.rules_version AS rules, t.model, t.view, t.commands, t.effects, t.state_after AS after
FROM turns t JOIN conversations c ON c.id = t.conversation_id WHERE t.id = @turn`
