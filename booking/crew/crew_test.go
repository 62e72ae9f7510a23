package crew_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	luis  booking.ResourceID = "00000000-0000-7000-8000-00000000000a"
	rosa  booking.ResourceID = "00000000-0000-7000-8000-00000000000b"
	gone  booking.ResourceID = "00000000-0000-7000-8000-00000000000c"
	hold1                    = "00000000-0000-7000-8000-0000000000d1"
)

const fixture = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name) VALUES
  ('CL', 'Chile', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA');
INSERT INTO travel_profiles (code, detour, parking_seconds, steps) VALUES ('santiago', 1.35, 360, '[{"kmh":30}]');
INSERT INTO territories (code, unit_code, name, city, time_zone, travel_profile) VALUES
  ('East', 'CL', 'East', 'Santiago', 'America/Santiago', 'santiago'),
  ('West', 'CL', 'West', 'Santiago', 'America/Santiago', 'santiago');
INSERT INTO skills (code) VALUES ('washer_front'), ('gas_SEC');
INSERT INTO service_types (code, position, names, kind, standard_minutes, p90_minutes, asks_problem) VALUES
  ('washer_repair', 1, '{}', 'repair', 70, 120, true);
INSERT INTO resources (id, unit_code, name, employment, phone, home_lat, home_lng, time_zone, status, created_at) VALUES
  ('00000000-0000-7000-8000-00000000000a', 'CL', 'Luis Soto', 'employee', '+56991000001', -33.45, -70.6, 'America/Santiago',
   'active', '2026-01-01Z'),
  ('00000000-0000-7000-8000-00000000000b', 'CL', 'Rosa Díaz', 'contractor', '+56991000002', -33.46, -70.7, 'America/Santiago',
   'active', '2026-01-01Z'),
  ('00000000-0000-7000-8000-00000000000c', 'CL', 'Ana Gone', 'contractor', '+56991000003', -33.46, -70.7, 'America/Santiago',
   'inactive', '2026-01-01Z');
INSERT INTO territory_members (territory_code, resource_id) VALUES
  ('East', '00000000-0000-7000-8000-00000000000a'), ('West', '00000000-0000-7000-8000-00000000000a'),
  ('West', '00000000-0000-7000-8000-00000000000b'), ('West', '00000000-0000-7000-8000-00000000000c');
INSERT INTO resource_skills (resource_id, skill_code, level, valid) VALUES
  ('00000000-0000-7000-8000-00000000000a', 'washer_front', 4, '(,)'),
  ('00000000-0000-7000-8000-00000000000a', 'gas_SEC', 3, '[2026-01-01,2026-11-25)'),
  ('00000000-0000-7000-8000-00000000000b', 'washer_front', 2, '(,)'),
  ('00000000-0000-7000-8000-00000000000c', 'washer_front', 5, '(,)');
INSERT INTO shifts (id, resource_id, weekday, starts, ends, valid) VALUES
  ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-00000000000a', 1, '14:00', '18:00', '(,)'),
  ('00000000-0000-7000-8000-0000000000e2', '00000000-0000-7000-8000-00000000000a', 1, '08:30', '13:00', '(,)'),
  ('00000000-0000-7000-8000-0000000000e3', '00000000-0000-7000-8000-00000000000a', 6, '09:00', '14:00', '(,2026-12-01)');`

func world(t *testing.T) (*testkit.TheWorld, *crew.Store) {
	t.Helper()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	return w, crew.New()
}

func november(date int) booking.Day { return booking.Day{Year: 2026, Month: time.November, Date: date} }

func TestTechniciansAreListedWithWhatTheyHoldThatDay(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	list, err := c.Resources(t.Context(), w.DB, "CL", november(25))
	if err != nil {
		t.Fatal(err)
	}
	want := []booking.Resource{
		{
			ID: luis, Unit: "CL", Name: "Luis Soto", Employment: booking.Employee, Phone: "+56991000001",
			Home: booking.Pin{Lat: -33.45, Lng: -70.6}, TimeZone: "America/Santiago",
			Territories: []booking.TerritoryCode{"East", "West"}, Skills: []booking.SkillNeed{{Skill: "washer_front", Level: 4}},
		},
		{
			ID: rosa, Unit: "CL", Name: "Rosa Díaz", Employment: booking.Contractor, Phone: "+56991000002",
			Home: booking.Pin{Lat: -33.46, Lng: -70.7}, TimeZone: "America/Santiago",
			Territories: []booking.TerritoryCode{"West"}, Skills: []booking.SkillNeed{{Skill: "washer_front", Level: 2}},
		},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("technicians (-want +got):\n%s", diff)
	}
}

func TestATechnicianIsFoundByIDAndByPhone(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	r, err := c.ByPhone(t.Context(), w.DB, "+56991000002", november(23))
	if err != nil || r.ID != rosa {
		t.Errorf("by phone: %v, %v", r.ID, err)
	}
	r, err = c.Resource(t.Context(), w.DB, luis, november(24))
	if err != nil || len(r.Skills) != 2 {
		t.Errorf("by id: %+v, %v; want two skills on the 24th", r, err)
	}
	if _, err := c.Resource(t.Context(), w.DB, gone, november(24)); !fault.Is(err, fault.NotFound) {
		t.Errorf("an inactive technician: %v, want not found", err)
	}
	if _, err := c.ByPhone(t.Context(), w.DB, "", november(24)); !fault.Is(err, fault.NotFound) {
		t.Errorf("no phone: %v, want not found", err)
	}
}

func TestCapableIsWhoHoldsEveryNeedAtItsLevelInTheTerritory(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	washer := booking.SkillNeed{Skill: "washer_front", Level: 2}
	gas := booking.SkillNeed{Skill: "gas_SEC", Level: 1}
	for _, one := range []struct {
		name string
		need crew.Need
		want []booking.ResourceID
	}{
		{"both in the west", crew.Need{Territory: "West", Skills: []booking.SkillNeed{washer}}, []booking.ResourceID{luis, rosa}},
		{"one in the east", crew.Need{Territory: "East", Skills: []booking.SkillNeed{washer}}, []booking.ResourceID{luis}},
		{"at a level", crew.Need{Territory: "West", Skills: []booking.SkillNeed{{Skill: "washer_front", Level: 3}}}, []booking.ResourceID{luis}},
		{"both skills", crew.Need{Territory: "West", Skills: []booking.SkillNeed{washer, gas}}, []booking.ResourceID{luis}},
		{"no skill at all", crew.Need{Territory: "West"}, []booking.ResourceID{luis, rosa}},
		{"anywhere", crew.Need{Skills: []booking.SkillNeed{gas}}, []booking.ResourceID{luis}},
	} {
		one.need.From, one.need.To = november(23), november(30)
		able, err := c.Capable(t.Context(), w.DB, one.need)
		if err != nil {
			t.Errorf("%s: %v", one.name, err)
			continue
		}
		var got []booking.ResourceID
		for _, a := range able {
			got = append(got, a.ID)
		}
		if diff := cmp.Diff(one.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", one.name, diff)
		}
	}
}

func TestACertificateCountsUntilTheDayItEnds(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	need := crew.Need{Skills: []booking.SkillNeed{{Skill: "gas_SEC", Level: 1}}, From: november(24), To: november(26)}
	able, err := c.Capable(t.Context(), w.DB, need)
	if err != nil || len(able) != 1 {
		t.Fatalf("able = %v, %v", able, err)
	}
	if !able[0].On(november(24)) || able[0].On(november(25)) {
		t.Error("the certificate that ends on the 25th does not hold on the 24th only")
	}
	need.From = november(25)
	if able, err := c.Capable(t.Context(), w.DB, need); err != nil || len(able) != 0 {
		t.Errorf("from the 25th: %v, %v; want nobody", able, err)
	}
}

func TestShiftsFollowTheWallClockThroughAChangeOfClocks(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	// Chile goes to summer time on Sunday 6 September 2026: UTC-4 before, UTC-3 after.
	list, err := c.Shifts(t.Context(), w.DB, []booking.ResourceID{luis, rosa},
		booking.Day{Year: 2026, Month: 8, Date: 31}, booking.Day{Year: 2026, Month: 9, Date: 7})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range list {
		got = append(got, s.Day.String()+" "+s.Span.String())
	}
	want := []string{
		"2026-08-31 2026-08-31T08:30:00-04:00/2026-08-31T13:00:00-04:00",
		"2026-08-31 2026-08-31T14:00:00-04:00/2026-08-31T18:00:00-04:00",
		"2026-09-05 2026-09-05T09:00:00-04:00/2026-09-05T14:00:00-04:00",
		"2026-09-07 2026-09-07T08:30:00-03:00/2026-09-07T13:00:00-03:00",
		"2026-09-07 2026-09-07T14:00:00-03:00/2026-09-07T18:00:00-03:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("shifts (-want +got):\n%s", diff)
	}
	late, err := c.Shifts(t.Context(), w.DB, []booking.ResourceID{luis},
		booking.Day{Year: 2026, Month: 12, Date: 5}, booking.Day{Year: 2026, Month: 12, Date: 5})
	if err != nil || len(late) != 0 {
		t.Errorf("a Saturday after the pattern's end: %v, %v", late, err)
	}
}

func at(hour int) time.Time { return time.Date(2026, 11, 24, hour, 0, 0, 0, time.UTC) }

func addAbsence(ctx context.Context, w *testkit.TheWorld, c *crew.Store, a booking.Absence) error {
	return w.DB.InTx(ctx, func(tx *db.Tx) error {
		_, err := c.AddAbsence(ctx, tx, a)
		return err
	})
}

func TestAnAbsenceOccupiesTheTimeAndBumpsTheDay(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	a := booking.Absence{Resource: luis, Span: span.New(at(13), at(14)), Reason: "dentist"}
	if err := addAbsence(t.Context(), w, c, a); err != nil {
		t.Fatal(err)
	}
	got, err := c.Absences(t.Context(), w.DB, []booking.ResourceID{luis, rosa}, span.New(at(0), at(23)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]booking.Absence{a}, got); diff != "" {
		t.Errorf("absences (-want +got):\n%s", diff)
	}
	version, err := db.Value[int64](t.Context(), w.DB, `SELECT version FROM technician_days WHERE day = '2026-11-24'`, nil)
	if err != nil || version != 1 {
		t.Errorf("version of the day = %d, %v", version, err)
	}
	err = addAbsence(t.Context(), w, c, booking.Absence{Resource: luis, Span: span.New(at(13), at(15)), Reason: "training"})
	if !fault.Is(err, fault.Conflict) || fault.KeyOf(err) != "absence.add.occupied" {
		t.Errorf("an absence over another: %v, want a conflict", err)
	}
}

func TestAnAbsenceTakesTheTimeOfAHoldThatIsOverAndNoOther(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	const insert = `
WITH contact AS (
  INSERT INTO contacts (id, unit_code, country, created_at) VALUES (@hold, 'CL', 'CL', @now) RETURNING id
), hold AS (
  INSERT INTO slot_holds (id, contact_id, resource_id, service_code, territory_code, lat, lng, time_zone, arrival, planned,
    duration_minutes, status, expires_at, created_at)
  SELECT @hold, id, @resource, 'washer_repair', 'East', 0, 0, 'America/Santiago', @span, @span, 60, 'active', @expires, @now
  FROM contact RETURNING id)
INSERT INTO occupations (id, resource_id, kind, span, hold_id) SELECT @hold, @resource, 'hold', @span, id FROM hold`
	_, err := db.Exec(t.Context(), w.DB, insert, db.Args{
		"hold": hold1, "resource": luis, "span": span.New(at(13), at(14)), "expires": w.Clock.Now().Add(10 * time.Minute),
		"now": w.Clock.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	a := booking.Absence{Resource: luis, Span: span.New(at(13), at(15)), Reason: "dentist"}
	if err := addAbsence(t.Context(), w, c, a); !fault.Is(err, fault.Conflict) {
		t.Errorf("over a live hold: %v, want a conflict", err)
	}
	w.Clock.Advance(11 * time.Minute)
	if err := addAbsence(t.Context(), w, c, a); err != nil {
		t.Errorf("over a hold that is over: %v", err)
	}
}

func TestAnAbsenceWithoutTimeOrReasonIsInvalid(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	for _, a := range []booking.Absence{
		{Resource: luis, Span: span.New(at(13), at(13)), Reason: "nothing"},
		{Resource: luis, Span: span.New(at(13), at(14))},
	} {
		if err := addAbsence(t.Context(), w, c, a); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v, want invalid", a, err)
		}
	}
}
