package workday

import (
	"slices"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// Fold is a day as its steps make it. plan is in the order in which visits are meant by steps that name none; steps may come in any
// order and more than once.
func Fold(plan []booking.DayVisit, steps []booking.Step) booking.WorkDay {
	f := folding{plan: plan, active: -1, last: -1}
	for range plan {
		f.progress = append(f.progress, track{Progress: booking.Progress{Status: booking.VisitDispatched}})
	}
	for i, v := range plan {
		f.progress[i].Visit = v.ID
	}
	day := booking.WorkDay{Plan: plan, Steps: sorted(steps)}
	for _, s := range day.Steps {
		day.Outcomes = append(day.Outcomes, f.take(s))
	}
	for i := range f.progress {
		t := &f.progress[i]
		t.Missing = f.missing(i)
		day.Progress = append(day.Progress, t.Progress)
	}
	return day
}

// sorted are the steps by the phone's time, each once.
func sorted(steps []booking.Step) []booking.Step {
	steps = slices.Clone(steps)
	slices.SortFunc(steps, func(a, b booking.Step) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return slices.CompactFunc(steps, func(a, b booking.Step) bool { return a.ID == b.ID })
}

// folding is a day under way.
type folding struct {
	plan     []booking.DayVisit
	progress []track
	active   int // index of the visit under way; -1: none
	last     int // index of the visit that ended last; -1: none
}

// track is a visit's progress and since when its clock runs.
type track struct {
	booking.Progress
	since time.Time
}

func (f *folding) take(s booking.Step) booking.StepOutcome {
	out := booking.StepOutcome{Step: s}
	i := f.meant(s)
	if i >= 0 {
		out.Visit, out.Before = f.plan[i].ID, f.progress[i].Status
	}
	switch {
	case i < 0:
		out.Refusal = booking.RefusedNothingActive
	case f.active >= 0 && i != f.active && moves(s.Kind):
		out.Refusal = booking.RefusedOtherActive
		out.Visit, out.Before = f.plan[f.active].ID, f.progress[f.active].Status
	default:
		out.Refusal, out.Wait = f.apply(i, s)
		f.settle(i, s.At)
	}
	return out
}

// moves tells whether a step moves a visit along, rather than adding to what is known of it.
func moves(k booking.StepKind) bool {
	switch k {
	case booking.StepPhoto, booking.StepSerial, booking.StepCheck, booking.StepAccept, booking.StepDelay:
		return false
	default:
		return true
	}
}

// meant is the visit that a step is about; -1 when there is none.
func (f *folding) meant(s booking.Step) int {
	if s.Visit != "" {
		return slices.IndexFunc(f.plan, func(v booking.DayVisit) bool { return v.ID == s.Visit })
	}
	switch s.Kind {
	case booking.StepGo, booking.StepArrive:
		if f.active >= 0 && (s.Kind == booking.StepArrive || f.progress[f.active].Status == booking.VisitEnRoute) {
			return f.active
		}
		return f.next()
	case booking.StepPhoto, booking.StepSerial, booking.StepCheck, booking.StepAccept:
		if f.active < 0 {
			return f.last
		}
	case booking.StepDelay:
		if f.active < 0 {
			return f.next()
		}
	}
	return f.active
}

func (f *folding) next() int {
	for i, t := range f.progress {
		if t.Status == booking.VisitDispatched && !f.plan[i].Offered {
			return i
		}
	}
	return -1
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
		if s.Text != f.plan[i].Code {
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
	for _, item := range f.plan[i].Checklist {
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
