package places

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Territory is a part of a city that a set of technicians serves.
type Territory struct {
	Code          booking.TerritoryCode
	Unit          booking.UnitCode
	Name          string
	City          string
	TimeZone      string
	TravelProfile string // code, for Store.TravelProfile
}

const sqlListTerritories = `
SELECT code, unit_code AS unit, name, city, time_zone, travel_profile
FROM territories
WHERE (@unit::text = '' OR unit_code = @unit) AND (@code::text = '' OR code = @code)
ORDER BY unit_code, code`

// Territories lists the territories of a unit by code; of all units when unit is empty.
func (s *Store) Territories(ctx context.Context, q db.Querier, unit booking.UnitCode) ([]Territory, error) {
	list, err := db.Collect[Territory](ctx, q, sqlListTerritories, db.Args{"unit": unit, "code": ""})
	if err != nil {
		return nil, fmt.Errorf("list territories: %w", err)
	}
	return list, nil
}

// Territory is one territory; NotFound when there is none of that code.
func (s *Store) Territory(ctx context.Context, q db.Querier, code booking.TerritoryCode) (Territory, error) {
	t, err := db.One[Territory](ctx, q, sqlListTerritories, db.Args{"unit": "", "code": code})
	if err != nil {
		return Territory{}, fmt.Errorf("find territory %q: %w", code, err)
	}
	return t, nil
}

// Window is a stretch of the day in which an arrival may be promised.
type Window struct {
	Territory    booking.TerritoryCode
	Starts, Ends time.Duration // after local midnight
	Weekdays     []time.Weekday
	Premium      bool // narrower than usual
}

// On is the window on a day, and whether the day has it.
func (w Window) On(day booking.Day, zone *time.Location) (span.Span, bool) {
	return span.New(day.At(w.Starts, zone), day.At(w.Ends, zone)), onWeekday(w.Weekdays, day)
}

const sqlListWindows = `
SELECT territory_code AS territory, starts, ends, weekdays, premium
FROM arrival_windows
WHERE territory_code = @territory
ORDER BY starts, ends`

// Windows lists the arrival windows of a territory by start.
func (s *Store) Windows(ctx context.Context, q db.Querier, territory booking.TerritoryCode) ([]Window, error) {
	rows, err := db.Collect[struct {
		Territory    booking.TerritoryCode
		Starts, Ends pgtype.Time
		Weekdays     []int
		Premium      bool
	}](ctx, q, sqlListWindows, db.Args{"territory": territory})
	if err != nil {
		return nil, fmt.Errorf("list windows of %s: %w", territory, err)
	}
	list := make([]Window, len(rows))
	for i, r := range rows {
		list[i] = Window{r.Territory, sinceMidnight(r.Starts), sinceMidnight(r.Ends), weekdays(r.Weekdays), r.Premium}
	}
	return list, nil
}
