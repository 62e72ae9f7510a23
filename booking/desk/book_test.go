package desk_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/leads"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestABookingMakesTheWholeOfIt(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 3, Lunch: true})
	req := town.Request("washer_repair", "cl-nunoa")
	list := b.offer(t, req)
	if len(list) != 3 {
		t.Fatalf("offered %d slots, want 3: %v", len(list), list)
	}
	cmd, err := b.hold(t, "cl-nunoa", req, list[1])
	if err != nil {
		t.Fatal(err)
	}
	booked, err := b.desk.Book(t.Context(), b.DB, cmd)
	if err != nil {
		t.Fatal(err)
	}
	detail, err := b.visits.Detail(t.Context(), b.DB, booked.VisitID)
	if err != nil {
		t.Fatal(err)
	}
	v := detail.Visit
	if v.Status != booking.VisitScheduled || detail.Order.Status != booking.OrderScheduled || !v.Window.Equal(list[1].Window) {
		t.Errorf("visit %+v of job %+v", v, detail.Order)
	}
	if len(detail.Promises) != 1 || detail.Promises[0].Version != 1 || detail.Promises[0].MessageID != cmd.PromisedBy ||
		detail.Promises[0].ConsentID != cmd.Consent || !detail.Promises[0].Window.Equal(v.Window) {
		t.Errorf("promises %+v", detail.Promises)
	}
	if detail.Technician == nil || detail.Technician.Name != booked.Technician || detail.Site.Confidence != booking.ConfidenceD {
		t.Errorf("technician %+v, site %+v", detail.Technician, detail.Site)
	}
	var names []string
	for _, f := range b.facts(t, booked) {
		names = append(names, f.Name)
		if f.Name == booking.FactVisitBooked {
			checkBookedFact(t, f, booked)
		}
	}
	if !slices.Equal(names, []string{booking.FactWorkOrderCreated, booking.FactVisitBooked, booking.FactPromiseMade, booking.FactAssignmentOffered}) {
		t.Errorf("facts %v", names)
	}
	last, err := leads.New().List(t.Context(), b.DB, leads.Query{Contact: cmd.Contact})
	if err != nil || len(last) != 1 || last[0].Status != booking.LeadConverted || detail.Order.LeadID != last[0].ID {
		t.Errorf("leads %+v, %v", last, err)
	}
	b.sound(t)
}

func checkBookedFact(t *testing.T, f events.Fact, booked booking.Booked) {
	t.Helper()
	var data booking.VisitFact
	if err := json.Unmarshal(f.Data, &data); err != nil {
		t.Fatal(err)
	}
	start := booked.Window.Start.In(town.Zone).Format(time.RFC3339)
	if data.WindowStart != start || start[len(start)-6:] != "-03:00" || data.Technician != booked.Technician ||
		data.Country != "CL" || data.Locality == "" || data.Service != "washer_repair" ||
		data.Status != booking.VisitScheduled || data.Confirmation != booking.ConfirmationNotAsked {
		t.Errorf("fact data %+v", data)
	}
}

func TestAHoldThatIsOverIsTakenOnceMore(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	req := town.Request("tv_mount", "cl-nunoa")
	cmd, err := b.hold(t, "cl-nunoa", req, slot(town.Day(1), 9, 13))
	if err != nil {
		t.Fatal(err)
	}
	b.Clock.Advance(booking.HoldFor)
	if _, err := b.desk.Book(t.Context(), b.DB, cmd); err != nil {
		t.Fatal(err)
	}
	b.sound(t)
}

func TestAHoldBecomesOneVisit(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 2})
	cmd, err := b.hold(t, "cl-nunoa", town.Request("tv_mount", "cl-nunoa"), slot(town.Day(1), 9, 13))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.desk.Book(t.Context(), b.DB, cmd); err != nil {
		t.Fatal(err)
	}
	if _, err := b.desk.Book(t.Context(), b.DB, cmd); fault.KeyOf(err) != "slot.hold.used" {
		t.Errorf("the same hold booked twice: %v", err)
	}
	b.sound(t)
}

func TestAnExpiredHoldFreesItsTime(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	req := town.Request("ac_install", "cl-nunoa")
	saturday := slot(town.Day(5), 9, 13)
	late, err := b.hold(t, "cl-nunoa", req, saturday)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.hold(t, "cl-nunoa", req, saturday); !slots.Lost(err) {
		t.Fatalf("two of three hours on a Saturday of five: %v", err)
	}
	b.Clock.Advance(booking.HoldFor)
	b.book(t, "ac_install", "cl-nunoa", saturday)
	if _, err := b.desk.Book(t.Context(), b.DB, late); !slots.Lost(err) {
		t.Errorf("booking on an expired hold whose time is gone: %v", err)
	}
	b.sound(t)
}

func TestTheTruePositionIsDrivenBeforeItIsPromised(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	day := town.Day(1)
	b.book(t, "ac_install", "cl-las-condes", slot(day, 9, 13))
	req := town.Request("tv_mount", "cl-las-condes")
	cmd, err := b.hold(t, "cl-las-condes", req, slot(day, 10, 12))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Pin = town.Places["cl-melipilla"]
	if _, err := b.desk.Book(t.Context(), b.DB, cmd); !slots.Lost(err) {
		t.Errorf("booked 60 km away from where it was held: %v", err)
	}
	b.sound(t)
}

func TestNothingIsBookedWithoutAYes(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	cmd, err := b.hold(t, "cl-nunoa", town.Request("tv_mount", "cl-nunoa"), slot(town.Day(1), 9, 13))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Consent = ""
	if _, err := b.desk.Book(t.Context(), b.DB, cmd); fault.KeyOf(err) != "visit.book.no_consent" {
		t.Errorf("got %v", err)
	}
}

func TestPromisesAreNeverChanged(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	b.book(t, "tv_mount", "cl-nunoa", slot(town.Day(1), 9, 13))
	for _, sql := range []string{`UPDATE promises SET version = 2`, `DELETE FROM promises`} {
		if _, err := db.Exec(t.Context(), b.DB, sql, nil); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", sql, err)
		}
	}
}
