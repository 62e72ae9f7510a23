package routes

import (
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// mode is a travel profile by the clock of a zone: second 0 of the problem is origin seconds after midnight there.
type mode struct {
	places.TravelProfile
	origin optimizer.Seconds
}

// modes numbers profiles as the optimizer's modes of travel.
type modes struct {
	list []mode
}

func (m *modes) of(p places.TravelProfile, origin optimizer.Seconds) int {
	for i := range m.list {
		if m.list[i].Code == p.Code && m.list[i].origin == origin {
			return i
		}
	}
	m.list = append(m.list, mode{p, origin})
	return len(m.list) - 1
}

// originIn is the time of day in a technician's zone at second 0 of a day: 0 but where one unit spans zones. The hour that counts
// for speed is the technician's, whoever asks.
func (d *Day) originIn(zone string) (optimizer.Seconds, error) {
	if zone == d.Zone.String() {
		return 0, nil
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return 0, fmt.Errorf("time zone of a technician: %w", err)
	}
	const day = 24 * 3600
	midnight := d.Second(visits.SpanOf(d.Day, loc).Start)
	return (day - midnight%day) % day, nil
}

// drive gives a problem its travel over the points.
func (m *modes) drive(p *optimizer.Problem, points []travel.Point) error {
	if len(m.list) == 0 {
		m.list = append(m.list, mode{})
	}
	for i, mode := range m.list {
		road, err := travel.NewRoad(points, mode.profile())
		if err != nil {
			return fmt.Errorf("travel profile %q: %w", mode.Code, err)
		}
		if i == 0 {
			p.Travel = road
		} else {
			p.Modes = append(p.Modes, road)
		}
	}
	return nil
}

// profile turns a city's profile into the optimizer's. A technician of no territory drives by the optimizer's own guess.
func (m mode) profile() travel.Profile {
	if m.Code == "" {
		out := travel.DefaultProfile()
		out.Origin = m.origin
		return out
	}
	out := travel.Profile{Detour: m.Detour, Overhead: seconds(m.Parking), Origin: m.origin}
	for _, s := range m.Speeds {
		out.Speeds = append(out.Speeds, travel.HourSpeed{Hour: s.Hour, KmH: s.KmH})
	}
	return out
}
