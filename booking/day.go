package booking

import (
	"fmt"
	"time"
)

// Day is a calendar day with no zone, "2026-11-26".
type Day struct {
	Year  int
	Month time.Month
	Date  int
}

// DayOf is the calendar day of t in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return Day{y, m, d}
}

// ParseDay reads "2006-01-02".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, fmt.Errorf("day %q is not of the form 2006-01-02", s)
	}
	return DayOf(t, time.UTC), nil
}

func (d Day) String() string { return d.At(0, time.UTC).Format(time.DateOnly) }

// At is the instant of a wall clock time of that day in a zone. A time that the zone skips moves forward by the gap.
func (d Day) At(clock time.Duration, zone *time.Location) time.Time {
	h, rest := clock/time.Hour, clock%time.Hour
	return time.Date(d.Year, d.Month, d.Date, int(h), int(rest/time.Minute), int(rest%time.Minute/time.Second), 0, zone)
}

// Add is the day n days later.
func (d Day) Add(n int) Day {
	return DayOf(time.Date(d.Year, d.Month, d.Date+n, 12, 0, 0, 0, time.UTC), time.UTC)
}

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return d.At(12*time.Hour, time.UTC).Weekday() }

// Before tells whether d comes before o.
func (d Day) Before(o Day) bool { return d.String() < o.String() }
