package customers

import (
	"cmp"
	"context"
	"slices"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

const sqlFindOwner = `SELECT contact_id FROM contact_handles WHERE kind = @kind AND value = @value`

// ownerOf is the contact who has a handle; NotFound when nobody has.
func ownerOf(ctx context.Context, q db.Querier, h booking.Handle) (booking.ContactID, error) {
	return db.Value[booking.ContactID](ctx, q, sqlFindOwner, db.Args{"kind": h.Kind, "value": h.Value})
}

const sqlInsertHandle = `
INSERT INTO contact_handles (kind, value, contact_id, proven, created_at)
VALUES (@kind, @value, @contact, @proven, @now)
ON CONFLICT (kind, value) DO UPDATE SET contact_id = excluded.contact_id, proven = true
  WHERE excluded.proven AND NOT contact_handles.proven`

// claim is a handle that a contact has: the channel proved it, or they say so.
type claim struct {
	booking.Handle
	Proven bool
}

// addHandle gives a contact a handle that nobody has, and says whose it is afterwards. One that is proven is taken from who only
// said that it is theirs.
func addHandle(ctx context.Context, tx *db.Tx, id booking.ContactID, h claim) (owner booking.ContactID, err error) {
	n, err := db.Exec(ctx, tx, sqlInsertHandle, db.Args{
		"kind": h.Kind, "value": h.Value, "contact": id, "proven": h.Proven, "now": tx.Now,
	})
	if err != nil || n == 1 {
		return id, err
	}
	return ownerOf(ctx, tx, h.Handle)
}

const sqlLockHandle = `SELECT pg_advisory_xact_lock(hashtextextended(@handle::text, 0))`

// lockHandle makes whoever looks for the same person wait for this transaction.
func lockHandle(ctx context.Context, tx *db.Tx, h booking.Handle) error {
	_, err := db.Exec(ctx, tx, sqlLockHandle, db.Args{"handle": "handle:" + string(h.Kind) + ":" + h.Value})
	return err
}

// locks are the handles to lock, in an order that two transactions share. A phone JID locks as its number, which is among them.
func locks(proven []booking.Handle) []booking.Handle {
	list := slices.DeleteFunc(slices.Clone(proven), func(h booking.Handle) bool { return len(handlesOf(h)) > 1 })
	slices.SortFunc(list, func(a, b booking.Handle) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Value, b.Value))
	})
	return list
}

const sqlListOwners = `
SELECT c.id FROM contacts c
WHERE EXISTS (SELECT FROM contact_handles h JOIN unnest(@kinds::text[], @values::text[]) AS p(kind, value)
  ON p.kind = h.kind AND p.value = h.value WHERE h.contact_id = c.id AND h.proven)
ORDER BY c.created_at, c.id`

// ownersOf are the contacts who have any of some handles, the oldest first.
func ownersOf(ctx context.Context, tx *db.Tx, handles []booking.Handle) ([]booking.ContactID, error) {
	kinds, values := make([]string, len(handles)), make([]string, len(handles))
	for i, h := range handles {
		kinds[i], values[i] = string(h.Kind), h.Value
	}
	return db.Values[booking.ContactID](ctx, tx, sqlListOwners, db.Args{"kinds": kinds, "values": values})
}
