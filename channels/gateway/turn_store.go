package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Claim makes the caller the only one, on any process, who answers a conversation, until release is called. ok is false when
// somebody else is at it. The claim is a session lock of Postgres: it ends with the process that held it.
func (g *Gateway) Claim(ctx context.Context, conversation string) (release func(), ok bool, err error) {
	return g.claim(ctx, "turn "+conversation)
}

// claim holds a connection of the pool for as long as the lock.
func (g *Gateway) claim(ctx context.Context, what string) (release func(), ok bool, err error) {
	conn, err := g.db.Pool().Acquire(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("claim: %w", db.MapError(err))
	}
	ok, err = db.Value[bool](ctx, conn, sqlClaim, db.Args{"what": what})
	if err != nil {
		_ = conn.Conn().Close(context.WithoutCancel(ctx)) // the lock may be held: it must not outlive this
		conn.Release()
		return nil, false, fmt.Errorf("claim: %w", err)
	}
	if !ok {
		conn.Release()
		return nil, false, nil
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if _, err := db.Exec(ctx, conn, sqlUnclaim, db.Args{"what": what}); err != nil {
			_ = conn.Conn().Close(ctx) // the lock ends with the connection
		}
		conn.Release()
	}, true, nil
}

const sqlClaim = `SELECT pg_try_advisory_lock(hashtextextended('conversation ' || @what, 0))`

const sqlUnclaim = `SELECT pg_advisory_unlock(hashtextextended('conversation ' || @what, 0))`

// Freeze gives the turn to answer now: the one that was begun and not finished, or else a new one over all messages that wait.
// ok is false when nothing waits.
func (g *Gateway) Freeze(ctx context.Context, conversation, rulesVersion string) (work channels.TurnWork, ok bool, err error) {
	err = g.db.InTx(ctx, func(tx *db.Tx) error {
		c, err := db.One[frozenRow](ctx, tx, sqlFrozenTurn, db.Args{"conversation": conversation})
		if err != nil {
			return err
		}
		turn := turnRow{ID: c.Turn, N: c.N, At: c.At}
		if turn.ID == "" {
			if waits, err := g.awaitTranscripts(ctx, tx, conversation); err != nil || waits {
				return err
			}
			if turn, ok, err = beginTurn(ctx, tx, conversation, rulesVersion); err != nil || !ok {
				return err
			}
		}
		ok = true
		work = channels.TurnWork{Turn: turn.ID, N: turn.N, At: turn.At, Conversation: c.conversation(), Model: c.Model}
		work.Messages, err = messagesOf(ctx, tx, turn.ID, work.Conversation)
		return err
	})
	if err != nil {
		return channels.TurnWork{}, false, fmt.Errorf("freeze turn: %w", err)
	}
	return work, ok, nil
}

// KeepModel freezes what a model proposed for a turn, once: another run of the turn gets the first answer.
func (g *Gateway) KeepModel(ctx context.Context, turn string, model json.RawMessage) (json.RawMessage, error) {
	kept, err := db.Value[json.RawMessage](ctx, g.db, sqlKeepModel, db.Args{"turn": turn, "model": model})
	if err != nil {
		return nil, fmt.Errorf("keep model: %w", err)
	}
	return kept, nil
}

const sqlKeepModel = `UPDATE turns SET model = coalesce(model, @model::jsonb) WHERE id = @turn AND status = 'frozen' RETURNING model`

type turnRow struct {
	ID string
	N  int
	At time.Time
}

// frozenRow is a conversation with the turn that was begun in it; none has no id.
type frozenRow struct {
	conversationRow
	Turn  string
	N     int
	At    time.Time
	Model json.RawMessage
}

const sqlFrozenTurn = `
SELECT c.id::text, c.contact_id::text, c.channel, c.ours, c.theirs, c.owner, c.state, c.turns, c.last_in_at, c.agreed, c.phone,
  coalesce(t.id::text, '') AS turn, coalesce(t.n, 0) AS n, coalesce(t.at, c.created_at) AS at, t.model
FROM conversations c LEFT JOIN turns t ON t.conversation_id = c.id AND t.status = 'frozen'
WHERE c.id = @conversation`

// beginTurn takes the waiting messages into a new turn; ok is false when none waits.
func beginTurn(ctx context.Context, tx *db.Tx, conversation, rules string) (t turnRow, ok bool, err error) {
	begun, err := db.Collect[turnRow](ctx, tx, sqlBeginTurn, db.Args{
		"id": tx.NewID(), "conversation": conversation, "now": tx.Now, "rules": rules,
	})
	if err != nil || len(begun) == 0 {
		return turnRow{}, false, err
	}
	return begun[0], true, nil
}

// Only who has the claim begins turns; if two had, the second would fail on turns_one_frozen.
const sqlBeginTurn = `
WITH waiting AS MATERIALIZED (
  SELECT id FROM messages WHERE conversation_id = @conversation AND direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL FOR UPDATE
), turn AS (
  INSERT INTO turns (id, conversation_id, n, at, rules_version, state_before)
  SELECT @id::uuid, c.id, c.turns + 1, @now::timestamptz, @rules, c.state
  FROM conversations c WHERE c.id = @conversation AND EXISTS (SELECT FROM waiting)
  RETURNING id, n, at
), taken AS (
  UPDATE messages SET turn_id = turn.id FROM turn WHERE messages.id IN (SELECT id FROM waiting)
)
SELECT id::text, n, at FROM turn`

type storedRow struct {
	ID         string
	ExternalID string
	Kind       channels.Kind
	Body       string
	Payload    payload
	TargetID   string
	TargetOurs string
	Choices    []channels.Choice // of that
	Ask        string            // of that
	SentAt     time.Time
	CreatedAt  time.Time
	Heard      *transcriptRow
}

// messagesOf reads the messages of a turn, in the order in which they were sent.
func messagesOf(ctx context.Context, q db.Querier, turn string, conv channels.Conversation) ([]channels.Stored, error) {
	rows, err := db.Collect[storedRow](ctx, q, sqlTurnMessages, db.Args{"turn": turn})
	if err != nil {
		return nil, err
	}
	out := make([]channels.Stored, len(rows))
	for i, r := range rows {
		out[i] = r.stored(conv)
	}
	return out, nil
}

const sqlTurnMessages = `
SELECT m.id::text, coalesce(m.external_id, '') AS external_id, m.kind, m.body, m.payload, coalesce(m.target_id::text, '') AS target_id,
  coalesce(CASE WHEN t.direction = 'out' THEN t.id::text END, '') AS target_ours,
  coalesce(CASE WHEN t.direction = 'out' THEN t.payload->'choices' END, '[]') AS choices,
  coalesce(CASE WHEN t.direction = 'out' THEN t.payload->>'ask' END, '') AS ask, m.sent_at, m.created_at, to_jsonb(h) AS heard
FROM messages m LEFT JOIN messages t ON t.id = m.target_id LEFT JOIN transcripts h ON h.message_id = m.id
WHERE m.turn_id = @turn AND m.direction = 'in' ORDER BY m.sent_at, m.seq`

func (r storedRow) stored(conv channels.Conversation) channels.Stored {
	return channels.Stored{
		ID: r.ID, ReceivedAt: r.CreatedAt, QuotedOurs: r.TargetOurs, QuotedChoices: r.Choices, QuotedAsk: r.Ask, Transcript: r.Heard.read(),
		Inbound: channels.Inbound{
			From: conv.Theirs, To: conv.Ours, ExternalID: r.ExternalID, SentAt: r.SentAt, Kind: r.Kind, Text: r.Body,
			Location: r.Payload.Location, Media: r.Payload.Media, ChoiceID: r.Payload.ChoiceID, Reaction: r.Payload.Reaction,
			TargetID: r.TargetID, ProfileName: r.Payload.Profile, Referral: r.Payload.Referral,
			Card: r.Payload.Card,
		},
	}
}
