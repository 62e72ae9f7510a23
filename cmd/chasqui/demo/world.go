package demo

import (
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// How far the demo reaches around its Monday, in days.
const (
	historyDays = 14
	aheadDays   = 14
)

// Options choose which demo.
type Options struct {
	Monday booking.Day // of the week the demo lives in; zero: 2026-11-23
	Small  bool        // 12 technicians and little work, for unit tests
}

// templateMonday is the week that the template holds.
var templateMonday = booking.Day{Year: 2026, Month: time.November, Date: 23}

// world is the demo in memory: everything is drawn before anything is written.
type world struct {
	Options
	ids         ids.Source
	localities  []locality
	technicians []technician
	people      []*person
	met         map[booking.UnitCode]int
	visits      []*visit
	leads       []*lead
	talks       []*talk
	escalations []*escalation
}

// imagine draws the demo.
func imagine(o Options) (*world, error) {
	if o.Monday == (booking.Day{}) {
		o.Monday = templateMonday
	}
	if o.Monday.Weekday() != time.Monday {
		return nil, fmt.Errorf("%s is not a Monday", o.Monday)
	}
	list, err := gazetteer()
	if err != nil {
		return nil, err
	}
	w := &world{
		Options:    o,
		ids:        ids.Seeded(seed, clock.NewManual(o.Monday.Add(-historyDays-7).At(0, time.UTC))),
		localities: list,
		met:        map[booking.UnitCode]int{},
	}
	if err := w.hire(); err != nil {
		return nil, err
	}
	for i, c := range cities {
		if err := w.fill(newDraw(100+uint64(i)), c); err != nil {
			return nil, fmt.Errorf("fill %s: %w", c.name, err)
		}
	}
	w.market(newDraw(2))
	w.converse(newDraw(3))
	w.complain(newDraw(4))
	return w, nil
}

// crewOf lists the technicians of a city.
func (w *world) crewOf(c city) []*technician {
	var list []*technician
	for i := range w.technicians {
		if w.technicians[i].city == c.name {
			list = append(list, &w.technicians[i])
		}
	}
	return list
}

// town is a city with its roads: the locations are the crew's homes, then the centres of the localities, then the sites.
type town struct {
	city
	zone    *time.Location
	crew    []*technician
	centers []center
	people  []*person
	roads   *travel.Road
}

// center is the middle of a served locality.
type center struct {
	locality
	where int
}

func (w *world) town(d draw, c city) (*town, error) {
	zone, err := time.LoadLocation(c.zone)
	if err != nil {
		return nil, fmt.Errorf("time zone: %w", err)
	}
	t := &town{city: c, zone: zone, crew: w.crewOf(c)}
	var points []travel.Point
	place := func(p booking.Pin) int {
		points = append(points, travel.Point{Lat: p.Lat, Lng: p.Lng})
		return len(points) - 1
	}
	for _, x := range t.crew {
		place(x.Home)
	}
	for _, x := range c.territories {
		for _, l := range servedBy(w.localities, x.code) {
			t.centers = append(t.centers, center{l, place(l.Center)})
		}
	}
	t.people = w.settleIn(d, c, w.customersOf(c))
	for _, p := range t.people {
		p.site.where = place(p.site.pin)
	}
	t.roads, err = travel.NewRoad(points, travelProfiles[c.profile].profile())
	return t, err
}

// customersOf is how many customers a city has: about two visits for each three of them.
func (w *world) customersOf(c city) int {
	n := int(float64(unitOf(c.unit).perWeekday) * c.share * 10)
	if w.Small {
		return n / 8
	}
	return n
}
