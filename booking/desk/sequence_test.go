package desk_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/booking/workday"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Sequences of one town, and towns. Together a thousand.
const (
	sequences = 100
	towns     = 10
)

// statusLog keeps every status that a visit passes, so that each can be held against the table of the language.
const statusLog = `
CREATE TABLE status_log (visit_id uuid, was text, became text);
CREATE FUNCTION log_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> NEW.status THEN INSERT INTO status_log VALUES (NEW.id, OLD.status, NEW.status); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER log_status AFTER UPDATE ON visits FOR EACH ROW EXECUTE FUNCTION log_status();`

// Whatever customers, dispatchers and technicians do one after the other, with processes that die in the middle of it: statuses are
// legal, promises stand as they were told, no rule of a route is broken, and what was freed can be had.
func TestAThousandLivesOfVisitsBreakNothing(t *testing.T) {
	t.Parallel()
	perTown := sequences
	if testing.Short() {
		perTown = 10
	}
	for n := range towns {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			l := &lives{
				bench: newBench(t, town.Size{Technicians: 8, Lunch: true, Seed: uint64(n)}), days: workday.New(),
				random: rand.New(rand.NewPCG(uint64(n), 5)), //nolint:gosec // chance for a test
			}
			if _, err := l.DB.Exec(t.Context(), statusLog); err != nil {
				t.Fatal(err)
			}
			for range perTown {
				l.live(t)
				if t.Failed() {
					return
				}
			}
			l.sound(t)
			l.check(t)
			t.Logf("%d done, %d refused, %d crashed", l.done, l.refused, l.crashed)
			if l.done < 3*perTown || l.crashed == 0 {
				t.Error("too little happened for the test to mean anything")
			}
		})
	}
}

// lives is a town in which visits are booked and lived.
type lives struct {
	*bench
	days                   *workday.Service
	random                 *rand.Rand
	booked                 []booking.VisitID
	done, refused, crashed int
	step                   int
}

// live is one sequence: a booking, then what becomes of it and of others.
func (l *lives) live(t *testing.T) {
	t.Helper()
	req := town.Request(pick(l.random, []booking.ServiceCode{"tv_mount", "washer_repair", "ac_install"}), "cl-nunoa")
	if list := l.offer(t, req); len(list) > 0 {
		cmd, err := l.hold(t, "cl-nunoa", req, pick(l.random, list))
		if err == nil {
			l.do(t, func(tx *db.Tx, d *desk.Desk) error {
				b, err := d.BookTx(t.Context(), tx, cmd)
				if err == nil {
					l.booked = append(l.booked, b.VisitID)
				}
				return err
			})
		}
	}
	for range 3 + l.random.IntN(5) {
		if len(l.booked) == 0 {
			return
		}
		from := max(0, len(l.booked)-12)
		l.happen(t, l.booked[from+l.random.IntN(len(l.booked)-from)])
	}
	l.Clock.Advance(time.Duration(l.random.IntN(100)) * time.Minute)
}

// errCrash stands for a process that dies before its commit.
var errCrash = errors.New("the process died")

// do runs a command as another process would: with services of its own, and one time in eight it dies before the commit.
func (l *lives) do(t *testing.T, fn func(tx *db.Tx, d *desk.Desk) error) {
	t.Helper()
	dies := l.random.IntN(8) == 0
	before := len(l.booked)
	err := l.DB.InTx(t.Context(), func(tx *db.Tx) error {
		if err := fn(tx, desk.New(l.Clock)); err != nil {
			return err
		}
		if dies {
			return errCrash
		}
		return nil
	})
	if err != nil {
		l.booked = l.booked[:before]
	}
	switch {
	case err == nil:
		l.done++
	case errors.Is(err, errCrash):
		l.crashed++
	case slots.Lost(err), fault.Is(err, fault.Conflict), fault.Is(err, fault.NotFound):
		l.refused++
	default:
		t.Error(err)
	}
}

// happen is one thing that happens to a visit.
func (l *lives) happen(t *testing.T, id booking.VisitID) {
	t.Helper()
	r, err := l.visits.Record(t.Context(), l.DB, id)
	if err != nil {
		t.Fatal(err)
	}
	switch l.random.IntN(8) {
	case 0:
		l.reschedule(t, r)
	case 1:
		l.cancel(t, r)
	case 2:
		l.do(t, func(tx *db.Tx, d *desk.Desk) error {
			_, err := d.MoveTx(t.Context(), tx, booking.MoveVisit{Visit: id, Resource: pick(l.random, l.Technicians), Reason: "test"})
			return err
		})
	case 3:
		l.do(t, func(tx *db.Tx, d *desk.Desk) error {
			return d.AnswerOfferTx(t.Context(), tx, booking.AnswerOffer{Assignment: r.Assignment, Resource: r.Resource, Accept: l.random.IntN(3) > 0})
		})
	case 4:
		l.do(t, func(tx *db.Tx, d *desk.Desk) error { return d.MissedTx(t.Context(), tx) })
	case 5:
		l.do(t, func(tx *db.Tx, d *desk.Desk) error {
			return d.AnswerTx(t.Context(), tx, booking.AnswerVisit{Visit: id, Confirmation: pick(l.random, []booking.Confirmation{
				booking.ConfirmationAsked, booking.ConfirmationConfirmed, booking.ConfirmationDeclined,
			})})
		})
	default:
		l.work(t, r)
	}
}

func (l *lives) reschedule(t *testing.T, r visits.Record) {
	t.Helper()
	req := town.Request(r.Service, "cl-nunoa")
	req.At = r.At
	list := l.offer(t, req)
	if len(list) == 0 {
		return
	}
	l.do(t, func(tx *db.Tx, d *desk.Desk) error {
		b, err := d.RescheduleTx(t.Context(), tx, booking.RescheduleVisit{
			Visit: r.ID, Request: req, Slot: pick(l.random, list), Contact: r.Contact, PromisedBy: booking.MessageID(l.DB.NewID()),
			Consent: booking.MessageID(l.DB.NewID()), Initiator: booking.ByCustomer,
		})
		if err == nil {
			l.booked = append(l.booked, b.VisitID)
		}
		return err
	})
}

// cancel calls a visit off; the time that it gives back can be had by somebody else at once.
func (l *lives) cancel(t *testing.T, r visits.Record) {
	t.Helper()
	l.do(t, func(tx *db.Tx, d *desk.Desk) error {
		if _, err := d.CancelTx(t.Context(), tx, booking.CancelVisit{
			Visit: r.ID, Contact: r.Contact, Consent: booking.MessageID(l.DB.NewID()), Initiator: booking.ByCustomer,
		}); err != nil {
			return err
		}
		if r.Resource == "" || r.Window.Start.Before(tx.Now.Add(4*time.Hour)) {
			return nil
		}
		contact, conversation := l.Person()
		req := town.Request(r.Service, "cl-nunoa")
		req.At, req.Contact = r.At, contact
		err := tx.Savepoint(t.Context(), func(tx *db.Tx) error {
			if _, err := l.slots.Hold(t.Context(), tx, booking.HoldSlot{
				Request: req, Slot: booking.Slot{Window: r.Window, TimeZone: r.TimeZone}, Contact: contact, Conversation: conversation,
			}); err != nil {
				return err
			}
			return errCrash // it was only tried
		})
		if !errors.Is(err, errCrash) {
			t.Errorf("the freed slot %v of %s cannot be had: %v", r.Window, r.Service, err)
		}
		return nil
	})
}

// work is a message of the technician who has a visit.
func (l *lives) work(t *testing.T, r visits.Record) {
	t.Helper()
	if r.Resource == "" || r.Planned.IsZero() {
		return
	}
	now := l.Clock.Now()
	if now.Before(r.Planned.Start.Add(-3*time.Hour)) && l.random.IntN(3) == 0 { // let it become that day
		l.Clock.Set(r.Planned.Start.Add(-30 * time.Minute))
	}
	l.step++
	kind := pick(l.random, []booking.StepKind{
		booking.StepGo, booking.StepArrive, booking.StepStart, booking.StepPause, booking.StepResume, booking.StepDone, booking.StepDone,
		booking.StepIncomplete, booking.StepNotYet,
	})
	s := booking.Step{
		ID: fmt.Sprintf("m%d/00", l.step), Kind: kind, At: l.Clock.Now().Add(-time.Duration(l.random.IntN(40)) * time.Minute), Text: "porque sí",
	}
	l.do(t, func(tx *db.Tx, d *desk.Desk) error {
		day, err := l.days.RecordTx(t.Context(), tx, booking.RecordSteps{Resource: r.Resource, Steps: []booking.Step{s}}, r.CrewZone)
		if err != nil {
			return err
		}
		return d.ProjectTx(t.Context(), tx, r.Resource, day)
	})
}

// check holds what is stored against the promises of the packages.
func (l *lives) check(t *testing.T) {
	t.Helper()
	for what, sql := range map[string]string{
		"visits whose window is not what was promised": `SELECT 1 FROM visits v WHERE v.status <> 'tentative' AND v.arrival <> (
			SELECT p.arrival FROM promises p WHERE p.visit_id = v.id AND p.kind = 'window' ORDER BY p.version DESC LIMIT 1)`,
		"visits with more than one promise": `SELECT 1 FROM promises WHERE kind = 'window' GROUP BY visit_id HAVING count(*) > 1`,
		"time taken for visits that are over": `SELECT 1 FROM occupations o JOIN assignments a ON a.id = o.assignment_id
			JOIN visits v ON v.id = a.visit_id WHERE v.status NOT IN ('scheduled','dispatched','en_route','on_site','working','paused')`,
		"time taken for assignments that ended": `SELECT 1 FROM occupations o JOIN assignments a ON a.id = o.assignment_id
			WHERE a.status NOT IN ('proposed','offered','accepted','active')`,
		"live visits of jobs that are over": `SELECT 1 FROM visits v JOIN work_orders o ON o.id = v.work_order_id
			WHERE v.status IN ('scheduled','dispatched','en_route','on_site','working','paused') AND o.status IN ('canceled','completed','closed')`,
		"jobs with two live visits": `SELECT 1 FROM visits WHERE status IN ('scheduled','dispatched','en_route','on_site','working','paused')
			GROUP BY work_order_id HAVING count(*) > 1`,
		"technicians at two visits": `SELECT 1 FROM visits v JOIN assignments a ON a.visit_id = v.id AND a.status IN ('accepted','active')
			WHERE v.status IN ('en_route','on_site','working','paused') GROUP BY a.resource_id, lower(v.planned)::date HAVING count(*) > 1`,
		"superseded visits without a next one": `SELECT 1 FROM visits v WHERE v.status = 'superseded'
			AND NOT EXISTS (SELECT FROM visits n WHERE n.reschedules_id = v.id)`,
	} {
		n, err := db.Value[int](t.Context(), l.DB, "SELECT count(*) FROM ("+sql+") defects", nil)
		if err != nil || n > 0 {
			t.Errorf("%s: %d, %v", what, n, err)
		}
	}
	moves, err := db.Collect[struct{ Was, Became booking.VisitStatus }](t.Context(), l.DB, `SELECT DISTINCT was, became FROM status_log`, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range moves {
		if !reaches(m.Was, m.Became, 0) && !corrected(m.Was, m.Became) {
			t.Errorf("a visit went from %s to %s", m.Was, m.Became)
		}
	}
}

// reaches tells whether a status can become another, passing others on the way: one message may tell of several steps.
func reaches(from, to booking.VisitStatus, depth int) bool {
	if from.Can(to) {
		return true
	}
	for _, by := range []booking.VisitStatus{booking.VisitDispatched, booking.VisitEnRoute, booking.VisitOnSite, booking.VisitWorking} {
		if depth < 4 && from.Can(by) && reaches(by, to, depth+1) {
			return true
		}
	}
	return false
}

// corrected tells whether a late message of the same day changes what was taken for true.
func corrected(from, to booking.VisitStatus) bool {
	worked := func(s booking.VisitStatus) bool {
		return s.UnderWay() || s == booking.VisitCompleted || s == booking.VisitIncomplete || s == booking.VisitDispatched
	}
	return (worked(from) || from == booking.VisitMissed) && worked(to)
}
