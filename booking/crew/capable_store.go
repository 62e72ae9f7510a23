package crew

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Need says who can do a piece of work: members of a territory with the skills, on at least one day from From to To.
type Need struct {
	Territory booking.TerritoryCode // empty: anywhere
	Skills    []booking.SkillNeed
	From, To  booking.Day // both included
}

// Able is a technician who can do the work on some days.
type Able struct {
	booking.Resource // skills as of Need.From

	held []dates
}

// On tells whether all needed skills hold on a day.
func (a Able) On(day booking.Day) bool {
	for _, h := range a.held {
		if !h.hold(day) {
			return false
		}
	}
	return true
}

// dates is [since, until); a nil end has no bound.
type dates struct{ since, until *time.Time }

func (d dates) hold(day booking.Day) bool {
	noon := day.At(12*time.Hour, time.UTC)
	return (d.since == nil || d.since.Before(noon)) && (d.until == nil || noon.Before(*d.until))
}

const sqlListCapable = `
SELECT r.id, lower(s.valid) AS since, upper(s.valid) AS until
FROM resources r
LEFT JOIN LATERAL unnest(@skills::text[], @levels::int[]) AS n (skill, level) ON true
LEFT JOIN resource_skills s ON s.resource_id = r.id AND s.skill_code = n.skill AND s.level >= n.level
  AND s.valid && daterange(@from_day::date, @to_day::date, '[]')
WHERE r.status = 'active'
  AND (@territory::text = '' OR EXISTS (
    SELECT FROM territory_members m WHERE m.resource_id = r.id AND m.territory_code = @territory))
  AND (n.skill IS NULL OR s.resource_id IS NOT NULL)
ORDER BY r.id`

// Capable lists the technicians who can do the work, by name.
func (s *Store) Capable(ctx context.Context, q db.Querier, need Need) ([]Able, error) {
	skills, levels := make([]string, len(need.Skills)), make([]int, len(need.Skills))
	for i, n := range need.Skills {
		skills[i], levels[i] = string(n.Skill), n.Level
	}
	rows, err := db.Collect[struct {
		ID           booking.ResourceID
		Since, Until *time.Time
	}](ctx, q, sqlListCapable, db.Args{
		"territory": need.Territory, "skills": skills, "levels": levels,
		"from_day": need.From.String(), "to_day": need.To.String(),
	})
	if err != nil {
		return nil, fmt.Errorf("list capable technicians: %w", err)
	}
	held := map[booking.ResourceID][]dates{}
	for _, r := range rows {
		held[r.ID] = append(held[r.ID], dates{r.Since, r.Until})
	}
	ids := []booking.ResourceID{}
	for id, h := range held {
		if len(h) >= len(need.Skills) {
			ids = append(ids, id)
		}
	}
	list, err := s.List(ctx, q, Query{IDs: ids, Day: need.From})
	if err != nil {
		return nil, err
	}
	able := make([]Able, len(list))
	for i, r := range list {
		able[i] = Able{Resource: r, held: held[r.ID]}
	}
	return able, nil
}
