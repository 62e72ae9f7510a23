package visits

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Record is a visit with what its rules and facts need of its surroundings.
type Record struct {
	booking.Visit
	Number      int64
	Unit        booking.UnitCode
	Contact     booking.ContactID
	Lead        booking.LeadID // empty: none
	Service     booking.ServiceCode
	Quantity    int
	Moves       int       // how often the customer moved it before
	Expected    time.Time // arrival as last told on the day; zero: nothing was told
	OrderStatus booking.WorkOrderStatus
	Territory   booking.TerritoryCode
	Locality    string
	Country     string
	At          booking.Pin
	Assignment  booking.AssignmentID // live; empty when unassigned
	Assigned    booking.AssignmentStatus
	Technician  string // name
	CrewZone    string // time zone of the technician
}

// Day is the technician-day that the visit takes time of; ok is false when nobody is assigned.
func (r Record) Day() (TechnicianDay, bool, error) {
	if r.Resource == "" || r.Planned.IsZero() {
		return TechnicianDay{}, false, nil
	}
	d, err := DayOf(r.Resource, r.Planned.Start, r.CrewZone)
	return d, err == nil, err
}

type recordRow struct {
	ID                   booking.VisitID
	WorkOrderID          booking.WorkOrderID
	SiteID               booking.SiteID
	Status               booking.VisitStatus
	Confirmation         booking.Confirmation
	Arrival, Planned     span.Span
	TimeZone             string
	DurationMinutes      int
	Reschedules          booking.VisitID
	Number               int64
	Unit                 booking.UnitCode
	Contact              booking.ContactID
	Lead                 booking.LeadID
	Service              booking.ServiceCode
	Quantity, Moves      int
	Expected             *time.Time
	OrderStatus          booking.WorkOrderStatus
	Territory            booking.TerritoryCode
	Locality, Country    string
	Lat, Lng             float64
	Assignment           booking.AssignmentID
	Assigned             booking.AssignmentStatus
	Resource             booking.ResourceID
	Technician, CrewZone string
}

func (r recordRow) record() Record {
	out := Record{
		Visit: booking.Visit{
			ID: r.ID, WorkOrderID: r.WorkOrderID, SiteID: r.SiteID, Status: r.Status, Confirmation: r.Confirmation,
			Window: r.Arrival, Planned: r.Planned, TimeZone: r.TimeZone, Resource: r.Resource, Reschedules: r.Reschedules,
			Duration: time.Duration(r.DurationMinutes) * time.Minute,
		},
		Number: r.Number, Unit: r.Unit, Contact: r.Contact, Lead: r.Lead, Service: r.Service, OrderStatus: r.OrderStatus,
		Territory: r.Territory, Locality: r.Locality, Country: r.Country, At: booking.Pin{Lat: r.Lat, Lng: r.Lng},
		Assignment: r.Assignment, Assigned: r.Assigned, Technician: r.Technician, CrewZone: r.CrewZone, Quantity: r.Quantity, Moves: r.Moves,
	}
	if r.Expected != nil {
		out.Expected = *r.Expected
	}
	return out
}

const recordColumns = `
  v.id, v.work_order_id, v.site_id, v.status, v.confirmation, v.arrival, v.planned, v.time_zone, v.duration_minutes,
  coalesce(v.reschedules_id::text, '') AS reschedules, o.number, o.unit_code AS unit, o.contact_id AS contact,
  coalesce(o.lead_id::text, '') AS lead, o.service_code AS service, o.quantity, v.moves, v.expected,
  o.status AS order_status,
  s.territory_code AS territory, l.name AS locality, s.country, s.lat, s.lng,
  coalesce(a.id::text, '') AS assignment, coalesce(a.status, '') AS assigned, coalesce(a.resource_id::text, '') AS resource,
  coalesce(r.name, '') AS technician, coalesce(r.time_zone, '') AS crew_zone
FROM visits v
JOIN work_orders o ON o.id = v.work_order_id
JOIN sites s ON s.id = v.site_id
JOIN localities l ON l.id = s.locality_id
LEFT JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active')
LEFT JOIN resources r ON r.id = a.resource_id`

const sqlFindRecord = `SELECT` + recordColumns + `
WHERE v.id = @id`

// Record is one visit with its surroundings; NotFound when there is none of that id.
func (s *Store) Record(ctx context.Context, q db.Querier, id booking.VisitID) (Record, error) {
	return findRecord(ctx, q, sqlFindRecord, id)
}

const sqlLockRecord = sqlFindRecord + `
FOR UPDATE OF v`

// LockRecord is Record, and nobody else changes the visit until the transaction ends. Take the technician-day first.
func (s *Store) LockRecord(ctx context.Context, tx *db.Tx, id booking.VisitID) (Record, error) {
	return findRecord(ctx, tx, sqlLockRecord, id)
}

func findRecord(ctx context.Context, q db.Querier, sql string, id booking.VisitID) (Record, error) {
	row, err := db.One[recordRow](ctx, q, sql, db.Args{"id": id})
	if err != nil {
		return Record{}, fmt.Errorf("find visit: %w", err)
	}
	return row.record(), nil
}

const sqlListLive = `SELECT` + recordColumns + `
WHERE o.contact_id = @contact
  AND v.status IN ('tentative','scheduled','dispatched','en_route','on_site','working','paused')
ORDER BY lower(v.arrival), v.id`

// LiveFor lists the visits that a contact still has before them, the soonest first.
func (s *Store) LiveFor(ctx context.Context, q db.Querier, contact booking.ContactID) ([]Record, error) {
	rows, err := db.Collect[recordRow](ctx, q, sqlListLive, db.Args{"contact": contact})
	if err != nil {
		return nil, fmt.Errorf("list live visits: %w", err)
	}
	return records(rows), nil
}

const sqlListPast = `SELECT` + recordColumns + `
WHERE o.contact_id = @contact AND v.status IN ('completed','incomplete') AND upper(v.arrival) > @since
ORDER BY lower(v.arrival) DESC, v.id LIMIT 5`

// PastFor lists the visits that were made for a contact since an instant, the latest first, five at most.
func (s *Store) PastFor(ctx context.Context, q db.Querier, contact booking.ContactID, since time.Time) ([]Record, error) {
	rows, err := db.Collect[recordRow](ctx, q, sqlListPast, db.Args{"contact": contact, "since": since})
	if err != nil {
		return nil, fmt.Errorf("list past visits: %w", err)
	}
	return records(rows), nil
}

func records(rows []recordRow) []Record {
	list := make([]Record, len(rows))
	for i, r := range rows {
		list[i] = r.record()
	}
	return list
}
