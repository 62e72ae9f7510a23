package leads

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// Fact is the data of every lead.* fact.
type Fact struct {
	LeadID         booking.LeadID         `json:"lead_id"`
	ContactID      booking.ContactID      `json:"contact_id"`
	ConversationID booking.ConversationID `json:"conversation_id,omitempty"`
	Unit           booking.UnitCode       `json:"unit"`
	Status         booking.LeadStatus     `json:"status"`
	Reason         string                 `json:"reason,omitempty"`
	Service        booking.ServiceCode    `json:"service,omitempty"`
	Place          booking.PlaceID        `json:"place,omitempty"`
	Source         string                 `json:"source"`
	Campaign       string                 `json:"campaign,omitempty"`
}

// factNames are the facts of entering a status; the others have none.
var factNames = map[booking.LeadStatus]string{
	booking.LeadNew:          booking.FactLeadCreated,
	booking.LeadQualified:    booking.FactLeadQualified,
	booking.LeadDisqualified: booking.FactLeadDisqualified,
	booking.LeadConverted:    booking.FactLeadConverted,
	booking.LeadLost:         booking.FactLeadLost,
	booking.LeadWaitlisted:   booking.FactLeadWaitlisted,
}

// appendFacts tells the statuses that a lead entered, in order.
func appendFacts(ctx context.Context, tx *db.Tx, l booking.Lead, entered []booking.LeadStatus) error {
	for _, status := range entered {
		name := factNames[status]
		if name == "" {
			continue
		}
		data := Fact{
			LeadID: l.ID, ContactID: l.ContactID, ConversationID: l.Conversation, Unit: l.Unit, Status: status,
			Service: l.Service, Place: l.Place, Source: l.Source, Campaign: l.Campaign,
		}
		if status == l.Status {
			data.Reason = l.Reason
		}
		err := events.Append(ctx, tx, events.Fact{
			Name: name, SubjectKind: "lead", SubjectID: string(l.ID), LeadID: string(l.ID),
			ContactID: string(l.ContactID), ConversationID: string(l.Conversation), Data: events.Data(data),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
