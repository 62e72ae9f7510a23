package town

import (
	"math/rand/v2"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

const sqlAddFillCustomer = `INSERT INTO customers (id, unit_code, name, created_at) VALUES (@id, 'CL', 'Ana', @now)`

const sqlAddFillContact = `
INSERT INTO contacts (id, customer_id, unit_code, name, country, is_test, created_at) VALUES (@id, @customer, 'CL', 'Ana', 'CL', true, @now)`

// Rows come as columns, so that thousands are one statement each.
const (
	sqlFillSites = `
INSERT INTO sites (id, customer_id, locality_id, territory_code, country, raw, lat, lng, confidence, time_zone, created_at)
SELECT f.id, @customer, 'cl-nunoa', 'RM-Oriente', 'CL', 'Calle 1', f.lat, f.lng, 'B', 'America/Santiago', @now
FROM unnest(@ids::uuid[], @lats::float8[], @lngs::float8[]) AS f (id, lat, lng)`
	sqlFillOrders = `
INSERT INTO work_orders (id, unit_code, customer_id, contact_id, site_id, service_code, duration_minutes, status, created_at)
SELECT f.id, 'CL', @customer, @contact, f.site, 'tv_mount', 50, 'scheduled', @now
FROM unnest(@ids::uuid[], @sites::uuid[]) AS f (id, site)`
	sqlFillVisits = `
INSERT INTO visits (id, work_order_id, site_id, status, arrival, planned, time_zone, duration_minutes, created_at)
SELECT f.id, f.ord, f.site, 'scheduled', f.arrival, f.planned, 'America/Santiago', 50, @now
FROM unnest(@ids::uuid[], @orders::uuid[], @sites::uuid[], @arrivals::tstzrange[], @planned::tstzrange[])
  AS f (id, ord, site, arrival, planned)`
	sqlFillAssignments = `
INSERT INTO assignments (id, visit_id, resource_id, status, created_at)
SELECT f.id, f.visit, f.resource, 'active', @now
FROM unnest(@ids::uuid[], @visits::uuid[], @resources::uuid[]) AS f (id, visit, resource)`
	sqlFillOccupations = `
INSERT INTO occupations (id, resource_id, kind, span, assignment_id)
SELECT gen_random_uuid(), f.resource, 'assignment', f.span, f.id
FROM unnest(@ids::uuid[], @resources::uuid[], @planned::tstzrange[]) AS f (id, resource, span)`
)

// Fill gives every technician four visits of 50 minutes, near home, on each weekday of the coming days: a loaded town for
// measurements.
func (w *Town) Fill(days int) {
	w.t.Helper()
	random := rand.New(rand.NewPCG(5, 5))
	now, customer, contact := w.Clock.Now(), w.DB.NewID(), w.DB.NewID()
	w.Do(sqlAddFillCustomer, db.Args{"id": customer, "now": now})
	w.Do(sqlAddFillContact, db.Args{"id": contact, "customer": customer, "now": now})
	var sites, orders, visits, assignments, resources []string
	var lats, lngs []float64
	var arrivals, planned []span.Span
	for n := 1; n <= days; n++ {
		day := Day(n)
		if day.Weekday() == time.Sunday || day.Weekday() == time.Saturday {
			continue
		}
		for _, id := range w.Technicians {
			home := w.homes[id]
			for _, hour := range []float64{9.25, 11, 14.5, 16.5} {
				sites, orders = append(sites, w.DB.NewID()), append(orders, w.DB.NewID())
				visits, assignments = append(visits, w.DB.NewID()), append(assignments, w.DB.NewID())
				resources = append(resources, string(id))
				lats = append(lats, home.Lat+0.02*(random.Float64()-0.5))
				lngs = append(lngs, home.Lng+0.02*(random.Float64()-0.5))
				window := Hours(day, 9, 13)
				if hour > 13 {
					window = Hours(day, 14, 18)
				}
				arrivals, planned = append(arrivals, window), append(planned, span.Of(Hours(day, hour, hour).Start, 50*time.Minute))
			}
		}
	}
	w.Do(sqlFillSites, db.Args{"ids": sites, "customer": customer, "lats": lats, "lngs": lngs, "now": now})
	w.Do(sqlFillOrders, db.Args{"ids": orders, "sites": sites, "customer": customer, "contact": contact, "now": now})
	w.Do(sqlFillVisits, db.Args{"ids": visits, "orders": orders, "sites": sites, "arrivals": arrivals, "planned": planned, "now": now})
	w.Do(sqlFillAssignments, db.Args{"ids": assignments, "visits": visits, "resources": resources, "now": now})
	w.Do(sqlFillOccupations, db.Args{"ids": assignments, "resources": resources, "planned": planned})
	w.Do(`ANALYZE`, nil)
}

// Home is where a technician lives.
func (w *Town) Home(id booking.ResourceID) booking.Pin { return w.homes[id] }
