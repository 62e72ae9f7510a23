package dispatch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Reason is what visit.moved says of a move that a plan made.
const Reason = "optimized"

// Empty tells whether a proposal changes nothing.
func (p *Proposal) Empty() bool { return len(p.Moves) == 0 && len(p.Replans) == 0 }

// Apply writes a proposal, inside the promises, and appends visit.moved for each visit that gets another technician. A proposal
// whose days were changed meanwhile is a Conflict: plan again.
func (s *Service) Apply(ctx context.Context, tx *db.Tx, p *Proposal, by visits.By) error {
	if p.Empty() {
		return nil
	}
	if err := s.unchanged(ctx, tx, p); err != nil {
		return err
	}
	records, err := s.movable(ctx, tx, p)
	if err != nil {
		return err
	}
	err = s.visits.Deferred(ctx, tx, func() error {
		for _, r := range records {
			if err := s.visits.Unassign(ctx, tx, r); err != nil {
				return err
			}
		}
		if err := s.visits.Replan(ctx, tx, p.Replans); err != nil {
			return err
		}
		for _, m := range p.Moves {
			if _, err := s.visits.Assign(ctx, tx, visits.Assign{
				Visit: m.Visit, Resource: m.To.ID, Employment: m.To.Employment, Planned: m.Planned,
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if db.IsExclusion(err, visits.NeverOverlap) {
		return stale(err)
	}
	if err != nil {
		return fmt.Errorf("apply plan: %w", err)
	}
	for _, m := range p.Moves {
		r, err := s.visits.Record(ctx, tx, m.Visit)
		if err != nil {
			return err
		}
		if err := s.visits.Tell(ctx, tx, r, booking.FactVisitMoved, Reason, by); err != nil {
			return err
		}
	}
	return nil
}

// unchanged locks the days and compares their versions, which the lock itself counts up by one.
func (s *Service) unchanged(ctx context.Context, tx *db.Tx, p *Proposal) error {
	if err := s.visits.LockDays(ctx, tx, p.days...); err != nil {
		return err
	}
	ids := make([]booking.ResourceID, len(p.days))
	for i, d := range p.days {
		ids[i] = d.Resource
	}
	now, err := s.visits.Versions(ctx, tx, ids, p.Day)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if now[id] != p.versions[id]+1 {
			return stale(nil)
		}
	}
	return nil
}

func stale(cause error) error {
	return fault.New(fault.Conflict, "dispatch.plan.stale", fault.Text("the day has changed since it was planned"), fault.Cause(cause))
}

// movable locks the visits to be moved, in one order, and sees that each is still where the proposal found it.
func (s *Service) movable(ctx context.Context, tx *db.Tx, p *Proposal) ([]visits.Record, error) {
	moves := slices.Clone(p.Moves)
	slices.SortFunc(moves, func(a, b Move) int { return strings.Compare(string(a.Visit), string(b.Visit)) })
	records := make([]visits.Record, len(moves))
	for i, m := range moves {
		r, err := s.visits.LockRecord(ctx, tx, m.Visit)
		if err != nil {
			return nil, err
		}
		if !r.Status.Movable() || r.Resource != m.From {
			return nil, stale(nil)
		}
		records[i] = r
	}
	return records, nil
}
