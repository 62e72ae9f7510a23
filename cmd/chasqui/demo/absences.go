package demo

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// leave is a day on which a technician does not work, by the seat's place in the city's list.
type leave struct {
	city   string
	seat   int
	day    int // from the demo's Monday
	reason string
}

var leaves = []leave{
	{"Santiago", 4, 1, "vacaciones"},
	{"Santiago", 4, 2, "vacaciones"},
	{"Santiago", 9, 0, "licencia médica"},
	{"São Paulo", 9, 3, "treinamento"},
	{"São Paulo", 11, -4, "férias"},
	{"Ciudad de México", 7, 2, "permiso"},
}

// away tells whether the technician of a seat is on leave that day, and why.
func away(c city, seat, day int) (reason string, ok bool) {
	for _, l := range leaves {
		if l.city == c.name && l.seat == seat && l.day == day {
			return l.reason, true
		}
	}
	return "", false
}

// absenceTables are the leaves: the whole shift is taken.
func (w *world) absenceTables() []*table {
	absences := newTable("absences", "id", "resource_id", "span", "reason")
	taken := newTable("occupations", "id", "resource_id", "kind", "span", "absence_id")
	for _, c := range cities {
		for seat, t := range w.crewOf(c) {
			for day := -historyDays; day < aheadDays; day++ {
				reason, ok := away(c, seat, day)
				h, works := shiftOn(c.unit, t.seat.week, w.Monday.Add(day).Weekday())
				if !ok || !works || w.Small {
					continue
				}
				id, all := w.ids.New(), shiftSpan(w.Monday.Add(day), h, mustZone(c.zone))
				absences.add(id, string(t.ID), all, reason)
				taken.add(w.ids.New(), string(t.ID), "absence", all, id)
			}
		}
	}
	return []*table{absences, taken}
}

func shiftSpan(day booking.Day, h hours, zone *time.Location) span.Span {
	return span.New(day.At(h.starts.since(), zone), day.At(h.ends.since(), zone))
}
