package dispatch

import (
	"context"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

type boardRow struct {
	ID              booking.VisitID
	WorkOrderID     booking.WorkOrderID
	Number          int64
	Service         booking.ServiceCode
	ServiceName     map[string]string
	Customer        string
	Locality        string
	Territory       booking.TerritoryCode
	Arrival         span.Span
	Planned         span.Span
	TimeZone        string
	Status          booking.VisitStatus
	Confirmation    booking.Confirmation
	Resource        booking.ResourceID
	Lat, Lng        float64
	DurationMinutes int
}

const boardColumns = `
  v.id, v.work_order_id, o.number, o.service_code AS service, t.names AS service_name, cu.name AS customer, l.name AS locality,
  s.territory_code AS territory, v.arrival, v.planned, v.time_zone, v.status, v.confirmation,
  coalesce(a.resource_id::text, '') AS resource, s.lat, s.lng, v.duration_minutes
FROM visits v
JOIN work_orders o ON o.id = v.work_order_id
JOIN customers cu ON cu.id = o.customer_id
JOIN service_types t ON t.code = o.service_code
JOIN sites s ON s.id = v.site_id
JOIN localities l ON l.id = s.locality_id
LEFT JOIN assignments a ON a.visit_id = v.id AND a.status IN ('proposed','offered','accepted','active')
WHERE o.unit_code = @unit AND v.arrival && @during::tstzrange AND lower(v.arrival) <@ @during::tstzrange`

const sqlListBoardVisits = `SELECT` + boardColumns + ` AND v.status NOT IN ('canceled','superseded')
ORDER BY coalesce(lower(v.planned), lower(v.arrival)), v.id`

// boardVisits lists the visits whose window begins in a span of time.
func boardVisits(ctx context.Context, q db.Querier, unit booking.UnitCode, during span.Span) ([]booking.BoardVisit, error) {
	rows, err := db.Collect[boardRow](ctx, q, sqlListBoardVisits, db.Args{"unit": unit, "during": during})
	if err != nil {
		return nil, err
	}
	list := make([]booking.BoardVisit, len(rows))
	for i, r := range rows {
		list[i] = booking.BoardVisit{
			ID: r.ID, WorkOrderID: r.WorkOrderID, Number: r.Number, Service: r.Service, ServiceName: r.ServiceName,
			Customer: r.Customer, Locality: r.Locality, Territory: r.Territory, Window: r.Arrival, Planned: r.Planned,
			TimeZone: r.TimeZone, Status: r.Status, Confirmation: r.Confirmation, Resource: r.Resource,
			Pin: booking.Pin{Lat: r.Lat, Lng: r.Lng},
		}
	}
	return list, nil
}

const sqlListUnassigned = `SELECT` + boardColumns + ` AND a.id IS NULL AND v.status IN ('scheduled','dispatched')
ORDER BY lower(v.arrival), v.id`

// unassigned lists the visits of a span of time that nobody has.
func unassigned(ctx context.Context, q db.Querier, unit booking.UnitCode, during span.Span) ([]boardRow, error) {
	return db.Collect[boardRow](ctx, q, sqlListUnassigned, db.Args{"unit": unit, "during": during})
}
