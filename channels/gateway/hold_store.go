package gateway

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Hold is a person of ours and the conversation that they take, answer or give back.
type Hold struct {
	Conversation string
	User         string
	Overrule     bool // they may give back what somebody else has
}

// Holding says who answers a conversation.
type Holding struct {
	Owner      channels.Owner
	ContactID  string
	HeldBy     string // user id; empty: nobody of ours
	HeldName   string
	HeldAt     *time.Time
	Agreed     string     // what was agreed when it was last given back
	ResolvedAt *time.Time // a person closed it, and nobody has written since
}

const sqlFindHolding = `
SELECT c.owner, c.contact_id::text, coalesce(c.held_by::text, '') AS held_by, coalesce(u.name, '') AS held_name, c.held_at, c.agreed,
  CASE WHEN c.resolved_at >= coalesce(c.last_in_at, c.created_at) THEN c.resolved_at END AS resolved_at
FROM conversations c LEFT JOIN users u ON u.id = c.held_by
WHERE c.id = @id`

// Holding reads who answers a conversation.
func (g *Gateway) Holding(ctx context.Context, q db.Querier, conversation string) (Holding, error) {
	h, err := db.One[Holding](ctx, q, sqlFindHolding, db.Args{"id": conversation})
	if fault.Is(err, fault.NotFound) {
		return h, fault.New(fault.NotFound, "conversation.get.unknown", fault.Cause(err))
	}
	if err != nil {
		return h, fmt.Errorf("holder of a conversation: %w", err)
	}
	return h, nil
}

const sqlLockHolding = `SELECT FROM conversations WHERE id = @id FOR NO KEY UPDATE`

// lockHolding is Holding, and nobody takes or gives the conversation until the transaction ends. The lock is that of a turn's
// commit: who takes over waits for the turn, and the turn for them. It is read after the wait: one statement would join the holder
// of before.
func (g *Gateway) lockHolding(ctx context.Context, tx *db.Tx, conversation string) (Holding, error) {
	if _, err := db.Exec(ctx, tx, sqlLockHolding, db.Args{"id": conversation}); err != nil {
		return Holding{}, fmt.Errorf("lock conversation: %w", err)
	}
	return g.Holding(ctx, tx, conversation)
}

// TakeOver makes a person the one who answers, until they give the conversation back: the bot is silent, what it had queued and
// not sent stays unsent, and its state is kept as it was. Somebody else's conversation is a Conflict that names them; one's own
// changes nothing.
func (g *Gateway) TakeOver(ctx context.Context, tx *db.Tx, h Hold) error {
	now, err := g.lockHolding(ctx, tx, h.Conversation)
	if err != nil || now.HeldBy == h.User {
		return err
	}
	if now.HeldBy != "" {
		return heldBy(now)
	}
	if err := setHolder(ctx, tx, h, channels.OwnerHuman); err != nil {
		return err
	}
	if err := hush(ctx, tx, h.Conversation); err != nil {
		return err
	}
	if now.Owner == channels.OwnerBot { // otherwise the bot had handed it off itself
		if err := tell(ctx, tx, "conversation.handed_off", h, now); err != nil {
			return err
		}
	}
	if err := tell(ctx, tx, "conversation.taken_over", h, now); err != nil {
		return err
	}
	return notify(ctx, tx, h.Conversation)
}

// GiveBack lets the bot answer again, from where it was. The note says what was agreed meanwhile; it may be empty.
func (g *Gateway) GiveBack(ctx context.Context, tx *db.Tx, h Hold, note string) error {
	now, err := g.end(ctx, tx, h)
	if err != nil {
		return err
	}
	if _, err := db.Exec(ctx, tx, sqlSetAgreed, db.Args{"id": h.Conversation, "agreed": strings.TrimSpace(note)}); err != nil {
		return fmt.Errorf("give back: %w", err)
	}
	if err := tell(ctx, tx, "conversation.given_back", h, now); err != nil {
		return err
	}
	return notify(ctx, tx, h.Conversation)
}

const sqlSetAgreed = `UPDATE conversations SET agreed = @agreed WHERE id = @id`

// Resolve closes a conversation that a person has. When the customer writes again the bot answers.
func (g *Gateway) Resolve(ctx context.Context, tx *db.Tx, h Hold) error {
	now, err := g.end(ctx, tx, h)
	if err != nil {
		return err
	}
	if _, err := db.Exec(ctx, tx, sqlSetResolved, db.Args{"id": h.Conversation, "now": tx.Now}); err != nil {
		return fmt.Errorf("resolve conversation: %w", err)
	}
	if err := tell(ctx, tx, "conversation.resolved", h, now); err != nil {
		return err
	}
	return notify(ctx, tx, h.Conversation)
}

const sqlSetResolved = `UPDATE conversations SET resolved_at = @now WHERE id = @id`

// end takes a conversation from people. One that waits for a person may be given back by anybody.
func (g *Gateway) end(ctx context.Context, tx *db.Tx, h Hold) (Holding, error) {
	now, err := g.lockHolding(ctx, tx, h.Conversation)
	if err != nil {
		return now, err
	}
	switch {
	case now.Owner == channels.OwnerBot:
		return now, fault.New(fault.Conflict, "conversation.hold.lost", fault.Text("the bot has it already"))
	case now.HeldBy != "" && now.HeldBy != h.User && !h.Overrule:
		return now, heldBy(now)
	}
	return now, setHolder(ctx, tx, Hold{Conversation: h.Conversation}, channels.OwnerBot)
}

// holds is a Conflict unless this person has the conversation; nobody takes it before the transaction ends.
func (g *Gateway) holds(ctx context.Context, tx *db.Tx, h Hold) error {
	now, err := g.lockHolding(ctx, tx, h.Conversation)
	switch {
	case err != nil:
		return err
	case now.HeldBy == h.User:
		return nil
	case now.HeldBy != "":
		return heldBy(now)
	}
	return fault.New(fault.Conflict, "conversation.hold.lost", fault.Text("nobody has taken it over"))
}

func heldBy(h Holding) error {
	return fault.New(fault.Conflict, "conversation.hold.held", fault.Arg("Name", h.HeldName), fault.Text("somebody else has it"))
}

const sqlSetHolder = `
UPDATE conversations SET owner = @owner, held_by = @user::uuid, held_at = CASE WHEN @user::uuid IS NULL THEN NULL ELSE @now::timestamptz END,
  agreed = CASE WHEN @user::uuid IS NULL THEN agreed ELSE '' END, resolved_at = NULL
WHERE id = @id`

func setHolder(ctx context.Context, tx *db.Tx, h Hold, owner channels.Owner) error {
	_, err := db.Exec(ctx, tx, sqlSetHolder, db.Args{"id": h.Conversation, "owner": owner, "user": db.Null(h.User), "now": tx.Now})
	if err != nil {
		return fmt.Errorf("set holder: %w", err)
	}
	return nil
}

const sqlListUnsaid = `
SELECT id::text FROM messages
WHERE conversation_id = @conversation AND direction = 'out' AND status = 'queued' AND author = 'bot' AND class = 'reply'
ORDER BY seq`

// hush takes back the bot's replies that have not left. What is told of a job that goes on (service) still leaves.
func hush(ctx context.Context, tx *db.Tx, conversation string) error {
	unsaid, err := db.Values[string](ctx, tx, sqlListUnsaid, db.Args{"conversation": conversation})
	if err != nil {
		return fmt.Errorf("hush the bot: %w", err)
	}
	for _, id := range unsaid {
		if err := advance(ctx, tx, id, channels.Delivery{Status: channels.StatusFailed, Reason: failedTakenOver}); err != nil {
			return fmt.Errorf("hush the bot: %w", err)
		}
	}
	return nil
}

// failedTakenOver is why a reply of the bot did not leave when a person took over first.
const failedTakenOver = "taken_over"

func tell(ctx context.Context, tx *db.Tx, name string, h Hold, was Holding) error {
	return events.Append(ctx, tx, events.Fact{
		Name: name, Actor: "user:" + h.User, SubjectKind: "conversation", SubjectID: h.Conversation, ConversationID: h.Conversation,
		ContactID: was.ContactID,
	})
}
