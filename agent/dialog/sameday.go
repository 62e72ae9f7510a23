package dialog

import (
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// everyDay is from how many days in a row on the hours of a wish are those of any day.
const everyDay = 7

// sameDay keeps the day that is talked about when only another hour is named: "sí, pero a las 4" to a Thursday is Thursday at four.
func (r *run) sameDay(w booking.Wish) booking.Wish {
	if !r.anyDay(w) {
		return w
	}
	day, known := r.dayOnTable()
	if !known {
		return w
	}
	kept := slices.Clone(w.Windows)
	kept = slices.DeleteFunc(kept, func(s span.Span) bool { return booking.DayOf(s.Start, r.placeZone()) != day })
	if len(kept) > 0 {
		w.Windows = kept
	}
	return w
}

// besides joins days that are ruled out to what was wished before: who said "no Thursday" and then "nor Friday" wants neither, at the hours
// that were named. Days that are named anew are wanted whatever was said of them.
func (r *run) besides(w booking.Wish) booking.Wish {
	old := r.st.Form.Wish
	if old == nil || len(w.Windows) > 0 && !r.anyDay(w) || len(w.Windows) == 0 && len(w.Exclude) == 0 {
		return w
	}
	w.Exclude = slices.Concat(old.Exclude, w.Exclude)
	if len(w.Windows) == 0 && w.Prefer == booking.PreferNone { // "cualquier día menos el martes" is any other
		w.Windows = slices.DeleteFunc(slices.Clone(old.Windows), func(s span.Span) bool {
			return slices.ContainsFunc(w.Exclude, func(e span.Span) bool { return !e.Start.After(s.Start) && !e.End.Before(s.End) })
		})
	}
	if w.Prefer == booking.PreferNone {
		w.Prefer = old.Prefer
	}
	return w
}

// anyDay tells whether a wish names hours and no day, and no word that says "whichever".
func (r *run) anyDay(w booking.Wish) bool {
	if len(w.Windows) < everyDay {
		return false
	}
	for i := 1; i < everyDay; i++ {
		if gap := w.Windows[i].Start.Sub(w.Windows[i-1].Start); gap < 22*time.Hour || gap > 26*time.Hour {
			return false
		}
	}
	said := strings.ToLower(r.text())
	return !slices.ContainsFunc([]string{"cualquier", "qualquer", "cada", "todos", "any", "every"}, func(word string) bool {
		return strings.Contains(said, word)
	})
}

// dayOnTable is the day of the slot that is chosen, or the one day that was wished.
func (r *run) dayOnTable() (booking.Day, bool) {
	f := r.st.Form
	if f.Slot != nil {
		return booking.DayOf(f.Slot.Window.Start, r.placeZone()), true
	}
	if r.st.Ask != agent.AskSlot || f.Wish == nil || len(f.Wish.Windows) == 0 {
		return booking.Day{}, false
	}
	first := f.Wish.Windows[0]
	last := f.Wish.Windows[len(f.Wish.Windows)-1]
	return booking.DayOf(first.Start, r.placeZone()), !last.End.After(first.Start.Add(24 * time.Hour))
}

// placeZone is the time zone of where the visit is.
func (r *run) placeZone() *time.Location {
	f := r.st.Form
	switch {
	case f.Slot != nil:
		return r.zone(f.Slot.TimeZone)
	case len(r.st.Options) > 0 && r.st.Options[0].Slot != nil:
		return r.zone(r.st.Options[0].Slot.TimeZone)
	}
	return r.zone("")
}
