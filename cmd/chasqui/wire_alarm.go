package main

import (
	"context"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/channels/web/admin"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// numberAlarm tells dispatchers that one of our numbers does not work, what to do, and when it is over.
func (s *system) numberAlarm(ctx context.Context, tx *db.Tx, n channels.Number, was channels.NumberState) error {
	unit, err := s.unitOfNumber(ctx, tx, n.Ours)
	if err != nil || unit.Code == "" { // no organisation yet: nobody to tell
		return err
	}
	if !n.State.Alarm() {
		if !was.Alarm() || was == "" {
			return nil
		}
		return s.calm(ctx, tx, unit)
	}
	_, err = s.trade.escalations.Open(ctx, tx, booking.OpenEscalation{
		Unit: unit.Code, Cause: booking.CauseChannelDown, Priority: booking.P2, Summary: s.whatToDo(unit, n),
	})
	return err
}

// calm closes the alert of a unit when none of its numbers is in alarm any more.
func (s *system) calm(ctx context.Context, tx *db.Tx, unit booking.Unit) error {
	list, err := s.gateway.Numbers(ctx, tx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(list, func(o gateway.NumberStatus) bool {
		return o.State.Alarm() && (o.Unit == string(unit.Code) || o.Unit == "")
	}) {
		return nil
	}
	_, err = s.trade.escalations.CloseIfCured(ctx, tx, booking.CuredCause{Unit: unit.Code, Cause: booking.CauseChannelDown})
	return err
}

// unitOfNumber is whose number it is; of one that is everybody's the first unit, whose people are told.
func (s *system) unitOfNumber(ctx context.Context, tx *db.Tx, ours channels.Address) (booking.Unit, error) {
	units, err := s.trade.places.Units(ctx, tx)
	if err != nil || len(units) == 0 {
		return booking.Unit{}, err
	}
	code, err := contactBook{db: s.db, trade: s.trade}.unitOf(ctx, tx, ours)
	if err != nil {
		return booking.Unit{}, err
	}
	for _, u := range units {
		if u.Code == code {
			return u, nil
		}
	}
	return units[0], nil
}

// whatToDo says what is wrong with one of our numbers, and what to do, in the unit's language.
func (s *system) whatToDo(unit booking.Unit, n channels.Number) string {
	until := ""
	if zone, err := time.LoadLocation(unit.TimeZone); err == nil && !n.Until.IsZero() {
		until = n.Until.In(zone).Format("2006-01-02 15:04")
	}
	return admin.NumberTodo(s.words.Words(unit.Locale), n, until)
}
