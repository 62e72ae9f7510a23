package workday_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/workday"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// today is a town in which one technician has two visits, on their day.
type today struct {
	*town.Town
	who booking.ResourceID
}

func newToday(t *testing.T) today {
	t.Helper()
	w := town.New(t, town.Size{Technicians: 1})
	for _, hours := range [][2]float64{{9, 13}, {14, 18}} {
		contact, conversation := w.Person()
		_, err := desk.New(w.Clock).Book(t.Context(), w.DB, booking.BookVisit{
			Request: town.Request("tv_mount", "cl-nunoa"), Slot: booking.Slot{Window: town.Hours(town.Day(1), hours[0], hours[1])},
			Contact: contact, Conversation: conversation, Place: "cl-nunoa", Address: booking.Address{Raw: "Calle 1"},
			PromisedBy: booking.MessageID(w.DB.NewID()), Consent: booking.MessageID(w.DB.NewID()),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	w.Do(`UPDATE assignments SET status = 'accepted' WHERE status = 'offered'`, nil)
	w.Clock.Set(town.Hours(town.Day(1), 13, 14).Start)
	return today{w, w.Technicians[0]}
}

// messages of the day: the first visit from the way to its end, and the way to the second.
func (d today) messages() []booking.Step {
	base := town.Hours(town.Day(1), 9, 10).Start
	var out []booking.Step
	for i, s := range aDay {
		s.ID, s.At = fmt.Sprintf("%d/00", i), base.Add(s.At.Sub(morning))
		out = append(out, s)
	}
	return out
}

type settled struct {
	Status        booking.VisitStatus
	Began, Ended  *time.Time
	EnRouteAt     *time.Time
	WorkedMinutes int
	PausedMinutes int
	OrderStatus   booking.WorkOrderStatus
	Facts         []string
}

const sqlSettled = `
SELECT v.status, lower(v.actual) AS began, upper(v.actual) AS ended, v.en_route_at, v.worked_minutes, v.paused_minutes,
  o.status AS order_status, ARRAY(SELECT f.name FROM facts f WHERE f.visit_id = v.id ORDER BY f.name) AS facts
FROM visits v JOIN work_orders o ON o.id = v.work_order_id ORDER BY v.arrival`

var errUndo = errors.New("undone")

// record hands messages over one by one and gives what they came to; nothing of it stays.
func (d today) record(t *testing.T, steps []booking.Step) (out []settled) {
	t.Helper()
	err := d.DB.InTx(t.Context(), func(tx *db.Tx) error {
		for _, s := range steps {
			if _, err := workday.New().RecordTx(t.Context(), tx, booking.RecordSteps{Resource: d.who, Steps: []booking.Step{s}}, "America/Santiago"); err != nil {
				return err
			}
		}
		var err error
		if out, err = db.Collect[settled](t.Context(), tx, sqlSettled, nil); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	return out
}

func TestMessagesInAnyOrderAreStoredAsOneDay(t *testing.T) {
	t.Parallel()
	d := newToday(t)
	steps := d.messages()
	want := d.record(t, steps)
	if len(want) != 2 || want[0].Status != booking.VisitCompleted || want[1].Status != booking.VisitEnRoute || want[0].WorkedMinutes != 55 ||
		want[0].PausedMinutes != 15 || want[0].OrderStatus != booking.OrderCompleted || want[1].OrderStatus != booking.OrderInProgress {
		t.Fatalf("the day came to %+v", want)
	}
	random := rand.New(rand.NewPCG(2026, 7)) //nolint:gosec // orders, not secrets
	for range 150 {
		var order []booking.Step
		for _, i := range random.Perm(len(steps)) {
			order = append(order, steps[i])
			if random.IntN(4) == 0 { // it comes twice
				order = append(order, steps[random.IntN(len(steps))])
			}
		}
		got := d.record(t, order)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("another order is stored otherwise (-want +got):\n%s", diff)
		}
	}
}

func TestTwoProcessesRecordOneDay(t *testing.T) {
	t.Parallel()
	d := newToday(t)
	var wg sync.WaitGroup
	for _, s := range d.messages() {
		for range 2 {
			wg.Go(func() {
				err := d.DB.InTx(t.Context(), func(tx *db.Tx) error {
					_, err := workday.New().RecordTx(t.Context(), tx, booking.RecordSteps{Resource: d.who, Steps: []booking.Step{s}}, "America/Santiago")
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	got, err := db.Collect[settled](t.Context(), d.DB, sqlSettled, nil)
	if err != nil || len(got) != 2 || got[0].Status != booking.VisitCompleted || got[0].WorkedMinutes != 55 || got[1].Status != booking.VisitEnRoute {
		t.Errorf("the day came to %+v, %v", got, err)
	}
}
