package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// contactBook finds or makes the contact behind an address.
type contactBook struct {
	db    *db.DB
	trade services
}

// ContactFor is the contact of a message's sender.
func (b contactBook) ContactFor(ctx context.Context, tx *db.Tx, from channels.Address, hint gateway.Hint) (string, error) {
	handles := []booking.Handle{handleOf(from)}
	for _, also := range hint.Also {
		handles = append(handles, handleOf(channels.Address{Channel: from.Channel, Value: also}))
	}
	phone := hint.Phone
	if handles[0].Kind == booking.HandleE164 {
		phone = handles[0].Value
	} else if phone != "" {
		handles = append(handles, booking.Handle{Kind: booking.HandleE164, Value: phone})
	}
	country := ""
	if phone != "" {
		country = countryOf(phone)
	}
	units, err := b.trade.places.Units(ctx, tx)
	if err != nil {
		return "", err
	}
	unit := unitFor(units, country, hint.Language)
	if own, err := b.unitOf(ctx, tx, hint.Ours); err != nil {
		return "", err
	} else if own != "" && country == "" {
		unit.Code = own
	}
	c, _, err := b.trade.customers.Identify(ctx, tx, handles, customers.Hint{
		Country: country, Language: hint.Language, Unit: unit.Code,
	})
	return string(c.ID), err
}

// unitOf is the unit whose number they wrote to; "" for one that is everybody's.
func (b contactBook) unitOf(ctx context.Context, q db.Querier, ours channels.Address) (booking.UnitCode, error) {
	found, err := db.Values[string](ctx, q, sqlUnitOfNumber, db.Args{"channel": ours.Channel, "value": ours.Value})
	if err != nil || len(found) == 0 {
		return "", err
	}
	return booking.UnitCode(found[0]), nil
}

const sqlUnitOfNumber = `SELECT coalesce(unit_code, '') FROM numbers WHERE channel = @channel AND value = @value`

// Profile is what sending needs to know of a contact. The law of messages is that of their number's country.
func (b contactBook) Profile(ctx context.Context, q db.Querier, id string) (gateway.Profile, error) {
	c, err := b.trade.customers.Contact(ctx, q, booking.ContactID(id))
	if err != nil {
		return gateway.Profile{}, err
	}
	unit, err := b.trade.places.Unit(ctx, q, c.Unit)
	if err != nil {
		return gateway.Profile{}, err
	}
	zone, err := time.LoadLocation(unit.TimeZone)
	if err != nil {
		return gateway.Profile{}, fmt.Errorf("zone of unit %s: %w", unit.Code, err)
	}
	p := gateway.Profile{Phone: known(c).Phone, Country: c.Country, Unit: string(c.Unit), Zone: zone}
	if country := countryOf(p.Phone); country != "" {
		p.Country = country
		if country != unit.Country {
			p.Zone = zoneOf(p.Phone, zone)
		}
	}
	today := booking.DayOf(b.db.Now(), p.Zone)
	days, err := b.trade.places.Holidays(ctx, q, places.HolidayQuery{Country: p.Country, From: today, To: today.Add(holidaysAhead)})
	if err != nil {
		return gateway.Profile{}, err
	}
	p.Holiday = func(day time.Time) bool {
		return slices.ContainsFunc(days, func(h places.Holiday) bool { return h.Day == booking.DayOf(day, p.Zone) })
	}
	return p, nil
}

// holidaysAhead is for how many days holidays are looked up for an offer that waits for its hour.
const holidaysAhead = 60

// zoneOf is the time zone of a number's area, or the one given when there is none.
func zoneOf(phone string, otherwise *time.Location) *time.Location {
	n, err := phonenumbers.Parse(phone, "")
	if err != nil {
		return otherwise
	}
	zones, err := phonenumbers.GetTimezonesForNumber(n)
	if err != nil {
		return otherwise
	}
	for _, name := range zones {
		if zone, err := time.LoadLocation(name); err == nil && name != "Etc/Unknown" {
			return zone
		}
	}
	return otherwise
}

// Withdraw records that they want no offers.
func (b contactBook) Withdraw(ctx context.Context, tx *db.Tx, w gateway.Withdrawal) error {
	return b.trade.customers.Withdraw(ctx, tx, booking.WithdrawConsent{
		ContactID: booking.ContactID(w.Contact), Conversation: booking.ConversationID(w.Conversation), Purpose: booking.PurposeMarketing,
		Quote: w.Quote, MessageID: booking.MessageID(w.Message),
	})
}

// canonicalPhone is a number as we keep it; "" for what is none.
func canonicalPhone(s string) string {
	h, err := customers.Canonical(booking.Handle{Kind: booking.HandleE164, Value: s})
	if err != nil {
		return ""
	}
	return h.Value
}

// handleOf says which handle an address is. A web chat that speaks for a number (the simulator) is that number.
func handleOf(a channels.Address) booking.Handle {
	switch {
	case strings.HasPrefix(a.Value, "+"):
		return booking.Handle{Kind: booking.HandleE164, Value: a.Value}
	case a.Channel == channels.Webchat:
		return booking.Handle{Kind: booking.HandleWebchat, Value: a.Value}
	case strings.HasSuffix(a.Value, "@lid"):
		return booking.Handle{Kind: booking.HandleWALID, Value: a.Value}
	case strings.Contains(a.Value, "@"):
		return booking.Handle{Kind: booking.HandleWAJID, Value: a.Value}
	case strings.Trim(a.Value, "0123456789") == "": // the Cloud API's name of what a linked device calls a JID
		return booking.Handle{Kind: booking.HandleWAJID, Value: a.Value + "@s.whatsapp.net"}
	default:
		return booking.Handle{Kind: booking.HandleBSUID, Value: a.Value}
	}
}

// countryOf reads the country of a number; empty when it has none.
func countryOf(e164 string) string {
	n, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return ""
	}
	return phonenumbers.GetRegionCodeForNumber(n)
}

// unitFor is the unit of a person: their country's, else one that speaks their language, else the first.
func unitFor(units []booking.Unit, country, language string) booking.Unit {
	if language == "" {
		language = lang.ByCountry(country)
	}
	if u, ok := booking.UnitFor(units, country); ok {
		return u
	}
	for _, u := range units {
		if language != "" && strings.HasPrefix(u.Locale, language) {
			return u
		}
	}
	for _, u := range units { // by code: the same for everybody
		return u
	}
	return booking.Unit{}
}
