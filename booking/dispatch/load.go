package dispatch

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// unitDay is a day of a unit.
type unitDay struct {
	unit booking.UnitCode
	day  booking.Day
	now  time.Time
}

// day is what is stored of a unit's day.
type day struct {
	unit  booking.Unit
	zone  *time.Location
	crew  []booking.Resource // by name
	facts *routes.Facts
}

func (s *Service) load(ctx context.Context, q db.Querier, ask unitDay) (*day, error) {
	unit, err := s.places.Unit(ctx, q, ask.unit)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(unit.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of unit %s: %w", unit.Code, err)
	}
	list, err := s.crew.Resources(ctx, q, ask.unit, ask.day)
	if err != nil {
		return nil, err
	}
	able := make([]crew.Able, len(list))
	for i, r := range list {
		able[i] = crew.Able{Resource: r}
	}
	facts, err := s.routes.Read(ctx, q, routes.Ask{
		Unit: ask.unit, Crew: able, From: ask.day, To: ask.day, Zone: zone, Now: ask.now,
	})
	return &day{unit, zone, list, facts}, err
}

// needs are the skills of every service.
func (s *Service) needs(ctx context.Context, q db.Querier) (map[booking.ServiceCode][]booking.SkillNeed, error) {
	services, err := s.catalog.Services(ctx, q, "")
	if err != nil {
		return nil, err
	}
	needs := map[booking.ServiceCode][]booking.SkillNeed{}
	for _, t := range services {
		needs[t.Code] = t.Skills
	}
	return needs, nil
}
