package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// payload is what a message carries beside its text.
type payload struct {
	Location *channels.Location `json:"location,omitempty"`
	Media    *channels.Media    `json:"media,omitempty"`
	Referral *channels.Referral `json:"referral,omitempty"`
	ChoiceID string             `json:"choice_id,omitempty"`
	Reaction string             `json:"reaction,omitempty"`
	Profile  string             `json:"profile,omitempty"`
	Choices  []channels.Choice  `json:"choices,omitempty"`
	Ask      string             `json:"ask,omitempty"`
	Sources  []string           `json:"sources,omitempty"`
	Template *channels.Template `json:"template,omitempty"`
	Card     *channels.Card     `json:"card,omitempty"`
	Cut      int                `json:"cut,omitempty"` // runes of the text that were not kept
}

type inboundKey struct {
	ID             string
	ConversationID string
}

// received is what became of a message that was received before.
func received(ctx context.Context, q db.Querier, ch channels.Channel, external string) (channels.Received, error) {
	k, err := db.One[inboundKey](ctx, q, sqlFindInbound, db.Args{"channel": ch, "external": external})
	if err != nil {
		return channels.Received{}, fmt.Errorf("find message: %w", err)
	}
	return channels.Received{Conversation: k.ConversationID, Message: k.ID, Repeated: true}, nil
}

const sqlFindInbound = `
SELECT id::text, conversation_id::text FROM messages
WHERE channel = @channel AND external_id = @external AND direction = 'in'`

// insertInbound stores a message; stored is false when its id was there already.
func insertInbound(ctx context.Context, tx *db.Tx, conv string, in channels.Inbound, cut int) (id string, stored bool, err error) {
	body, err := json.Marshal(payload{
		Location: in.Location, Media: in.Media, Referral: in.Referral, ChoiceID: in.ChoiceID, Reaction: in.Reaction,
		Profile: in.ProfileName, Card: in.Card, Cut: cut,
	})
	if err != nil {
		return "", false, fmt.Errorf("store message: %w", err)
	}
	sent := in.SentAt
	if sent.IsZero() || sent.After(tx.Now) {
		sent = tx.Now
	}
	id = tx.NewID()
	n, err := db.Exec(ctx, tx, sqlInsertInbound, db.Args{
		"id": id, "conversation": conv, "channel": in.From.Channel, "external": in.ExternalID, "kind": in.Kind, "body": in.Text,
		"payload": body, "sent": sent, "now": tx.Now, "target": in.TargetID,
	})
	if err != nil {
		return "", false, fmt.Errorf("store message: %w", err)
	}
	return id, n == 1, nil
}

// A target is one of our ids, or the id that the transport gave a message.
const sqlInsertInbound = `
WITH stored AS (
  INSERT INTO messages (id, conversation_id, direction, channel, external_id, kind, body, payload, author, status, sent_at,
    created_at, target_id)
  VALUES (@id, @conversation, 'in', @channel, @external, @kind, @body, @payload, 'contact', 'received', @sent, @now,
    (SELECT m.id FROM messages m WHERE m.conversation_id = @conversation AND @target <> ''
       AND (m.external_id = @target OR m.id::text = @target) LIMIT 1))
  ON CONFLICT (channel, external_id) WHERE direction = 'in' DO NOTHING
  RETURNING conversation_id
)
SELECT pg_notify('chasqui_messages', conversation_id::text) FROM stored`

// queueOut puts a message into the outbox. Its conversation says whom it goes to.
func queueOut(ctx context.Context, tx *db.Tx, turn string, m channels.Outbound, author string) error {
	body, err := json.Marshal(payload{Choices: m.Choices, Ask: m.Ask, Sources: m.Sources, Media: m.Media, Template: m.Template})
	if err != nil {
		return fmt.Errorf("queue message: %w", err)
	}
	n, err := db.Exec(ctx, tx, sqlQueueOut, db.Args{
		"id": m.ID, "conversation": m.Conversation, "body": m.Text, "payload": body, "author": author, "class": m.Class,
		"turn": db.Null(turn), "key": db.Null(m.Key), "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("queue message: %w", err)
	}
	if n == 0 {
		return fault.New(fault.NotFound, "error.not_found", fault.Text("queue message: no such conversation"))
	}
	return nil
}

// The lock makes seq the order in which messages become visible: who read up to one of them misses none.
const sqlQueueOut = `
INSERT INTO messages (id, conversation_id, direction, channel, kind, body, payload, author, class, status, turn_id, notice_key,
  sent_at, created_at)
SELECT @id, id, 'out', channel, 'text', @body, @payload::jsonb, @author, @class, 'queued', @turn::uuid, @key, @now::timestamptz,
  @now::timestamptz
FROM conversations WHERE id = @conversation FOR NO KEY UPDATE`

type messageRow struct {
	ID      string
	Seq     int64
	Out     bool
	Author  string
	Kind    channels.Kind
	Body    string
	Payload payload
	Status  channels.Status
	Failure string
	SentAt  time.Time

	NotBefore *time.Time
	Rule      string
	Instead   string
	TakenBack bool
	Answered  bool
	Edited    string
	Heard     *transcriptRow
}

// Transcript is what was said in a conversation after a sequence number (0: from the start), oldest first, at most 500 lines.
func (g *Gateway) Transcript(ctx context.Context, q db.Querier, conversation string, after int64) ([]channels.Line, error) {
	rows, err := db.Collect[messageRow](ctx, q, sqlTranscript, db.Args{"conversation": conversation, "after": after})
	if err != nil {
		return nil, fmt.Errorf("read transcript: %w", err)
	}
	return linesOf(rows), nil
}

const sqlTranscript = selectLines + `
WHERE conversation_id = @conversation AND seq > @after ORDER BY seq LIMIT 500`

// What replaces a message is found by its unique index, and only for the few that were diverted.
const selectLines = `
SELECT id::text, seq, direction = 'out' AS out, author, kind, body, payload, status, failure, sent_at,
  CASE WHEN status = 'queued' AND held_by_rule <> '' THEN not_before END AS not_before, held_by_rule AS rule,
  CASE WHEN status = 'diverted' THEN coalesce((SELECT i.conversation_id::text FROM messages i WHERE i.replaces = m.id), '')
    ELSE '' END AS instead, dropped_at IS NOT NULL AS taken_back, direction = 'in' AND turn_id IS NOT NULL AS answered,
  coalesce(edited_to, '') AS edited, CASE WHEN kind = 'audio' THEN (SELECT to_jsonb(t) FROM transcripts t WHERE t.message_id = m.id) END AS heard
FROM messages m`

// Recent is what was said last in a conversation, before a sequence number (0: up to now), oldest first, at most limit lines.
func (g *Gateway) Recent(ctx context.Context, q db.Querier, conversation string, before int64, limit int) ([]channels.Line, error) {
	rows, err := db.Collect[messageRow](ctx, q, sqlRecent, db.Args{
		"conversation": conversation, "before": db.Null(before), "limit": limit,
	})
	if err != nil {
		return nil, fmt.Errorf("read transcript: %w", err)
	}
	slices.Reverse(rows)
	return linesOf(rows), nil
}

const sqlRecent = selectLines + `
WHERE conversation_id = @conversation AND (@before::bigint IS NULL OR seq < @before) ORDER BY seq DESC LIMIT @limit`

func linesOf(rows []messageRow) []channels.Line {
	out := make([]channels.Line, len(rows))
	for i, r := range rows {
		out[i] = channels.Line{
			ID: r.ID, Seq: r.Seq, Out: r.Out, Author: r.Author, Kind: r.Kind, Text: r.Body, Status: r.Status, SentAt: r.SentAt,
			Failure: r.Failure,
			Choices: r.Payload.Choices, Location: r.Payload.Location, Media: r.Payload.Media, Reaction: r.Payload.Reaction,
			ChoiceID: r.Payload.ChoiceID, Ask: r.Payload.Ask, Sources: r.Payload.Sources, Card: r.Payload.Card,
			NotBefore: orZero(r.NotBefore), Rule: r.Rule, Instead: r.Instead, TakenBack: r.TakenBack,
			Answered: r.Answered, Edited: r.Edited, Transcript: r.Heard.transcript(),
		}
	}
	return out
}

// notify tells live views that a conversation has news.
func notify(ctx context.Context, tx *db.Tx, conversation string) error {
	_, err := db.Exec(ctx, tx, sqlNotify, db.Args{"conversation": conversation})
	return err
}

// NotifyChannel is the Postgres channel on which conversations with news are named.
const NotifyChannel = "chasqui_messages"

const sqlNotify = `SELECT pg_notify('chasqui_messages', @conversation)`
