package customers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Hint is what is known of a person when they first write. It is used for a new contact only.
type Hint struct {
	Name     string
	Country  string // ISO 3166 alpha-2; empty: the unit's
	Language string // es, pt, en or empty
	Unit     booking.UnitCode
	IsTest   bool
}

// ContactFor is the contact who has a handle, made when nobody has. created tells which. Two turns that make the same stranger
// at once make one contact.
func (s *Store) ContactFor(ctx context.Context, tx *db.Tx, handle booking.Handle, hint Hint) (c booking.Contact, created bool, err error) {
	return s.Identify(ctx, tx, []booking.Handle{handle}, hint)
}

// Identify is the contact who has all of some handles, which one message proved to be one person's. Nobody has them: a contact is
// made. Several have: they are one from now on, the oldest (see merge). The first handle must be a good one; of the others those
// that cannot be handles are passed over.
func (s *Store) Identify(ctx context.Context, tx *db.Tx, handles []booking.Handle, hint Hint) (c booking.Contact, created bool, err error) {
	proven, err := provenBy(handles)
	if err != nil {
		return booking.Contact{}, false, err
	}
	for _, h := range locks(proven) {
		if err := lockHandle(ctx, tx, h); err != nil {
			return booking.Contact{}, false, fmt.Errorf("find contact: %w", err)
		}
	}
	owners, err := ownersOf(ctx, tx, proven)
	if err != nil {
		return booking.Contact{}, false, fmt.Errorf("find contact: %w", err)
	}
	var id booking.ContactID
	if len(owners) == 0 {
		created = true
		if id, err = insertContact(ctx, tx, hint); err != nil {
			return booking.Contact{}, false, fmt.Errorf("make contact: %w", err)
		}
	} else {
		id = owners[0]
		for _, other := range owners[1:] {
			if err := merge(ctx, tx, id, other); err != nil {
				return booking.Contact{}, false, fmt.Errorf("merge contacts: %w", err)
			}
		}
	}
	for _, p := range proven {
		if _, err := addHandle(ctx, tx, id, claim{Handle: p, Proven: true}); err != nil {
			return booking.Contact{}, false, fmt.Errorf("find contact: %w", err)
		}
	}
	c, err = s.Contact(ctx, tx, id)
	return c, created, err
}

const sqlFindContact = `
SELECT c.id, coalesce(c.customer_id::text, '') AS customer_id, c.unit_code, c.name, c.language, c.country, c.is_test, c.created_at,
  ARRAY(SELECT h.kind FROM contact_handles h WHERE h.contact_id = c.id ORDER BY h.kind, h.value) AS kinds,
  ARRAY(SELECT h.value FROM contact_handles h WHERE h.contact_id = c.id ORDER BY h.kind, h.value) AS handles
FROM contacts c
WHERE c.id = @id`

// Contact is one contact; NotFound when there is none of that id.
func (s *Store) Contact(ctx context.Context, q db.Querier, id booking.ContactID) (booking.Contact, error) {
	r, err := db.One[struct {
		ID             booking.ContactID
		CustomerID     booking.CustomerID
		UnitCode       booking.UnitCode
		Name           string
		Language       string
		Country        string
		IsTest         bool
		CreatedAt      time.Time
		Kinds, Handles []string
	}](ctx, q, sqlFindContact, db.Args{"id": id})
	if err != nil {
		return booking.Contact{}, fmt.Errorf("find contact: %w", err)
	}
	c := booking.Contact{
		ID: r.ID, CustomerID: r.CustomerID, Unit: r.UnitCode, Name: r.Name, Language: r.Language, Country: r.Country,
		IsTest: r.IsTest, CreatedAt: r.CreatedAt,
	}
	for i, kind := range r.Kinds {
		c.Handles = append(c.Handles, booking.Handle{Kind: booking.HandleKind(kind), Value: r.Handles[i]})
	}
	return c, nil
}

// ByHandle is the contact who has a handle; NotFound when nobody has.
func (s *Store) ByHandle(ctx context.Context, q db.Querier, handle booking.Handle) (booking.Contact, error) {
	h, err := Canonical(handle)
	if err != nil {
		return booking.Contact{}, err
	}
	id, err := firstOwner(ctx, q, handlesOf(h))
	if err != nil {
		return booking.Contact{}, fmt.Errorf("find contact: %w", err)
	}
	if id == "" {
		return booking.Contact{}, fault.New(fault.NotFound, "contact.get.unknown")
	}
	return s.Contact(ctx, q, id)
}

const sqlInsertContact = `
INSERT INTO contacts (id, unit_code, name, language, country, is_test, created_at)
SELECT @id, u.code, @name, @language, coalesce(nullif(@country::text, ''), u.country), @is_test, @now
FROM business_units u
WHERE u.code = @unit`

func insertContact(ctx context.Context, tx *db.Tx, hint Hint) (booking.ContactID, error) {
	id := booking.ContactID(tx.NewID())
	n, err := db.Exec(ctx, tx, sqlInsertContact, db.Args{
		"id": id, "unit": hint.Unit, "name": hint.Name, "language": hint.Language, "country": hint.Country,
		"is_test": hint.IsTest, "now": tx.Now,
	})
	if err == nil && n == 0 {
		err = fault.New(fault.Invalid, "unit.get.unknown", fault.Arg("code", hint.Unit))
	}
	return id, err
}

// firstOwner is the contact of the first handle that has one; "" when none has.
func firstOwner(ctx context.Context, q db.Querier, handles []booking.Handle) (booking.ContactID, error) {
	for _, h := range handles {
		id, err := ownerOf(ctx, q, h)
		if err == nil {
			return id, nil
		}
		if !fault.Is(err, fault.NotFound) {
			return "", err
		}
	}
	return "", nil
}

// Learned is what a conversation taught of a contact. Empty fields leave what is stored.
type Learned struct {
	Name     string
	Language string
	Phone    string // any form of a number
	Prefers  string // how and when they want to be written to, in their words
}

// Taken says that a handle already belongs to another contact. It was left there.
type Taken struct {
	Handle booking.Handle
	By     booking.ContactID
}

// Error makes a Taken the cause of a Conflict.
func (t *Taken) Error() string { return "the " + string(t.Handle.Kind) + " belongs to another contact" }

// AsTaken is the Taken in err's chain, if any.
func AsTaken(err error) (*Taken, bool) { return errors.AsType[*Taken](err) }

const sqlUpdateContact = `
UPDATE contacts
SET name = coalesce(nullif(@name::text, ''), name), language = coalesce(nullif(@language::text, ''), language),
  prefers = coalesce(nullif(@prefers::text, ''), prefers)
WHERE id = @id`

// Remember keeps what was learned. A phone is theirs by their own word: it finds them for us, and nobody else. A phone that belongs to another contact is left there: everything else is kept, and the
// error is a Conflict with a Taken in its chain, after which the transaction may go on.
func (s *Store) Remember(ctx context.Context, tx *db.Tx, id booking.ContactID, l Learned) error {
	n, err := db.Exec(ctx, tx, sqlUpdateContact, db.Args{"id": id, "name": l.Name, "language": l.Language, "prefers": l.Prefers})
	if err != nil {
		return fmt.Errorf("remember contact: %w", err)
	}
	if n == 0 {
		return fault.New(fault.NotFound, "contact.get.unknown")
	}
	if l.Phone == "" {
		return nil
	}
	h, err := Canonical(booking.Handle{Kind: booking.HandleE164, Value: l.Phone})
	if err != nil {
		return err
	}
	owner, err := addHandle(ctx, tx, id, claim{Handle: h})
	if err != nil {
		return fmt.Errorf("remember contact: %w", err)
	}
	if owner != id {
		return fault.New(fault.Conflict, "contact.handle.taken", fault.Cause(&Taken{Handle: h, By: owner}))
	}
	return nil
}
