package desk_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// bench is a town with the services that sell its time.
type bench struct {
	*town.Town
	slots  *slots.Service
	desk   *desk.Desk
	visits *visits.Store
}

func newBench(t *testing.T, size town.Size) *bench {
	t.Helper()
	w := town.New(t, size)
	return &bench{w, slots.New(w.Clock), desk.New(w.Clock), visits.New()}
}

// hold takes a slot for a new person.
func (b *bench) hold(t *testing.T, req booking.SlotRequest, slot booking.Slot) (booking.Hold, booking.BookVisit, error) {
	t.Helper()
	contact, conversation := b.Person()
	var hold booking.Hold
	err := b.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		hold, err = b.slots.Hold(t.Context(), tx, booking.HoldSlot{
			Request: req, Slot: slot, Contact: contact, Conversation: conversation,
		})
		return err
	})
	return hold, booking.BookVisit{
		Hold: hold.ID, Request: req, Slot: hold.Slot, Contact: contact, ContactName: "Ana", Conversation: conversation,
		Address: booking.Address{Raw: "Calle 1"}, Problem: "no anda",
		PromisedBy: booking.MessageID(b.DB.NewID()), Consent: booking.MessageID(b.DB.NewID()),
	}, err
}

func (b *bench) offer(t *testing.T, req booking.SlotRequest) []booking.Slot {
	t.Helper()
	list, err := b.slots.Offer(t.Context(), b.DB, req)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestABookingMakesTheWholeOfIt(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 3, Lunch: true})
	req := town.Request("washer_repair", "cl-nunoa")
	list := b.offer(t, req)
	if len(list) != 3 {
		t.Fatalf("offered %d slots, want 3: %v", len(list), list)
	}
	_, cmd, err := b.hold(t, req, list[0])
	if err != nil {
		t.Fatal(err)
	}
	cmd.Place = "cl-nunoa"
	booked, err := b.desk.Book(t.Context(), b.DB, cmd)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", booked)
}
