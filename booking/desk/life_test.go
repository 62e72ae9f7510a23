package desk_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// life is a town with one booked visit.
type life struct {
	*town.Town
	visits *visits.Store
	booked booking.Booked
	cmd    booking.BookVisit
}

func newLife(t *testing.T) *life {
	t.Helper()
	l := &life{Town: town.New(t, town.Size{Technicians: 1}), visits: visits.New()}
	contact, conversation := l.Person()
	l.cmd = booking.BookVisit{
		Request: town.Request("tv_mount", "cl-nunoa"), Slot: booking.Slot{Window: town.Hours(town.Day(1), 9, 13)},
		Contact: contact, Conversation: conversation, Place: "cl-nunoa", Address: booking.Address{Raw: "Calle 1", Postcode: "7750000"},
		PromisedBy: booking.MessageID(l.DB.NewID()), Consent: booking.MessageID(l.DB.NewID()),
	}
	var err error
	if l.booked, err = desk.New(l.Clock).Book(t.Context(), l.DB, l.cmd); err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *life) move(t *testing.T, to booking.VisitStatus) error {
	t.Helper()
	return l.DB.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := l.visits.Move(t.Context(), tx, visits.Transition{
			Visit: l.booked.VisitID, To: to, Reason: "test", By: visits.By{Actor: "technician:t1"},
		})
		return err
	})
}

func (l *life) record(t *testing.T) visits.Record {
	t.Helper()
	r, err := l.visits.Record(t.Context(), l.DB, l.booked.VisitID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (l *life) occupations(t *testing.T) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), l.DB, `SELECT count(*) FROM occupations`, nil)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAVisitGoesItsWayAndItsJobWithIt(t *testing.T) {
	t.Parallel()
	l := newLife(t)
	for _, step := range []struct {
		to    booking.VisitStatus
		order booking.WorkOrderStatus
		taken int
	}{
		{booking.VisitDispatched, booking.OrderScheduled, 1},
		{booking.VisitEnRoute, booking.OrderInProgress, 1},
		{booking.VisitOnSite, booking.OrderInProgress, 1},
		{booking.VisitWorking, booking.OrderInProgress, 1},
		{booking.VisitCompleted, booking.OrderCompleted, 0},
	} {
		l.Clock.Advance(10 * time.Minute)
		if err := l.move(t, step.to); err != nil {
			t.Fatal(err)
		}
		if r := l.record(t); r.Status != step.to || r.OrderStatus != step.order || l.occupations(t) != step.taken {
			t.Errorf("visit %s, job %s, %d taken; want %+v", r.Status, r.OrderStatus, l.occupations(t), step)
		}
	}
	facts, err := events.Since(t.Context(), l.DB, 0, 100, events.Filter{
		Names: []string{"visit."}, VisitID: []string{string(l.booked.VisitID)},
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range facts {
		names = append(names, f.Name)
		var data booking.VisitFact
		if err := json.Unmarshal(f.Data, &data); err != nil || data.Technician == "" || data.WindowStart == "" || data.Country != "CL" {
			t.Errorf("%s: %+v, %v", f.Name, data, err)
		}
	}
	want := []string{booking.FactVisitBooked, booking.FactVisitEnRoute, booking.FactVisitArrived, booking.FactVisitCompleted}
	if !slices.Equal(names, want) {
		t.Errorf("facts %v, want %v", names, want)
	}
	if r := l.record(t); r.Technician == "" {
		t.Error("who did it is forgotten")
	}
}

func TestWhatTheTablesDoNotAllowIsRefused(t *testing.T) {
	t.Parallel()
	l := newLife(t)
	for _, to := range []booking.VisitStatus{booking.VisitEnRoute, booking.VisitCompleted, booking.VisitTentative, "nonsense"} {
		if err := l.move(t, to); fault.KeyOf(err) != "visit.move.illegal" || !fault.Is(err, fault.Conflict) {
			t.Errorf("scheduled to %s: %v", to, err)
		}
	}
	if r := l.record(t); r.Status != booking.VisitScheduled {
		t.Errorf("refused, and yet %s", r.Status)
	}
	if err := l.move(t, booking.VisitCanceled); err != nil {
		t.Fatal(err)
	}
	if r := l.record(t); r.OrderStatus != booking.OrderReady || r.Resource != "" || l.occupations(t) != 0 {
		t.Errorf("canceled: %+v, %d taken", r, l.occupations(t))
	}
	if err := l.move(t, booking.VisitScheduled); fault.KeyOf(err) != "visit.move.illegal" {
		t.Errorf("a canceled visit came back: %v", err)
	}
}

func TestTheContactsLiveVisitsAndTheirDetailAreFound(t *testing.T) {
	t.Parallel()
	l := newLife(t)
	live, err := l.visits.LiveFor(t.Context(), l.DB, l.cmd.Contact)
	if err != nil || len(live) != 1 || live[0].ID != l.booked.VisitID || live[0].Locality == "" {
		t.Errorf("live %+v, %v", live, err)
	}
	d, err := l.visits.Detail(t.Context(), l.DB, l.booked.VisitID)
	if err != nil || d.Conversation != l.cmd.Conversation || d.Site.Confidence != booking.ConfidenceC || d.Contact.ID != l.cmd.Contact {
		t.Errorf("detail %+v, %v", d, err)
	}
	confirm := func() error {
		return l.DB.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := l.visits.Confirm(t.Context(), tx, l.booked.VisitID, booking.ConfirmationConfirmed, visits.By{})
			return err
		})
	}
	for range 2 {
		if err := confirm(); err != nil {
			t.Fatal(err)
		}
	}
	facts, err := events.Since(t.Context(), l.DB, 0, 100, events.Filter{Names: []string{booking.FactVisitConfirmed}})
	if err != nil || len(facts) != 1 {
		t.Errorf("%d confirmations, %v", len(facts), err)
	}
	if err := l.move(t, booking.VisitCanceled); err != nil {
		t.Fatal(err)
	}
	if live, err = l.visits.LiveFor(t.Context(), l.DB, l.cmd.Contact); err != nil || len(live) != 0 {
		t.Errorf("live after the cancel %+v, %v", live, err)
	}
	if err := confirm(); fault.KeyOf(err) != "visit.move.illegal" {
		t.Errorf("confirmed a canceled visit: %v", err)
	}
}
