package places

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const sqlListUnits = `
SELECT code, name, country, currency, locale, time_zone, phone
FROM business_units
ORDER BY code`

// Units lists the business units by code.
func (s *Store) Units(ctx context.Context, q db.Querier) ([]booking.Unit, error) {
	list, err := db.Collect[booking.Unit](ctx, q, sqlListUnits, db.Args{})
	if err != nil {
		return nil, fmt.Errorf("list units: %w", err)
	}
	return list, nil
}

const sqlFindUnit = `
SELECT code, name, country, currency, locale, time_zone, phone
FROM business_units
WHERE code = @code`

// Unit is one business unit; NotFound when there is none of that code.
func (s *Store) Unit(ctx context.Context, q db.Querier, code booking.UnitCode) (booking.Unit, error) {
	u, err := db.One[booking.Unit](ctx, q, sqlFindUnit, db.Args{"code": code})
	if err != nil {
		return booking.Unit{}, fmt.Errorf("find unit %q: %w", code, err)
	}
	return u, nil
}

// UnitForCountry is the unit that serves a country; NotFound when none does.
func (s *Store) UnitForCountry(ctx context.Context, q db.Querier, country string) (booking.Unit, error) {
	units, err := s.Units(ctx, q)
	if err != nil {
		return booking.Unit{}, err
	}
	u, ok := booking.UnitFor(units, country)
	if !ok {
		return booking.Unit{}, fault.New(fault.NotFound, "unit.country.unserved", fault.Arg("country", country))
	}
	return u, nil
}

const sqlFindOrganization = `SELECT name FROM organization`

// Organization is the name of the one organisation; NotFound before it is set up.
func (s *Store) Organization(ctx context.Context, q db.Querier) (string, error) {
	name, err := db.Value[string](ctx, q, sqlFindOrganization, db.Args{})
	if err != nil {
		return "", fmt.Errorf("find organization: %w", err)
	}
	return name, nil
}
