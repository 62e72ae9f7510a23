package customers

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// ConsentStatus is what a contact last said about a purpose.
type ConsentStatus string

// The last words a contact can have said.
const (
	NeverAsked ConsentStatus = "" // nothing was said
	Given      ConsentStatus = "given"
	Withdrawn  ConsentStatus = "withdrawn"
)

// Consent is the last word of a contact on a purpose.
type Consent struct {
	Status ConsentStatus
	Quote  string // the words that said so
	At     time.Time
}

const sqlFindConsent = `
SELECT status, quote, at
FROM consents
WHERE contact_id = @contact AND purpose = @purpose
ORDER BY at DESC, id DESC
LIMIT 1`

// Consent is what a contact last said about a purpose; NeverAsked when nothing.
func (s *Store) Consent(ctx context.Context, q db.Querier, contact booking.ContactID, purpose booking.ConsentPurpose) (Consent, error) {
	c, err := db.One[Consent](ctx, q, sqlFindConsent, db.Args{"contact": contact, "purpose": purpose})
	if fault.Is(err, fault.NotFound) {
		return Consent{}, nil
	}
	if err != nil {
		return Consent{}, fmt.Errorf("find consent: %w", err)
	}
	return c, nil
}

const sqlInsertConsent = `
INSERT INTO consents (id, contact_id, purpose, status, quote, message_id, at)
SELECT @id, @contact, @purpose, 'withdrawn', @quote, @message::uuid, @now
WHERE NOT EXISTS (SELECT FROM consents WHERE contact_id = @contact AND purpose = @purpose AND status = 'withdrawn'
  AND message_id = @message::uuid)`

// Withdraw records that a contact does not want messages of a purpose any more, and the fact consent.withdrawn. Saying so
// twice is recorded twice, but for the same message.
func (s *Store) Withdraw(ctx context.Context, tx *db.Tx, w booking.WithdrawConsent) error {
	n, err := db.Exec(ctx, tx, sqlInsertConsent, db.Args{
		"id": tx.NewID(), "contact": w.ContactID, "purpose": w.Purpose, "quote": w.Quote,
		"message": db.Null(w.MessageID), "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("withdraw consent: %w", err)
	}
	if n == 0 {
		return nil
	}
	if err := factWithdrawn(ctx, tx, w); err != nil {
		return fmt.Errorf("withdraw consent: %w", err)
	}
	return nil
}
