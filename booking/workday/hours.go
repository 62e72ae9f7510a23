package workday

import (
	"context"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// What is believed of a phone's clock: so much ahead of ours, so much behind. Beyond that it is wrong, not late.
const (
	ahead  = 5 * time.Minute
	behind = 36 * time.Hour
)

// lateAfter is how long after the phone's time a message comes late: the order of those says nothing.
const lateAfter = time.Minute

// believed tells whether a phone's time can be true.
func believed(at, now time.Time) bool {
	return !at.After(now.Add(ahead)) && !at.Before(now.Add(-behind))
}

// nightWork is how long after midnight the evening's work may go on.
const nightWork = 4 * time.Hour

// nightsBack is how many nights in a row a technician may work through, for it to be known which steps belong to the evening.
const nightsBack = 3

// night tells whether t may belong to the evening before.
func night(day visits.TechnicianDay, t time.Time) bool {
	return !t.Before(day.Span.Start) && t.Before(day.Span.Start.Add(nightWork))
}

func dayBefore(day visits.TechnicianDay) visits.TechnicianDay {
	day.Day = day.Day.Add(-1)
	day.Span = visits.SpanOf(day.Day, day.Span.Start.Location())
	return day
}

// touched locks the days on which these steps may change something, and gives them in order: their own, the one before for what
// was told at night, and the one after when what was told on its night may now belong to the evening.
func (s *Service) touched(
	ctx context.Context, tx *db.Tx, resource booking.ResourceID, steps []kept, zone string,
) ([]visits.TechnicianDay, error) {
	var days []visits.TechnicianDay
	for _, st := range steps {
		day, err := visits.DayOf(resource, st.At, zone)
		if err != nil {
			return nil, err
		}
		days = append(days, day)
		if night(day, st.At) {
			days = append(days, dayBefore(day))
		}
	}
	slices.SortFunc(days, func(a, b visits.TechnicianDay) int { return a.Span.Start.Compare(b.Span.Start) })
	days = slices.CompactFunc(days, func(a, b visits.TechnicianDay) bool { return a.Day == b.Day })
	if err := s.visits.LockDays(ctx, tx, days...); err != nil {
		return nil, err
	}
	next := visits.TechnicianDay{Resource: resource, Day: days[len(days)-1].Day.Add(1)}
	next.Span = visits.SpanOf(next.Day, days[0].Span.Start.Location())
	more, err := anyNight(ctx, tx, next)
	if err != nil || !more {
		return days, err
	}
	return append(days, next), s.visits.LockDays(ctx, tx, next) // later than those that are locked: nobody waits in a ring
}
