package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/voice"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/config"
)

// transcriber writes voice notes down where the configuration names a server for it; nil: nobody does.
func (s *system) transcriber(cfg *config.Config) gateway.Transcriber {
	if cfg == nil || cfg.TranscribeURL == "" {
		return nil
	}
	return voice.New(voice.Options{
		BaseURL: cfg.TranscribeURL, Key: cfg.TranscribeKey, Model: cfg.TranscribeModel, Deadline: cfg.TranscribeTimeout, Hint: s.voiceHint,
		Log: s.log,
	})
}

// voiceHint is the language of who speaks, and what is likely to be named: the unit's services, then the places that it serves.
func (s *system) voiceHint(ctx context.Context, n channels.Note) (h voice.Hint, err error) {
	contact, err := s.trade.customers.Contact(ctx, s.db, booking.ContactID(n.Contact))
	if err != nil {
		return h, fmt.Errorf("contact: %w", err)
	}
	unit, err := s.trade.places.Unit(ctx, s.db, contact.Unit)
	if err != nil {
		return h, fmt.Errorf("unit: %w", err)
	}
	if h.Language = contact.Language; h.Language == "" {
		h.Language, _, _ = strings.Cut(unit.Locale, "-")
	}
	services, err := s.trade.catalog.Services(ctx, s.db, unit.Code)
	if err != nil {
		return h, fmt.Errorf("services: %w", err)
	}
	for _, service := range services {
		name := service.Names[h.Language]
		if local := service.Names[unit.Locale]; local != "" && strings.HasPrefix(unit.Locale, h.Language) {
			name = local
		}
		h.Names = append(h.Names, name)
	}
	places, err := s.trade.places.Lexicon(ctx, s.db, unit.Country)
	if err != nil {
		return h, fmt.Errorf("places: %w", err)
	}
	for _, p := range places {
		if p.Territory != "" {
			h.Names = append(h.Names, p.Name)
		}
	}
	return h, nil
}

// writesVoiceDown says for doctor who writes voice notes down.
func writesVoiceDown(cfg config.Config) string {
	if cfg.TranscribeURL == "" {
		return "kept for people to listen to; customers are asked to write (TRANSCRIBE_URL)"
	}
	return "written down by " + config.MaskURL(cfg.TranscribeURL) + " with " + cfg.TranscribeModel
}
