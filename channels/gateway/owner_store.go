package gateway

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// SetOwner says who answers next. A turn under way is waited for, and the next one sees it. Saying what is so already changes
// nothing; a hand over to people is the fact conversation.handed_off.
func (g *Gateway) SetOwner(ctx context.Context, tx *db.Tx, id string, owner channels.Owner) error {
	contact, err := db.Values[string](ctx, tx, sqlSetOwner, db.Args{"id": id, "owner": owner})
	if err != nil {
		return fmt.Errorf("set owner: %w", err)
	}
	if len(contact) == 0 {
		return nil
	}
	if owner == channels.OwnerHuman {
		err := events.Append(ctx, tx, events.Fact{
			Name: "conversation.handed_off", SubjectKind: "conversation", SubjectID: id, ConversationID: id, ContactID: contact[0],
		})
		if err != nil {
			return err
		}
	}
	return notify(ctx, tx, id)
}

const sqlSetOwner = `
UPDATE conversations SET owner = @owner, held_by = CASE WHEN @owner = 'human' THEN held_by END,
  held_at = CASE WHEN @owner = 'human' THEN held_at END
WHERE id = @id AND owner <> @owner RETURNING contact_id::text`

// Owner reads who answers next, and locks it until the transaction ends: a person who takes over now waits for the turn.
func (g *Gateway) Owner(ctx context.Context, tx *db.Tx, conversation string) (channels.Owner, error) {
	return db.Value[channels.Owner](ctx, tx, sqlOwner, db.Args{"id": conversation})
}

const sqlOwner = `SELECT owner FROM conversations WHERE id = @id FOR NO KEY UPDATE`
