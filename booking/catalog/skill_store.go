package catalog

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

const sqlListServiceSkills = `
SELECT skill_code AS skill, level
FROM service_skills
WHERE service_code = @service
ORDER BY skill_code`

// Needs lists the skills that a service asks for; none when the service is unknown.
func (s *Store) Needs(ctx context.Context, q db.Querier, service booking.ServiceCode) ([]booking.SkillNeed, error) {
	needs, err := db.Collect[booking.SkillNeed](ctx, q, sqlListServiceSkills, db.Args{"service": service})
	if err != nil {
		return nil, fmt.Errorf("list skills of %s: %w", service, err)
	}
	return needs, nil
}

// Skill is something a technician can do.
type Skill struct {
	Code  booking.SkillCode
	Names map[string]string // by language; may be empty
}

const sqlListSkills = `SELECT code, names FROM skills ORDER BY code`

// Skills lists every skill by code.
func (s *Store) Skills(ctx context.Context, q db.Querier) ([]Skill, error) {
	list, err := db.Collect[Skill](ctx, q, sqlListSkills, db.Args{})
	if err != nil {
		return nil, fmt.Errorf("list skills: %w", err)
	}
	return list, nil
}
