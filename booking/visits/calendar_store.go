package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

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
func (e Entry) Started() bool {
	return e.Visit != "" && !e.Status.Movable() && e.Status != booking.VisitTentative
}

// Period asks for what takes the time of technicians. Holds that are over by Now are left out.
type Period struct {
	Resources []booking.ResourceID
	During    span.Span
	Now       time.Time
}

// It reads from occupations, whose index knows technician and time at once; their span is the planned time. Thousands of rows are
// read for one offer, so the columns are what scans fastest.
const sqlListCalendar = `
SELECT oc.resource_id, v.id AS visit_id, NULL::uuid AS hold_id, lower(v.arrival), upper(v.arrival), lower(oc.span), upper(oc.span),
  v.duration_minutes, s.lat, s.lng, s.territory_code, o.service_code, v.status, lower(v.actual), NULL::uuid, NULL::uuid
FROM occupations oc
JOIN assignments a ON a.id = oc.assignment_id
JOIN visits v ON v.id = a.visit_id
JOIN sites s ON s.id = v.site_id
JOIN work_orders o ON o.id = v.work_order_id
WHERE oc.resource_id = ANY(@resources::uuid[]) AND oc.span && @during::tstzrange
UNION ALL
SELECT oc.resource_id, NULL, h.id, lower(h.arrival), upper(h.arrival), lower(oc.span), upper(oc.span),
  h.duration_minutes, h.lat, h.lng, h.territory_code, h.service_code, '', NULL, h.contact_id, h.conversation_id
FROM occupations oc
JOIN slot_holds h ON h.id = oc.hold_id
WHERE oc.resource_id = ANY(@resources::uuid[]) AND oc.span && @during::tstzrange AND h.status = 'active' AND h.expires_at > @now
ORDER BY 1, 6`

// Calendar lists what takes the time of technicians, by technician and planned start.
func (s *Store) Calendar(ctx context.Context, q db.Querier, p Period) ([]Entry, error) {
	rows, err := q.Query(ctx, sqlListCalendar, db.Args{"resources": texts(p.Resources), "during": p.During, "now": p.Now})
	if err != nil {
		return nil, fmt.Errorf("list calendar: %w", db.MapError(err))
	}
	list := make([]Entry, 0, 8*len(p.Resources))
	var r calendarRow
	_, err = pgx.ForEachRow(rows, r.targets(), func() error {
		list = append(list, r.entry())
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list calendar: %w", db.MapError(err))
	}
	return list, nil
}

type calendarRow struct {
	resource, visit, hold, contact, conversation pgtype.UUID
	from, to, start, end                         time.Time
	arrived                                      *time.Time
	minutes                                      int
	lat, lng                                     float64
	territory, service, status                   string
}

// targets are in the order of the columns.
func (r *calendarRow) targets() []any {
	return []any{
		&r.resource, &r.visit, &r.hold, &r.from, &r.to, &r.start, &r.end, &r.minutes, &r.lat, &r.lng, &r.territory, &r.service,
		&r.status, &r.arrived, &r.contact, &r.conversation,
	}
}

func (r *calendarRow) entry() Entry {
	e := Entry{
		Resource: booking.ResourceID(r.resource.String()), Visit: booking.VisitID(r.visit.String()), Hold: booking.HoldID(r.hold.String()),
		Window: span.New(r.from, r.to), Planned: span.New(r.start, r.end), Duration: time.Duration(r.minutes) * time.Minute,
		At: booking.Pin{Lat: r.lat, Lng: r.lng}, Territory: booking.TerritoryCode(r.territory),
		Service: booking.ServiceCode(r.service), Status: booking.VisitStatus(r.status),
		Contact: booking.ContactID(r.contact.String()), Conversation: booking.ConversationID(r.conversation.String()),
	}
	if r.arrived != nil {
		e.Arrived = *r.arrived
	}
	return e
}
