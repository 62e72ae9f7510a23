package visits

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// Fact is the data of a visit.* fact as the visit stands.
func (r Record) Fact() booking.VisitFact {
	start, end := local(r.Window, r.TimeZone)
	return booking.VisitFact{
		VisitID: r.ID, WorkOrderID: r.WorkOrderID, Service: r.Service, WindowStart: start, WindowEnd: end,
		Technician: r.Technician, Locality: r.Locality, Country: r.Country, TimeZone: r.TimeZone, Status: r.Status, Confirmation: r.Confirmation,
		PreviousVisitID: r.Reschedules,
	}
}

// fact is the envelope, with the visit as its subject.
func (r Record) fact(name string, by By) events.Fact {
	return events.Fact{
		Name: name, Actor: by.Actor, Origin: by.Origin, SubjectKind: "visit", SubjectID: string(r.ID),
		ConversationID: string(by.Conversation), ContactID: string(r.Contact), LeadID: string(r.Lead),
		WorkOrderID: string(r.WorkOrderID), VisitID: string(r.ID),
	}
}

// Tell appends a visit.* fact with the visit as it stands.
func (s *Store) Tell(ctx context.Context, tx *db.Tx, r Record, name, reason string, by By) error {
	return s.TellChange(ctx, tx, r, name, Transition{Reason: reason, By: by})
}

// TellChange is Tell with what is known of the change.
func (s *Store) TellChange(ctx context.Context, tx *db.Tx, r Record, name string, t Transition) error {
	data := r.Fact()
	data.Reason, data.Initiator, data.Late, data.FeeMinor = t.Reason, t.Initiator, t.Late, t.FeeMinor
	f := r.fact(name, t.By)
	f.Data = events.Data(data)
	return events.Append(ctx, tx, f)
}
