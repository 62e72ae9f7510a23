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

// ahead is how far a phone's clock may be ahead of ours.
const ahead = 5 * time.Minute

// RecordTx keeps the steps of a message and brings the visits of the day to where all steps of the day put them. zone is the
// technician's.
func (s *Service) RecordTx(ctx context.Context, tx *db.Tx, cmd booking.RecordSteps, zone string) (booking.WorkDay, error) {
	if len(cmd.Steps) == 0 {
		return s.DayTx(ctx, tx, cmd.Resource, zone)
	}
	steps := make([]booking.Step, len(cmd.Steps))
	for i, st := range cmd.Steps {
		if st.At.After(tx.Now.Add(ahead)) {
			st.At = tx.Now
		}
		steps[i] = st
	}
	day, err := s.dayOf(ctx, tx, cmd.Resource, steps[0].At, zone)
	if err != nil {
		return booking.WorkDay{}, err
	}
	if err := s.visits.LockDays(ctx, tx, day); err != nil {
		return booking.WorkDay{}, err
	}
	for _, st := range steps {
		if err := keep(ctx, tx, day, st); err != nil {
			return booking.WorkDay{}, err
		}
	}
	folded, err := s.fold(ctx, tx, day)
	if err != nil {
		return booking.WorkDay{}, err
	}
	by := visits.By{Actor: "technician:" + string(cmd.Resource), Conversation: cmd.Conversation}
	for i, p := range folded.Progress {
		if err := s.settle(ctx, tx, folded.Plan[i], p, by); err != nil {
			return booking.WorkDay{}, err
		}
	}
	folded.Outcomes = of(folded.Outcomes, steps)
	return folded, nil
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

// DayAt is a technician's day that holds an instant.
func (s *Service) DayAt(ctx context.Context, q db.Querier, resource booking.ResourceID, at time.Time, zone string) (booking.WorkDay, error) {
	day, err := s.dayOf(ctx, q, resource, at, zone)
	if err != nil {
		return booking.WorkDay{}, err
	}
	folded, err := s.fold(ctx, q, day)
	folded.Outcomes = nil
	return folded, err
}

// dayOf is the technician-day of an instant; work that began before midnight stays in its day.
func (s *Service) dayOf(
	ctx context.Context, q db.Querier, resource booking.ResourceID, at time.Time, zone string,
) (visits.TechnicianDay, error) {
	day, err := visits.DayOf(resource, at, zone)
	if err != nil {
		return visits.TechnicianDay{}, err
	}
	if at.Sub(day.Span.Start) >= nightWork {
		return day, nil
	}
	open, err := openSince(ctx, q, resource, day.Day, day.Span.Start)
	if err != nil || !open {
		return day, err
	}
	return visits.DayOf(resource, day.Span.Start.Add(-time.Hour), zone)
}

// nightWork is how long after midnight the evening's work may go on.
const nightWork = 4 * time.Hour

func (s *Service) fold(ctx context.Context, q db.Querier, day visits.TechnicianDay) (booking.WorkDay, error) {
	plan, err := s.Plan(ctx, q, day)
	if err != nil {
		return booking.WorkDay{}, err
	}
	steps, err := s.steps(ctx, q, day)
	if err != nil {
		return booking.WorkDay{}, err
	}
	return Fold(plan, steps), nil
}

// settle writes where the steps put a visit. One that they do not touch stays as it is.
func (s *Service) settle(ctx context.Context, tx *db.Tx, v booking.DayVisit, p booking.Progress, by visits.By) error {
	if p.EnRouteAt.IsZero() && p.OnSiteAt.IsZero() && !v.Status.UnderWay() {
		return nil
	}
	if err := s.visits.Settle(ctx, tx, p, by); err != nil {
		return fmt.Errorf("settle visit %s: %w", v.ID, err)
	}
	return nil
}

// of keeps the outcomes of these steps.
func of(all []booking.StepOutcome, steps []booking.Step) []booking.StepOutcome {
	mine := map[string]bool{}
	for _, s := range steps {
		mine[s.ID] = true
	}
	var out []booking.StepOutcome
	for _, o := range all {
		if mine[o.Step.ID] {
			out = append(out, o)
		}
	}
	return out
}
