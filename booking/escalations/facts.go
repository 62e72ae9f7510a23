package escalations

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// Fact is the data of escalation.* facts.
type Fact struct {
	EscalationID   booking.EscalationID     `json:"escalation_id"`
	Cause          booking.Cause            `json:"cause"`
	Priority       booking.Priority         `json:"priority"`
	ConversationID booking.ConversationID   `json:"conversation_id,omitempty"`
	Unit           booking.UnitCode         `json:"unit"`
	Status         booking.EscalationStatus `json:"status,omitempty"` // not of escalation.opened
}

func tell(ctx context.Context, tx *db.Tx, name string, by booking.UserID, e Escalation) error {
	f := Fact{EscalationID: e.ID, Cause: e.Cause, Priority: e.Priority, ConversationID: e.Conversation, Unit: e.Unit}
	if name != booking.FactEscalationOpened {
		f.Status = e.Status
	}
	actor := ""
	if by != "" {
		actor = "user:" + string(by)
	}
	return events.Append(ctx, tx, events.Fact{
		Name: name, Actor: actor, SubjectKind: "escalation", SubjectID: string(e.ID), ConversationID: string(e.Conversation),
		ContactID: string(e.Contact), VisitID: string(e.Visit), Data: events.Data(f),
	})
}
