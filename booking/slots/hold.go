package slots

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// Hold reserves a slot for booking.HoldFor. The technician may be another than the offer named; the window is the same. The hold
// that the conversation had before is given back. What cannot be had any more is ErrLost, and nothing has changed.
func (s *Service) Hold(ctx context.Context, tx *db.Tx, cmd booking.HoldSlot) (booking.Hold, error) {
	t, err := s.terms(ctx, tx, cmd.Request)
	if err != nil {
		return booking.Hold{}, fmt.Errorf("hold slot: %w", err)
	}
	if !t.sells(cmd.Slot.Window) {
		return booking.Hold{}, fmt.Errorf("hold slot: the window is not on sale: %w", ErrLost)
	}
	before, err := heldBefore(ctx, tx, cmd)
	if err != nil {
		return booking.Hold{}, fmt.Errorf("hold slot: %w", err)
	}
	takers, err := s.takers(ctx, tx, t, cmd, before)
	if err != nil {
		return booking.Hold{}, fmt.Errorf("hold slot: %w", err)
	}
	for _, taker := range takers {
		hold, err := s.try(ctx, tx, attempt{t, cmd, taker, before})
		if err == nil {
			return hold, nil
		}
		if !Lost(err) {
			return booking.Hold{}, fmt.Errorf("hold slot: %w", err)
		}
	}
	return booking.Hold{}, fmt.Errorf("hold slot: %w", ErrLost)
}

// takers lists who could come in the window as things look before any lock, the cheapest first, the slot's own before all.
func (s *Service) takers(ctx context.Context, tx *db.Tx, t *terms, cmd booking.HoldSlot, before []held) ([]crew.Able, error) {
	day := booking.DayOf(cmd.Slot.Window.Start, t.zone)
	able, err := s.crew.Capable(ctx, tx, crew.Need{Territory: t.territory.Code, Skills: t.service.Skills, From: day, To: day})
	if err != nil {
		return nil, err
	}
	facts, err := s.routes.Read(ctx, tx, routes.Ask{Unit: t.territory.Unit, Crew: able, From: day, To: day, Zone: t.zone, Now: t.now})
	if err != nil {
		return nil, err
	}
	days, err := facts.Days(routes.Look{Jobs: []routes.Job{t.job(cmd.Request)}, Without: func(e visits.Entry) bool {
		return slices.ContainsFunc(before, func(h held) bool { return h.ID == e.Hold })
	}})
	if err != nil {
		return nil, err
	}
	cost := map[booking.ResourceID]optimizer.Units{}
	for _, d := range days {
		for i := range d.Shifts {
			fit, ok := best(d, i, cmd.Slot.Window)
			who := d.Shifts[i].Resource.ID
			if old, known := cost[who]; ok && (!known || fit.Cost.Total() < old) {
				cost[who] = fit.Cost.Total()
			}
		}
	}
	able = slices.DeleteFunc(able, func(a crew.Able) bool { _, ok := cost[a.ID]; return !ok })
	if _, ok := cost[cmd.Slot.Resource]; ok {
		cost[cmd.Slot.Resource] = -1
	}
	slices.SortStableFunc(able, func(a, b crew.Able) int { return cmp.Compare(cost[a.ID], cost[b.ID]) })
	return able, nil
}

// best is where the job of a look goes into a shift.
func best(d *routes.Day, shift int, window span.Span) (insert.Fit, bool) {
	schedule := d.Shifts[shift].Schedule
	if schedule == nil {
		return insert.Fit{}, false
	}
	fit := schedule.Best(d.Model.Job(0), d.Window(window))
	return fit, fit.Reason == optimizer.Fits
}

// attempt is one technician tried for a slot.
type attempt struct {
	*terms
	cmd    booking.HoldSlot
	taker  crew.Able
	before []held
}

// try takes the slot with one technician, or leaves everything as it was: the savepoint gives the locks back too, so that a taker
// who goes on to the next technician blocks nobody.
func (s *Service) try(ctx context.Context, tx *db.Tx, a attempt) (hold booking.Hold, err error) {
	err = tx.Savepoint(ctx, func(tx *db.Tx) error {
		if err := s.lock(ctx, tx, a); err != nil {
			return err
		}
		for _, h := range a.before {
			if err := s.release(ctx, tx, h.ID); err != nil {
				return err
			}
		}
		hold, err = s.insert(ctx, tx, a)
		return err
	})
	if db.IsExclusion(err, visits.NeverOverlap) {
		err = fmt.Errorf("%w (%w)", ErrLost, err)
	}
	return hold, err
}

// lock takes the technician-days of the slot and of the holds to be given back, in one go.
func (s *Service) lock(ctx context.Context, tx *db.Tx, a attempt) error {
	day, err := visits.DayOf(a.taker.ID, a.cmd.Slot.Window.Start, a.taker.TimeZone)
	if err != nil {
		return err
	}
	days := []visits.TechnicianDay{day}
	for _, h := range a.before {
		old, err := visits.DayOf(h.Resource, h.Planned.Start, h.CrewZone)
		if err != nil {
			return err
		}
		days = append(days, old)
	}
	return s.visits.LockDays(ctx, tx, days...)
}

// insert puts the job into the technician's day as it is now, under the lock, and writes the day's new times.
func (s *Service) insert(ctx context.Context, tx *db.Tx, a attempt) (booking.Hold, error) {
	day := booking.DayOf(a.cmd.Slot.Window.Start, a.zone)
	facts, err := s.routes.Read(ctx, tx, routes.Ask{
		Unit: a.territory.Unit, Crew: []crew.Able{a.taker}, From: day, To: day, Zone: a.zone, Now: tx.Now,
	})
	if err != nil {
		return booking.Hold{}, err
	}
	job := a.job(a.cmd.Request)
	job.Window, job.Skills = a.cmd.Slot.Window, a.service.Skills
	days, err := facts.Days(routes.Look{Jobs: []routes.Job{job}})
	if err != nil {
		return booking.Hold{}, err
	}
	d, shift, ok := place(days, a.cmd.Slot.Window)
	if !ok {
		return booking.Hold{}, ErrLost
	}
	hold := booking.Hold{ID: booking.HoldID(tx.NewID()), Slot: a.cmd.Slot, Expires: tx.Now.Add(booking.HoldFor)}
	hold.Slot.Resource, hold.Slot.TimeZone, hold.Slot.Territory = a.taker.ID, a.territory.TimeZone, a.territory.Code
	for _, timed := range d.Times(shift) {
		if d.Stops[timed.Stop].Job {
			hold.Slot.Planned = timed.Planned
		}
	}
	return hold, s.visits.Deferred(ctx, tx, func() error {
		if err := s.visits.Replan(ctx, tx, d.Changed(shift)); err != nil {
			return err
		}
		if err := insertHold(ctx, tx, a, hold); err != nil {
			return err
		}
		return s.visits.OccupyByHold(ctx, tx, hold.ID, hold.Slot.Resource, hold.Slot.Planned)
	})
}

// place puts the job of a look into the cheapest shift that has room; ok is false when none has.
func place(days []*routes.Day, window span.Span) (d *routes.Day, shift int, ok bool) {
	var where insert.Fit
	for _, day := range days {
		for i := range day.Shifts {
			fit, fits := best(day, i, window)
			if fits && (!ok || fit.Cost.Total() < where.Cost.Total()) {
				d, shift, where, ok = day, i, fit, true
			}
		}
	}
	if ok {
		d.Shifts[shift].Schedule.Put(where.Pos, 0)
	}
	return d, shift, ok
}
