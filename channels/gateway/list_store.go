package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Summary is a conversation in a list.
type Summary struct {
	Conversation channels.Conversation // without its state
	LastAt       time.Time             // when somebody last said something
	LastText     string                // what; empty for a message without words
	LastKind     channels.Kind
	LastOut      bool   // we said it
	Failed       bool   // the last thing we said did not arrive
	ContactName  string // empty: not known
	HeldBy       string // user id of who has it; empty: nobody of ours
	HeldName     string
}

// Listing chooses conversations. Its zero value chooses all, 50 at most.
type Listing struct {
	Owner  channels.Owner // empty: any
	Holder string         // user id of who has it; empty: any
	Units  []string       // business units of the contacts; none: all
	Before time.Time      // last active before; of the last one of a page, for the next page. Zero: from the latest
	Limit  int            // 0: 50
}

type summaryRow struct {
	ID        string
	ContactID string
	Channel   channels.Channel
	Ours      string
	Theirs    string
	Owner     channels.Owner
	Turns     int
	LastAt    time.Time
	LastText  string
	LastKind  channels.Kind
	LastOut   bool
	Failed    bool

	ContactName, HeldBy, HeldName string
}

// List gives conversations, the latest active first.
func (g *Gateway) List(ctx context.Context, q db.Querier, l Listing) ([]Summary, error) {
	if l.Limit <= 0 {
		l.Limit = 50
	}
	rows, err := db.Collect[summaryRow](ctx, q, sqlListConversations, db.Args{
		"owner": l.Owner, "holder": l.Holder, "units": append([]string{}, l.Units...), "before": db.Null(l.Before), "limit": l.Limit,
	})
	if err != nil {
		return nil, fmt.Errorf("list conversations: %w", err)
	}
	out := make([]Summary, len(rows))
	for i, r := range rows {
		out[i] = Summary{
			LastAt: r.LastAt, LastText: r.LastText, LastKind: r.LastKind, LastOut: r.LastOut, Failed: r.Failed,
			ContactName: r.ContactName, HeldBy: r.HeldBy, HeldName: r.HeldName,
			Conversation: channels.Conversation{
				ID: r.ID, ContactID: r.ContactID, Owner: r.Owner, Turns: r.Turns,
				Ours:   channels.Address{Channel: r.Channel, Value: r.Ours},
				Theirs: channels.Address{Channel: r.Channel, Value: r.Theirs},
			},
		}
	}
	return out, nil
}

const sqlListConversations = `
SELECT c.id::text, c.contact_id::text, c.channel, c.ours, c.theirs, c.owner, c.turns,
  greatest(c.last_in_at, c.last_out_at, c.created_at) AS last_at, coalesce(m.body, '') AS last_text,
  coalesce(m.kind, 'text') AS last_kind, coalesce(m.direction = 'out', false) AS last_out,
  coalesce(m.direction = 'out' AND m.status = 'failed', false) AS failed,
  k.name AS contact_name, coalesce(c.held_by::text, '') AS held_by, coalesce(u.name, '') AS held_name
FROM conversations c JOIN contacts k ON k.id = c.contact_id LEFT JOIN users u ON u.id = c.held_by LEFT JOIN LATERAL (
  SELECT body, kind, direction, status FROM messages WHERE conversation_id = c.id ORDER BY seq DESC LIMIT 1) m ON true
WHERE (@owner::text = '' OR c.owner = @owner) AND (@holder::text = '' OR c.held_by::text = @holder)
  AND (cardinality(@units::text[]) = 0 OR k.unit_code = ANY(@units))
  AND (@before::timestamptz IS NULL OR greatest(c.last_in_at, c.last_out_at, c.created_at) < @before)
ORDER BY last_at DESC, c.id LIMIT @limit`
