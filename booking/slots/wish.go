package slots

import (
	"math"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// fits tells whether a window meets a wish: it shares at least half of itself, or of a wished window if that is shorter. A wished
// instant fits the window that holds it.
func fits(window span.Span, w booking.Wish) bool {
	if excluded(window, w) {
		return false
	}
	if len(w.Windows) == 0 {
		return true
	}
	for _, wished := range w.Windows {
		if meets(window, wished) {
			return true
		}
	}
	return false
}

func meets(window, wished span.Span) bool {
	if wished.Empty() {
		return window.Contains(wished.Start)
	}
	return 2*window.Intersect(wished).Duration() >= min(window.Duration(), wished.Duration())
}

// excluded tells whether at least half of a window is unwanted.
func excluded(window span.Span, w booking.Wish) bool {
	for _, no := range w.Exclude {
		if 2*window.Intersect(no).Duration() >= window.Duration() {
			return true
		}
	}
	return false
}

// precise tells whether the wish names an hour rather than a part of a day.
func precise(w booking.Wish) bool {
	for _, wished := range w.Windows {
		if wished.Duration() > 2*time.Hour {
			return false
		}
	}
	return len(w.Windows) > 0
}

// distance is how far a window is from a wish, in hours: those between them on the wall clock, and five for each day in between.
// The wished hour a day earlier or later is so nearer than the other half of the wished day, and that nearer than two days.
func distance(window span.Span, w booking.Wish, zone *time.Location) float64 {
	const hoursADay = 5
	nearest := math.Inf(1)
	for _, wished := range w.Windows {
		days := daysBetween(window, wished, zone)
		nearest = min(nearest, hoursADay*days+hoursBetween(window, wished, zone))
	}
	return nearest
}

func daysBetween(window, wished span.Span, zone *time.Location) float64 {
	first, last := noon(wished.Start, zone), noon(wished.Start, zone)
	if !wished.Empty() {
		last = noon(wished.End.Add(-1), zone)
	}
	day := noon(window.Start, zone)
	switch {
	case day.Before(first):
		return first.Sub(day).Hours() / 24
	case day.After(last):
		return day.Sub(last).Hours() / 24
	default:
		return 0
	}
}

// hoursBetween is the gap on the wall clock; a wish of a day or more has no hour.
func hoursBetween(window, wished span.Span, zone *time.Location) float64 {
	if wished.Duration() >= 20*time.Hour {
		return 0
	}
	from, to := clockOf(window.Start, zone), clockOf(window.Start, zone)+window.Duration().Hours()
	a, b := clockOf(wished.Start, zone), clockOf(wished.Start, zone)+wished.Duration().Hours()
	return max(0, a-to, from-b) + math.Abs((from+to)-(a+b))/2
}

func clockOf(t time.Time, zone *time.Location) float64 {
	t = t.In(zone)
	return float64(t.Hour()) + float64(t.Minute())/60
}

func noon(t time.Time, zone *time.Location) time.Time {
	return booking.DayOf(t, zone).At(12*time.Hour, time.UTC)
}
