package demo

import (
	"cmp"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/leads"
)

// happened is a fact with the ids it belongs to.
type happened struct {
	name                                      string
	at                                        time.Time
	kind, subject                             string
	conversation, contact, lead, order, visit string
	data                                      any
}

// factTable is what has happened up to the booking of every visit, in order.
func (w *world) factTable() *table {
	var list []happened
	for _, t := range w.talks {
		list = append(list, happened{
			name: booking.FactConversationStarted, at: t.lines[0].at, kind: "conversation", subject: string(t.id),
			conversation: string(t.id), contact: string(t.person.contact), data: map[string]any{"channel": "whatsapp"},
		})
	}
	for _, l := range w.leads {
		list = append(list, l.facts()...)
	}
	for _, v := range w.visits {
		list = append(list, v.facts()...)
	}
	for _, e := range w.escalations {
		list = append(list, e.fact())
	}
	slices.SortStableFunc(list, func(a, b happened) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.subject, b.subject)) })
	t := newTable("facts", "id", "name", "at", "actor", "subject_kind", "subject_id", "conversation_id", "contact_id", "lead_id",
		"work_order_id", "visit_id", "data")
	for _, h := range list {
		t.add(w.ids.New(), h.name, h.at, "bot", h.kind, h.subject, nullable(h.conversation), nullable(h.contact), nullable(h.lead),
			nullable(h.order), nullable(h.visit), jsonOf(h.data))
	}
	return t
}

func (l *lead) facts() []happened {
	h := happened{
		name: booking.FactLeadCreated, at: l.at, kind: "lead", subject: string(l.id), contact: string(l.person.contact),
		lead: string(l.id),
	}
	if l.talk != nil {
		h.conversation = string(l.talk.id)
	}
	data := leads.Fact{
		LeadID: l.id, ContactID: l.person.contact, ConversationID: booking.ConversationID(h.conversation), Unit: l.person.unit,
		Status: booking.LeadNew, Service: l.service.code, Place: l.place, Source: l.source, Campaign: l.campaign,
	}
	h.data = data
	list := []happened{h}
	names := map[booking.LeadStatus]string{
		booking.LeadConverted: booking.FactLeadConverted, booking.LeadLost: booking.FactLeadLost,
		booking.LeadDisqualified: booking.FactLeadDisqualified, booking.LeadWaitlisted: booking.FactLeadWaitlisted,
	}
	if name := names[l.status]; name != "" {
		data.Status, data.Reason = l.status, l.reason
		h.name, h.at, h.data = name, l.at.Add(5*time.Minute), data
		if l.visit != nil {
			h.at = l.visit.booked
		}
		list = append(list, h)
	}
	return list
}

func (v *visit) facts() []happened {
	window := v.local()
	data := booking.VisitFact{
		VisitID: v.id, WorkOrderID: v.order, Service: v.service.code,
		WindowStart: window.Start.Format(time.RFC3339), WindowEnd: window.End.Format(time.RFC3339),
		Locality: v.person.site.locality.Name, Country: v.person.site.locality.Country,
		Status: booking.VisitScheduled, Confirmation: booking.ConfirmationNotAsked,
	}
	if v.technician != nil {
		data.Technician = v.technician.Name
	}
	h := happened{
		name: booking.FactVisitBooked, at: v.booked, kind: "visit", subject: string(v.id), contact: string(v.person.contact),
		order: string(v.order), visit: string(v.id), data: data,
	}
	if v.lead != nil {
		h.lead = string(v.lead.id)
		if v.lead.talk != nil {
			h.conversation = string(v.lead.talk.id)
		}
	}
	if v.day < -3 {
		return []happened{h} // older ones would only make the demo slow to move
	}
	told := h
	told.name, told.kind, told.subject = booking.FactPromiseMade, "promise", string(v.promise)
	told.data = map[string]any{
		"promise_id": v.promise, "visit_id": v.id, "version": 1, "window_start": data.WindowStart, "window_end": data.WindowEnd,
		"message_id": v.toldBy,
	}
	return []happened{h, told}
}

func (e *escalation) fact() happened {
	t := e.talk
	h := happened{
		name: booking.FactEscalationOpened, at: t.lines[len(t.lines)-1].at, kind: "escalation", subject: string(e.id),
		conversation: string(t.id), contact: string(t.person.contact),
		data: escalations.Fact{
			EscalationID: e.id, Cause: e.cause, Priority: e.priority, ConversationID: t.id, Unit: t.person.unit,
		},
	}
	if e.visit != nil {
		h.visit = string(e.visit.id)
	}
	return h
}
