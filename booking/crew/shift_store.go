package crew

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// pattern is one row of the weekly pattern of a technician.
type pattern struct {
	ResourceID   booking.ResourceID
	TimeZone     string
	Weekday      int
	Starts, Ends pgtype.Time
	Since, Until *time.Time
}

const sqlListShiftPatterns = `
SELECT s.resource_id, r.time_zone, s.weekday, s.starts, s.ends, lower(s.valid) AS since, upper(s.valid) AS until
FROM shifts s JOIN resources r ON r.id = s.resource_id
WHERE s.resource_id = ANY(@resources::uuid[]) AND s.valid && daterange(@from_day::date, @to_day::date, '[]')
ORDER BY s.resource_id, s.weekday, s.starts`

// Shifts lists the paid time of technicians from one day to another, both included, by technician and start. Absences and
// holidays are not taken out.
func (s *Store) Shifts(ctx context.Context, q db.Querier, resources []booking.ResourceID, from, to booking.Day) ([]booking.Shift, error) {
	rows, err := db.Collect[pattern](ctx, q, sqlListShiftPatterns, db.Args{
		"resources": texts(resources), "from_day": from.String(), "to_day": to.String(),
	})
	if err != nil {
		return nil, fmt.Errorf("list shifts: %w", err)
	}
	var shifts []booking.Shift
	for _, p := range rows {
		some, err := p.expand(from, to)
		if err != nil {
			return nil, fmt.Errorf("list shifts: %w", err)
		}
		shifts = append(shifts, some...)
	}
	slices.SortFunc(shifts, func(a, b booking.Shift) int {
		if a.Resource != b.Resource {
			return compare(a.Resource, b.Resource)
		}
		return a.Span.Start.Compare(b.Span.Start)
	})
	return shifts, nil
}

// expand gives the shifts of the pattern by the wall clock of the technician's zone.
func (p pattern) expand(from, to booking.Day) ([]booking.Shift, error) {
	zone, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of technician %s: %w", p.ResourceID, err)
	}
	var shifts []booking.Shift
	for day := from; !to.Before(day); day = day.Add(1) {
		if day.Weekday() != time.Weekday(p.Weekday) || !(dates{p.Since, p.Until}).hold(day) {
			continue
		}
		shifts = append(shifts, booking.Shift{
			Resource: p.ResourceID,
			Day:      day,
			Span:     span.New(day.At(sinceMidnight(p.Starts), zone), day.At(sinceMidnight(p.Ends), zone)),
		})
	}
	return shifts, nil
}

func sinceMidnight(t pgtype.Time) time.Duration {
	return time.Duration(t.Microseconds) * time.Microsecond
}

func compare(a, b booking.ResourceID) int {
	if a < b {
		return -1
	}
	return 1
}

func texts(list []booking.ResourceID) []string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = string(id)
	}
	return out
}
