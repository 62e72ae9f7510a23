package main

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/notify"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// technician is who writes from a number, when it is one of ours; nil: nobody of ours. Only the address that the channel vouches for
// counts, never a number that somebody claims to have.
func (v viewer) technician(ctx context.Context, work channels.TurnWork) (*agent.Technician, error) {
	number := work.Conversation.Phone
	if number == "" {
		return nil, nil
	}
	who, err := v.trade.crew.ByPhone(ctx, v.db, number, booking.DayOf(work.At, time.UTC))
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("technician: %w", err)
	}
	device, err := v.trade.crew.Device(ctx, v.db, who.ID, booking.ConversationID(work.Conversation.ID))
	if err != nil {
		return nil, err
	}
	t := &agent.Technician{ID: who.ID, Name: who.Name, Zone: who.TimeZone, Trusted: device.Trusted, Locked: device.Locked}
	if t.Day, err = v.trade.workday.DayAt(ctx, v.db, who.ID, work.At, who.TimeZone); err != nil {
		return nil, err
	}
	t.Offers, err = v.trade.workday.Offers(ctx, v.db, who.ID, work.At)
	return t, err
}

// work runs the effects of technicians.
func (w writer) work(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
	t := who.View.Technician
	if t == nil {
		return agent.Result{}, fmt.Errorf("effect %q without a technician", e.Kind)
	}
	conv := booking.ConversationID(who.Work.Conversation.ID)
	switch e.Kind {
	case agent.EffVerify:
		ok, err := w.trade.crew.Verify(ctx, tx, t.ID, conv, e.Verify)
		return agent.Result{Verified: ok}, err
	case agent.EffRecord:
		cmd := *e.Record
		cmd.Resource, cmd.Conversation = t.ID, conv
		day, err := w.trade.workday.RecordTx(ctx, tx, cmd, t.Zone)
		if err == nil {
			err = w.trade.desk.ProjectTx(ctx, tx, t.ID, day)
		}
		return agent.Result{Day: &day}, err
	case agent.EffRepin:
		return agent.Result{}, w.trade.visits.Repin(ctx, tx, booking.RepinVisit{Visit: e.Repin.Visit, Resource: t.ID, Pin: e.Repin.Pin})
	default: // reply
		cmd := *e.Reply
		cmd.Resource = t.ID
		err := w.trade.desk.AnswerOfferTx(ctx, tx, cmd)
		if fault.Is(err, fault.Conflict) {
			return agent.Result{}, turn.ErrLost
		}
		return agent.Result{Verified: cmd.Accept}, err
	}
}

// crewBook knows technicians for notices.
type crewBook struct{ told }

// Of is who was given a visit last and who before them.
func (c crewBook) Of(ctx context.Context, tx *db.Tx, visit booking.VisitID) (last, before booking.ResourceID, err error) {
	return c.sys.trade.visits.Crew(ctx, tx, visit)
}

// Reach is a technician's conversation and how a visit stands with them.
func (c crewBook) Reach(ctx context.Context, resource booking.ResourceID, visit booking.VisitID) (notify.Reached, error) {
	now := c.sys.db.Now()
	who, err := c.sys.trade.crew.Resource(ctx, c.sys.db, resource, booking.DayOf(now, time.UTC))
	if fault.Is(err, fault.NotFound) { // gone
		return notify.Reached{}, nil
	}
	if err != nil {
		return notify.Reached{}, err
	}
	r, err := c.sys.trade.visits.Record(ctx, c.sys.db, visit)
	if err != nil {
		return notify.Reached{}, err
	}
	out := notify.Reached{Mine: r.Resource == resource, Status: r.Assigned, Assignment: r.Assignment}
	err = c.sys.db.InTx(ctx, func(tx *db.Tx) error {
		if out.Mine && out.Assignment != "" {
			offer, err := c.sys.trade.visits.LockOffer(ctx, tx, out.Assignment)
			if err != nil {
				return err
			}
			if offer.OfferedUntil != nil {
				out.Until = *offer.OfferedUntil
			}
		}
		out.Conversation, err = c.talk(ctx, tx, who)
		return err
	})
	return out, err
}

// talk is the conversation with a technician's number.
func (c crewBook) talk(ctx context.Context, tx *db.Tx, who booking.Resource) (string, error) {
	unit, err := c.sys.trade.places.Unit(ctx, tx, who.Unit)
	if err != nil {
		return "", err
	}
	contact, _, err := c.sys.trade.customers.ContactFor(ctx, tx, booking.Handle{Kind: booking.HandleE164, Value: who.Phone}, customers.Hint{
		Country: unit.Country, Unit: unit.Code,
	})
	if err != nil {
		return "", err
	}
	ours, err := c.ours(ctx, tx, unit)
	if err != nil {
		return "", err
	}
	return c.sys.gateway.Reach(ctx, tx, string(contact.ID), ours, channels.Address{Channel: ours.Channel, Value: who.Phone})
}

// morningHour is when technicians are told their day, local time.
const morningHour = 7

// Mornings lists the technicians for whom it is seven o'clock, on the devices that they proved to be theirs.
func (c crewBook) Mornings(ctx context.Context, now time.Time) ([]notify.Morning, error) {
	devices, err := c.sys.trade.crew.Devices(ctx, c.sys.db)
	if err != nil {
		return nil, err
	}
	var out []notify.Morning
	for _, d := range devices {
		zone, err := time.LoadLocation(d.TimeZone)
		if err != nil {
			return nil, fmt.Errorf("time zone of technician %s: %w", d.Resource, err)
		}
		if now.In(zone).Hour() == morningHour {
			out = append(out, notify.Morning{Resource: d.Resource, Conversation: string(d.Conversation), Day: booking.DayOf(now, zone)})
		}
	}
	return out, nil
}
