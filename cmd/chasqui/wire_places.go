package main

import (
	"context"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/gazetteer"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// locate finds a place among the organisation's own; one that only the gazetteer knows is a place where nobody goes yet.
func (r reader) locate(ctx context.Context, q db.Querier, view agent.View, l agent.Locate) (*booking.Place, error) {
	place, err := r.trade.places.Locate(ctx, q, places.Find{
		Place: ownPlace(l.Place), Pin: l.Pin, Postcode: l.Postcode, Text: l.Text, Country: l.Country,
	})
	if place != nil || err != nil {
		return place, err
	}
	town, ok := townOf(l)
	if !ok {
		return nil, nil
	}
	return &booking.Place{
		ID: booking.PlaceID(town.ID), Country: town.Country, Name: town.Name, Kind: "city", City: town.Name, Region: town.Region,
		TimeZone: view.Unit.TimeZone, Center: booking.Pin{Lat: town.Lat, Lng: town.Lng},
	}, nil
}

func townOf(l agent.Locate) (gazetteer.Place, bool) {
	switch {
	case l.Place != "":
		return gazetteer.ByID(string(l.Place))
	case l.Pin != nil:
		town, _, ok := gazetteer.Nearest(l.Country, l.Pin.Lat, l.Pin.Lng)
		return town, ok
	case l.Postcode == "" && l.Text != "":
		return gazetteer.Find(l.Country, l.Text).One()
	}
	return gazetteer.Place{}, false
}

// ownPlace is the id of a place of ours; empty for one of the gazetteer, which no row can refer to.
func ownPlace(id booking.PlaceID) booking.PlaceID {
	if strings.HasPrefix(string(id), gazetteer.Prefix) {
		return ""
	}
	return id
}
