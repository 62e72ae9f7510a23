package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// thread is the conversation that a message belongs to.
type thread struct {
	ID        string
	ContactID string
	Created   bool // by this message
}

// conversationFor finds the thread between two addresses, or begins it, and locks it until the transaction ends: messages of
// one conversation are stored one after the other.
func (g *Gateway) conversationFor(ctx context.Context, tx *db.Tx, in channels.Inbound) (thread, error) {
	if t, ok, err := touchConversation(ctx, tx, in); ok || err != nil {
		if err == nil && (in.Phone != "" || len(in.Also) > 0) { // maybe they are known by what it tells
			t.ContactID, err = g.contactOf(ctx, tx, in)
		}
		return t, err
	}
	// two first messages at once make one contact
	if _, err := db.Exec(ctx, tx, sqlLockStranger, db.Args{"address": string(in.From.Channel) + " " + in.From.Value}); err != nil {
		return thread{}, fmt.Errorf("lock stranger: %w", err)
	}
	if t, ok, err := touchConversation(ctx, tx, in); ok || err != nil {
		return t, err
	}
	contact, err := g.contactOf(ctx, tx, in)
	if err != nil {
		return thread{}, err
	}
	return startConversation(ctx, tx, in, contact)
}

// contactOf is who wrote a message. When it shows that two contacts are one, they are one afterwards.
func (g *Gateway) contactOf(ctx context.Context, tx *db.Tx, in channels.Inbound) (string, error) {
	hint := Hint{ProfileName: in.ProfileName, Language: in.Language, Ours: in.To, Also: in.Also, Phone: in.Phone}
	contact, err := g.contacts.ContactFor(ctx, tx, in.From, hint)
	if err != nil {
		return "", fmt.Errorf("contact: %w", err)
	}
	return contact, nil
}

const sqlLockStranger = `SELECT pg_advisory_xact_lock(hashtextextended('stranger ' || @address, 0))`

func touchConversation(ctx context.Context, tx *db.Tx, in channels.Inbound) (t thread, ok bool, err error) {
	found, err := db.Collect[thread](ctx, tx, sqlTouchConversation, db.Args{
		"channel": in.From.Channel, "ours": in.To.Value, "theirs": in.From.Value, "now": tx.Now, "known": knownAs(in),
		"phone": in.Phone,
	})
	if err != nil {
		return thread{}, false, fmt.Errorf("find conversation: %w", err)
	}
	if len(found) == 0 {
		return thread{}, false, nil
	}
	return found[0], true, nil
}

// knownAs are the addresses under which a conversation with a sender may have begun.
func knownAs(in channels.Inbound) []string {
	known := append([]string{in.From.Value}, in.Also...)
	if in.Phone != "" {
		known = append(known, in.Phone)
	}
	return known
}

// A conversation that began with another address of theirs, such as the number of a first notice, goes on with the one that they
// write from.
const sqlTouchConversation = `
UPDATE conversations SET last_in_at = @now, theirs = @theirs, phone = coalesce(nullif(@phone, ''), phone)
WHERE id = (SELECT id FROM conversations WHERE channel = @channel AND ours = @ours AND theirs = ANY(@known)
  ORDER BY theirs = @theirs DESC, greatest(last_in_at, created_at) DESC LIMIT 1)
RETURNING id::text, contact_id::text, false AS created`

// startConversation inserts the thread; a process that did so at the same time wins and its row is used.
func startConversation(ctx context.Context, tx *db.Tx, in channels.Inbound, contact string) (thread, error) {
	t, err := db.One[thread](ctx, tx, sqlStartConversation, db.Args{
		"id": tx.NewID(), "contact": contact, "channel": in.From.Channel, "ours": in.To.Value, "theirs": in.From.Value,
		"now": tx.Now, "phone": in.Phone,
	})
	if err != nil {
		return thread{}, fmt.Errorf("start conversation: %w", err)
	}
	return t, nil
}

const sqlStartConversation = `
INSERT INTO conversations (id, contact_id, channel, ours, theirs, phone, created_at, last_in_at)
VALUES (@id, @contact, @channel, @ours, @theirs, @phone, @now, @now)
ON CONFLICT (channel, ours, theirs) DO UPDATE SET last_in_at = excluded.last_in_at
RETURNING id::text, contact_id::text, xmax = 0 AS created`

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
	Agreed    string
	Phone     string
}

func (r conversationRow) conversation() channels.Conversation {
	phone := r.Phone
	if phone == "" && strings.HasPrefix(r.Theirs, "+") {
		phone = r.Theirs
	}
	return channels.Conversation{
		Phone: phone,
		ID:    r.ID, ContactID: r.ContactID, Owner: r.Owner, State: r.State, Turns: r.Turns, Agreed: r.Agreed,
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
SELECT id::text, contact_id::text, channel, ours, theirs, owner, state, turns, last_in_at, agreed, phone
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
SELECT id::text, contact_id::text, channel, ours, theirs, owner, state, turns, last_in_at, agreed, phone
FROM conversations WHERE channel = @channel AND ours = @ours AND theirs = @theirs`

// ForContact lists the threads of a contact, the latest active first.
func (g *Gateway) ForContact(ctx context.Context, q db.Querier, contact string) ([]channels.Conversation, error) {
	rows, err := db.Collect[conversationRow](ctx, q, sqlConversationsOf, db.Args{"contact": contact})
	if err != nil {
		return nil, fmt.Errorf("conversations of a contact: %w", err)
	}
	out := make([]channels.Conversation, len(rows))
	for i, r := range rows {
		out[i] = r.conversation()
	}
	return out, nil
}

const sqlConversationsOf = `
SELECT id::text, contact_id::text, channel, ours, theirs, owner, state, turns, last_in_at, agreed, phone
FROM conversations WHERE contact_id = @contact ORDER BY last_in_at DESC NULLS LAST, id`
