package main

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/webchat"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// told knows what notices are about, and where they are said.
type told struct {
	sys     *system
	channel channels.Channel // on which people are written to who never wrote
}

// Told is a visit as it stands and the conversation of its customer; none when there is no way to write to them.
func (t told) Told(ctx context.Context, id booking.VisitID) (v agent.Visit, conversation string, err error) {
	r, err := t.sys.trade.visits.Record(ctx, t.sys.db, id)
	if err != nil {
		return agent.Visit{}, "", err
	}
	contact, err := t.sys.trade.customers.Contact(ctx, t.sys.db, r.Contact)
	if err != nil {
		return agent.Visit{}, "", fmt.Errorf("contact: %w", err)
	}
	conversation, err = t.reach(ctx, contact)
	return visitOf(r), conversation, err
}

func (t told) reach(ctx context.Context, contact booking.Contact) (conversation string, err error) {
	unit, err := t.sys.trade.places.Unit(ctx, t.sys.db, contact.Unit)
	if err != nil {
		return "", fmt.Errorf("unit: %w", err)
	}
	err = t.sys.db.InTx(ctx, func(tx *db.Tx) error {
		ours, err := t.ours(ctx, tx, unit)
		if err != nil {
			return err
		}
		conversation, err = t.sys.gateway.Reach(ctx, tx, string(contact.ID), ours, channels.Address{
			Channel: ours.Channel, Value: known(contact).Phone,
		})
		return err
	})
	return conversation, err
}

// ours is the address from which people are written to who never wrote: a WhatsApp number of their unit, else one for SMS, else the
// channel that there is.
func (t told) ours(ctx context.Context, tx *db.Tx, unit booking.Unit) (channels.Address, error) {
	for _, channel := range []channels.Channel{channels.WhatsApp, channels.SMS} {
		ours, ok, err := t.sys.gateway.NumberFor(ctx, tx, channel, string(unit.Code))
		if err != nil || ok {
			return ours, err
		}
	}
	if t.channel == channels.Webchat {
		return webchat.Ours, nil
	}
	return channels.Address{Channel: t.channel, Value: unit.Phone}, nil
}
