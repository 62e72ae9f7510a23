package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Entry is one thing that takes a technician's time: a live visit or an active hold. Exactly one of both ids is set.
type Entry struct {
	Resource     booking.ResourceID
	Visit        booking.VisitID
	Hold         booking.HoldID
	Window       span.Span // promised arrival
	Planned      span.Span
	Duration     time.Duration
	At           booking.Pin
	Territory    booking.TerritoryCode
	Service      booking.ServiceCode
	Status       booking.VisitStatus // empty for a hold
	Arrived      time.Time           // when the technician came; zero before
	Contact      booking.ContactID   // of a hold
	Conversation booking.ConversationID
}

// Started tells whether the technician is on the way or there: such a visit is not planned any more.
func (e Entry) Started() bool { return e.Visit != "" && !e.Status.Movable() && e.Status != booking.VisitTentative }

// Period asks for what takes the time of technicians. Holds that are over by Now are left out.
type Period struct {
	Resources []booking.ResourceID
	During    span.Span
	Now       time.Time
}

// It reads from occupations, whose index knows technician and time at once.
const sqlListCalendar = `
SELECT oc.resource_id AS resource, coalesce(v.id::text, '') AS visit, coalesce(h.id::text, '') AS hold,
  coalesce(v.arrival, h.arrival) AS "window", coalesce(v.planned, h.planned) AS planned,
  coalesce(v.duration_minutes, h.duration_minutes) AS minutes,
  coalesce(s.lat, h.lat) AS lat, coalesce(s.lng, h.lng) AS lng,
  coalesce(s.territory_code, h.territory_code) AS territory, coalesce(o.service_code, h.service_code) AS service,
  coalesce(v.status, '') AS status, lower(v.actual) AS arrived,
  coalesce(h.contact_id::text, '') AS contact, coalesce(h.conversation_id::text, '') AS conversation
FROM unnest(@resources::uuid[]) AS who (id)
JOIN occupations oc ON oc.resource_id = who.id AND oc.span && @during::tstzrange
LEFT JOIN slot_holds h ON h.id = oc.hold_id AND h.status = 'active' AND h.expires_at > @now
LEFT JOIN assignments a ON a.id = oc.assignment_id
LEFT JOIN visits v ON v.id = a.visit_id
LEFT JOIN sites s ON s.id = v.site_id
LEFT JOIN work_orders o ON o.id = v.work_order_id
WHERE oc.kind <> 'absence' AND (v.id IS NOT NULL OR h.id IS NOT NULL)
ORDER BY lower(oc.span), oc.id`

// Calendar lists what takes the time of technicians, by planned start.
func (s *Store) Calendar(ctx context.Context, q db.Querier, p Period) ([]Entry, error) {
	rows, err := db.Collect[calendarRow](ctx, q, sqlListCalendar, db.Args{
		"resources": texts(p.Resources), "during": p.During, "now": p.Now,
	})
	if err != nil {
		return nil, fmt.Errorf("list calendar: %w", err)
	}
	list := make([]Entry, len(rows))
	for i, r := range rows {
		list[i] = r.entry()
	}
	return list, nil
}

type calendarRow struct {
	Resource        booking.ResourceID
	Visit           booking.VisitID
	Hold            booking.HoldID
	Window, Planned span.Span
	Minutes         int
	Lat, Lng        float64
	Territory       booking.TerritoryCode
	Service         booking.ServiceCode
	Status          booking.VisitStatus
	Arrived         *time.Time
	Contact         booking.ContactID
	Conversation    booking.ConversationID
}

func (r calendarRow) entry() Entry {
	e := Entry{
		Resource: r.Resource, Visit: r.Visit, Hold: r.Hold, Window: r.Window, Planned: r.Planned,
		Duration: time.Duration(r.Minutes) * time.Minute, At: booking.Pin{Lat: r.Lat, Lng: r.Lng},
		Territory: r.Territory, Service: r.Service, Status: r.Status, Contact: r.Contact, Conversation: r.Conversation,
	}
	if r.Arrived != nil {
		e.Arrived = *r.Arrived
	}
	return e
}
