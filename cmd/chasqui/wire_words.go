package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// newRules compiles the organisation's own words. They are read once: a change of the catalogue needs a restart.
func newRules(ctx context.Context, d *db.DB, trade services) (*nlu.Rules, error) {
	l, err := lexiconOf(ctx, d, trade)
	if err != nil {
		return nil, err
	}
	return nlu.New(l), nil
}

// lexiconOf is what the organisation calls things.
func lexiconOf(ctx context.Context, d *db.DB, trade services) (nlu.Lexicon, error) {
	var l nlu.Lexicon
	words, err := trade.catalog.Words(ctx, d)
	if err != nil {
		return l, fmt.Errorf("words of services: %w", err)
	}
	for _, w := range words {
		s := nlu.ServiceWords{Code: string(w.Code), Kind: string(w.Kind), Names: w.Names}
		if err := json.Unmarshal(w.Words, &s); err != nil {
			return l, fmt.Errorf("words of service %s: %w", w.Code, err)
		}
		l.Services = append(l.Services, s)
	}
	names, err := trade.places.Lexicon(ctx, d, "")
	if err != nil {
		return l, fmt.Errorf("names of places: %w", err)
	}
	for _, n := range names {
		l.Places = append(l.Places, nlu.PlaceWords{
			ID: string(n.ID), Country: n.Country, Name: n.Name, City: n.City, Aliases: n.Aliases, Served: n.Territory != "",
		})
	}
	return l, nil
}
