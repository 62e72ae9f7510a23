package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// conversationFor finds the thread between two addresses or begins it.
func (g *Gateway) conversationFor(ctx context.Context, tx *db.Tx, in channels.Inbound) (id string, created bool, err error) {
	named := db.Args{"channel": in.From.Channel, "ours": in.To.Value, "theirs": in.From.Value}
	ids, err := db.Values[string](ctx, tx, sqlFindConversation, named)
	if err != nil {
		return "", false, fmt.Errorf("find conversation: %w", err)
	}
	if len(ids) == 1 {
		return ids[0], false, nil
	}
	hint := Hint{ProfileName: in.ProfileName, Language: in.Language, Ours: in.To}
	contact, err := g.contacts.ContactFor(ctx, tx, in.From, hint)
	if err != nil {
		return "", false, err
	}
	id, err = startConversation(ctx, tx, in, contact)
	return id, true, err
}

const sqlFindConversation = `
SELECT id::text FROM conversations WHERE channel = @channel AND ours = @ours AND theirs = @theirs FOR UPDATE`

// startConversation inserts the thread; a process that did so at the same time wins and its row is used.
func startConversation(ctx context.Context, tx *db.Tx, in channels.Inbound, contact string) (string, error) {
	id, err := db.Value[string](ctx, tx, sqlStartConversation, db.Args{
		"id": tx.NewID(), "contact": contact, "channel": in.From.Channel, "ours": in.To.Value, "theirs": in.From.Value,
		"now": tx.Now,
	})
	if err != nil {
		return "", fmt.Errorf("start conversation: %w", err)
	}
	return id, nil
}

const sqlStartConversation = `
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at)
VALUES (@id, @contact, @channel, @ours, @theirs, @now)
ON CONFLICT (channel, ours, theirs) DO UPDATE SET theirs = excluded.theirs
RETURNING id::text`

func touchIn(ctx context.Context, tx *db.Tx, id string) error {
	_, err := db.Exec(ctx, tx, sqlTouchIn, db.Args{"id": id, "now": tx.Now})
	return err
}

const sqlTouchIn = `UPDATE conversations SET last_in_at = @now WHERE id = @id`

// conversationRow is a conversation as it is stored.
type conversationRow struct {
	ID        string
	ContactID string
	Channel   channels.Channel
	Ours      string
	Theirs    string
	Owner     channels.Owner
	State     json.RawMessage
	Turns     int
	LastInAt  *time.Time
}

func (r conversationRow) conversation() channels.Conversation {
	return channels.Conversation{
		ID: r.ID, ContactID: r.ContactID, Owner: r.Owner, State: r.State, Turns: r.Turns,
		Ours:   channels.Address{Channel: r.Channel, Value: r.Ours},
		Theirs: channels.Address{Channel: r.Channel, Value: r.Theirs},
	}
}

// Conversation reads one thread.
func (g *Gateway) Conversation(ctx context.Context, q db.Querier, id string) (channels.Conversation, error) {
	row, err := db.One[conversationRow](ctx, q, sqlGetConversation, db.Args{"id": id})
	if err != nil {
		return channels.Conversation{}, fmt.Errorf("get conversation: %w", err)
	}
	return row.conversation(), nil
}

const sqlGetConversation = `
SELECT id::text, contact_id::text, channel, ours, theirs, owner, state, turns, last_in_at
FROM conversations WHERE id = @id`

// FindConversation is the thread between two addresses; ok is false when they never talked.
func (g *Gateway) FindConversation(ctx context.Context, q db.Querier, ours, theirs channels.Address) (channels.Conversation, bool, error) {
	rows, err := db.Collect[conversationRow](ctx, q, sqlConversationBetween,
		db.Args{"channel": theirs.Channel, "ours": ours.Value, "theirs": theirs.Value})
	if err != nil || len(rows) == 0 {
		return channels.Conversation{}, false, err
	}
	return rows[0].conversation(), true, nil
}

const sqlConversationBetween = `
SELECT id::text, contact_id::text, channel, ours, theirs, owner, state, turns, last_in_at
FROM conversations WHERE channel = @channel AND ours = @ours AND theirs = @theirs`

// SetOwner says who answers next, and why.
func (g *Gateway) SetOwner(ctx context.Context, tx *db.Tx, id string, owner channels.Owner) error {
	n, err := db.Exec(ctx, tx, sqlSetOwner, db.Args{"id": id, "owner": owner})
	if err != nil || n == 0 {
		return err
	}
	if owner != channels.OwnerHuman {
		return nil
	}
	return events.Append(ctx, tx, events.Fact{
		Name: "conversation.handed_off", SubjectKind: "conversation", SubjectID: id, ConversationID: id, Data: events.Data(struct{}{}),
	})
}

const sqlSetOwner = `UPDATE conversations SET owner = @owner WHERE id = @id AND owner <> @owner`
