package booking

import (
	"slices"
	"time"
)

// DeskHours are when the people of a unit answer, in its local time. Holidays are the caller's to see.
type DeskHours struct {
	TimeZone      string
	Opens, Closes time.Duration // after midnight
	Weekdays      []time.Weekday
}

// Open tells whether people answer at t.
func (d DeskHours) Open(t time.Time, zone *time.Location) bool {
	day := DayOf(t, zone)
	return slices.Contains(d.Weekdays, day.Weekday()) && !t.Before(day.At(d.Opens, zone)) && t.Before(day.At(d.Closes, zone))
}

// Next is the first instant from t on at which people answer; the zero time when the desk never opens.
func (d DeskHours) Next(t time.Time, zone *time.Location) time.Time {
	if d.Open(t, zone) {
		return t
	}
	if d.Closes <= d.Opens {
		return time.Time{}
	}
	day := DayOf(t, zone)
	for n := range 8 {
		opens := day.Add(n).At(d.Opens, zone)
		if slices.Contains(d.Weekdays, day.Add(n).Weekday()) && !opens.Before(t) {
			return opens
		}
	}
	return time.Time{}
}

// After is when the desk has been open for a while since t. A desk that never opens counts every hour.
func (d DeskHours) After(t time.Time, while time.Duration, zone *time.Location) time.Time {
	at, left := t, while
	for {
		opens := d.Next(at, zone)
		if opens.IsZero() {
			return t.Add(while)
		}
		closes := DayOf(opens, zone).At(d.Closes, zone)
		if today := closes.Sub(opens); today < left {
			at, left = closes, left-today
			continue
		}
		return opens.Add(left)
	}
}

// Between is how long the desk is open from one instant to another. A desk that never opens counts every hour.
func (d DeskHours) Between(from, to time.Time, zone *time.Location) time.Duration {
	var sum time.Duration
	for at := from; at.Before(to); {
		opens := d.Next(at, zone)
		if opens.IsZero() {
			return to.Sub(from)
		}
		if !opens.Before(to) {
			return sum
		}
		at = DayOf(opens, zone).At(d.Closes, zone)
		if at.After(to) {
			at = to
		}
		sum += at.Sub(opens)
	}
	return sum
}
