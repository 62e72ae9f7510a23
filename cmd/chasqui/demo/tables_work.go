package demo

import (
	"cmp"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// talkTables are the conversations. Every inbound message belongs to a turn that is done: nothing is left to answer.
func (w *world) talkTables() []*table {
	conv := newTable("conversations", "id", "contact_id", "channel", "ours", "theirs", "owner", "turns", "created_at", "last_in_at",
		"last_out_at")
	turns := newTable("turns", "id", "conversation_id", "n", "at", "status", "rules_version", "language", "done_at")
	msgs := newTable("messages", "id", "conversation_id", "direction", "channel", "external_id", "kind", "body", "author", "status",
		"turn_id", "sent_at", "created_at")
	for _, t := range w.talks {
		n, turn := 0, ""
		var lastIn, lastOut time.Time
		for _, l := range t.lines {
			if l.in {
				n, turn, lastIn = n+1, w.ids.New(), l.at
				turns.add(turn, string(t.id), n, l.at, "done", "demo", t.person.language, l.at.Add(time.Second))
				msgs.add(string(l.id), string(t.id), "in", "whatsapp", "demo-"+string(l.id), "text", l.body, l.author, "received",
					turn, l.at, l.at)
				continue
			}
			lastOut = l.at
			msgs.add(string(l.id), string(t.id), "out", "whatsapp", nil, "text", l.body, l.author, "read", turn, l.at, l.at)
		}
		owner := "bot"
		if t.human {
			owner = "human"
		}
		conv.add(string(t.id), string(t.person.contact), "whatsapp", unitOf(t.person.unit).Phone, t.person.phone, owner, n,
			t.lines[0].at, lastIn, lastOut)
	}
	return []*table{conv, turns, msgs}
}

func (w *world) workTables() []*table {
	return slices.Concat(w.leadTables(), w.visitTables(), w.absenceTables(), []*table{w.escalationTable()})
}

func (w *world) leadTables() []*table {
	leads := newTable("leads", "id", "contact_id", "conversation_id", "unit_code", "status", "reason", "service_code", "locality_id",
		"problem", "source", "campaign", "first_message_id", "created_at", "updated_at")
	touches := newTable("lead_touches", "id", "lead_id", "at", "source", "campaign")
	list := newTable("waitlist_entries", "id", "contact_id", "lead_id", "unit_code", "service_code", "locality_id", "locality",
		"cause", "created_at")
	for _, l := range w.leads {
		var talk, first any
		if l.talk != nil {
			talk, first = string(l.talk.id), string(l.talk.lines[0].id)
		}
		updated := l.at.Add(5 * time.Minute)
		if l.visit != nil {
			updated = l.visit.booked
		}
		leads.add(string(l.id), string(l.person.contact), talk, string(l.person.unit), string(l.status), l.reason,
			string(l.service.code), nullable(l.place), l.problem, l.source, l.campaign, first, l.at, updated)
		touches.add(w.ids.New(), string(l.id), l.at, l.source, l.campaign)
		if l.status == booking.LeadWaitlisted {
			list.add(w.ids.New(), string(l.person.contact), string(l.id), string(l.person.unit), string(l.service.code),
				nullable(l.place), l.locality, "no_slot", l.at)
		}
	}
	return []*table{leads, touches, list}
}

// visitTables writes every visit as it was when it was booked; Settle makes history of those that are over.
func (w *world) visitTables() []*table {
	orders := newTable("work_orders", "id", "unit_code", "customer_id", "contact_id", "site_id", "lead_id", "service_code", "problem",
		"answers", "duration_minutes", "status", "created_at")
	visits := newTable("visits", "id", "work_order_id", "site_id", "status", "arrival", "planned", "time_zone", "duration_minutes",
		"created_at")
	assigned := newTable("assignments", "id", "visit_id", "resource_id", "status", "created_at")
	taken := newTable("occupations", "id", "resource_id", "kind", "span", "assignment_id")
	promises := newTable("promises", "id", "visit_id", "version", "arrival", "message_id", "consent_id", "made_at")
	days := newTable("technician_days", "resource_id", "day", "version")
	planned := map[[2]string]bool{}
	for _, v := range w.byBooking() {
		p := v.person
		var leadID any
		if v.lead != nil {
			leadID = string(v.lead.id)
		}
		orders.add(string(v.order), string(p.unit), string(p.customer), string(p.contact), string(p.site.id), leadID,
			string(v.service.code), v.problem, jsonOf(v.answers), v.service.median, string(booking.OrderScheduled), v.booked)
		visits.add(string(v.id), string(v.order), string(p.site.id), string(booking.VisitScheduled), v.window, v.planned, v.zoneName,
			v.service.median, v.booked)
		promises.add(string(v.promise), string(v.id), 1, v.window, string(v.toldBy), nullable(v.consent), v.booked)
		if v.technician == nil {
			continue
		}
		tech, id := string(v.technician.ID), w.ids.New()
		status := booking.AssignmentActive
		if v.technician.Employment != booking.Employee {
			status = booking.AssignmentAccepted
		}
		assigned.add(id, string(v.id), tech, string(status), v.booked)
		taken.add(w.ids.New(), tech, "assignment", v.planned, id)
		if key := [2]string{tech, w.Monday.Add(v.day).String()}; !planned[key] {
			planned[key] = true
			days.add(tech, dateOf(key[1]), 1)
		}
	}
	return []*table{orders, visits, promises, assigned, taken, days}
}

// byBooking orders the visits by when they were booked, so that job numbers grow with time.
func (w *world) byBooking() []*visit {
	list := slices.Clone(w.visits)
	slices.SortStableFunc(list, func(a, b *visit) int {
		return cmp.Or(a.booked.Compare(b.booked), cmp.Compare(a.id, b.id))
	})
	return list
}

func (w *world) escalationTable() *table {
	t := newTable("escalations", "id", "conversation_id", "contact_id", "visit_id", "unit_code", "cause", "priority", "summary",
		"opened_at", "due_at")
	for _, e := range w.escalations {
		var visit any
		if e.visit != nil {
			visit = string(e.visit.id)
		}
		opened := e.talk.lines[len(e.talk.lines)-1].at
		t.add(string(e.id), string(e.talk.id), string(e.talk.person.contact), visit, string(e.talk.person.unit), string(e.cause),
			string(e.priority), e.talk.lines[0].body, opened, opened.Add(e.priority.FirstResponse()))
	}
	return t
}
