package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const sqlListServices = `
SELECT s.code, s.names, s.kind, coalesce(s.words #>> '{synonyms,es,0}', '') AS thing, s.standard_minutes, s.p90_minutes, s.asks_problem, s.questions,
  ARRAY(SELECT k.skill_code FROM service_skills k WHERE k.service_code = s.code ORDER BY k.skill_code) AS skills,
  ARRAY(SELECT k.level FROM service_skills k WHERE k.service_code = s.code ORDER BY k.skill_code) AS levels,
  ARRAY(SELECT DISTINCT p.unit_code FROM price_book p WHERE p.service_code = s.code ORDER BY p.unit_code) AS units
FROM service_types s
WHERE (@unit::text = '' OR EXISTS (SELECT FROM price_book p WHERE p.service_code = s.code AND p.unit_code = @unit))
  AND (@code::text = '' OR s.code = @code)
ORDER BY s.position, s.code`

func (s *Store) list(ctx context.Context, q db.Querier, unit booking.UnitCode, code booking.ServiceCode) ([]booking.ServiceType, error) {
	rows, err := db.Collect[serviceRow](ctx, q, sqlListServices, db.Args{"unit": unit, "code": code})
	if err != nil {
		return nil, fmt.Errorf("list services: %w", err)
	}
	list := make([]booking.ServiceType, len(rows))
	for i, r := range rows {
		list[i] = r.service()
	}
	return list, nil
}

// Services lists what a unit offers, in the order customers see it. An empty unit lists everything.
func (s *Store) Services(ctx context.Context, q db.Querier, unit booking.UnitCode) ([]booking.ServiceType, error) {
	return s.list(ctx, q, unit, "")
}

// Service is one service type; NotFound when there is none of that code.
func (s *Store) Service(ctx context.Context, q db.Querier, code booking.ServiceCode) (booking.ServiceType, error) {
	list, err := s.list(ctx, q, "", code)
	if err != nil {
		return booking.ServiceType{}, err
	}
	if len(list) == 0 || code == "" {
		return booking.ServiceType{}, fault.New(fault.NotFound, "service.get.unknown", fault.Arg("code", code))
	}
	return list[0], nil
}

type serviceRow struct {
	Code            booking.ServiceCode
	Names           map[string]string
	Kind            booking.ServiceKind
	Thing           string
	StandardMinutes int
	P90Minutes      int `db:"p90_minutes"`
	AsksProblem     bool
	Questions       []booking.Question
	Skills          []string
	Levels          []int
	Units           []string
}

func (r serviceRow) service() booking.ServiceType {
	s := booking.ServiceType{
		Code:        r.Code,
		Names:       r.Names,
		Kind:        r.Kind,
		Thing:       r.Thing,
		Standard:    time.Duration(r.StandardMinutes) * time.Minute,
		P90:         time.Duration(r.P90Minutes) * time.Minute,
		Questions:   r.Questions,
		AsksProblem: r.AsksProblem,
	}
	for i, code := range r.Skills {
		s.Skills = append(s.Skills, booking.SkillNeed{Skill: booking.SkillCode(code), Level: r.Levels[i]})
	}
	for _, u := range r.Units {
		s.Units = append(s.Units, booking.UnitCode(u))
	}
	return s
}
