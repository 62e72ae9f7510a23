package demo

import (
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// channel is a way in that leads come by (DEMO.md 7.4), with how many come in 30 days and how many of a hundred book.
type channel struct {
	campaign string
	source   string
	units    []booking.UnitCode
	leads    int
	booked   int
}

var channels = []channel{
	{"WAORG", "whatsapp", []booking.UnitCode{"CL", "BR", "MX"}, 820, 52},
	{"CTWA-AC-CL", "meta_ctwa", []booking.UnitCode{"CL"}, 460, 36},
	{"CTWA-2X1-MX", "meta_ctwa", []booking.UnitCode{"MX"}, 540, 19},
	{"GADS-AR-BR", "google_ads", []booking.UnitCode{"BR"}, 390, 33},
	{"QR-VAN", "qr", []booking.UnitCode{"CL", "BR", "MX"}, 130, 57},
	{"WEBFORM", "web_form", []booking.UnitCode{"CL", "BR", "MX"}, 260, 31},
	{"RETAIL-API", "partner", []booking.UnitCode{"CL", "MX"}, 690, 78},
	{"INSUR-API", "partner", []booking.UnitCode{"BR", "CL"}, 240, 88},
	{"REFERRAL", "referral", []booking.UnitCode{"CL", "BR", "MX"}, 110, 64},
	{"CALLCTR", "call_centre", []booking.UnitCode{"CL", "BR", "MX"}, 300, 61},
}

// lead is an interest, booked or not.
type lead struct {
	id       booking.LeadID
	person   *person
	talk     *talk // nil: not by chat
	status   booking.LeadStatus
	reason   string
	service  *service
	place    booking.PlaceID
	locality string
	problem  string
	source   string
	campaign string
	at       time.Time
	visit    *visit // nil: did not book
}

// Of the booked visits, this many percent are shown with their lead; the leads that did not book are drawn to match.
const leadsShown = 35

// market makes the leads: those of visits that were booked, and those that were not.
func (w *world) market(d draw) {
	missed := map[booking.UnitCode]float64{}
	for _, v := range w.visits {
		if !d.chance(leadsShown) {
			continue
		}
		c := w.wayIn(d, v.person.unit, true)
		v.lead = &lead{
			id: booking.LeadID(w.ids.New()), person: v.person, status: booking.LeadConverted, service: v.service,
			place: v.person.site.locality.ID, locality: v.person.site.locality.Name, problem: v.problem,
			source: c.source, campaign: c.campaign, at: v.booked.Add(-d.between(3*time.Minute, 11*time.Minute)), visit: v,
		}
		w.leads = append(w.leads, v.lead)
		missed[v.person.unit] += lostForOne(v.person.unit)
	}
	for _, u := range units {
		for range int(missed[u.Code]) {
			w.leads = append(w.leads, w.lostLead(d, u))
		}
	}
}

// lostForOne is how many leads of a unit do not book for one that does.
func lostForOne(u booking.UnitCode) float64 {
	leads, booked := 0, 0
	for _, c := range channels {
		if slices.Contains(c.units, u) {
			leads += c.leads
			booked += c.leads * c.booked / 100
		}
	}
	return float64(leads-booked) / float64(booked)
}

// wayIn draws a channel of a unit, by how many of its leads book, or do not.
func (w *world) wayIn(d draw, u booking.UnitCode, booked bool) channel {
	weights := make([]int, len(channels))
	for i, c := range channels {
		share := c.booked
		if !booked {
			share = 100 - c.booked
		}
		if slices.Contains(c.units, u) {
			weights[i] = c.leads * share
		}
	}
	return channels[d.weighted(weights)]
}

// ends are what becomes of leads that do not book, in parts of a hundred.
var ends = []struct {
	parts  int
	status booking.LeadStatus
	reason string
}{
	{29, booking.LeadLost, "price"},
	{10, booking.LeadDisqualified, "out_of_area"},
	{8, booking.LeadWaitlisted, "no_slot"},
	{5, booking.LeadDisqualified, "unsupported"},
	{18, booking.LeadLost, "no_answer"},
	{12, booking.LeadParked, ""},
	{8, booking.LeadOffered, ""},
	{10, booking.LeadQualifying, ""},
}

func (w *world) lostLead(d draw, u unit) *lead {
	weights := make([]int, len(ends))
	for i, e := range ends {
		weights[i] = e.parts
	}
	e := ends[d.weighted(weights)]
	c := w.wayIn(d, u.Code, false)
	p := w.meet(d, u.Code)
	zone := mustZone(u.TimeZone)
	l := &lead{
		id: booking.LeadID(w.ids.New()), person: p, status: e.status, reason: e.reason, source: c.source, campaign: c.campaign,
		service: &services[d.IntN(len(services))],
		at:      w.Monday.Add(-1-d.IntN(historyDays)).At(d.between(7*time.Hour, 22*time.Hour), zone),
	}
	place := w.somewhere(d, u.Code, e.reason != "out_of_area")
	l.place, l.locality = place.ID, place.Name
	p.since = l.at
	return l
}

// somewhere is a locality of a unit's country, served or not.
func (w *world) somewhere(d draw, u booking.UnitCode, served bool) locality {
	var list []locality
	for _, l := range w.localities {
		if l.Country == string(u) && l.Served() == served {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		return locality{}
	}
	return one(d, list)
}

// mustZone loads a zone of the demo's tables; they are tested.
func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return zone
}
