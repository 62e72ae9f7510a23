package main

import (
	"context"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// contactBook finds or makes the contact behind an address.
type contactBook struct {
	db    *db.DB
	trade services
}

func (b contactBook) ContactFor(ctx context.Context, tx *db.Tx, from channels.Address, hint gateway.Hint) (string, error) {
	handle := handleOf(from)
	country := ""
	if handle.Kind == booking.HandleE164 {
		country = countryOf(handle.Value)
	}
	units, err := b.trade.places.Units(ctx, tx)
	if err != nil {
		return "", err
	}
	unit := unitFor(units, country, hint.Language)
	c, _, err := b.trade.customers.ContactFor(ctx, tx, handle, customers.Hint{
		Country: country, Language: hint.Language, Unit: unit.Code,
	})
	return string(c.ID), err
}

// handleOf says which handle an address is. A web chat that speaks for a number (the simulator) is that number.
func handleOf(a channels.Address) booking.Handle {
	switch {
	case strings.HasPrefix(a.Value, "+"):
		return booking.Handle{Kind: booking.HandleE164, Value: a.Value}
	case a.Channel == channels.Webchat:
		return booking.Handle{Kind: booking.HandleWebchat, Value: a.Value}
	default:
		return booking.Handle{Kind: booking.HandleWAJID, Value: a.Value}
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
