package desk_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// An alert opens once, and closes itself when what it was about is gone.
func TestAlertsCloseThemselves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		cause booking.Cause
		raise func(l *life, tx *db.Tx, d *desk.Desk, r visits.Record) error
		cure  func(l *life, tx *db.Tx, d *desk.Desk, r visits.Record) error
	}{
		{"promise at risk", booking.CauseAtRisk, func(l *life, tx *db.Tx, _ *desk.Desk, r visits.Record) error {
			return l.visits.Expect(t.Context(), tx, r, r.Window.End.Add(time.Hour), visits.By{})
		}, func(l *life, tx *db.Tx, _ *desk.Desk, r visits.Record) error {
			return l.visits.Settle(t.Context(), tx, booking.Progress{Visit: r.ID, Status: booking.VisitOnSite, EnRouteAt: tx.Now, OnSiteAt: tx.Now}, visits.By{})
		}},
		{"missed", booking.CauseMissed, func(l *life, tx *db.Tx, d *desk.Desk, r visits.Record) error {
			l.Clock.Set(r.Window.End.Add(time.Hour))
			tx.Now = l.Clock.Now()
			return d.MissedTx(t.Context(), tx)
		}, func(l *life, tx *db.Tx, d *desk.Desk, r visits.Record) error {
			_, err := d.RescheduleTx(t.Context(), tx, booking.RescheduleVisit{
				Visit: r.ID, Request: l.cmd.Request, Slot: booking.Slot{Window: town.Hours(town.Day(3), 9, 13)}, Contact: r.Contact,
				PromisedBy: booking.MessageID(l.DB.NewID()), Consent: booking.MessageID(l.DB.NewID()), Initiator: booking.ByCompany,
			})
			return err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := newLife(t)
			d := desk.New(l.Clock)
			if err := d.Follow(l.DB, queue.NewRegistry()); err != nil {
				t.Fatal(err)
			}
			do := func(fn func(*life, *db.Tx, *desk.Desk, visits.Record) error) {
				t.Helper()
				if err := l.DB.InTx(t.Context(), func(tx *db.Tx) error {
					r, err := l.visits.Record(t.Context(), tx, l.booked.VisitID)
					if err != nil {
						return err
					}
					return fn(l, tx, d, r)
				}); err != nil {
					t.Fatal(err)
				}
			}
			do(c.raise)
			l.alerts(t, c.cause, booking.EscalationOpen)
			do(c.cure)
			l.alerts(t, c.cause, booking.EscalationAutoClosed)
		})
	}
}

// alerts wants one escalation of a cause, in a status.
func (l *life) alerts(t *testing.T, cause booking.Cause, want booking.EscalationStatus) {
	t.Helper()
	list, err := escalations.New().List(t.Context(), l.DB, "")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range list {
		if e.Cause == cause {
			n++
			if e.Status != want {
				t.Errorf("the alert is %s, want %s", e.Status, want)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d alerts of %s", n, cause)
	}
}
