package workday

import (
	"cmp"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// stop is a visit with what was known of it, and when: a step means the plan of its own hour, not the plan of the hour it came in.
type stop struct {
	booking.DayVisit
	stints []span.Span // when it was the technician's; no End: it still is
	starts []planning  // when it was planned to begin, as that changed
	missed time.Time   // when it was taken for missed; zero: it was not
	over   bool        // ended, and not by the technician's steps
	begun  bool        // a step moved it before
}

// planning is a planned start, and since when it was that.
type planning struct{ since, start time.Time }

// grace is how much earlier than the plan a phone may speak of it, whose seconds are cut off.
const grace = time.Minute

// alike makes stops of visits whose plan never changed.
func alike(plan []booking.DayVisit) []stop {
	out := make([]stop, len(plan))
	for i, v := range plan {
		out[i] = stop{DayVisit: v, stints: []span.Span{{}}}
	}
	return out
}

// mine tells whether the visit is still the technician's.
func (s *stop) mine() bool {
	for _, st := range s.stints {
		if st.End.IsZero() {
			return true
		}
	}
	return false
}

// lost tells whether the visit was taken from the technician before t, so that a visit under way is that no more.
func (s *stop) lost(t time.Time) bool {
	for _, st := range s.stints {
		if st.End.IsZero() || t.Before(st.End) {
			return false
		}
	}
	return true
}

// waits tells whether the visit was there to be begun at t, and its planned start then.
func (s *stop) waits(t time.Time, during span.Span) (start time.Time, ok bool) {
	if s.Offered || s.over || !s.missed.IsZero() && !t.Before(s.missed) {
		return time.Time{}, false
	}
	for _, st := range s.stints {
		ok = ok || !t.Add(grace).Before(st.Start) && (st.End.IsZero() || t.Before(st.End))
	}
	start = s.start(t)
	return start, ok && (during.IsZero() || during.Contains(start))
}

// start is when the visit was planned to begin, as it was known at t.
func (s *stop) start(t time.Time) time.Time {
	if len(s.starts) == 0 {
		return time.Time{}
	}
	start := s.starts[0].start
	for _, p := range s.starts {
		if !p.since.After(t.Add(grace)) {
			start = p.start
		}
	}
	return start
}

// next is the visit that, at t, was to be begun before all others; -1: none was.
func (f *folding) next(t time.Time) int {
	best, from := -1, time.Time{}
	for i := range f.stops {
		if f.progress[i].Status != booking.VisitDispatched {
			continue
		}
		if start, ok := f.stops[i].waits(t, f.during); ok && (best < 0 || cmp.Or(start.Compare(from), i-best) < 0) {
			best, from = i, start
		}
	}
	return best
}
