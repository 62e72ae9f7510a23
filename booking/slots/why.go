package slots

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Refusals explains an offer.
type Refusals struct {
	Technicians int // of the territory
	Able        int // of them with the skills on some day of the horizon
	Windows     int // on sale up to the horizon
	Open        int // of them that can be promised, wish and skips aside
	// Reasons counts technician-windows by optimizer.Reason; "skill" counts technicians.
	Reasons map[string]int
}

// Why counts, for a request, who refused it and for which reasons.
func (s *Service) Why(ctx context.Context, q db.Querier, req booking.SlotRequest) (Refusals, error) {
	t, err := s.terms(ctx, q, req)
	if err != nil {
		return Refusals{}, fmt.Errorf("explain slots: %w", err)
	}
	need := crew.Need{Territory: t.territory.Code, From: t.from, To: t.to}
	all, err := s.crew.Capable(ctx, q, need)
	if err != nil {
		return Refusals{}, fmt.Errorf("explain slots: %w", err)
	}
	need.Skills = t.service.Skills
	able, err := s.crew.Capable(ctx, q, need)
	if err != nil {
		return Refusals{}, fmt.Errorf("explain slots: %w", err)
	}
	facts, err := s.routes.Read(ctx, q, routes.Ask{
		Unit: t.territory.Unit, Crew: able, From: t.from, To: t.to, Zone: t.zone, Now: t.now,
	})
	if err != nil {
		return Refusals{}, fmt.Errorf("explain slots: %w", err)
	}
	found, refused, err := t.search(facts, req)
	if err != nil {
		return Refusals{}, fmt.Errorf("explain slots: %w", err)
	}
	refused[optimizer.LacksSkill] += len(all) - len(able)
	why := Refusals{Technicians: len(all), Able: len(able), Open: len(found), Reasons: map[string]int{}}
	for day := t.from; !t.to.Before(day); day = day.Add(1) {
		why.Windows += len(t.arrivals(day, t.now.Add(t.policy.Notice)))
	}
	for reason, n := range refused {
		if n > 0 {
			why.Reasons[optimizer.Reason(reason).String()] = n
		}
	}
	return why, nil
}
