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
	Problem, Customer                                   string
	Raw, Street, HouseNumber, Flat, Reference, Locality string
	Country                                             string
	Lat, Lng                                            float64
	Assignment                                          booking.AssignmentID
	AssignmentStatus                                    booking.AssignmentStatus
	Checklist                                           []booking.Item
}

const planColumns = `
SELECT v.id, v.work_order_id, v.site_id, v.status, v.confirmation, v.arrival, v.planned, v.time_zone, v.duration_minutes,
  o.number, o.service_code AS service, o.quantity, o.problem, c.name AS customer, s.raw, s.street, s.number AS house_number,
  s.unit AS flat, s.reference, l.name AS locality, s.country, s.lat, s.lng, a.id AS assignment, a.status AS assignment_status,
  t.checklist
FROM assignments a
JOIN visits v ON v.id = a.visit_id
JOIN work_orders o ON o.id = v.work_order_id
JOIN service_types t ON t.code = o.service_code
JOIN contacts c ON c.id = o.contact_id
JOIN sites s ON s.id = v.site_id
JOIN localities l ON l.id = s.locality_id
WHERE a.resource_id = @resource`

const sqlListOffers = planColumns + ` AND a.status = 'offered' AND a.offered_until > @now AND v.status IN ('scheduled','dispatched')
ORDER BY a.offered_until, v.id`

// Visits that began keep their place before those that did not.
const sqlListPlan = planColumns + ` AND a.status IN ('offered','accepted','active')
  AND v.status NOT IN ('tentative','canceled','superseded','missed')
  AND lower(v.planned) <@ @during::tstzrange
ORDER BY v.status IN ('scheduled','dispatched'), lower(v.planned), v.id`

// Plan is a technician's visits of a day, in the order in which they are to be made, those that ended included.
func (s *Service) Plan(ctx context.Context, q db.Querier, day visits.TechnicianDay) ([]booking.DayVisit, error) {
	rows, err := db.Collect[planRow](ctx, q, sqlListPlan, db.Args{"resource": day.Resource, "during": day.Span})
	if err != nil {
		return nil, fmt.Errorf("plan of the day: %w", err)
	}
	out := make([]booking.DayVisit, len(rows))
	for i, r := range rows {
		out[i] = r.visit(day.Resource)
	}
	return out, nil
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
		Number: r.Number, Service: r.Service, Quantity: r.Quantity, Problem: r.Problem, Customer: r.Customer,
		Address: booking.Address{
			Raw: r.Raw, Street: r.Street, Number: r.HouseNumber, Unit: r.Flat, Reference: r.Reference,
		},
		Locality: r.Locality, Country: r.Country, At: booking.Pin{Lat: r.Lat, Lng: r.Lng}, Assignment: r.Assignment,
		Offered: r.AssignmentStatus == booking.AssignmentOffered, Checklist: r.Checklist, Code: booking.AcceptanceCode(r.ID),
	}
}
