package demo_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/core/db"
)

func TestEveryPlannedRouteCanBeDrivenInsideItsPromises(t *testing.T) {
	t.Parallel()
	for _, moment := range []string{"2026-11-23T00:10:00-03:00", "2026-11-26T15:30:00-03:00", "2026-09-02T10:00:00-04:00"} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			d, _ := clone(t, at(t, moment))
			units, err := places.New().Units(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range units {
				if n := drive(t, d, u); n < 60 {
					t.Errorf("%s has %d live visits ahead, too few to be a test", u.Code, n)
				}
			}
		})
	}
}

// drive compiles the routes of a unit from today on and counts their stops.
func drive(t *testing.T, d *db.DB, u booking.Unit) int {
	t.Helper()
	ctx := t.Context()
	zone, err := time.LoadLocation(u.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	today := booking.DayOf(d.Now(), zone)
	able, err := crew.New().Capable(ctx, d, crew.Need{From: today, To: today.Add(14)})
	if err != nil {
		t.Fatal(err)
	}
	ask := routes.Ask{Unit: u.Code, From: today, To: today.Add(14), Zone: zone, Now: d.Now()}
	for _, a := range able {
		if a.Unit == u.Code {
			ask.Crew = append(ask.Crew, a)
		}
	}
	facts, err := routes.New().Read(ctx, d, ask)
	if err != nil {
		t.Fatal(err)
	}
	needs := map[booking.ServiceCode][]booking.SkillNeed{}
	services, err := catalog.New().Services(ctx, d, u.Code)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range services {
		needs[s.Code] = s.Skills
	}
	days, err := facts.Days(routes.Look{Needs: needs})
	if err != nil {
		t.Fatal(err)
	}
	stops := 0
	for _, day := range days {
		if len(day.Stray) > 0 {
			t.Errorf("%s %s: %d visits outside of shifts", u.Code, day.Day, len(day.Stray))
		}
		for _, s := range day.Shifts {
			stops += len(s.Stops)
			if s.Schedule == nil {
				t.Errorf("%s %s: the route of %s cannot be driven", u.Code, day.Day, s.Resource.Name)
			}
		}
	}
	return stops
}
