package dispatch_test

import (
	"slices"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/dispatch"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// office is a town with its visits.
type office struct {
	*town.Town
	visits   *visits.Store
	dispatch *dispatch.Service
}

func newOffice(t *testing.T, size town.Size) *office {
	t.Helper()
	return &office{town.New(t, size), visits.New(), dispatch.New()}
}

const sqlAddCustomer = `INSERT INTO customers (id, unit_code, name, created_at) VALUES (@id, 'CL', 'Ana', @now)`

const sqlAddSite = `
INSERT INTO sites (id, customer_id, locality_id, territory_code, country, raw, lat, lng, confidence, time_zone, created_at)
VALUES (@id, @customer, @place, @territory, 'CL', 'Calle 1', @lat, @lng, 'C', 'America/Santiago', @now)`

// add makes a visit of 50 minutes that nobody has.
func (o *office) add(t *testing.T, place booking.PlaceID, window span.Span) booking.VisitID {
	t.Helper()
	contact, _ := o.Person()
	customer, site, now := o.DB.NewID(), o.DB.NewID(), o.Clock.Now()
	pin := town.Places[place]
	o.Do(sqlAddCustomer, db.Args{"id": customer, "now": now})
	o.Do(sqlAddSite, db.Args{
		"id": site, "customer": customer, "place": place, "territory": town.Territory(place), "lat": pin.Lat, "lng": pin.Lng, "now": now,
	})
	var id booking.VisitID
	o.tx(t, func(tx *db.Tx) error {
		order, err := o.visits.AddOrder(t.Context(), tx, booking.WorkOrder{
			Unit: "CL", CustomerID: booking.CustomerID(customer), ContactID: contact, SiteID: booking.SiteID(site),
			Service: "tv_mount", Quantity: 1, Duration: 50 * time.Minute,
		}, visits.By{})
		if err != nil {
			return err
		}
		id, err = o.visits.AddVisit(t.Context(), tx, visits.NewVisit{
			Order: order.ID, Site: booking.SiteID(site), Window: window, TimeZone: "America/Santiago", Duration: 50 * time.Minute,
		})
		return err
	})
	return id
}

// assign gives a visit to a technician, whatever the road says.
func (o *office) assign(t *testing.T, id booking.VisitID, to booking.ResourceID, start time.Time) {
	t.Helper()
	o.tx(t, func(tx *db.Tx) error {
		_, err := o.visits.Assign(t.Context(), tx, visits.Assign{
			Visit: id, Resource: to, Employment: booking.Employee, Planned: span.Of(start, 50*time.Minute),
		})
		return err
	})
}

func (o *office) tx(t *testing.T, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := o.DB.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func (o *office) verify(t *testing.T) []dispatch.Violation {
	t.Helper()
	found, err := o.dispatch.Verify(t.Context(), o.DB, dispatch.Days{
		Unit: "CL", From: town.Day(0), To: town.Day(7), Now: o.Clock.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTheOptimizerAssignsWhatNobodyHas(t *testing.T) {
	t.Parallel()
	o := newOffice(t, town.Size{Technicians: 3, Lunch: true})
	day := town.Day(1)
	morning, afternoon := town.Hours(day, 9, 13), town.Hours(day, 14, 18)
	for _, place := range []booking.PlaceID{"cl-nunoa", "cl-santiago", "cl-las-condes", "cl-independencia"} {
		o.add(t, place, morning)
		o.add(t, place, afternoon)
	}
	fixed := o.add(t, "cl-providencia", morning)
	o.assign(t, fixed, o.Technicians[0], town.Hours(day, 10, 11).Start)
	o.tx(t, func(tx *db.Tx) error {
		_, err := o.visits.Move(t.Context(), tx, visits.Transition{Visit: fixed, To: booking.VisitDispatched})
		return err
	})
	ask := dispatch.Optimize{Unit: "CL", Day: day, Now: o.Clock.Now(), Budget: 200 * time.Millisecond, Seed: 1}
	p, err := o.dispatch.Plan(t.Context(), o.DB, ask)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Moves) != 8 || len(p.Left) != 0 {
		t.Fatalf("%d moves, %d left", len(p.Moves), len(p.Left))
	}
	o.tx(t, func(tx *db.Tx) error { return o.dispatch.Apply(t.Context(), tx, p, visits.By{Actor: "user:u1"}) })
	for _, v := range o.verify(t) {
		t.Error(v)
	}
	if r, err := o.visits.Record(t.Context(), o.DB, fixed); err != nil || r.Resource != o.Technicians[0] {
		t.Errorf("what was dispatched moved: %+v, %v", r, err)
	}
	err = o.DB.InTx(t.Context(), func(tx *db.Tx) error { return o.dispatch.Apply(t.Context(), tx, p, visits.By{}) })
	if fault.KeyOf(err) != "dispatch.plan.stale" {
		t.Errorf("the same proposal twice: %v", err)
	}
	if p, err = o.dispatch.Plan(t.Context(), o.DB, ask); err != nil || len(p.Left) != 0 || p.After > p.Before {
		t.Errorf("planned again: %+v, %v", p, err)
	}
}

func TestWhatFitsNowhereIsLeftWithItsReasons(t *testing.T) {
	t.Parallel()
	o := newOffice(t, town.Size{Technicians: 1})
	sunday := town.Hours(town.Day(6), 9, 13)
	id := o.add(t, "cl-nunoa", sunday)
	monday := town.Hours(town.Day(1), 18, 18.5)
	late := o.add(t, "cl-nunoa", monday)
	p, err := o.dispatch.Plan(t.Context(), o.DB, dispatch.Optimize{Unit: "CL", Day: town.Day(1), Now: o.Clock.Now(), Budget: 50 * time.Millisecond})
	if err != nil || !p.Empty() || len(p.Left) != 1 || p.Left[0].Visit != late {
		t.Errorf("proposal %+v, %v", p, err)
	}
	if p, err = o.dispatch.Plan(t.Context(), o.DB, dispatch.Optimize{Unit: "CL", Day: town.Day(6), Now: o.Clock.Now()}); err != nil || !p.Empty() {
		t.Errorf("proposal of a Sunday for %s: %+v, %v", id, p, err)
	}
}

func TestTheVerdictFindsWhatIsBroken(t *testing.T) {
	t.Parallel()
	o := newOffice(t, town.Size{Technicians: 2})
	day := town.Day(1)
	a, b := o.add(t, "cl-las-condes", town.Hours(day, 9, 13)), o.add(t, "cl-melipilla", town.Hours(day, 9, 13))
	o.assign(t, a, o.Technicians[0], town.Hours(day, 10, 11).Start)
	o.assign(t, b, o.Technicians[0], town.Hours(day, 11, 12).Start)
	sunday := o.add(t, "cl-nunoa", town.Hours(town.Day(6), 9, 13))
	o.assign(t, sunday, o.Technicians[1], town.Hours(town.Day(6), 9, 10).Start)
	o.Do(`UPDATE occupations SET span = tstzrange(lower(span) - interval '3 hours', upper(span) - interval '3 hours')
	  FROM assignments x WHERE x.id = assignment_id AND x.visit_id = @id`, db.Args{"id": sunday})
	lost := o.add(t, "cl-nunoa", town.Hours(town.Day(2), 9, 13))
	o.assign(t, lost, o.Technicians[1], town.Hours(town.Day(2), 10, 11).Start)
	o.Do(`UPDATE visits SET status = 'canceled' WHERE id = @id`, db.Args{"id": lost})
	var rules []string
	for _, v := range o.verify(t) {
		rules = append(rules, v.Rule)
	}
	for _, want := range []string{"order", "no_shift", "visit_without_time", "time_of_no_visit"} {
		if !slices.Contains(rules, want) {
			t.Errorf("%s was not found among %v", want, rules)
		}
	}
}

func TestTheBoardShowsTheDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, town.Size{Technicians: 3, Lunch: true})
	day := town.Day(0)
	early := o.add(t, "cl-nunoa", town.Hours(day, 9, 13))
	o.assign(t, early, o.Technicians[1], town.Hours(day, 9.5, 10).Start)
	o.add(t, "cl-nunoa", town.Hours(day, 14, 18))
	o.add(t, "cl-nunoa", town.Hours(day.Add(1), 14, 18))
	o.Clock.Set(town.Hours(day, 10, 10).Start)
	b, err := o.dispatch.Board(t.Context(), o.DB, "CL", day, o.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Lanes) != 3 || len(b.Unassigned) != 1 || b.Totals != (booking.BoardTotals{Visits: 2, Unassigned: 1, Late: 1, Unconfirmed: 2}) {
		t.Errorf("board of %d lanes, %d unassigned, %+v", len(b.Lanes), len(b.Unassigned), b.Totals)
	}
	lane := b.Lanes[1]
	if lane.Resource.ID != o.Technicians[1] || len(lane.Visits) != 1 || lane.Visits[0].ID != early || !lane.Visits[0].Late ||
		len(lane.Shifts) != 1 || len(lane.Absences) != 1 || lane.Travel <= 0 || lane.Visits[0].ServiceName["es"] == "" {
		t.Errorf("lane %+v", lane)
	}
}

func BenchmarkBoard25(b *testing.B) {
	w := town.New(b, town.Size{Technicians: 25, Lunch: true})
	w.Fill(14)
	d := dispatch.New()
	for b.Loop() {
		if _, err := d.Board(b.Context(), w.DB, "CL", town.Day(1), w.Clock.Now()); err != nil {
			b.Fatal(err)
		}
	}
}
