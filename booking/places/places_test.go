package places_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const fixture = `
INSERT INTO organization (name) VALUES ('Grupo Andes Instala');
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name) VALUES
  ('CL', 'Chile', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA'),
  ('BR', 'Brasil', 'BR', 'BRL', 'pt-BR', 'America/Sao_Paulo', '+551129000001', 'ISS');
INSERT INTO travel_profiles (code, detour, parking_seconds, steps) VALUES
  ('santiago', 1.35, 360, '[{"from":10,"to":17,"kmh":27},{"from":7,"to":10,"kmh":20},{"kmh":32}]');
INSERT INTO territories (code, unit_code, name, city, time_zone, travel_profile) VALUES
  ('RM-Oriente', 'CL', 'Santiago oriente', 'Santiago', 'America/Santiago', 'santiago'),
  ('SP-Zona Sul', 'BR', 'São Paulo sul', 'São Paulo', 'America/Sao_Paulo', 'santiago');
INSERT INTO arrival_windows (id, territory_code, starts, ends, weekdays, premium) VALUES
  ('00000000-0000-7000-8000-000000000001', 'RM-Oriente', '14:00', '18:00', '{1,2,3,4,5}', false),
  ('00000000-0000-7000-8000-000000000002', 'RM-Oriente', '09:00', '13:00', '{1,2,3,4,5,6}', false);
INSERT INTO localities (id, country, name, kind, city, region, territory_code, aliases, lat, lng, postcode_from, postcode_to,
  time_zone) VALUES
  ('cl-nunoa', 'CL', 'Ñuñoa', 'comuna', 'Santiago', 'Metropolitana', 'RM-Oriente', '{nunoa}', -33.4569, -70.5975, NULL, NULL,
   'America/Santiago'),
  ('cl-colina', 'CL', 'Colina', 'comuna', 'Colina', 'Metropolitana', NULL, '{}', -33.2046, -70.6753, NULL, NULL,
   'America/Santiago'),
  ('cl-melipilla', 'CL', 'Melipilla', 'comuna', 'Melipilla', 'Metropolitana', NULL, '{}', -33.6890, -71.2130, NULL, NULL,
   'America/Santiago'),
  ('cl-centro', 'CL', 'Centro', 'barrio', 'Santiago', 'Metropolitana', NULL, '{}', -33.44, -70.65, NULL, NULL,
   'America/Santiago'),
  ('br-sp-itaim', 'BR', 'Itaim Bibi', 'bairro', 'São Paulo', 'SP', 'SP-Zona Sul', '{}', -23.5847, -46.6744, '04530000', '04579999',
   'America/Sao_Paulo'),
  ('br-sp', 'BR', 'São Paulo', 'city', 'São Paulo', 'SP', NULL, '{sampa}', -23.5505, -46.6333, '01000000', '05999999',
   'America/Sao_Paulo'),
  ('br-centro', 'BR', 'Centro', 'bairro', 'Campinas', 'SP', NULL, '{}', -22.9, -47.06, NULL, NULL, 'America/Sao_Paulo');
INSERT INTO holidays (country, region, day, name) VALUES
  ('BR', '', '2026-11-20', 'Consciência Negra'), ('BR', 'São Paulo', '2026-07-09', 'Revolução'),
  ('BR', 'Belo Horizonte', '2026-12-08', 'Conceição');`

func world(t *testing.T) (*testkit.TheWorld, *places.Store) {
	t.Helper()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	return w, places.New()
}

func TestLocateFindsThePlaceThatIsMeant(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	pin := func(lat, lng float64) *booking.Pin { return &booking.Pin{Lat: lat, Lng: lng} }
	for _, c := range []struct {
		name string
		find places.Find
		want booking.PlaceID
	}{
		{"by id", places.Find{Place: "cl-nunoa"}, "cl-nunoa"},
		{"by an unknown id", places.Find{Place: "cl-atlantis"}, ""},
		{"by a pin in a served locality", places.Find{Pin: pin(-33.45, -70.60)}, "cl-nunoa"},
		{"by a pin nearer to one not served, with a served one within 25 km", places.Find{Pin: pin(-33.30, -70.65)}, "cl-nunoa"},
		{"by a pin near a known one only", places.Find{Pin: pin(-33.68, -71.20)}, "cl-melipilla"},
		{"by a pin in the ocean", places.Find{Pin: pin(-33.45, -75)}, ""},
		{"by postcode, the narrowest range", places.Find{Postcode: "04571-010", Country: "BR"}, "br-sp-itaim"},
		{"by postcode of the wider range", places.Find{Postcode: "01310100"}, "br-sp"},
		{"by a postcode of another country", places.Find{Postcode: "04571-010", Country: "CL"}, ""},
		{"by name without accents", places.Find{Text: " nuñoa ", Country: "CL"}, "cl-nunoa"},
		{"by alias", places.Find{Text: "Sampa"}, "br-sp"},
		{"by a name of two countries, with the country", places.Find{Text: "centro", Country: "BR"}, "br-centro"},
		{"by a name of two countries, without", places.Find{Text: "centro"}, ""},
		{"by nothing", places.Find{}, ""},
	} {
		got, err := p.Locate(t.Context(), w.DB, c.find)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var id booking.PlaceID
		if got != nil {
			id = got.ID
		}
		if id != c.want {
			t.Errorf("%s: %q, want %q", c.name, id, c.want)
		}
	}
}

func TestAPlaceKnowsItsUnitAndWhetherItIsServed(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	got, err := p.Place(t.Context(), w.DB, "cl-nunoa")
	if err != nil {
		t.Fatal(err)
	}
	want := &booking.Place{
		ID: "cl-nunoa", Country: "CL", Name: "Ñuñoa", Kind: "comuna", City: "Santiago", Region: "Metropolitana",
		Territory: "RM-Oriente", Unit: "CL", TimeZone: "America/Santiago", Center: booking.Pin{Lat: -33.4569, Lng: -70.5975},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("place (-want +got):\n%s", diff)
	}
	far, err := p.Place(t.Context(), w.DB, "cl-melipilla")
	if err != nil || far.Served() || far.Unit != "" {
		t.Errorf("Melipilla = %+v, %v; want known and not served", far, err)
	}
}

func TestUnitsAreFoundByCodeAndCountry(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	u, err := p.UnitForCountry(t.Context(), w.DB, "BR")
	if err != nil || u.Code != "BR" || u.Currency != "BRL" {
		t.Errorf("unit of BR = %+v, %v", u, err)
	}
	if _, err := p.UnitForCountry(t.Context(), w.DB, "AR"); !fault.Is(err, fault.NotFound) {
		t.Errorf("unit of AR: %v, want not found", err)
	}
	if _, err := p.Unit(t.Context(), w.DB, "XX"); !fault.Is(err, fault.NotFound) {
		t.Errorf("unit XX: %v, want not found", err)
	}
	name, err := p.Organization(t.Context(), w.DB)
	if err != nil || name != "Grupo Andes Instala" {
		t.Errorf("organization = %q, %v", name, err)
	}
}

func TestWindowsAreByStartAndKnowTheirDays(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	list, err := p.Windows(t.Context(), w.DB, "RM-Oriente")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Starts != 9*time.Hour || list[1].Ends != 18*time.Hour {
		t.Fatalf("windows = %+v", list)
	}
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	saturday := booking.Day{Year: 2026, Month: time.November, Date: 28}
	s, ok := list[0].On(saturday, zone)
	if !ok || !s.Start.Equal(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("Saturday morning = %v, %v", s, ok)
	}
	if _, ok := list[1].On(saturday, zone); ok {
		t.Error("there is a Saturday afternoon")
	}
}

func TestHolidaysAreTheNationalOnesAndThoseOfTheRegionsAsked(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	ask := places.HolidayQuery{
		Country: "BR", From: booking.Day{Year: 2026, Month: 7, Date: 9}, To: booking.Day{Year: 2026, Month: 12, Date: 8},
	}
	for _, c := range []struct {
		regions []string
		want    []string
	}{
		{nil, []string{"Consciência Negra"}},
		{[]string{"São Paulo"}, []string{"Revolução", "Consciência Negra"}},
		{[]string{"MG", "Belo Horizonte"}, []string{"Consciência Negra", "Conceição"}},
	} {
		ask.Regions = c.regions
		list, err := p.Holidays(t.Context(), w.DB, ask)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, h := range list {
			names = append(names, h.Name)
		}
		if diff := cmp.Diff(c.want, names); diff != "" {
			t.Errorf("holidays of %v (-want +got):\n%s", c.regions, diff)
		}
	}
}

func TestATravelProfileCoversTheWholeDay(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	got, err := p.TravelIn(t.Context(), w.DB, "RM-Oriente")
	if err != nil {
		t.Fatal(err)
	}
	want := places.TravelProfile{
		Code: "santiago", Detour: 1.35, Parking: 6 * time.Minute,
		Speeds: []places.HourSpeed{{Hour: 0, KmH: 32}, {Hour: 7, KmH: 20}, {Hour: 10, KmH: 27}, {Hour: 17, KmH: 32}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("profile (-want +got):\n%s", diff)
	}
	if _, err := p.TravelProfile(t.Context(), w.DB, "moon"); !fault.Is(err, fault.NotFound) {
		t.Errorf("profile of the moon: %v, want not found", err)
	}
}

func TestTheDeskSaysWhenItOpensNext(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	d, err := p.Desk(t.Context(), w.DB, "CL")
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(d.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, zone) }
	if !d.Open(at(23, 9), zone) || d.Open(at(23, 18), zone) || d.Open(at(28, 10), zone) {
		t.Error("the desk is not open on Monday from 9 to 18 only")
	}
	if got := d.Next(at(27, 20), zone); !got.Equal(at(30, 9)) {
		t.Errorf("after Friday evening the desk opens at %v, want Monday 9:00", got)
	}
	policy, err := p.Policy(t.Context(), w.DB, "CL")
	if err != nil || policy != (places.Policy{Notice: 2 * time.Hour, HorizonDays: 14, Buffer: 5 * time.Minute}) {
		t.Errorf("policy = %+v, %v", policy, err)
	}
}

func TestTheLexiconAndTheTerritoriesAreListed(t *testing.T) {
	t.Parallel()
	w, p := world(t)
	entries, err := p.Lexicon(t.Context(), w.DB, "BR")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 || entries[1].ID != "br-sp" || entries[1].Aliases[0] != "sampa" {
		t.Errorf("lexicon of BR = %+v", entries)
	}
	list, err := p.Territories(t.Context(), w.DB, "CL")
	if err != nil || len(list) != 1 || list[0].TravelProfile != "santiago" {
		t.Errorf("territories of CL = %+v, %v", list, err)
	}
	if _, err := p.Territory(t.Context(), w.DB, "Moon"); !fault.Is(err, fault.NotFound) {
		t.Errorf("territory Moon: %v, want not found", err)
	}
}
