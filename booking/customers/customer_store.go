package customers

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Become makes a contact a customer.
type Become struct {
	Contact booking.ContactID
	Unit    booking.UnitCode
	Name    string // empty: the contact's
}

const sqlLockContact = `
SELECT coalesce(customer_id::text, '') AS customer_id, name, is_test
FROM contacts
WHERE id = @id
FOR UPDATE`

// CustomerFor is the customer of a contact, made at the first booking. NotFound when there is no such contact.
func (s *Store) CustomerFor(ctx context.Context, tx *db.Tx, b Become) (booking.CustomerID, error) {
	contact, err := db.One[struct {
		CustomerID booking.CustomerID
		Name       string
		IsTest     bool
	}](ctx, tx, sqlLockContact, db.Args{"id": b.Contact})
	if err != nil {
		return "", fmt.Errorf("make customer: %w", err)
	}
	if contact.CustomerID != "" {
		return contact.CustomerID, nil
	}
	if b.Name == "" {
		b.Name = contact.Name
	}
	id, err := insertCustomer(ctx, tx, b, contact.IsTest)
	if err != nil {
		return "", fmt.Errorf("make customer: %w", err)
	}
	if err := linkCustomer(ctx, tx, b.Contact, id); err != nil {
		return "", fmt.Errorf("make customer: %w", err)
	}
	return id, nil
}

const sqlInsertCustomer = `
INSERT INTO customers (id, unit_code, name, is_test, created_at)
VALUES (@id, @unit, @name, @is_test, @now)`

func insertCustomer(ctx context.Context, tx *db.Tx, b Become, isTest bool) (booking.CustomerID, error) {
	id := booking.CustomerID(tx.NewID())
	_, err := db.Exec(ctx, tx, sqlInsertCustomer, db.Args{
		"id": id, "unit": b.Unit, "name": b.Name, "is_test": isTest, "now": tx.Now,
	})
	return id, err
}

const sqlLinkCustomer = `UPDATE contacts SET customer_id = @customer WHERE id = @contact`

func linkCustomer(ctx context.Context, tx *db.Tx, contact booking.ContactID, customer booking.CustomerID) error {
	_, err := db.Exec(ctx, tx, sqlLinkCustomer, db.Args{"contact": contact, "customer": customer})
	return err
}
