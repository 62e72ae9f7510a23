package demo

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo/data"
)

// gazetteer is the localities of the data folder.
func gazetteer() ([]locality, error) {
	places := data.Places()
	known := map[booking.TerritoryCode]bool{"": true}
	for _, c := range cities {
		for _, t := range c.territories {
			known[t.code] = true
		}
	}
	list := make([]locality, len(places))
	for i, p := range places {
		list[i] = locality{
			Place: booking.Place{
				ID: booking.PlaceID(p.ID), Country: p.Country, Name: p.Name, Kind: p.Kind, City: p.City, Region: p.Region,
				Territory: booking.TerritoryCode(p.Territory), TimeZone: p.TimeZone, Center: booking.Pin{Lat: p.Lat, Lng: p.Lng},
			},
			aliases: p.Aliases, postcodeFrom: fullPostcode(p.Country, p.PostcodeFrom, "000"), postcodeTo: fullPostcode(p.Country, p.PostcodeTo, "999"),
		}
		if !known[list[i].Territory] {
			return nil, fmt.Errorf("place %s is in an unknown territory %q", p.ID, p.Territory)
		}
	}
	return list, nil
}

// wordsFor is what people call a service, as stored in service_types.words.
func wordsFor(s *service) data.Service {
	for _, x := range data.Services() {
		if x.Code == string(s.code) {
			return x
		}
	}
	return data.Service{}
}

// namesOf is a service's name by language.
func namesOf(s *service) map[string]string { return wordsFor(s).Names }

// serviceName is a service's name in a language.
func serviceName(s *service, lang string) string { return namesOf(s)[lang] }

// fullPostcode writes the end of a range of CEPs, kept as their first five digits, with all eight.
func fullPostcode(country, digits, rest string) string {
	if country == "BR" && len(digits) == 5 {
		return digits + rest
	}
	return digits
}
