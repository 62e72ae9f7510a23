package demo

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// imagineVisit draws what somebody in the city could have booked for the day: a service, a window and a customer who has no
// other visit that day.
func (w *world) imagineVisit(d draw, p *dayplan) (*visit, arrival) {
	weights := make([]int, len(services))
	for i := range services {
		weights[i] = int(10 * float64(services[i].weight) * heatWave(p.day, &services[i]))
	}
	s := &services[d.weighted(weights)]
	who := one(d, p.people)
	for p.taken[who] {
		who = one(d, p.people)
	}
	a := one(d, p.windows)
	if a.premium && !d.chance(30) {
		a = p.windows[0]
	}
	v := &visit{
		id: booking.VisitID(w.ids.New()), order: booking.WorkOrderID(w.ids.New()), promise: booking.PromiseID(w.ids.New()),
		toldBy: booking.MessageID(w.ids.New()), service: s, person: who, zone: p.zone, zoneName: p.city.zone, day: p.day,
		booked: w.bookedAt(d, p), answers: map[string]string{},
	}
	lang := 0
	if who.language == "pt" {
		lang = 1
	}
	if len(s.problems[lang]) > 0 {
		v.problem = one(d, s.problems[lang])
	}
	if s.question != nil && s.question.ID == "brand" {
		v.answers["brand"] = one(d, brands)
	}
	if who.since.IsZero() || v.booked.Before(who.since) {
		who.since = v.booked.Add(-d.between(2*time.Minute, 9*time.Minute))
	}
	return v, a
}

// brands are made up.
var brands = []string{"Aconcagua", "Polar Sur", "Nórdika", "Itaipava Lar", "Frigotec", "Lavamax"}

// bookedAt is when a visit was booked: some days before it, and before the demo's Monday.
func (w *world) bookedAt(d draw, p *dayplan) time.Time {
	day := p.day - 1 - d.IntN(5)
	if day > -1 {
		day = -1 - d.IntN(4)
	}
	return w.Monday.Add(day).At(d.between(8*time.Hour, 21*time.Hour), p.zone)
}

// local is the promised window in the zone of the site.
func (v *visit) local() span.Span { return v.window.In(v.zone) }
