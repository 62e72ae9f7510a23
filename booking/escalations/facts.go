package escalations

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// Fact is the data of escalation.* facts.
type Fact struct {
	EscalationID   booking.EscalationID   `json:"escalation_id"`
	Cause          booking.Cause          `json:"cause"`
	Priority       booking.Priority       `json:"priority"`
	ConversationID booking.ConversationID `json:"conversation_id,omitempty"`
	Unit           booking.UnitCode       `json:"unit"`
}

func factOpened(ctx context.Context, tx *db.Tx, id booking.EscalationID, o booking.OpenEscalation) error {
	return events.Append(ctx, tx, events.Fact{
		Name:           booking.FactEscalationOpened,
		SubjectKind:    "escalation",
		SubjectID:      string(id),
		ConversationID: string(o.Conversation),
		ContactID:      string(o.Contact),
		VisitID:        string(o.Visit),
		Data: events.Data(Fact{
			EscalationID: id, Cause: o.Cause, Priority: o.Priority, ConversationID: o.Conversation, Unit: o.Unit,
		}),
	})
}
