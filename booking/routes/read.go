package routes

import (
	"context"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Ask says which technician-days are wanted: those of Crew from From to To, both included. A day holds the technicians whose
// skills hold on it (crew.Able.On).
type Ask struct {
	Unit     booking.UnitCode
	Crew     []crew.Able
	From, To booking.Day
	Zone     *time.Location // whose days they are
	Now      time.Time      // holds that are over by then do not count
}

// Facts are technician-days as they are stored.
type Facts struct {
	Ask
	Buffer   time.Duration
	Profiles map[booking.TerritoryCode]places.TravelProfile
	Shifts   []booking.Shift
	Absences []booking.Absence
	Entries  []visits.Entry // by technician, then planned start
}

// Read loads technician-days.
func (s *Store) Read(ctx context.Context, q db.Querier, ask Ask) (*Facts, error) {
	f := &Facts{Ask: ask}
	policy, err := s.places.Policy(ctx, q, ask.Unit)
	if err != nil {
		return nil, err
	}
	f.Buffer = policy.Buffer
	if f.Profiles, err = s.profiles(ctx, q, ask); err != nil {
		return nil, err
	}
	who := make([]booking.ResourceID, len(ask.Crew))
	for i, c := range ask.Crew {
		who[i] = c.ID
	}
	if f.Shifts, err = s.crew.Shifts(ctx, q, who, ask.From, ask.To); err != nil {
		return nil, err
	}
	during := span.New(visits.SpanOf(ask.From, ask.Zone).Start, visits.SpanOf(ask.To, ask.Zone).End)
	if f.Absences, err = s.crew.Absences(ctx, q, who, during); err != nil {
		return nil, err
	}
	f.Entries, err = s.visits.Calendar(ctx, q, visits.Period{Resources: who, During: during, Now: ask.Now})
	return f, err
}

// profiles gives, for the first territory of each technician, how one drives there. Cities are few, so one query for each profile
// is still a constant number.
func (s *Store) profiles(ctx context.Context, q db.Querier, ask Ask) (map[booking.TerritoryCode]places.TravelProfile, error) {
	territories, err := s.places.Territories(ctx, q, ask.Unit)
	if err != nil {
		return nil, err
	}
	codes := map[booking.TerritoryCode]string{}
	for _, t := range territories {
		codes[t.Code] = t.TravelProfile
	}
	byCode := map[string]places.TravelProfile{}
	out := map[booking.TerritoryCode]places.TravelProfile{}
	for _, c := range ask.Crew {
		home := homeTerritory(c.Resource)
		code, ok := codes[home]
		if !ok {
			continue
		}
		if _, ok := byCode[code]; !ok {
			if byCode[code], err = s.places.TravelProfile(ctx, q, code); err != nil {
				return nil, err
			}
		}
		out[home] = byCode[code]
	}
	return out, nil
}

// homeTerritory is the first territory by code: always the same one, whoever asks.
func homeTerritory(r booking.Resource) booking.TerritoryCode {
	if len(r.Territories) == 0 {
		return ""
	}
	return r.Territories[0]
}
