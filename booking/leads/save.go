package leads

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Save makes the lead of a conversation or brings it up to date, and gives it as stored. See the package for what becomes of
// its status.
func (s *Store) Save(ctx context.Context, tx *db.Tx, save booking.SaveLead) (booking.Lead, error) {
	if save.Status == "" {
		save.Status = booking.LeadNew
	}
	if !known(save.Status) {
		return booking.Lead{}, fault.New(fault.Invalid, "lead.status.unknown", fault.Arg("status", save.Status))
	}
	last, err := lastLead(ctx, tx, save)
	if err != nil {
		return booking.Lead{}, fmt.Errorf("save lead: %w", err)
	}
	switch {
	case last == nil:
		return s.create(ctx, tx, save)
	case last.Status.Open():
		return s.update(ctx, tx, *last, save)
	case last.Status == save.Status && !anew(*last, save):
		return *last, nil
	case save.Status.Open() || anew(*last, save):
		return s.create(ctx, tx, save)
	}
	return booking.Lead{}, fault.New(fault.Conflict, "lead.save.ended", fault.Arg("status", last.Status))
}

// anew tells whether the save speaks of another interest than the lead's.
func anew(last booking.Lead, save booking.SaveLead) bool {
	return save.FirstMessage != "" && save.FirstMessage != last.FirstMessage
}

func (s *Store) create(ctx context.Context, tx *db.Tx, save booking.SaveLead) (booking.Lead, error) {
	steps, ok := path(booking.LeadNew, save.Status)
	if !ok {
		return booking.Lead{}, fault.New(fault.Conflict, "lead.save.no_way", fault.Arg("to", save.Status))
	}
	id, err := insertLead(ctx, tx, save)
	if err != nil {
		return booking.Lead{}, fmt.Errorf("make lead: %w", err)
	}
	lead, err := s.Lead(ctx, tx, id)
	if err != nil {
		return booking.Lead{}, err
	}
	if err := addTouch(ctx, tx, lead); err != nil {
		return booking.Lead{}, fmt.Errorf("make lead: %w", err)
	}
	if err := appendFacts(ctx, tx, lead, append([]booking.LeadStatus{booking.LeadNew}, steps...)); err != nil {
		return booking.Lead{}, fmt.Errorf("make lead: %w", err)
	}
	return lead, nil
}

func (s *Store) update(ctx context.Context, tx *db.Tx, old booking.Lead, save booking.SaveLead) (booking.Lead, error) {
	steps, ok := path(old.Status, save.Status)
	if !ok { // back, or aside from where it is: it stays
		save.Status, steps = old.Status, nil
	}
	if err := updateLead(ctx, tx, old.ID, save); err != nil {
		return booking.Lead{}, fmt.Errorf("save lead: %w", err)
	}
	lead, err := s.Lead(ctx, tx, old.ID)
	if err != nil {
		return booking.Lead{}, err
	}
	if lead.Source != old.Source || lead.Campaign != old.Campaign {
		if err := addTouch(ctx, tx, lead); err != nil {
			return booking.Lead{}, fmt.Errorf("save lead: %w", err)
		}
	}
	if err := appendFacts(ctx, tx, lead, steps); err != nil {
		return booking.Lead{}, fmt.Errorf("save lead: %w", err)
	}
	return lead, nil
}
