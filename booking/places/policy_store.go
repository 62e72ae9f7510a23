package places

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/money"
)

// Policy is what a unit decided about its bookings.
type Policy struct {
	Notice      time.Duration // no slot before now and this
	HorizonDays int           // no slot on a later day than today and this many
	Buffer      time.Duration // kept free after each visit
}

const sqlFindPolicy = `
SELECT notice_minutes, horizon_days, buffer_minutes
FROM business_units
WHERE code = @unit`

// Policy is the booking policy of a unit; NotFound when there is no such unit.
func (s *Store) Policy(ctx context.Context, q db.Querier, unit booking.UnitCode) (Policy, error) {
	row, err := db.One[struct{ NoticeMinutes, HorizonDays, BufferMinutes int }](ctx, q, sqlFindPolicy, db.Args{"unit": unit})
	if err != nil {
		return Policy{}, fmt.Errorf("find policy of unit %q: %w", unit, err)
	}
	return Policy{
		Notice:      time.Duration(row.NoticeMinutes) * time.Minute,
		HorizonDays: row.HorizonDays,
		Buffer:      time.Duration(row.BufferMinutes) * time.Minute,
	}, nil
}

const sqlFindDesk = `
SELECT time_zone, desk_opens, desk_closes, desk_weekdays
FROM business_units
WHERE code = @unit`

// Desk is the hours of a unit's human team; NotFound when there is no such unit.
func (s *Store) Desk(ctx context.Context, q db.Querier, unit booking.UnitCode) (booking.DeskHours, error) {
	row, err := db.One[struct {
		TimeZone              string
		DeskOpens, DeskCloses pgtype.Time
		DeskWeekdays          []int
	}](ctx, q, sqlFindDesk, db.Args{"unit": unit})
	if err != nil {
		return booking.DeskHours{}, fmt.Errorf("find desk of unit %q: %w", unit, err)
	}
	return booking.DeskHours{
		TimeZone: row.TimeZone,
		Opens:    sinceMidnight(row.DeskOpens),
		Closes:   sinceMidnight(row.DeskCloses),
		Weekdays: weekdays(row.DeskWeekdays),
	}, nil
}

func sinceMidnight(t pgtype.Time) time.Duration {
	return time.Duration(t.Microseconds) * time.Microsecond
}

func weekdays(days []int) []time.Weekday {
	out := make([]time.Weekday, len(days))
	for i, d := range days {
		out[i] = time.Weekday(d)
	}
	return out
}

func onWeekday(days []time.Weekday, day booking.Day) bool {
	for _, d := range days {
		if d == day.Weekday() {
			return true
		}
	}
	return false
}

const sqlFindChangePolicy = `
SELECT late_minutes, late_fee_minor, currency, max_moves
FROM business_units
WHERE code = @unit`

// Changes is what a unit asks of customers who move or cancel a visit; NotFound when there is no such unit.
func (s *Store) Changes(ctx context.Context, q db.Querier, unit booking.UnitCode) (booking.ChangePolicy, error) {
	row, err := db.One[struct {
		LateMinutes  int
		LateFeeMinor int64
		Currency     string
		MaxMoves     int
	}](ctx, q, sqlFindChangePolicy, db.Args{"unit": unit})
	if err != nil {
		return booking.ChangePolicy{}, fmt.Errorf("find change policy of unit %q: %w", unit, err)
	}
	return booking.ChangePolicy{
		Late: time.Duration(row.LateMinutes) * time.Minute, Fee: money.New(row.LateFeeMinor, row.Currency), MaxMoves: row.MaxMoves,
	}, nil
}

const sqlFindConventions = `
SELECT conventions
FROM business_units
WHERE code = @unit`

// Conventions is what a unit means by words about time, as JSON that agent/when reads; NotFound when there is no such unit.
func (s *Store) Conventions(ctx context.Context, q db.Querier, unit booking.UnitCode) (json.RawMessage, error) {
	raw, err := db.Value[json.RawMessage](ctx, q, sqlFindConventions, db.Args{"unit": unit})
	if err != nil {
		return nil, fmt.Errorf("find conventions of unit %q: %w", unit, err)
	}
	return raw, nil
}
