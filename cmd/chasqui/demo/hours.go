package demo

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// wall is a wall clock time of day.
type wall struct{ hour, minute int }

func (c wall) since() time.Duration {
	return time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute
}

// arrival is an arrival window that may be promised.
type arrival struct {
	starts, ends wall
	weekdays     []int // 0 is Sunday
	premium      bool
}

var (
	mondayToFriday   = []int{1, 2, 3, 4, 5}
	mondayToSaturday = []int{1, 2, 3, 4, 5, 6}
	saturday         = []int{6}
)

// arrivals are the windows of a territory.
func arrivals(c city) []arrival {
	switch {
	case c.unit == "CL":
		return []arrival{
			{wall{9, 0}, wall{13, 0}, mondayToSaturday, false},
			{wall{14, 0}, wall{18, 0}, mondayToFriday, false},
			{wall{16, 0}, wall{18, 0}, mondayToFriday, true},
		}
	case c.name == "São Paulo":
		return []arrival{
			{wall{7, 0}, wall{11, 0}, mondayToSaturday, false},
			{wall{12, 0}, wall{18, 0}, mondayToFriday, false},
			{wall{19, 0}, wall{23, 0}, mondayToFriday, false},
		}
	case c.unit == "BR":
		return []arrival{
			{wall{8, 0}, wall{12, 0}, mondayToSaturday, false},
			{wall{13, 0}, wall{18, 0}, mondayToFriday, false},
		}
	default:
		return []arrival{
			{wall{9, 0}, wall{12, 0}, mondayToSaturday, false},
			{wall{12, 0}, wall{15, 0}, mondayToSaturday, false},
			{wall{15, 0}, wall{18, 0}, mondayToSaturday, false},
		}
	}
}

// pattern names a week of work.
type pattern string

const (
	ordinary pattern = "ordinary" // what DEMO.md gives for the country
	// long is a contractor's week: later on weekdays in Chile, and the whole of Saturday but its end. Somebody has to be able
	// to start the longest job at the end of a morning's window, and on Saturdays.
	long  pattern = "long"
	early pattern = "early" // São Paulo, from 7
	night pattern = "night" // São Paulo, 14 to 23
)

// hours is one row of a weekly pattern.
type hours struct {
	weekdays     []int
	starts, ends wall
}

var weeks = map[booking.UnitCode]map[pattern][]hours{
	"CL": {
		ordinary: {{mondayToFriday, wall{8, 30}, wall{18, 30}}, {saturday, wall{9, 0}, wall{14, 0}}},
		long:     {{mondayToFriday, wall{9, 30}, wall{20, 0}}, {saturday, wall{8, 30}, wall{17, 0}}},
	},
	"BR": {
		ordinary: {{mondayToFriday, wall{8, 0}, wall{18, 0}}, {saturday, wall{8, 0}, wall{12, 0}}},
		long:     {{mondayToFriday, wall{8, 0}, wall{18, 0}}, {saturday, wall{7, 30}, wall{16, 0}}},
		early:    {{mondayToFriday, wall{7, 0}, wall{17, 0}}, {saturday, wall{7, 0}, wall{15, 0}}},
		night:    {{mondayToFriday, wall{14, 0}, wall{23, 0}}, {saturday, wall{8, 0}, wall{12, 0}}},
	},
	"MX": {
		ordinary: {{mondayToSaturday, wall{9, 0}, wall{18, 0}}},
	},
}

// shiftOn is the shift of a pattern on a weekday; ok is false on a day off.
func shiftOn(u booking.UnitCode, p pattern, weekday time.Weekday) (h hours, ok bool) {
	for _, h := range weeks[u][p] {
		if on(h.weekdays, weekday) {
			return h, true
		}
	}
	return hours{}, false
}

func on(weekdays []int, day time.Weekday) bool {
	for _, w := range weekdays {
		if time.Weekday(w) == day {
			return true
		}
	}
	return false
}
