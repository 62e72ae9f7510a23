package routes

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// modes numbers travel profiles as the optimizer's modes of travel.
type modes struct {
	profiles []places.TravelProfile
}

func (m *modes) of(p places.TravelProfile) int {
	for i := range m.profiles {
		if m.profiles[i].Code == p.Code {
			return i
		}
	}
	m.profiles = append(m.profiles, p)
	return len(m.profiles) - 1
}

// drive gives a problem its travel over the points.
func (m *modes) drive(p *optimizer.Problem, points []travel.Point) error {
	if len(m.profiles) == 0 {
		m.profiles = append(m.profiles, places.TravelProfile{})
	}
	for i, profile := range m.profiles {
		road, err := travel.NewRoad(points, roadProfile(profile))
		if err != nil {
			return fmt.Errorf("travel profile %q: %w", profile.Code, err)
		}
		if i == 0 {
			p.Travel = road
		} else {
			p.Modes = append(p.Modes, road)
		}
	}
	return nil
}

// roadProfile turns a city's profile into the optimizer's. A technician of no territory drives by the optimizer's own guess.
func roadProfile(p places.TravelProfile) travel.Profile {
	if p.Code == "" {
		return travel.DefaultProfile()
	}
	out := travel.Profile{Detour: p.Detour, Overhead: seconds(p.Parking)}
	for _, s := range p.Speeds {
		out.Speeds = append(out.Speeds, travel.HourSpeed{Hour: s.Hour, KmH: s.KmH})
	}
	return out
}
