package workday

import (
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// way moves a visit towards the door, into work and out of a pause.
func (f *folding) way(i int, s booking.Step) booking.Refusal {
	t := &f.progress[i]
	from := t.Status
	switch s.Kind {
	case booking.StepGo:
		return t.enter(s.At, booking.VisitEnRoute, booking.VisitDispatched)
	case booking.StepNotYet:
		if from != booking.VisitEnRoute {
			return booking.RefusedRepeat
		}
		t.Status, t.EnRouteAt = booking.VisitDispatched, time.Time{}
		return booking.RefusedNone
	case booking.StepArrive:
		if from == booking.VisitDispatched {
			t.EnRouteAt = s.At
		}
		return t.enter(s.At, booking.VisitOnSite, booking.VisitDispatched, booking.VisitEnRoute)
	case booking.StepStart:
		if from == booking.VisitDispatched {
			return booking.RefusedNotOnSite
		}
		if from == booking.VisitPaused {
			return t.enter(s.At, booking.VisitWorking, booking.VisitPaused)
		}
		if from == booking.VisitEnRoute {
			t.OnSiteAt = s.At
		}
		return t.enter(s.At, booking.VisitWorking, booking.VisitEnRoute, booking.VisitOnSite)
	case booking.StepPause:
		if from != booking.VisitWorking && from != booking.VisitPaused {
			return booking.RefusedNotWorking
		}
		return t.enter(s.At, booking.VisitPaused, booking.VisitWorking)
	default: // resume
		if from != booking.VisitPaused && from != booking.VisitWorking {
			return booking.RefusedNotWorking
		}
		return t.enter(s.At, booking.VisitWorking, booking.VisitPaused)
	}
}

// enter takes the visit to a status from one of those that lead there; from any other it is so already.
func (t *track) enter(at time.Time, to booking.VisitStatus, from ...booking.VisitStatus) booking.Refusal {
	ok := false
	for _, s := range from {
		ok = ok || t.Status == s
	}
	if !ok {
		return booking.RefusedRepeat
	}
	t.tick(at)
	t.Status, t.Claimed = to, false // who goes on working has not done yet
	switch to {
	case booking.VisitEnRoute:
		t.EnRouteAt = at
	case booking.VisitOnSite:
		t.OnSiteAt = at
	case booking.VisitWorking:
		if t.StartedAt.IsZero() {
			t.StartedAt = at
		}
	}
	return booking.RefusedNone
}

// tick counts the time since the last change of status.
func (t *track) tick(at time.Time) {
	switch t.Status {
	case booking.VisitWorking:
		t.Worked += at.Sub(t.since)
	case booking.VisitPaused:
		t.Paused += at.Sub(t.since)
	}
	t.since = at
}

func (t *track) finish(status booking.VisitStatus, at time.Time) {
	t.tick(at)
	t.Status, t.EndedAt = status, at
}

// end finishes a visit, done or not.
func (f *folding) end(i int, s booking.Step) booking.Refusal {
	t := &f.progress[i]
	switch {
	case !t.Status.Live():
		return booking.RefusedRepeat
	case t.Status == booking.VisitEnRoute || t.Status == booking.VisitDispatched:
		return booking.RefusedNotOnSite
	case s.Kind == booking.StepIncomplete && s.Text == "":
		return booking.RefusedNoReason
	case s.Kind == booking.StepIncomplete:
		t.Reason = s.Text
		t.finish(booking.VisitIncomplete, s.At)
		return booking.RefusedNone
	}
	if len(f.missing(i)) > 0 && s.Text == "" {
		t.Claimed = true
		return booking.RefusedMissing
	}
	if len(f.missing(i)) > 0 {
		t.Reason = s.Text
	}
	t.finish(booking.VisitCompleted, s.At)
	return booking.RefusedNone
}

// nobody ends a visit to which nobody opened, once the proofs are there.
func (f *folding) nobody(t *track, s booking.Step) (booking.Refusal, time.Time) {
	until := t.OnSiteAt.Add(booking.NoAccessWait)
	switch {
	case t.Status == booking.VisitNoAccess:
		return booking.RefusedRepeat, time.Time{}
	case t.Status != booking.VisitOnSite:
		return booking.RefusedNotOnSite, time.Time{}
	case s.At.Before(until):
		return booking.RefusedTooEarly, until
	case t.Tries < booking.NoAccessTries || len(t.Photos) == 0:
		return booking.RefusedNoProof, time.Time{}
	}
	t.finish(booking.VisitNoAccess, s.At)
	return booking.RefusedNone, time.Time{}
}
