package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// person is a contact; with a site, a customer too.
type person struct {
	contact  booking.ContactID
	customer booking.CustomerID // empty: never booked
	unit     booking.UnitCode
	name     string
	language string
	phone    string
	since    time.Time
	site     *home
}

// home is where work is done.
type home struct {
	id         booking.SiteID
	locality   locality
	address    booking.Address
	pin        booking.Pin
	confidence booking.Confidence
	where      int // location on the city's roads
}

// phoneOf is the nth number of a block.
func phoneOf(block string, n int) string {
	digits := strconv.Itoa(n)
	return block[:len(block)-len(digits)] + digits
}

func unitOf(code booking.UnitCode) unit {
	for _, u := range units {
		if u.Code == code {
			return u
		}
	}
	panic("demo: no unit " + string(code))
}

func familyName(d draw, u booking.UnitCode) string {
	family := peopleNames[u].family
	if u == "BR" {
		return one(d, family)
	}
	return one(d, family) + " " + one(d, family)
}

func languageOf(u booking.UnitCode) string {
	if u == "BR" {
		return "pt"
	}
	return "es"
}

// meet makes a person with the next number of their unit.
func (w *world) meet(d draw, u booking.UnitCode) *person {
	w.met[u]++
	p := &person{
		contact:  booking.ContactID(w.ids.New()),
		unit:     u,
		name:     one(d, peopleNames[u].given) + " " + one(d, peopleNames[u].family),
		language: languageOf(u),
		phone:    phoneOf(unitOf(u).customerPhone, w.met[u]),
	}
	w.people = append(w.people, p)
	return p
}

// settleIn makes the customers of a city, each with a site.
func (w *world) settleIn(d draw, c city, count int) []*person {
	var served []locality
	for _, t := range c.territories {
		served = append(served, servedBy(w.localities, t.code)...)
	}
	list := make([]*person, count)
	for i := range list {
		p := w.meet(d, c.unit)
		p.customer = booking.CustomerID(w.ids.New())
		l := one(d, served)
		p.site = &home{
			id: booking.SiteID(w.ids.New()), locality: l, address: address(d, c.unit, l), pin: near(d, l.Center, 1.2),
			confidence: booking.ConfidenceC,
		}
		if d.chance(55) {
			p.site.confidence = booking.ConfidenceB
		}
		list[i] = p
	}
	return list
}

// address is a street address as people of the country give it.
func address(d draw, u booking.UnitCode, l locality) booking.Address {
	a := booking.Address{
		Street: one(d, streets[u]), Number: strconv.Itoa(100 + d.IntN(4800)), Reference: one(d, references[u]),
	}
	if d.chance(40) {
		flat := 10*(1+d.IntN(18)) + 1 + d.IntN(6)
		a.Unit = map[booking.UnitCode]string{
			"CL": fmt.Sprintf("depto %d", flat), "BR": fmt.Sprintf("apto %d", flat), "MX": fmt.Sprintf("int. %d", 1+flat%40),
		}[u]
	}
	if l.postcodeFrom != "" {
		a.Postcode = l.postcodeFrom
	}
	street := a.Street + " " + a.Number
	if u == "BR" {
		street = a.Street + ", " + a.Number
	}
	parts := []string{street}
	for _, p := range []string{a.Unit, l.Name, a.Reference} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	a.Raw = strings.Join(parts, ", ")
	return a
}
