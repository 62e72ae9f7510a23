package cloud

import (
	"context"
	"fmt"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// price keeps what a status says of the price of its message: one row a message, however many statuses tell of it.
func (c *Cloud) price(ctx context.Context, ours, their string, d channels.Delivery) error {
	at := d.At
	if at.IsZero() {
		at = c.o.DB.Now()
	}
	_, err := db.Exec(ctx, c.o.DB, sqlKeepPrice, db.Args{
		"external": d.ExternalID, "message": db.Null(d.Message), "ours": ours, "country": countryOf(their), "category": d.Price.Category,
		"model": d.Price.Model, "billable": d.Price.Billable, "at": at,
		"delivered": d.Status == channels.StatusDelivered || d.Status == channels.StatusRead,
	})
	if err != nil {
		return fmt.Errorf("keep price: %w", err)
	}
	return nil
}

// The first status that tells a price dates it; a later one may say that it was delivered.
const sqlKeepPrice = `
INSERT INTO message_prices (external_id, message_id, ours, country, category, model, billable, delivered, at)
VALUES (@external, @message, @ours, @country, @category, @model, @billable, @delivered, @at)
ON CONFLICT (external_id) DO UPDATE SET delivered = message_prices.delivered OR EXCLUDED.delivered,
  category = EXCLUDED.category, model = EXCLUDED.model, billable = EXCLUDED.billable, at = least(message_prices.at, EXCLUDED.at),
  message_id = coalesce(message_prices.message_id, EXCLUDED.message_id)`

// countryOf a wa_id is that of its prefix, of a user id the one it begins with; "" when it has none.
func countryOf(their string) string {
	if userID.MatchString(their) {
		return their[:2]
	}
	n, err := phonenumbers.Parse("+"+their, "")
	if err != nil {
		return ""
	}
	region := phonenumbers.GetRegionCodeForNumber(n)
	if region == "" || region == "ZZ" { // a wa_id is not always a number that is dialled
		region = phonenumbers.GetRegionCodeForCountryCode(int(n.GetCountryCode()))
	}
	if len(region) != 2 || region == "ZZ" {
		return ""
	}
	return region
}

// Rate is what a message costs.
type Rate struct {
	Country  string // ISO 3166, two letters
	Category string
	Since    time.Time
	Currency string // ISO 4217
	Micros   int64  // millionths of the currency
}

// LoadRates records prices of the provider's list. One of the same country, category and time is replaced.
func (c *Cloud) LoadRates(ctx context.Context, rates []Rate) error {
	return c.o.DB.InTx(ctx, func(tx *db.Tx) error {
		for _, r := range rates {
			_, err := db.Exec(ctx, tx, sqlLoadRate, db.Args{
				"country": r.Country, "category": r.Category, "since": r.Since, "currency": r.Currency, "micros": r.Micros,
			})
			if err != nil {
				return fmt.Errorf("load rate %s %s: %w", r.Country, r.Category, err)
			}
		}
		return nil
	})
}

const sqlLoadRate = `
INSERT INTO message_rates (country, category, since, currency, micros) VALUES (@country, @category, @since, @currency, @micros)
ON CONFLICT (country, category, since) DO UPDATE SET currency = EXCLUDED.currency, micros = EXCLUDED.micros`

// Spend is what messages of one kind cost in one currency.
type Spend struct {
	Country  string
	Category string
	Messages int    // that the provider told a price of
	Billed   int    // of them, those that are billable and were delivered
	Unknown  int    // of the billed, those without a rate: what they cost is not known
	Currency string // "" of those without a rate
	Micros   int64  // millionths of the currency
}

// Spent tells what the messages of a time cost, by country and category.
func (c *Cloud) Spent(ctx context.Context, during span.Span) ([]Spend, error) {
	out, err := db.Collect[Spend](ctx, c.o.DB, sqlSpent, db.Args{"start": during.Start, "end": during.End})
	if err != nil {
		return nil, fmt.Errorf("spend: %w", err)
	}
	return out, nil
}

// The rate of a message is the last one that began before it was sent.
const sqlSpent = `
SELECT p.country, p.category, count(*)::int AS messages, count(*) FILTER (WHERE p.billed)::int AS billed,
  count(*) FILTER (WHERE p.billed AND r.micros IS NULL)::int AS unknown, coalesce(max(r.currency), '') AS currency,
  coalesce(sum(r.micros) FILTER (WHERE p.billed), 0)::bigint AS micros
FROM (SELECT *, billable AND delivered AS billed FROM message_prices WHERE at >= @start AND at < @end) p
LEFT JOIN LATERAL (
  SELECT currency, micros FROM message_rates
  WHERE country = p.country AND category = p.category AND since <= p.at ORDER BY since DESC LIMIT 1
) r ON true
GROUP BY p.country, p.category, r.currency ORDER BY p.country, p.category, r.currency`

// Talk is what the messages of one conversation cost in one currency.
type Talk struct {
	Conversation string
	Spend
}

// SpentOn tells what the messages of a time cost, by conversation, the dearest first, at most limit of them.
func (c *Cloud) SpentOn(ctx context.Context, during span.Span, limit int) ([]Talk, error) {
	out, err := db.Collect[Talk](ctx, c.o.DB, sqlSpentOn, db.Args{"start": during.Start, "end": during.End, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("spend by conversation: %w", err)
	}
	return out, nil
}

const sqlSpentOn = `
SELECT m.conversation_id::text AS conversation, p.country, '' AS category, count(*)::int AS messages,
  count(*) FILTER (WHERE p.billed)::int AS billed, count(*) FILTER (WHERE p.billed AND r.micros IS NULL)::int AS unknown,
  coalesce(max(r.currency), '') AS currency, coalesce(sum(r.micros) FILTER (WHERE p.billed), 0)::bigint AS micros
FROM (SELECT *, billable AND delivered AS billed FROM message_prices WHERE at >= @start AND at < @end) p
JOIN messages m ON m.id = p.message_id
LEFT JOIN LATERAL (
  SELECT currency, micros FROM message_rates
  WHERE country = p.country AND category = p.category AND since <= p.at ORDER BY since DESC LIMIT 1
) r ON true
GROUP BY m.conversation_id, p.country, r.currency ORDER BY micros DESC, billed DESC, conversation LIMIT @limit`
