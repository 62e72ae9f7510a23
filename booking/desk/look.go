package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// The rules of a move; see the package.
const (
	RuleStatus    = "move.rule.status"
	RuleWindow    = "move.rule.window"
	RuleSkill     = "move.rule.skill"
	RuleTerritory = "move.rule.territory"
	RuleShift     = "move.rule.shift"
	RuleAbsence   = "move.rule.absence"
	RuleOverlap   = "move.rule.overlap"
	RuleTravel    = "move.rule.travel"
)

// startWithin is how far after a wished start the work may begin and still be what was wished.
const startWithin = 15 * time.Minute

// move is a move as it would turn out.
type move struct {
	cmd    booking.MoveVisit
	record visits.Record
	who    booking.Resource // empty: unassign
	check  booking.MoveCheck
	plans  []visits.Plan // of the visits and holds that shift, the moved one too if it keeps its technician
}

func (m *move) refuse(rule string) (*move, error) {
	m.check = booking.MoveCheck{Rule: rule}
	return m, nil
}

// look finds out how a move would turn out.
func (d *Desk) look(ctx context.Context, q db.Querier, now time.Time, r visits.Record, cmd booking.MoveVisit) (*move, error) {
	m := &move{cmd: cmd, record: r}
	if !r.Status.Movable() {
		return m.refuse(RuleStatus)
	}
	window, ok := m.window(now)
	if !ok {
		return m.refuse(RuleWindow)
	}
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of visit %s: %w", r.ID, err)
	}
	day := booking.DayOf(r.Window.Start, zone)
	service, err := d.catalog.Service(ctx, q, r.Service)
	if err != nil {
		return nil, err
	}
	team, err := d.team(ctx, q, m, day)
	if err != nil {
		return nil, err
	}
	if cmd.Resource != "" {
		if !m.who.Has(service.Skills) {
			return m.refuse(RuleSkill)
		}
		if !slices.Contains(m.who.Territories, r.Territory) {
			return m.refuse(RuleTerritory)
		}
	}
	facts, err := d.routes.Read(ctx, q, routes.Ask{Unit: r.Unit, Crew: team, From: day, To: day, Zone: zone, Now: now})
	if err != nil {
		return nil, err
	}
	before, err := facts.Days(routes.Look{})
	if err != nil {
		return nil, err
	}
	after, err := facts.Days(routes.Look{
		Jobs: []routes.Job{{
			Visit: r.ID, At: r.At, Window: window, Duration: r.Duration, Territory: r.Territory, Service: r.Service,
			Skills: service.Skills,
		}},
		Without: func(e visits.Entry) bool { return e.Visit == r.ID },
	})
	if err != nil {
		return nil, err
	}
	return m.settle(before, after, window)
}

// window is when the work may begin: what was promised, from now on, and near the wished start if there is one.
func (m *move) window(now time.Time) (span.Span, bool) {
	w := m.record.Window
	if m.cmd.Resource == "" {
		return w, true
	}
	if !m.cmd.Start.IsZero() {
		if m.cmd.Start.Before(w.Start) || m.cmd.Start.After(w.End) {
			return w, false
		}
		w.Start = m.cmd.Start
		if until := w.Start.Add(startWithin); until.Before(w.End) {
			w.End = until
		}
	}
	if w.Start.Before(now) {
		w.Start = now
	}
	return w, !w.End.Before(w.Start)
}

// team is who has the visit and who shall have it.
func (d *Desk) team(ctx context.Context, q db.Querier, m *move, day booking.Day) ([]crew.Able, error) {
	var team []crew.Able
	if m.cmd.Resource != "" {
		who, err := d.crew.Resource(ctx, q, m.cmd.Resource, day)
		if err != nil {
			return nil, err
		}
		m.who = who
		team = append(team, crew.Able{Resource: who})
	}
	if m.record.Resource != "" && m.record.Resource != m.cmd.Resource {
		old, err := d.crew.List(ctx, q, crew.Query{IDs: []booking.ResourceID{m.record.Resource}, Day: day})
		if err != nil {
			return nil, err
		}
		for _, o := range old { // none when no longer active: there is no day to re-plan then
			team = append(team, crew.Able{Resource: o})
		}
	}
	return team, nil
}

// settle puts the visit where it is wished and sums up what that changes.
func (m *move) settle(before, after []*routes.Day, window span.Span) (*move, error) {
	m.check = booking.MoveCheck{OK: true}
	if m.cmd.Resource != "" {
		d, shift, fit := m.best(after, window)
		if d == nil {
			return m.refuse(RuleShift)
		}
		if fit.Reason != optimizer.Fits {
			return m.refuse(m.rule(d, shift, fit.Reason))
		}
		d.Shifts[shift].Schedule.Put(fit.Pos, 0)
		for _, t := range d.Times(shift) {
			if d.Stops[t.Stop].Job {
				m.check.Planned = t.Planned
			}
		}
		if m.cmd.Resource == m.record.Resource {
			m.plans = append(m.plans, visits.Plan{Visit: m.record.ID, Planned: m.check.Planned})
		}
	}
	for _, d := range after {
		for i := range d.Shifts {
			m.check.ExtraTravel += d.Travel(i)
			for _, p := range d.Changed(i) {
				m.plans = append(m.plans, p)
				if p.Visit != "" {
					m.check.Shifted = append(m.check.Shifted, p.Visit)
				}
			}
		}
	}
	for _, d := range before {
		for i := range d.Shifts {
			m.check.ExtraTravel -= d.Travel(i)
		}
	}
	return m, nil
}

// best is the cheapest fit among the technician's shifts of the day, or the nearest miss; d is nil when there is no shift.
func (m *move) best(days []*routes.Day, window span.Span) (d *routes.Day, shift int, fit insert.Fit) {
	for _, day := range days {
		for i := range day.Shifts {
			if day.Shifts[i].Resource.ID != m.cmd.Resource {
				continue
			}
			f := insert.Fit{Reason: optimizer.Neighbors} // what is stored there cannot be driven as it is
			if s := day.Shifts[i].Schedule; s != nil {
				f = s.Best(day.Model.Job(0), day.Window(window))
			}
			if d == nil || better(f, fit) {
				d, shift, fit = day, i, f
			}
		}
	}
	return d, shift, fit
}

func better(a, b insert.Fit) bool {
	switch {
	case a.Reason != optimizer.Fits:
		return b.Reason != optimizer.Fits && a.Reason > b.Reason
	case b.Reason != optimizer.Fits:
		return true
	default:
		return a.Cost.Total() < b.Cost.Total()
	}
}

// rule says in a dispatcher's terms why a visit does not fit a shift.
func (m *move) rule(d *routes.Day, shift int, reason optimizer.Reason) string {
	switch reason {
	case optimizer.LacksSkill:
		return RuleSkill
	case optimizer.OutOfZone:
		return RuleTerritory
	case optimizer.OutOfShift, optimizer.TooLong:
		return RuleShift
	case optimizer.InBlocked:
		return RuleAbsence
	}
	wished := span.Of(m.cmd.Start, m.record.Duration)
	for _, i := range d.Shifts[shift].Stops {
		if !m.cmd.Start.IsZero() && d.Stops[i].Planned.Overlaps(wished) {
			return RuleOverlap
		}
	}
	return RuleTravel
}
