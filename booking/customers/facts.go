package customers

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// ConsentFact is the data of consent.* facts.
type ConsentFact struct {
	Purpose   booking.ConsentPurpose `json:"purpose"`
	ContactID booking.ContactID      `json:"contact_id"`
}

func factWithdrawn(ctx context.Context, tx *db.Tx, w booking.WithdrawConsent) error {
	return events.Append(ctx, tx, events.Fact{
		Name:           booking.FactConsentWithdrawn,
		Actor:          "contact:" + string(w.ContactID),
		SubjectKind:    "contact",
		SubjectID:      string(w.ContactID),
		ConversationID: string(w.Conversation),
		ContactID:      string(w.ContactID),
		Data:           events.Data(ConsentFact{Purpose: w.Purpose, ContactID: w.ContactID}),
	})
}
