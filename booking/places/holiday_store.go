package places

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Holiday is a day on which nobody works, in a country or in one region or city of it.
type Holiday struct {
	Day    booking.Day
	Region string // empty: the whole country
	Name   string
}

// HolidayQuery asks for the holidays from one day to another, both included.
type HolidayQuery struct {
	Country  string
	From, To booking.Day
	Regions  []string // regions and cities as localities name them; national holidays always count
}

const sqlListHolidays = `
SELECT day, region, name
FROM holidays
WHERE country = @country AND day BETWEEN @from_day::date AND @to_day::date AND (region = '' OR region = ANY(@regions::text[]))
ORDER BY day, region`

// Holidays lists holidays by day.
func (s *Store) Holidays(ctx context.Context, q db.Querier, ask HolidayQuery) ([]Holiday, error) {
	regions := ask.Regions
	if regions == nil {
		regions = []string{}
	}
	rows, err := db.Collect[struct {
		Day          time.Time
		Region, Name string
	}](ctx, q, sqlListHolidays, db.Args{
		"country": ask.Country, "from_day": ask.From.String(), "to_day": ask.To.String(), "regions": regions,
	})
	if err != nil {
		return nil, fmt.Errorf("list holidays of %s: %w", ask.Country, err)
	}
	list := make([]Holiday, len(rows))
	for i, r := range rows {
		list[i] = Holiday{booking.DayOf(r.Day, time.UTC), r.Region, r.Name}
	}
	return list, nil
}
