package customers

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

const sqlFindOwner = `SELECT contact_id FROM contact_handles WHERE kind = @kind AND value = @value`

// ownerOf is the contact who has a handle; NotFound when nobody has.
func ownerOf(ctx context.Context, q db.Querier, h booking.Handle) (booking.ContactID, error) {
	return db.Value[booking.ContactID](ctx, q, sqlFindOwner, db.Args{"kind": h.Kind, "value": h.Value})
}

const sqlInsertHandle = `
INSERT INTO contact_handles (kind, value, contact_id, created_at)
VALUES (@kind, @value, @contact, @now)
ON CONFLICT (kind, value) DO NOTHING`

// addHandle gives a contact a handle that nobody has, and says whose it is afterwards.
func addHandle(ctx context.Context, tx *db.Tx, id booking.ContactID, h booking.Handle) (owner booking.ContactID, err error) {
	n, err := db.Exec(ctx, tx, sqlInsertHandle, db.Args{"kind": h.Kind, "value": h.Value, "contact": id, "now": tx.Now})
	if err != nil || n == 1 {
		return id, err
	}
	return ownerOf(ctx, tx, h)
}

const sqlLockHandle = `SELECT pg_advisory_xact_lock(hashtextextended(@handle::text, 0))`

// lockHandle makes whoever looks for the same person wait for this transaction. A phone JID locks as its number.
func lockHandle(ctx context.Context, tx *db.Tx, h booking.Handle) error {
	proven := handlesOf(h)
	last := proven[len(proven)-1]
	_, err := db.Exec(ctx, tx, sqlLockHandle, db.Args{"handle": "handle:" + string(last.Kind) + ":" + last.Value})
	return err
}
