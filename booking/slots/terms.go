package slots

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// terms is what the organisation sells for a request: how long the work takes, and which windows.
type terms struct {
	now       time.Time
	service   booking.ServiceType
	duration  time.Duration
	territory places.Territory
	zone      *time.Location
	policy    places.Policy
	windows   []places.Window
	closed    map[booking.Day]bool
	from, to  booking.Day // today and the horizon
}

func (s *Service) terms(ctx context.Context, q db.Querier, req booking.SlotRequest) (*terms, error) {
	if req.At.Zero() {
		return nil, fault.New(fault.Invalid, "slot.offer.nowhere", fault.Text("a slot needs a position"))
	}
	t := &terms{now: s.now(q)}
	var err error
	if t.service, err = s.catalog.Service(ctx, q, req.Service); err != nil {
		return nil, err
	}
	t.duration = t.service.Duration(req.Quantity)
	if t.territory, err = s.places.Territory(ctx, q, req.Territory); err != nil {
		return nil, err
	}
	if t.zone, err = time.LoadLocation(t.territory.TimeZone); err != nil {
		return nil, fmt.Errorf("time zone of territory %s: %w", t.territory.Code, err)
	}
	if t.policy, err = s.places.Policy(ctx, q, t.territory.Unit); err != nil {
		return nil, err
	}
	if t.windows, err = s.places.Windows(ctx, q, t.territory.Code); err != nil {
		return nil, err
	}
	t.from = booking.DayOf(t.now, t.zone)
	t.to = t.from.Add(t.policy.HorizonDays)
	t.closed, err = closedDays(ctx, q, t)
	return t, err
}

// A holiday of a region or city closes the territories that have a locality there.
const sqlListClosedDays = `
SELECT DISTINCT h.day
FROM holidays h JOIN business_units u ON u.country = h.country
WHERE u.code = @unit AND h.day BETWEEN @from_day::date AND @to_day::date
  AND (h.region = '' OR EXISTS (
    SELECT FROM localities l WHERE l.territory_code = @territory AND h.region IN (l.city, l.region)))`

func closedDays(ctx context.Context, q db.Querier, t *terms) (map[booking.Day]bool, error) {
	days, err := db.Values[time.Time](ctx, q, sqlListClosedDays, db.Args{
		"unit": t.territory.Unit, "territory": t.territory.Code, "from_day": t.from.String(), "to_day": t.to.String(),
	})
	if err != nil {
		return nil, fmt.Errorf("list closed days of %s: %w", t.territory.Code, err)
	}
	closed := map[booking.Day]bool{}
	for _, d := range days {
		closed[booking.DayOf(d, time.UTC)] = true
	}
	return closed, nil
}

// arrival is one window of one day.
type arrival struct {
	span.Span
	day     booking.Day
	premium bool
}

// arrivals lists the windows that are sold on a day and do not begin before the given instant, by start.
func (t *terms) arrivals(day booking.Day, notBefore time.Time) []arrival {
	if t.closed[day] || day.Before(t.from) || t.to.Before(day) {
		return nil
	}
	var list []arrival
	for _, w := range t.windows {
		on, ok := w.On(day, t.zone)
		if ok && !on.Start.Before(notBefore) {
			list = append(list, arrival{Span: on, day: day, premium: w.Premium})
		}
	}
	slices.SortStableFunc(list, func(a, b arrival) int { return a.Start.Compare(b.Start) })
	return list
}

// sells tells whether a window is still to be had at all: sold on its day and not begun. Notice is for offers; who was offered
// a window in time may take it.
func (t *terms) sells(window span.Span) bool {
	return slices.ContainsFunc(t.arrivals(booking.DayOf(window.Start, t.zone), t.now), func(a arrival) bool { return a.Equal(window) })
}
