package workday

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Service keeps the days of technicians. It holds no state and is safe for concurrent use.
type Service struct{ visits *visits.Store }

// New makes a service.
func New() *Service { return &Service{visits: visits.New()} }

// RecordTx keeps the steps of a message and brings the visits of the day to where all steps of the day put them. zone is the
// technician's. The day is the one that the first step belongs to.
func (s *Service) RecordTx(ctx context.Context, tx *db.Tx, cmd booking.RecordSteps, zone string) (booking.WorkDay, error) {
	if len(cmd.Steps) == 0 {
		return s.DayTx(ctx, tx, cmd.Resource, zone)
	}
	steps, err := s.keep(ctx, tx, cmd, zone)
	if err != nil {
		return booking.WorkDay{}, err
	}
	days, err := s.touched(ctx, tx, cmd.Resource, steps, zone)
	if err != nil {
		return booking.WorkDay{}, err
	}
	by := visits.By{Actor: "technician:" + string(cmd.Resource), Conversation: cmd.Conversation}
	var out booking.WorkDay
	for _, day := range days {
		f, err := s.fold(ctx, tx, day)
		if err != nil {
			return booking.WorkDay{}, err
		}
		if err := s.settle(ctx, tx, f, by); err != nil {
			return booking.WorkDay{}, err
		}
		if mine := f.outcomesOf(steps); len(out.Outcomes) == 0 && (len(mine) > 0 || day.Span.Contains(steps[0].At)) {
			out = f.shown()
			out.Outcomes = mine
		}
	}
	return out, nil
}

// DayTx is a technician's day as it stands, with no outcomes.
func (s *Service) DayTx(ctx context.Context, q db.Querier, resource booking.ResourceID, zone string) (booking.WorkDay, error) {
	tx, ok := q.(*db.Tx)
	var now time.Time
	if ok {
		now = tx.Now
	} else if d, ok := q.(*db.DB); ok {
		now = d.Now()
	}
	return s.DayAt(ctx, q, resource, now, zone)
}

// DayAt is a technician's day that holds an instant: after midnight the evening's, as long as a visit of it is under way.
func (s *Service) DayAt(ctx context.Context, q db.Querier, resource booking.ResourceID, at time.Time, zone string) (booking.WorkDay, error) {
	day, err := visits.DayOf(resource, at, zone)
	if err != nil {
		return booking.WorkDay{}, err
	}
	if night(day, at) {
		f, err := s.fold(ctx, q, dayBefore(day))
		if err != nil {
			return booking.WorkDay{}, err
		}
		if f.active >= 0 {
			return withoutOutcomes(f.shown()), nil
		}
	}
	f, err := s.fold(ctx, q, day)
	if err != nil {
		return booking.WorkDay{}, err
	}
	return withoutOutcomes(f.shown()), nil
}

func withoutOutcomes(day booking.WorkDay) booking.WorkDay {
	day.Outcomes = nil
	return day
}

// fold is a day as all steps that are known make it.
func (s *Service) fold(ctx context.Context, q db.Querier, day visits.TechnicianDay) (*folding, error) {
	stops, err := s.stops(ctx, q, day)
	if err != nil {
		return nil, err
	}
	steps, err := s.steps(ctx, q, day, nightsBack)
	if err != nil {
		return nil, err
	}
	f := newFolding(stops, day.Span)
	f.run(steps)
	return f, nil
}

// settle writes where the steps put the visits. One that they do not touch, and did not touch before, stays as it is, unless it is
// said to be under way, of which the steps know better; so does one that was taken from the technician or called off meanwhile.
func (s *Service) settle(ctx context.Context, tx *db.Tx, f *folding, by visits.By) error {
	for i := range f.stops {
		v, p := &f.stops[i], f.progress[i].Progress
		if !v.mine() || !f.touched(i) && !v.begun && !v.Status.UnderWay() {
			continue
		}
		if !f.touched(i) && !v.missed.IsZero() {
			p.Status = booking.VisitMissed // it was, after all
		}
		if err := s.visits.Settle(ctx, tx, p, by); err != nil {
			return fmt.Errorf("settle visit %s: %w", v.ID, err)
		}
	}
	return nil
}

// touched tells whether steps put a visit anywhere.
func (f *folding) touched(i int) bool {
	return !f.progress[i].EnRouteAt.IsZero() || !f.progress[i].OnSiteAt.IsZero()
}

// shown is the day for people: without what is not the technician's any more, and what began before what did not.
func (f *folding) shown() booking.WorkDay {
	all := f.day()
	day := booking.WorkDay{Steps: all.Steps, Outcomes: all.Outcomes}
	gone := map[booking.VisitID]bool{}
	for _, began := range []bool{true, false} {
		for i := range f.stops {
			v := &f.stops[i]
			if f.gone(i) {
				gone[v.ID] = true
				continue
			}
			if v.over {
				all.Progress[i].Status = v.Status
			}
			if began == (all.Progress[i].Status != booking.VisitDispatched || !v.begun && !v.Status.Movable()) {
				day.Plan, day.Progress = append(day.Plan, all.Plan[i]), append(day.Progress, all.Progress[i])
			}
		}
	}
	for i := range day.Outcomes {
		if o := &day.Outcomes[i]; gone[o.Visit] { // it was called off: nothing is under way
			o.Visit, o.Before, o.Refusal = "", "", booking.RefusedNothingActive
		}
	}
	return day
}

// gone tells whether a visit is none of the technician's day any more: taken away, planned for another day, missed.
func (f *folding) gone(i int) bool {
	v := &f.stops[i]
	switch {
	case v.Offered:
		return false
	case !v.mine():
		return true
	case f.touched(i):
		return false
	}
	return !v.missed.IsZero() || !f.during.Contains(v.Planned.Start)
}

// outcomesOf are what became of these steps, by what is shown.
func (f *folding) outcomesOf(steps []kept) []booking.StepOutcome {
	off := map[string]bool{}
	for _, s := range steps {
		off[s.ID] = s.PhoneAt != nil
	}
	var out []booking.StepOutcome
	for _, o := range f.shown().Outcomes {
		clockOff, mine := off[o.Step.ID]
		if !mine {
			continue
		}
		o.ClockOff = clockOff
		out = append(out, o)
	}
	return out
}
