package routes

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// Drive is how long it takes from one place to another, leaving at an instant, by a city's profile and the clock of a zone; the
// time to park included.
func Drive(p places.TravelProfile, from, to booking.Pin, depart time.Time, zone *time.Location) (time.Duration, error) {
	road, err := travel.NewRoad([]travel.Point{{Lat: from.Lat, Lng: from.Lng}, {Lat: to.Lat, Lng: to.Lng}}, mode{TravelProfile: p}.profile())
	if err != nil {
		return 0, err
	}
	local := depart.In(zone)
	since := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second
	return time.Duration(road.Seconds(0, 1, optimizer.Seconds(since/time.Second))) * time.Second, nil
}
