package workday

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

type planRow struct {
	ID                                                  booking.VisitID
	WorkOrderID                                         booking.WorkOrderID
	SiteID                                              booking.SiteID
	Status                                              booking.VisitStatus
	Confirmation                                        booking.Confirmation
	Arrival, Planned                                    span.Span
	TimeZone                                            string
	DurationMinutes                                     int
	Number                                              int64
	Service                                             booking.ServiceCode
	Quantity                                            int
	Problem, Access, Customer                           string
	Raw, Street, HouseNumber, Flat, Reference, Locality string
	Country                                             string
	Lat, Lng                                            float64
	Assignment                                          booking.AssignmentID
	AssignmentStatus                                    booking.AssignmentStatus
	Checklist                                           []booking.Item
}

// stopRow is a visit in one stint with a technician.
type stopRow struct {
	planRow
	Given         time.Time
	Ended, Missed *time.Time
	Begun         bool
	PlanSince     []time.Time
	PlanStarts    []*time.Time
}

const planColumns = `
  v.id, v.work_order_id, v.site_id, v.status, v.confirmation, v.arrival, v.planned, v.time_zone, v.duration_minutes,
  o.number, o.service_code AS service, o.quantity, o.problem, o.access, c.name AS customer, s.raw, s.street, s.number AS house_number,
  s.unit AS flat, s.reference, l.name AS locality, s.country, s.lat, s.lng, a.id AS assignment, a.status AS assignment_status,
  t.checklist`

const planTables = `
FROM assignments a
JOIN visits v ON v.id = a.visit_id
JOIN work_orders o ON o.id = v.work_order_id
JOIN service_types t ON t.code = o.service_code
JOIN contacts c ON c.id = o.contact_id
JOIN sites s ON s.id = v.site_id
JOIN localities l ON l.id = s.locality_id
WHERE a.resource_id = @resource`

const sqlListOffers = `SELECT` + planColumns + planTables + `
  AND a.status = 'offered' AND a.offered_until > @now AND v.status IN ('scheduled','dispatched')
ORDER BY a.offered_until, v.id`

// All that was the technician's on that day at some time, with when it was; what other days' steps began is theirs.
const sqlListStops = `SELECT` + planColumns + `,
  coalesce(a.accepted_at, a.created_at) AS given, CASE WHEN a.status = 'released' THEN a.ended_at END AS ended,
  v.en_route_at IS NOT NULL AS begun,
  (SELECT min(f.at) FROM facts f WHERE f.visit_id = v.id AND f.name = 'visit.missed') AS missed,
  ARRAY(SELECT p.at FROM visit_plans p WHERE p.visit_id = v.id ORDER BY p.id) AS plan_since,
  ARRAY(SELECT p.starts FROM visit_plans p WHERE p.visit_id = v.id ORDER BY p.id) AS plan_starts` + planTables + `
  AND a.status IN ('offered','accepted','active','released') AND v.status <> 'tentative'
  AND (lower(v.planned) <@ @during::tstzrange
    OR EXISTS (SELECT FROM visit_plans p WHERE p.visit_id = v.id AND p.starts <@ @during::tstzrange))
  AND (v.en_route_at IS NULL OR v.en_route_at <@ @working::tstzrange)
ORDER BY lower(v.planned), v.id, a.created_at, a.id`

// stops are the visits of a technician's day, in the order in which they are to be made, each once.
func (s *Service) stops(ctx context.Context, q db.Querier, day visits.TechnicianDay) ([]stop, error) {
	rows, err := db.Collect[stopRow](ctx, q, sqlListStops, db.Args{
		"resource": day.Resource, "during": day.Span, "working": span.New(day.Span.Start, day.Span.End.Add(nightWork)),
	})
	if err != nil {
		return nil, fmt.Errorf("plan of the day: %w", err)
	}
	var out []stop
	for _, r := range rows {
		next := r.stop(day.Resource)
		if n := len(out); n > 0 && out[n-1].ID == next.ID { // taken away and given back
			next.stints = append(out[n-1].stints, next.stints...)
			out = out[:n-1]
		}
		out = append(out, next)
	}
	return out, nil
}

func (r stopRow) stop(resource booking.ResourceID) stop {
	s := stop{DayVisit: r.visit(resource), starts: r.starts(), begun: r.Begun}
	if !s.Offered {
		stint := span.Span{Start: r.Given}
		if r.Ended != nil {
			stint.End = *r.Ended
		}
		s.stints = []span.Span{stint}
	}
	if r.Missed != nil {
		s.missed = *r.Missed
	}
	return s
}

// starts is how the planned start changed. Where that was not kept, it is what the visit says now.
func (r stopRow) starts() []planning {
	var out []planning
	for i, since := range r.PlanSince {
		p := planning{since: since}
		if r.PlanStarts[i] != nil {
			p.start = *r.PlanStarts[i]
		}
		out = append(out, p)
	}
	if n := len(out); n == 0 || !out[n-1].start.Equal(r.Planned.Start) {
		return []planning{{start: r.Planned.Start}}
	}
	return out
}

// Plan is a technician's visits of a day, in the order in which they are to be made, those that ended included.
func (s *Service) Plan(ctx context.Context, q db.Querier, day visits.TechnicianDay) ([]booking.DayVisit, error) {
	f, err := s.fold(ctx, q, day)
	if err != nil {
		return nil, err
	}
	return f.shown().Plan, nil
}

// Offers lists the visits that wait for a technician's yes, on whatever day, what ends first before the rest.
func (s *Service) Offers(ctx context.Context, q db.Querier, resource booking.ResourceID, now time.Time) ([]booking.DayVisit, error) {
	rows, err := db.Collect[planRow](ctx, q, sqlListOffers, db.Args{"resource": resource, "now": now})
	if err != nil {
		return nil, fmt.Errorf("offers: %w", err)
	}
	out := make([]booking.DayVisit, len(rows))
	for i, r := range rows {
		out[i] = r.visit(resource)
	}
	return out, nil
}

func (r planRow) visit(resource booking.ResourceID) booking.DayVisit {
	return booking.DayVisit{
		Visit: booking.Visit{
			ID: r.ID, WorkOrderID: r.WorkOrderID, SiteID: r.SiteID, Status: r.Status, Confirmation: r.Confirmation, Window: r.Arrival,
			Planned: r.Planned, TimeZone: r.TimeZone, Duration: time.Duration(r.DurationMinutes) * time.Minute, Resource: resource,
		},
		Number: r.Number, Service: r.Service, Quantity: r.Quantity, Problem: r.Problem, Access: r.Access, Customer: r.Customer,
		Address: booking.Address{
			Raw: r.Raw, Street: r.Street, Number: r.HouseNumber, Unit: r.Flat, Reference: r.Reference,
		},
		Locality: r.Locality, Country: r.Country, At: booking.Pin{Lat: r.Lat, Lng: r.Lng}, Assignment: r.Assignment,
		Offered: r.AssignmentStatus == booking.AssignmentOffered, Checklist: r.Checklist, Code: booking.AcceptanceCode(r.ID),
	}
}
