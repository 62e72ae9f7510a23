package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Shift moves the demo to the week of another Monday. Visits keep their wall clock times through changes of clocks; what
// nobody promised anything about moves by days of 24 hours. Holidays stay on their true dates: visits that come to lie on one
// are cancelled by us.
func Shift(ctx context.Context, d *db.DB, monday booking.Day) error {
	if monday.Weekday() != time.Monday {
		return fmt.Errorf("shift the demo: %s is not a Monday", monday)
	}
	return d.InTx(ctx, func(tx *db.Tx) error { return shift(ctx, tx, monday) })
}

// mondayOf is the Monday of the week of an instant, in Chile.
func mondayOf(at time.Time) booking.Day {
	day := booking.DayOf(at, mustZone(homeZone))
	return day.Add(-((int(day.Weekday()) + 6) % 7))
}

// shift moves everything. Promises and facts are never changed, but these were never told to anyone: their guards rest while
// the demo is made.
func shift(ctx context.Context, tx *db.Tx, monday booking.Day) error {
	days, err := daysTo(ctx, tx, monday)
	if err != nil || days == 0 {
		return err
	}
	if err := run(ctx, tx, sqlRestGuards...); err != nil {
		return err
	}
	for _, sql := range sqlShifts {
		if _, err := db.Exec(ctx, tx, sql, db.Args{"days": days}); err != nil {
			return fmt.Errorf("shift the demo: %w", err)
		}
	}
	if err := run(ctx, tx, sqlWakeGuards...); err != nil {
		return err
	}
	return run(ctx, tx, sqlRestOnHolidays...)
}

// The first day of history is a Monday's, and a visit was planned on it.
const sqlDaysToMonday = `
SELECT @monday::date - (date_trunc('week', min(day))::date + @history::int)
FROM technician_days
HAVING count(*) > 0`

// daysTo is how far the demo's Monday is from another.
func daysTo(ctx context.Context, tx *db.Tx, monday booking.Day) (int, error) {
	days, err := db.Value[int](ctx, tx, sqlDaysToMonday, db.Args{"monday": monday.String(), "history": historyDays})
	if err != nil {
		return 0, fmt.Errorf("shift the demo: find its Monday: %w", err)
	}
	return days, nil
}

func run(ctx context.Context, tx *db.Tx, statements ...string) error {
	for _, sql := range statements {
		if _, err := db.Exec(ctx, tx, sql, db.Args{}); err != nil {
			return fmt.Errorf("shift the demo: %w", err)
		}
	}
	return nil
}
