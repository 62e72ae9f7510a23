package demo

import (
	"math"

	"github.com/chasqui-fsm/chasqui/booking"
)

// locality is a place of the gazetteer as the seed needs it.
type locality struct {
	booking.Place
	aliases      []string
	postcodeFrom string // digits; empty: none
	postcodeTo   string
}

// servedBy lists the localities of a territory, in the gazetteer's order.
func servedBy(list []locality, code booking.TerritoryCode) []locality {
	var out []locality
	for _, l := range list {
		if l.Territory == code {
			out = append(out, l)
		}
	}
	return out
}

// near is a point up to some kilometres from a centre, denser towards the middle.
func near(d draw, center booking.Pin, km float64) booking.Pin {
	const kmPerDegree = 111.195
	r, angle := km*d.Float64(), 2*math.Pi*d.Float64()
	pin := booking.Pin{
		Lat: center.Lat + r*math.Sin(angle)/kmPerDegree,
		Lng: center.Lng + r*math.Cos(angle)/(kmPerDegree*math.Cos(center.Lat*math.Pi/180)),
	}
	pin.Lat, pin.Lng = math.Round(pin.Lat*1e5)/1e5, math.Round(pin.Lng*1e5)/1e5
	return pin
}
