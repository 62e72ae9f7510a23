package workday

import (
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Fold is a day as its steps make it. plan is in the order in which visits are meant by steps that name none; steps may come in any
// order and more than once.
func Fold(plan []booking.DayVisit, steps []booking.Step) booking.WorkDay {
	f := newFolding(alike(plan), span.Span{})
	all := make([]told, len(steps))
	for i, s := range steps {
		all[i] = told{s, true}
	}
	f.run(all)
	return f.day()
}

// folding is a day under way.
type folding struct {
	stops    []stop
	progress []track
	during   span.Span // the day; zero: any
	steps    []booking.Step
	outcomes []booking.StepOutcome
	active   int // index of the visit under way; -1: none
	last     int // index of the visit that ended last; -1: none
}

// track is a visit's progress and since when its clock runs.
type track struct {
	booking.Progress
	since time.Time
}

func newFolding(stops []stop, during span.Span) *folding {
	f := &folding{stops: stops, during: during, active: -1, last: -1}
	for _, s := range stops {
		f.progress = append(f.progress, track{Progress: booking.Progress{Visit: s.ID, Status: booking.VisitDispatched}})
	}
	return f
}

// run takes all steps in their order. Those after the day are taken while a visit of the day is still under way.
func (f *folding) run(steps []told) {
	list := messages(steps)
	for len(list) > 0 {
		same := 1
		for same < len(list) && list[same][0].At.Equal(list[0][0].At) {
			same++
		}
		i := f.pick(list[:same])
		m := list[i]
		list = slices.Delete(list, i, i+1)
		if f.active < 0 && !f.during.IsZero() && !m[0].At.Before(f.during.End) {
			continue
		}
		for _, s := range m {
			f.steps, f.outcomes = append(f.steps, s.Step), append(f.outcomes, f.take(s.Step))
		}
	}
}

// day is what the steps came to.
func (f *folding) day() booking.WorkDay {
	day := booking.WorkDay{Steps: f.steps, Outcomes: f.outcomes}
	for i := range f.progress {
		t := &f.progress[i]
		t.Missing = f.missing(i)
		day.Plan, day.Progress = append(day.Plan, f.stops[i].DayVisit), append(day.Progress, t.Progress)
	}
	return day
}

func (f *folding) take(s booking.Step) booking.StepOutcome {
	if f.active >= 0 && f.stops[f.active].lost(s.At) {
		f.active = -1
	}
	out := booking.StepOutcome{Step: s}
	i := f.meant(s)
	if i >= 0 {
		out.Visit, out.Before = f.stops[i].ID, f.progress[i].Status
	}
	switch {
	case i < 0:
		out.Refusal = booking.RefusedNothingActive
	case f.active >= 0 && i != f.active && moves(s.Kind):
		out.Refusal = booking.RefusedOtherActive
		out.Visit, out.Before = f.stops[f.active].ID, f.progress[f.active].Status
	default:
		out.Refusal, out.Wait = f.apply(i, s)
		f.settle(i, s.At)
	}
	return out
}

// moves tells whether a step moves a visit along, rather than adding to what is known of it.
func moves(k booking.StepKind) bool {
	switch k {
	case booking.StepPhoto, booking.StepSerial, booking.StepCheck, booking.StepAccept, booking.StepDelay,
		booking.StepEta, booking.StepHold, booking.StepParts, booking.StepPaid:
		return false
	default:
		return true
	}
}

// meant is the visit that a step is about; -1 when there is none.
func (f *folding) meant(s booking.Step) int {
	if s.Visit != "" {
		return f.named(s)
	}
	switch s.Kind {
	case booking.StepGo, booking.StepArrive:
		if f.active >= 0 && (s.Kind == booking.StepArrive || f.progress[f.active].Status == booking.VisitEnRoute) {
			return f.active
		}
		return f.next(s.At)
	case booking.StepPhoto, booking.StepSerial, booking.StepCheck, booking.StepAccept, booking.StepParts, booking.StepPaid:
		if f.active < 0 {
			return f.last
		}
	case booking.StepDelay, booking.StepEta:
		if f.active < 0 {
			return f.next(s.At)
		}
	}
	return f.active
}

// named is the visit that a step names, if it is the technician's now or was then.
func (f *folding) named(s booking.Step) int {
	i := slices.IndexFunc(f.stops, func(v stop) bool { return v.ID == s.Visit })
	if i < 0 || f.stops[i].Offered || f.stops[i].over || !f.stops[i].mine() && f.stops[i].lost(s.At) {
		return -1
	}
	return i
}

// apply does a step to a visit, or says why not.
func (f *folding) apply(i int, s booking.Step) (booking.Refusal, time.Time) {
	t := &f.progress[i]
	switch s.Kind {
	case booking.StepGo, booking.StepNotYet, booking.StepArrive, booking.StepStart, booking.StepPause, booking.StepResume:
		return f.way(i, s), time.Time{}
	case booking.StepDone, booking.StepIncomplete:
		return f.end(i, s), time.Time{}
	case booking.StepNoAccess:
		return f.nobody(t, s)
	case booking.StepTry:
		if t.Status != booking.VisitOnSite {
			return booking.RefusedNotOnSite, time.Time{}
		}
		t.Tries++
	case booking.StepPhoto:
		t.Photos = append(t.Photos, s.Text)
	case booking.StepSerial:
		t.Serial = s.Text
	case booking.StepCheck:
		if !slices.Contains(t.Checked, s.Text) {
			t.Checked = append(t.Checked, s.Text)
		}
	case booking.StepAccept:
		if s.Text != f.stops[i].Code {
			return booking.RefusedCode, time.Time{}
		}
		t.Accepted = true
	}
	return booking.RefusedNone, time.Time{}
}

// settle keeps which visit is under way, and ends one that was said to be done when nothing lacks any more.
func (f *folding) settle(i int, at time.Time) {
	t := &f.progress[i]
	if t.Claimed && t.Status.UnderWay() && len(f.missing(i)) == 0 {
		t.finish(booking.VisitCompleted, at)
	}
	switch {
	case t.Status.UnderWay():
		f.active = i
	case f.active == i:
		f.active = -1
		if t.Status != booking.VisitDispatched {
			f.last = i
		}
	}
}

// missing is what the checklist of a visit still lacks.
func (f *folding) missing(i int) []booking.Item {
	t := &f.progress[i]
	var out []booking.Item
	for _, item := range f.stops[i].Checklist {
		met := false
		switch item.Kind {
		case booking.ItemPhoto:
			met = len(t.Photos) > 0
		case booking.ItemSerial:
			met = t.Serial != ""
		case booking.ItemAcceptance:
			met = t.Accepted
		default:
			met = slices.Contains(t.Checked, item.ID)
		}
		if !met {
			out = append(out, item)
		}
	}
	return out
}
