package slots

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// Offer lists windows that can be promised now, see the package. An empty list is an answer: nothing fits, and Why says why.
func (s *Service) Offer(ctx context.Context, q db.Querier, req booking.SlotRequest) ([]booking.Slot, error) {
	t, err := s.terms(ctx, q, req)
	if err != nil {
		return nil, fmt.Errorf("offer slots: %w", err)
	}
	able, err := s.crew.Capable(ctx, q, crew.Need{Territory: t.territory.Code, Skills: t.service.Skills, From: t.from, To: t.to})
	if err != nil {
		return nil, fmt.Errorf("offer slots: %w", err)
	}
	facts, err := s.routes.Read(ctx, q, routes.Ask{
		Unit: t.territory.Unit, Crew: able, From: t.from, To: t.to, Zone: t.zone, Now: t.now,
	})
	if err != nil {
		return nil, fmt.Errorf("offer slots: %w", err)
	}
	found, _, err := t.search(facts, req)
	if err != nil {
		return nil, fmt.Errorf("offer slots: %w", err)
	}
	return t.choose(found, req), nil
}

// candidate is a window with its best technician.
type candidate struct {
	slot    booking.Slot
	day     booking.Day
	premium bool
}

// search inserts the job into every technician-day, for every window on sale. The tally counts who refused and why.
func (t *terms) search(facts *routes.Facts, req booking.SlotRequest) ([]candidate, optimizer.Tally, error) {
	var refused optimizer.Tally
	days, err := facts.Days(routes.Look{Jobs: []routes.Job{t.job(req)}, Without: own(req.Contact)})
	if err != nil {
		return nil, refused, err
	}
	notBefore := t.now.Add(t.policy.Notice)
	var found []candidate
	for _, d := range days {
		arrivals := t.arrivals(d.Day, notBefore)
		if len(arrivals) == 0 {
			continue
		}
		schedules, shifts := d.Schedules()
		windows := make([]optimizer.Window, len(arrivals))
		for i, a := range arrivals {
			windows[i] = d.Window(a.Span)
		}
		offers := make([]insert.Offer, len(arrivals))
		insert.Across(schedules, d.Model.Job(0), windows, offers)
		for i := range offers {
			for reason, n := range offers[i].Refused {
				refused[reason] += n
			}
			if offers[i].Open() {
				found = append(found, t.candidate(d, arrivals[i], &offers[i].Best, shifts))
			}
		}
	}
	return found, refused, nil
}

func (t *terms) candidate(d *routes.Day, a arrival, best *insert.Choice, shifts []int) candidate {
	return candidate{
		slot: booking.Slot{
			Window: a.Span, TimeZone: t.territory.TimeZone, Territory: t.territory.Code,
			Resource: d.Shifts[shifts[best.Schedule]].Resource.ID,
			Planned:  span.Of(d.Time(best.StartFrom), t.duration),
			Cost:     float64(best.Cost.Total()),
		},
		day: a.day, premium: a.premium,
	}
}

// own sees through the active holds of a contact.
func own(contact booking.ContactID) func(visits.Entry) bool {
	if contact == "" {
		return nil
	}
	return func(e visits.Entry) bool { return e.Hold != "" && e.Contact == contact }
}
