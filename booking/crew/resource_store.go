package crew

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Query says which technicians are asked for; empty fields do not narrow. Skills are those that hold on Day.
type Query struct {
	Unit  booking.UnitCode
	IDs   []booking.ResourceID // nil: any; empty: none
	Phone string               // E.164
	Day   booking.Day
}

const sqlListResources = `
SELECT r.id, r.unit_code, r.name, r.employment, r.phone, r.home_lat, r.home_lng, r.time_zone,
  ARRAY(SELECT m.territory_code FROM territory_members m WHERE m.resource_id = r.id ORDER BY m.territory_code) AS territories,
  ARRAY(SELECT s.skill_code FROM resource_skills s WHERE s.resource_id = r.id AND s.valid @> @day::date
        ORDER BY s.skill_code) AS skills,
  ARRAY(SELECT s.level FROM resource_skills s WHERE s.resource_id = r.id AND s.valid @> @day::date
        ORDER BY s.skill_code) AS levels
FROM resources r
WHERE r.status = 'active' AND (@unit::text = '' OR r.unit_code = @unit) AND (@phone::text = '' OR r.phone = @phone)
  AND (@any_id::boolean OR r.id = ANY(@ids::uuid[]))
ORDER BY r.name, r.id`

// List lists technicians by name.
func (s *Store) List(ctx context.Context, q db.Querier, ask Query) ([]booking.Resource, error) {
	rows, err := db.Collect[resourceRow](ctx, q, sqlListResources, db.Args{
		"unit": ask.Unit, "phone": ask.Phone, "day": ask.Day.String(), "ids": texts(ask.IDs), "any_id": ask.IDs == nil,
	})
	if err != nil {
		return nil, fmt.Errorf("list technicians: %w", err)
	}
	list := make([]booking.Resource, len(rows))
	for i, r := range rows {
		list[i] = r.resource()
	}
	return list, nil
}

// Resources lists the technicians of a unit by name, with the skills that hold on a day.
func (s *Store) Resources(ctx context.Context, q db.Querier, unit booking.UnitCode, day booking.Day) ([]booking.Resource, error) {
	return s.List(ctx, q, Query{Unit: unit, Day: day})
}

// Resource is one technician; NotFound when there is no active one of that id.
func (s *Store) Resource(ctx context.Context, q db.Querier, id booking.ResourceID, day booking.Day) (booking.Resource, error) {
	return s.only(ctx, q, Query{IDs: []booking.ResourceID{id}, Day: day})
}

// ByPhone is the technician of a number in E.164; NotFound when it is nobody's.
func (s *Store) ByPhone(ctx context.Context, q db.Querier, phone string, day booking.Day) (booking.Resource, error) {
	if phone == "" {
		return booking.Resource{}, fault.New(fault.NotFound, "technician.get.unknown")
	}
	return s.only(ctx, q, Query{Phone: phone, Day: day})
}

func (s *Store) only(ctx context.Context, q db.Querier, ask Query) (booking.Resource, error) {
	list, err := s.List(ctx, q, ask)
	if err != nil {
		return booking.Resource{}, err
	}
	if len(list) != 1 {
		return booking.Resource{}, fault.New(fault.NotFound, "technician.get.unknown")
	}
	return list[0], nil
}

type resourceRow struct {
	ID               booking.ResourceID
	UnitCode         booking.UnitCode
	Name             string
	Employment       booking.Employment
	Phone            string
	HomeLat, HomeLng float64
	TimeZone         string
	Territories      []string
	Skills           []string
	Levels           []int
}

func (r resourceRow) resource() booking.Resource {
	out := booking.Resource{
		ID: r.ID, Unit: r.UnitCode, Name: r.Name, Employment: r.Employment, Phone: r.Phone, TimeZone: r.TimeZone,
		Home: booking.Pin{Lat: r.HomeLat, Lng: r.HomeLng},
	}
	for _, t := range r.Territories {
		out.Territories = append(out.Territories, booking.TerritoryCode(t))
	}
	for i, code := range r.Skills {
		out.Skills = append(out.Skills, booking.SkillNeed{Skill: booking.SkillCode(code), Level: r.Levels[i]})
	}
	return out
}
