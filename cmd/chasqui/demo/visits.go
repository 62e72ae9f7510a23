package demo

import (
	"fmt"
	"math"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// visit is a booked visit with its job.
type visit struct {
	id         booking.VisitID
	order      booking.WorkOrderID
	promise    booking.PromiseID
	toldBy     booking.MessageID
	consent    booking.MessageID // empty: not by chat
	service    *service
	person     *person
	zone       *time.Location
	zoneName   string
	day        int // from the demo's Monday
	window     span.Span
	planned    span.Span   // zero: nobody has it
	technician *technician // nil: nobody has it
	booked     time.Time
	problem    string
	answers    map[string]string
	lead       *lead // nil: came by another way
}

// demand is the share of an ordinary day's work that is booked for a day, by its distance from the Monday: the days behind and
// this week are full, the next one fills up.
func demand(day int) float64 {
	switch {
	case day <= 1:
		return 1
	case day < 7:
		return 1 - 0.09*float64(day-1)
	default:
		return math.Max(0.1, 0.5-0.06*float64(day-7))
	}
}

// heatWave is the share of air conditioning work on top, in the week before the demo's.
func heatWave(day int, s *service) float64 {
	if day >= -7 && day < 0 && (s.code == "ac_repair" || s.code == "ac_maintenance" || s.code == "ac_leak") {
		return 1.6
	}
	return 1
}

// fill books the visits of a city from the first day of history to the last day ahead.
func (w *world) fill(d draw, c city) error {
	t, err := w.town(d, c)
	if err != nil {
		return err
	}
	if len(t.crew) == 0 {
		return nil
	}
	for day := -historyDays; day < aheadDays; day++ {
		date := w.Monday.Add(day)
		if date.Weekday() == time.Sunday || dayOff(c, date) {
			continue
		}
		p := w.plan(t, day)
		if gap := p.unpromised(); gap != "" && !w.Small {
			return fmt.Errorf("the crew is too small for %s", gap)
		}
		want := float64(unitOf(c.unit).perWeekday) * c.share * demand(day)
		if date.Weekday() == time.Saturday {
			want *= 0.4
		}
		if w.Small {
			want /= 6
		}
		for range int(math.Round(want)) {
			w.book(d, p)
		}
		if day >= 0 && date.Weekday() != time.Saturday {
			w.leaveOpen(d, p)
		}
	}
	return nil
}

// dayplan is one day of a city.
type dayplan struct {
	*town
	day     int
	date    booking.Day
	routes  []*route
	windows []arrival
	taken   map[*person]bool
}

func (w *world) plan(t *town, day int) *dayplan {
	p := &dayplan{town: t, day: day, date: w.Monday.Add(day), taken: map[*person]bool{}}
	for i, x := range t.crew {
		if _, off := away(t.city, i, day); off && !w.Small {
			continue
		}
		if h, ok := shiftOn(t.unit, x.seat.week, p.date.Weekday()); ok {
			p.routes = append(p.routes, &route{
				tech: x, roads: t.roads, home: i, from: seconds(h.starts.since()), to: seconds(h.ends.since()),
			})
		}
	}
	for _, a := range arrivals(t.city) {
		if on(a.weekdays, p.date.Weekday()) {
			p.windows = append(p.windows, a)
		}
	}
	return p
}

// tries is how often a visit is drawn anew when nobody can drive it, or when it would take the last room for somebody else's.
const tries = 12

// book draws a visit of the day and gives it to the technician who is home first with it.
func (w *world) book(d draw, p *dayplan) {
	for range tries {
		v, a := w.imagineVisit(d, p)
		if w.assign(p, v, a) {
			w.visits = append(w.visits, v)
			p.taken[v.person] = true
			return
		}
	}
}

// leaveOpen books a visit that nobody has yet; in the smaller cities not every day.
func (w *world) leaveOpen(d draw, p *dayplan) {
	count := 0
	if p.share >= 0.5 || d.chance(30) {
		count = 1
	}
	for range count {
		v, a := w.imagineVisit(d, p)
		v.window = p.span(a)
		w.visits = append(w.visits, v)
		p.taken[v.person] = true
	}
}

func (p *dayplan) span(a arrival) span.Span {
	return span.New(p.date.At(a.starts.since(), p.zone), p.date.At(a.ends.since(), p.zone))
}

// assign puts a visit on a route; false when no route takes it, or when a service could not be promised any more.
func (w *world) assign(p *dayplan, v *visit, a arrival) bool {
	s := stopOf(v.person.site.where, a, v.service.median)
	s.visit = v
	var to *route
	var stops []stop
	least := math.MaxInt
	for _, r := range p.routes {
		if !r.tech.can(v.service, v.person.site.locality.Territory) {
			continue
		}
		if with, cost, ok := r.insert(s); ok && int(cost) < least {
			to, stops, least = r, with, int(cost)
		}
	}
	if to == nil {
		return false
	}
	before := to.stops
	to.stops = stops
	if p.day >= 0 && !w.Small && !p.promising() {
		to.stops = before
		return false
	}
	v.window, v.technician = p.span(a), to.tech
	for _, x := range stops {
		x.visit.planned = span.Of(p.date.At(time.Duration(x.start)*time.Second, p.zone), time.Duration(x.service)*time.Second)
	}
	return true
}

// stopOf is a stop in an arrival window. Nobody is planned to arrive in its last ten minutes.
func stopOf(where int, a arrival, minutes int) stop {
	return stop{
		where: where, from: seconds(a.starts.since()), to: seconds(a.ends.since()) - 10*60,
		service: seconds(time.Duration(minutes) * time.Minute),
	}
}
