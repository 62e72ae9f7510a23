package desk_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/dispatch"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// bench is a town with the services that sell its time.
type bench struct {
	*town.Town
	slots    *slots.Service
	desk     *desk.Desk
	visits   *visits.Store
	dispatch *dispatch.Service
}

func newBench(t *testing.T, size town.Size) *bench {
	t.Helper()
	w := town.New(t, size)
	return &bench{w, slots.New(w.Clock), desk.New(w.Clock), visits.New(), dispatch.New()}
}

func (b *bench) offer(t *testing.T, req booking.SlotRequest) []booking.Slot {
	t.Helper()
	list, err := b.slots.Offer(t.Context(), b.DB, req)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// hold takes a slot for a new person, and gives the booking that would follow.
func (b *bench) hold(t *testing.T, place booking.PlaceID, req booking.SlotRequest, slot booking.Slot) (booking.BookVisit, error) {
	t.Helper()
	contact, conversation := b.Person()
	var hold booking.Hold
	err := b.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		hold, err = b.slots.Hold(t.Context(), tx, booking.HoldSlot{
			Request: req, Slot: slot, Contact: contact, Conversation: conversation,
		})
		return err
	})
	return booking.BookVisit{
		Hold: hold.ID, Request: req, Slot: hold.Slot, Contact: contact, ContactName: "Ana", Conversation: conversation,
		Place: place, Address: booking.Address{Raw: "Calle 1"}, Problem: "no anda",
		PromisedBy: booking.MessageID(b.DB.NewID()), Consent: booking.MessageID(b.DB.NewID()),
	}, err
}

// book books a slot for a new person.
func (b *bench) book(t *testing.T, service booking.ServiceCode, place booking.PlaceID, slot booking.Slot) booking.Booked {
	t.Helper()
	cmd, err := b.hold(t, place, town.Request(service, place), slot)
	if err != nil {
		t.Fatal(err)
	}
	booked, err := b.desk.Book(t.Context(), b.DB, cmd)
	if err != nil {
		t.Fatal(err)
	}
	return booked
}

// sound fails the test when anything stored breaks a hard rule.
func (b *bench) sound(t *testing.T) {
	t.Helper()
	found, err := b.dispatch.Verify(t.Context(), b.DB, dispatch.Days{
		Unit: "CL", From: town.Day(0), To: town.Day(15), Now: b.Clock.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

// facts lists what happened to a visit or its job, in order.
func (b *bench) facts(t *testing.T, booked booking.Booked) []events.Fact {
	t.Helper()
	list, err := events.Since(t.Context(), b.DB, 0, 1000, events.Filter{WorkOrderID: []string{string(booked.WorkOrderID)}})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// slot is a window of a day, for whoever can come.
func slot(day booking.Day, from, to float64) booking.Slot {
	return booking.Slot{Window: town.Hours(day, from, to), TimeZone: "America/Santiago"}
}
