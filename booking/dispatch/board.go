package dispatch

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Board is a unit's day as a dispatcher sees it: all visits but canceled and superseded ones. Lanes are by first territory, then
// by name; visits by planned start. Travel is what is still to be driven by the plan.
func (s *Service) Board(ctx context.Context, q db.Querier, unit booking.UnitCode, on booking.Day, now time.Time) (booking.Board, error) {
	stored, err := s.load(ctx, q, unitDay{unit, on, now})
	if err != nil {
		return booking.Board{}, fmt.Errorf("load board: %w", err)
	}
	list, err := boardVisits(ctx, q, unit, visits.SpanOf(on, stored.zone))
	if err != nil {
		return booking.Board{}, fmt.Errorf("load board: %w", err)
	}
	days, err := stored.facts.Days(routes.Look{})
	if err != nil {
		return booking.Board{}, fmt.Errorf("load board: %w", err)
	}
	b := booking.Board{Unit: stored.unit, Day: on, TimeZone: stored.unit.TimeZone, Lanes: stored.lanes(days)}
	lanes := map[booking.ResourceID]*booking.Lane{}
	for i := range b.Lanes {
		lanes[b.Lanes[i].Resource.ID] = &b.Lanes[i]
	}
	for _, v := range list {
		v.Late = late(v, now)
		count(&b.Totals, v)
		if lane := lanes[v.Resource]; lane != nil {
			lane.Visits = append(lane.Visits, v)
			continue
		}
		b.Unassigned = append(b.Unassigned, v)
		b.Totals.Unassigned++
	}
	return b, nil
}

// lanes are the technicians with their time, without visits.
func (d *day) lanes(days []*routes.Day) []booking.Lane {
	lanes := make([]booking.Lane, len(d.crew))
	at := map[booking.ResourceID]int{}
	slices.SortStableFunc(d.crew, func(a, b booking.Resource) int {
		return cmp.Or(cmp.Compare(first(a.Territories), first(b.Territories)), cmp.Compare(a.Name, b.Name))
	})
	for i, r := range d.crew {
		lanes[i].Resource, at[r.ID] = r, i
	}
	for _, s := range d.facts.Shifts {
		lane := &lanes[at[s.Resource]]
		lane.Shifts = append(lane.Shifts, s.Span)
	}
	for _, a := range d.facts.Absences {
		lane := &lanes[at[a.Resource]]
		lane.Absences = append(lane.Absences, a)
	}
	for _, routed := range days {
		for i := range routed.Shifts {
			lanes[at[routed.Shifts[i].Resource.ID]].Travel += routed.Travel(i)
		}
	}
	return lanes
}

func first(list []booking.TerritoryCode) booking.TerritoryCode {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// late tells whether nobody has arrived although the window or the planned start is over.
func late(v booking.BoardVisit, now time.Time) bool {
	switch v.Status {
	case booking.VisitMissed:
		return true
	case booking.VisitTentative, booking.VisitScheduled, booking.VisitDispatched, booking.VisitEnRoute:
		return now.After(v.Window.End) || !v.Planned.IsZero() && now.After(v.Planned.Start)
	default:
		return false
	}
}

func count(t *booking.BoardTotals, v booking.BoardVisit) {
	t.Visits++
	if v.Status == booking.VisitCompleted {
		t.Done++
	}
	if v.Late {
		t.Late++
	}
	if v.Status.Movable() && v.Confirmation != booking.ConfirmationConfirmed {
		t.Unconfirmed++
	}
}
