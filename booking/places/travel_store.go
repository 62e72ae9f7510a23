package places

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// TravelProfile is how a city drives: road lengths against straight lines, speeds by the hour, time to park.
type TravelProfile struct {
	Code    string
	Detour  float64
	Parking time.Duration
	// Speeds covers the whole day: it begins at hour 0 and ascends.
	Speeds []HourSpeed
}

// HourSpeed is a mean speed from a local hour of the day until the next entry.
type HourSpeed struct {
	Hour float64
	KmH  float64
}

// speedStep is how speeds are stored: from one hour to another, and one step without hours for the rest of the day.
type speedStep struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
	KmH  float64 `json:"kmh"`
}

type travelRow struct {
	Code           string
	Detour         float64
	ParkingSeconds int
	Steps          []speedStep
}

const sqlFindTravelProfile = `
SELECT code, detour, parking_seconds, steps
FROM travel_profiles
WHERE code = @code`

// TravelProfile is the profile of a code; NotFound when there is none.
func (s *Store) TravelProfile(ctx context.Context, q db.Querier, code string) (TravelProfile, error) {
	row, err := db.One[travelRow](ctx, q, sqlFindTravelProfile, db.Args{"code": code})
	if err != nil {
		return TravelProfile{}, fmt.Errorf("find travel profile %q: %w", code, err)
	}
	return row.profile(), nil
}

const sqlFindTravelProfileOfTerritory = `
SELECT p.code, p.detour, p.parking_seconds, p.steps
FROM travel_profiles p JOIN territories t ON t.travel_profile = p.code
WHERE t.code = @territory`

// TravelIn is the profile that a territory drives by; NotFound when there is no such territory.
func (s *Store) TravelIn(ctx context.Context, q db.Querier, territory booking.TerritoryCode) (TravelProfile, error) {
	row, err := db.One[travelRow](ctx, q, sqlFindTravelProfileOfTerritory, db.Args{"territory": territory})
	if err != nil {
		return TravelProfile{}, fmt.Errorf("find travel profile of territory %q: %w", territory, err)
	}
	return row.profile(), nil
}

func (r travelRow) profile() TravelProfile {
	return TravelProfile{
		Code:    r.Code,
		Detour:  r.Detour,
		Parking: time.Duration(r.ParkingSeconds) * time.Second,
		Speeds:  wholeDay(r.Steps),
	}
}

// wholeDay fills the hours that no step names with the speed of the step that names none.
func wholeDay(steps []speedStep) []HourSpeed {
	rest := 30.0 // a city's, when nobody said
	var named []speedStep
	for _, s := range steps {
		if s.To > s.From {
			named = append(named, s)
		} else {
			rest = s.KmH
		}
	}
	slices.SortFunc(named, func(a, b speedStep) int { return int(60 * (a.From - b.From)) })
	var out []HourSpeed
	at := 0.0
	for _, s := range named {
		if s.From > at {
			out = append(out, HourSpeed{at, rest})
		}
		out = append(out, HourSpeed{s.From, s.KmH})
		at = s.To
	}
	if at < 24 {
		out = append(out, HourSpeed{at, rest})
	}
	return out
}
