package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/money"
)

// PriceQuery asks what a service costs in a unit on a day.
type PriceQuery struct {
	Unit     booking.UnitCode
	Service  booking.ServiceCode
	Quantity int // less than 1 counts as 1
	Day      booking.Day
}

const sqlFindPrice = `
SELECT p.min_minor, p.max_minor, p.currency, p.tax_included, p.plus_parts, u.tax_name,
  upper(p.valid)::timestamp AT TIME ZONE u.time_zone AS until
FROM price_book p JOIN business_units u ON u.code = p.unit_code
WHERE p.unit_code = @unit AND p.service_code = @service AND p.valid @> @day::date`

// Price is the range to tell before the visit, for the whole quantity. It is nil when the book holds none for that day.
func (s *Store) Price(ctx context.Context, q db.Querier, ask PriceQuery) (*booking.Price, error) {
	rows, err := db.Collect[priceRow](ctx, q, sqlFindPrice, db.Args{
		"unit": ask.Unit, "service": ask.Service, "day": ask.Day.String(),
	})
	if err != nil {
		return nil, fmt.Errorf("find price: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0].price(ask)
}

type priceRow struct {
	MinMinor, MaxMinor     int64
	Currency               string
	TaxIncluded, PlusParts bool
	TaxName                string
	Until                  *time.Time
}

func (r priceRow) price(ask PriceQuery) (*booking.Price, error) {
	n := int64(max(ask.Quantity, 1))
	low, err := money.New(r.MinMinor, r.Currency).Times(n)
	if err != nil {
		return nil, fmt.Errorf("price of %d %s: %w", n, ask.Service, err)
	}
	high, err := money.New(r.MaxMinor, r.Currency).Times(n)
	if err != nil {
		return nil, fmt.Errorf("price of %d %s: %w", n, ask.Service, err)
	}
	p := &booking.Price{
		Service:     ask.Service,
		Unit:        ask.Unit,
		Range:       money.Range{Min: low, Max: high},
		TaxIncluded: r.TaxIncluded,
		TaxName:     r.TaxName,
		PlusParts:   r.PlusParts,
	}
	if r.Until != nil {
		p.ValidUntil = *r.Until
	}
	return p, nil
}
