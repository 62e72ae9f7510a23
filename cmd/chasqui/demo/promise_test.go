package demo_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// half is a half of a day in a territory: the windows that it sells, but the premium ones.
type half struct {
	name    string
	windows []span.Span
}

// halvesOf are the halves of a working day; none on a day off. DEMO.md does not count evenings.
func halvesOf(t *testing.T, d *db.DB, ter places.Territory, day booking.Day) []half {
	t.Helper()
	zone, err := time.LoadLocation(ter.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	p := places.New()
	off, err := p.Holidays(t.Context(), d, places.HolidayQuery{Country: string(ter.Unit), From: day, To: day, Regions: []string{ter.City}})
	if err != nil {
		t.Fatal(err)
	}
	windows, err := p.Windows(t.Context(), d, ter.Code)
	if err != nil {
		t.Fatal(err)
	}
	morning, afternoon := half{name: day.String() + " morning"}, half{name: day.String() + " afternoon"}
	for _, w := range windows {
		s, ok := w.On(day, zone)
		switch {
		case !ok || w.Premium || len(off) > 0 || w.Starts >= 19*time.Hour:
		case w.Starts < 12*time.Hour:
			morning.windows = append(morning.windows, s)
		default:
			afternoon.windows = append(afternoon.windows, s)
		}
	}
	var list []half
	for _, h := range []half{morning, afternoon} {
		if len(h.windows) > 0 {
			list = append(list, h)
		}
	}
	return list
}

// offered tells whether a service is offered in a half at a place.
func offered(t *testing.T, d *db.DB, s *slots.Service, ter places.Territory, at booking.Pin, code booking.ServiceCode, h half) bool {
	t.Helper()
	list, err := s.Offer(t.Context(), d, booking.SlotRequest{
		Unit: ter.Unit, Service: code, Quantity: 1, Territory: ter.Code, At: at, TimeZone: ter.TimeZone,
		Wish: booking.Wish{Windows: h.windows}, Max: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(list) > 0 && list[0].Fits
}

// longest are the services that are hardest to fit, one for each trade of the crew.
var longest = []booking.ServiceCode{"ac_install_large", "washer_repair", "water_heater_install", "fiber_install", "kitchen_measure"}

// A locality of each territory is asked for, not always the same one; all of them with all services take two minutes and were
// asked for when the crew was drawn up.
const sqlSomePlace = `
SELECT id, lat, lng FROM localities WHERE territory_code = @territory ORDER BY md5(id || @moment) LIMIT 1`

func TestEveryServiceCanBeHadInEveryHalfOfTheNextWorkingDays(t *testing.T) {
	t.Parallel()
	for _, moment := range []string{"2026-11-23T09:05:00-03:00", "2026-12-04T11:55:00-03:00", "2026-12-02T11:55:00-06:00"} {
		d, _ := clone(t, at(t, moment))
		ters, err := places.New().Territories(t.Context(), d, "")
		if err != nil || len(ters) != 14 {
			t.Fatalf("%d territories, %v", len(ters), err)
		}
		for _, ter := range ters {
			t.Run(moment+" "+string(ter.Code), func(t *testing.T) {
				t.Parallel()
				askAround(t, d, ter, moment)
			})
		}
	}
}

func askAround(t *testing.T, d *db.DB, ter places.Territory, moment string) {
	t.Helper()
	place, err := db.One[struct {
		ID       string
		Lat, Lng float64
	}](t.Context(), d, sqlSomePlace, db.Args{"territory": ter.Code, "moment": moment})
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(ter.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	s, pin, asked := slots.New(d.Clock()), booking.Pin{Lat: place.Lat, Lng: place.Lng}, 0
	today := booking.DayOf(d.Now(), zone)
	for day := range 8 {
		halves := halvesOf(t, d, ter, today.Add(day))
		if day == 0 && len(halves) > 0 {
			halves = halves[1:] // the morning may be gone
			if !d.Now().Before(today.At(12*time.Hour, zone)) {
				continue
			}
		}
		for _, h := range halves {
			for _, code := range longest {
				asked++
				if !offered(t, d, s, ter, pin, code, h) {
					t.Errorf("%s cannot be had in %s on %s", code, place.ID, h.name)
				}
			}
		}
	}
	if asked < 40 {
		t.Errorf("only %d questions were asked", asked)
	}
}
