package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// booked puts a visit into the town, in the morning of the next day.
func (c console) booked(t *testing.T) visits.Record {
	t.Helper()
	contact, conversation := c.town.Person()
	req := town.Request("tv_mount", "cl-nunoa")
	take := booking.HoldSlot{
		Request: req, Slot: booking.Slot{Window: town.Hours(town.Day(1), 9, 13), TimeZone: "America/Santiago"}, Contact: contact,
		Conversation: conversation,
	}
	var hold booking.Hold
	err := c.db.InTx(t.Context(), func(tx *db.Tx) (err error) {
		hold, err = slots.New(c.town.Clock).Hold(t.Context(), tx, take)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	visit, err := desk.New(c.town.Clock).Book(t.Context(), c.db, booking.BookVisit{
		Hold: hold.ID, Request: req, Slot: hold.Slot, Contact: contact, ContactName: "Ana", Conversation: conversation,
		Place: "cl-nunoa", Address: booking.Address{Raw: "Calle 1"}, PromisedBy: booking.MessageID(c.db.NewID()),
		Consent: booking.MessageID(c.db.NewID()),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c.record(t, visit.VisitID)
}

func (c console) record(t *testing.T, id booking.VisitID) visits.Record {
	t.Helper()
	r, err := visits.New().Record(t.Context(), c.db, id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// other is a technician who does not have the visit.
func (c console) other(r visits.Record) booking.ResourceID {
	for _, id := range c.town.Technicians {
		if id != r.Resource {
			return id
		}
	}
	return ""
}

var hidden = regexp.MustCompile(`name="(resource|start|seq)" value="([^"]*)"`)

// moved moves a visit and gives the form that undoes it.
func (c console) moved(t *testing.T, who *http.Client, r visits.Record, to booking.ResourceID) url.Values {
	t.Helper()
	status, body := c.post(t, who, "/visits/"+string(r.ID)+"/move", url.Values{"resource": {string(to)}, "reason": {"queda más cerca"}})
	if status != http.StatusOK {
		t.Fatalf("moved: %d %s", status, body)
	}
	form := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	return form
}

func TestWhoMovedAVisitUndoesIt(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who, before := c.as(t, identity.Dispatcher), c.booked(t)
	for _, to := range []booking.ResourceID{c.other(before), ""} {
		undo := c.moved(t, who, before, to)
		if got := c.record(t, before.ID); got.Resource != to {
			t.Errorf("moved to %q, not %q", got.Resource, to)
		}
		if status, body := c.post(t, who, "/visits/"+string(before.ID)+"/undo", undo); status != http.StatusOK {
			t.Errorf("undone: %d %s", status, body)
		}
		if got := c.record(t, before.ID); got.Resource != before.Resource || !got.Planned.Equal(before.Planned) {
			t.Errorf("after undoing %+v, before %+v", got.Visit, before.Visit)
		}
		if status, body := c.post(t, who, "/visits/"+string(before.ID)+"/undo", undo); status != http.StatusConflict {
			t.Errorf("undone twice: %d %s", status, body)
		}
	}
}

func TestWhatIsNotOnesLastMoveAnyMoreIsNotUndone(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	one, two, before := c.as(t, identity.Dispatcher), c.as(t, identity.OpsLead), c.booked(t)
	path := "/visits/" + string(before.ID) + "/undo"
	first := c.moved(t, one, before, c.other(before))
	if status, body := c.post(t, two, path, first); status != http.StatusConflict || !strings.Contains(body, "Alguien la cambió") {
		t.Errorf("undone by somebody else: %d %s", status, body)
	}
	c.moved(t, two, before, "")
	if status, _ := c.post(t, one, path, first); status != http.StatusConflict {
		t.Errorf("undone after another move: %d", status)
	}
	if got := c.record(t, before.ID); got.Resource != "" {
		t.Errorf("a refused undo moved it to %s", got.Resource)
	}
}

func TestAnUndoThatBreaksARuleSaysWhich(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	who, before := c.as(t, identity.Dispatcher), c.booked(t)
	undo := c.moved(t, who, before, c.other(before))
	c.town.Away(before.Resource, town.Hours(town.Day(1), 8, 19))
	status, body := c.post(t, who, "/visits/"+string(before.ID)+"/undo", undo)
	if status != http.StatusConflict || !strings.Contains(body, "El técnico está ausente a esa hora.") && !strings.Contains(body, "El técnico no trabaja a esa hora.") {
		t.Errorf("undone: %d %s", status, body)
	}
}
