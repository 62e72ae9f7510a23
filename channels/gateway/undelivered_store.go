package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Undelivered is a message of ours that did not reach its reader and goes no other way.
type Undelivered struct {
	ID           string
	Conversation string
	ContactName  string // empty: not known
	Unit         string // business unit of the contact
	Channel      channels.Channel
	Class        channels.Class
	Text         string
	Reason       string // code of the transport or the gateway
	Attempts     int
	At           time.Time // when it was to leave
}

// UndeliveredQuery chooses messages. Its zero value chooses those of the last seven days, 100 at most.
type UndeliveredQuery struct {
	Units   []string // business units of the contacts; none: all
	Message string   // this one only; empty: any
	Before  time.Time
	Limit   int
}

const undeliveredFor = 7 * 24 * time.Hour

// Undelivered lists what did not reach its reader, the latest first. What a person took back or a consent forbade is not among it.
func (g *Gateway) Undelivered(ctx context.Context, q db.Querier, ask UndeliveredQuery) ([]Undelivered, error) {
	if ask.Limit <= 0 {
		ask.Limit = 100
	}
	list, err := db.Collect[Undelivered](ctx, q, sqlListUndelivered, db.Args{
		"units": append([]string{}, ask.Units...), "since": g.db.Now().Add(-undeliveredFor), "before": db.Null(ask.Before), "limit": ask.Limit,
		"message": ask.Message,
	})
	if err != nil {
		return nil, fmt.Errorf("undelivered messages: %w", err)
	}
	return list, nil
}

const sqlListUndelivered = `
SELECT m.id::text, m.conversation_id::text AS conversation, k.name AS contact_name, k.unit_code AS unit, m.channel, m.class,
  m.body AS text, m.failure AS reason, m.attempts, m.created_at AS at` + fromUndelivered + `
  AND (@before::timestamptz IS NULL OR m.created_at < @before) AND (@message::text = '' OR m.id::text = @message)
ORDER BY m.created_at DESC, m.id LIMIT @limit`

const fromUndelivered = `
FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN contacts k ON k.id = c.contact_id
WHERE m.direction = 'out' AND m.status = 'failed' AND m.failure NOT IN ('taken_over', 'consent_withdrawn', 'consent_missing')
  AND m.created_at >= @since AND (cardinality(@units::text[]) = 0 OR k.unit_code = ANY(@units))`

// CountUndelivered is how many messages to contacts of some units (none: all) Undelivered would list with no limit.
func (g *Gateway) CountUndelivered(ctx context.Context, q db.Querier, units ...string) (int, error) {
	n, err := db.Value[int](ctx, q, sqlCountUndelivered, db.Args{
		"units": append([]string{}, units...), "since": g.db.Now().Add(-undeliveredFor),
	})
	if err != nil {
		return 0, fmt.Errorf("count undelivered messages: %w", err)
	}
	return n, nil
}

const sqlCountUndelivered = `SELECT count(*)::int` + fromUndelivered

// SendAgain puts a message that was not delivered back into the outbox, as the same message: where it had arrived after all its
// protocol drops the repeat. It is a Conflict when it is not undelivered any more.
func (g *Gateway) SendAgain(ctx context.Context, tx *db.Tx, user, message string) error {
	conv, err := db.Values[string](ctx, tx, sqlSendAgain, db.Args{"id": message, "now": tx.Now})
	if err != nil {
		return fmt.Errorf("send again: %w", err)
	}
	if len(conv) == 0 {
		return fault.New(fault.Conflict, "message.again.gone")
	}
	err = events.Append(ctx, tx, events.Fact{
		Name: "message.sent_again", Actor: "user:" + user, SubjectKind: "message", SubjectID: message, ConversationID: conv[0],
	})
	if err != nil {
		return err
	}
	if err := enqueueSend(ctx, tx, sending{Conversation: conv[0], Class: channels.ClassReply}); err != nil {
		return err
	}
	return notify(ctx, tx, conv[0])
}

// Its age counts from now: it is tried for as long as a new one.
const sqlSendAgain = `
UPDATE messages SET status = 'queued', failure = '', attempts = 0, not_before = @now, paced_at = NULL
WHERE id::text = @id AND direction = 'out' AND status = 'failed'
RETURNING conversation_id::text`
