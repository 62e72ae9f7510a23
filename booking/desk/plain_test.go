package desk_test

import (
	"math"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// taken is a row of occupations that is a visit or a hold, with what it must agree with.
type taken struct {
	Resource     booking.ResourceID
	Span         span.Span
	Arrival      span.Span
	Lat, Lng     float64
	Able         bool
	InTerritory  bool
	OverlapsAway bool
}

const sqlListTaken = `
SELECT oc.resource_id AS resource, oc.span, coalesce(v.arrival, h.arrival) AS arrival, coalesce(s.lat, h.lat) AS lat,
  coalesce(s.lng, h.lng) AS lng,
  NOT EXISTS (SELECT FROM service_skills n WHERE n.service_code = coalesce(o.service_code, h.service_code) AND NOT EXISTS (
    SELECT FROM resource_skills k WHERE k.resource_id = oc.resource_id AND k.skill_code = n.skill_code AND k.level >= n.level)) AS able,
  EXISTS (SELECT FROM territory_members m WHERE m.resource_id = oc.resource_id
    AND m.territory_code = coalesce(s.territory_code, h.territory_code)) AS in_territory,
  EXISTS (SELECT FROM absences a WHERE a.resource_id = oc.resource_id AND a.span && oc.span) AS overlaps_away
FROM occupations oc
LEFT JOIN slot_holds h ON h.id = oc.hold_id
LEFT JOIN assignments a ON a.id = oc.assignment_id
LEFT JOIN visits v ON v.id = a.visit_id
LEFT JOIN work_orders o ON o.id = v.work_order_id
LEFT JOIN sites s ON s.id = v.site_id
WHERE oc.kind <> 'absence'
ORDER BY oc.resource_id, lower(oc.span)`

// plain looks at what is stored with plain eyes, without any of the code that plans or that Verify uses: hours, skills, and that
// from one place to the next there is time for the buffer, for parking, and for the road at the town's highest speed.
func (b *bench) plain(t *testing.T) {
	t.Helper()
	list, err := db.Collect[taken](t.Context(), b.DB, sqlListTaken, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range list {
		day := booking.DayOf(o.Span.Start, town.Zone)
		hours := town.Hours(day, 8.5, 18.5)
		if day.Weekday() == time.Saturday {
			hours = town.Hours(day, 9, 14)
		}
		if !hours.Covers(o.Span) || day.Weekday() == time.Sunday {
			t.Errorf("%v is outside of working hours", o.Span.In(town.Zone))
		}
		if o.Span.Start.Before(o.Arrival.Start) || o.Span.Start.After(o.Arrival.End) || !o.Able || !o.InTerritory || o.OverlapsAway {
			t.Errorf("%+v", o)
		}
		if i+1 == len(list) || list[i+1].Resource != o.Resource {
			continue
		}
		next := list[i+1]
		if gap := next.Span.Start.Sub(o.Span.End); gap < road(o, next) {
			t.Errorf("from %v to %v there are %v, and %v are needed", o.Span.In(town.Zone), next.Span.In(town.Zone), gap, road(o, next))
		}
	}
}

// road is the least that it takes to be at the next place: 5 minutes of buffer, 6 of parking, and the detour at 30 km/h.
func road(a, b taken) time.Duration {
	const degree = 111.19 // km
	km := degree * math.Hypot(b.Lat-a.Lat, (b.Lng-a.Lng)*math.Cos(a.Lat*math.Pi/180))
	return 11*time.Minute + time.Duration(0.999*km*1.35/30*float64(time.Hour)) - time.Second
}
