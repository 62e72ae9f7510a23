package workday_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/desk"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/booking/workday"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// shift is a town with one technician and some visits of one day, in the order of the plan.
type shift struct {
	*town.Town
	who    booking.ResourceID
	visits []booking.VisitID
	full   map[float64]time.Duration // what is planned from an hour on
	desk   *desk.Desk
	store  *visits.Store
}

var santiago = town.Zone

// wall is an instant of the day by the clock on the wall; past 24 it is the next day.
func wall(hour, minute int) time.Time {
	return town.Day(1).At(time.Duration(hour)*time.Hour+time.Duration(minute)*time.Minute, santiago)
}

// newShift books a visit of 50 minutes at each of the hours, at six in the morning.
func newShift(t testing.TB, hours ...[2]float64) *shift {
	t.Helper()
	w := town.New(t, town.Size{Technicians: 1})
	s := &shift{Town: w, who: w.Technicians[0], desk: desk.New(w.Clock), store: visits.New(), full: map[float64]time.Duration{}}
	w.Clock.Set(wall(6, 0))
	for _, h := range hours {
		s.book(t, h)
	}
	return s
}

func (s *shift) book(t testing.TB, hours [2]float64) booking.VisitID {
	t.Helper()
	contact, conversation := s.Person()
	var id booking.VisitID
	s.do(t, func(tx *db.Tx) error {
		order, err := s.store.AddOrder(t.Context(), tx, booking.WorkOrder{
			Unit: "CL", CustomerID: s.customer(t, tx, contact), ContactID: contact, SiteID: s.site(t, tx, contact), Service: "tv_mount",
			Duration: 50 * time.Minute,
		}, visits.By{Conversation: conversation})
		if err != nil {
			return err
		}
		window := town.Hours(town.Day(1), hours[0], hours[1])
		if id, err = s.store.AddVisit(t.Context(), tx, visits.NewVisit{
			Order: order.ID, Site: order.SiteID, Window: window, TimeZone: "America/Santiago", Duration: 50 * time.Minute,
		}); err != nil {
			return err
		}
		if _, err = s.store.Assign(t.Context(), tx, visits.Assign{
			Visit: id, Resource: s.who, Employment: booking.Employee, Planned: span.Of(window.Start.Add(s.full[hours[0]]), 50*time.Minute),
		}); err != nil {
			return err
		}
		return s.store.Dispatch(t.Context(), tx, wall(48, 0))
	})
	s.full[hours[0]] += time.Hour
	s.visits = append(s.visits, id)
	return id
}

const sqlOfContact = `SELECT customer_id FROM contacts WHERE id = @contact`

const sqlAddPlainSite = `
INSERT INTO sites (id, customer_id, locality_id, territory_code, country, raw, lat, lng, confidence, time_zone, created_at)
VALUES (@id, @customer, 'cl-nunoa', 'RM-Oriente', 'CL', 'Calle 1', -33.4569, -70.5979, 'B', 'America/Santiago', @now)`

const sqlGiveCustomer = `
WITH c AS (INSERT INTO customers (id, unit_code, name, created_at) VALUES (@id, 'CL', 'Ana', @now) RETURNING id)
UPDATE contacts SET customer_id = @id WHERE id = @contact AND customer_id IS NULL`

func (s *shift) customer(t testing.TB, tx *db.Tx, contact booking.ContactID) booking.CustomerID {
	t.Helper()
	if _, err := db.Exec(t.Context(), tx, sqlGiveCustomer, db.Args{"id": tx.NewID(), "contact": contact, "now": tx.Now}); err != nil {
		t.Fatal(err)
	}
	id, err := db.Value[booking.CustomerID](t.Context(), tx, sqlOfContact, db.Args{"contact": contact})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (s *shift) site(t testing.TB, tx *db.Tx, contact booking.ContactID) booking.SiteID {
	t.Helper()
	id := tx.NewID()
	if _, err := db.Exec(t.Context(), tx, sqlAddPlainSite, db.Args{"id": id, "customer": s.customer(t, tx, contact), "now": tx.Now}); err != nil {
		t.Fatal(err)
	}
	return booking.SiteID(id)
}

func (s *shift) do(t testing.TB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := s.DB.InTx(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// tell records steps, each as a message of its own and by a service of its own, as after a restart.
func (s *shift) tell(t testing.TB, tx *db.Tx, steps ...booking.Step) (day booking.WorkDay) {
	t.Helper()
	for _, step := range steps {
		var err error
		day, err = workday.New().RecordTx(t.Context(), tx, booking.RecordSteps{Resource: s.who, Steps: []booking.Step{step}}, "America/Santiago")
		if err != nil {
			t.Fatal(err)
		}
	}
	return day
}

// now tells them as they come, each in a transaction of its own.
func (s *shift) now(t testing.TB, steps ...booking.Step) (day booking.WorkDay) {
	t.Helper()
	for _, step := range steps {
		s.do(t, func(tx *db.Tx) error {
			day = s.tell(t, tx, step)
			return nil
		})
	}
	return day
}

// row is what is stored of a visit.
type row struct {
	Status         booking.VisitStatus
	EnRoute        *time.Time
	Began, Ended   *time.Time
	Worked, Paused int
	Job            booking.WorkOrderStatus
	Taken          int // rows of time taken
	Told           []string
}

const sqlRow = `
SELECT v.status, v.en_route_at AS en_route, lower(v.actual) AS began, upper(v.actual) AS ended, v.worked_minutes AS worked,
  v.paused_minutes AS paused, o.status AS job,
  (SELECT count(*) FROM occupations oc JOIN assignments a ON a.id = oc.assignment_id WHERE a.visit_id = v.id)::int AS taken,
  ARRAY(SELECT f.name FROM facts f WHERE f.visit_id = v.id AND f.name LIKE 'visit.%' ORDER BY f.name) AS told
FROM visits v JOIN work_orders o ON o.id = v.work_order_id
WHERE v.id = @id`

func (s *shift) rows(t *testing.T, q db.Querier) (out []row) {
	t.Helper()
	for _, id := range s.visits {
		r, err := db.One[row](t.Context(), q, sqlRow, db.Args{"id": id})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

var errBack = errors.New("back to before")

// try tells steps in an order, gives what came of it, and undoes it.
func (s *shift) try(t *testing.T, steps []booking.Step) (out []row) {
	t.Helper()
	err := s.DB.InTx(t.Context(), func(tx *db.Tx) error {
		s.tell(t, tx, steps...)
		out = s.rows(t, tx)
		return errBack
	})
	if !errors.Is(err, errBack) {
		t.Fatal(err)
	}
	return out
}

// orders sees that all orders of the steps end as the order of the clock does, facts aside: what was once believed was told.
func (s *shift) orders(t *testing.T, steps []booking.Step) []row {
	t.Helper()
	want := s.try(t, steps)
	permute(steps, 0, func(order []booking.Step) {
		if t.Failed() {
			return
		}
		got := s.try(t, order)
		for i := range got {
			got[i].Told = want[i].Told
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("told as %v it ends otherwise (-want +got):\n%s", kinds(order), diff)
		}
	})
	return want
}

func kinds(steps []booking.Step) (out []string) {
	for _, s := range steps {
		out = append(out, fmt.Sprintf("%s@%s", s.Kind, s.At.In(santiago).Format("15:04")))
	}
	return out
}

func says(kind booking.StepKind, at time.Time) booking.Step {
	return booking.Step{ID: fmt.Sprintf("%s-%s/00", at.In(santiago).Format("02T15:04:05"), kind), Kind: kind, At: at}
}

func about(visit booking.VisitID, s booking.Step) booking.Step {
	s.Visit = visit
	return s
}

func (r row) is(t *testing.T, name string, status booking.VisitStatus, enRoute time.Time) {
	t.Helper()
	if r.Status != status {
		t.Errorf("the %s visit is %s, want %s", name, r.Status, status)
	}
	if got := r.EnRoute; (got == nil) != enRoute.IsZero() || got != nil && !got.Equal(enRoute) {
		t.Errorf("on the way to the %s visit at %v, want %v", name, got, enRoute)
	}
}

func TestAVisitNamedOutOfTurnDoesNotTakeTheStepsOfOthers(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13}, [2]float64{14, 18})
	s.Clock.Set(wall(13, 0))
	rows := s.orders(t, []booking.Step{
		about(s.visits[1], says(booking.StepGo, wall(9, 0))), says(booking.StepArrive, wall(9, 20)), says(booking.StepDone, wall(10, 0)),
		says(booking.StepGo, wall(10, 10)), says(booking.StepArrive, wall(10, 30)),
	})
	rows[1].is(t, "named", booking.VisitCompleted, wall(9, 0))
	rows[0].is(t, "other", booking.VisitOnSite, wall(10, 10))
}

func TestWhatWasToldOfACanceledVisitIsNotTakenForTheNext(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13}, [2]float64{14, 18})
	s.Clock.Set(wall(9, 0))
	s.now(t, says(booking.StepGo, wall(9, 0)))
	s.Clock.Set(wall(9, 10))
	s.do(t, func(tx *db.Tx) error {
		_, err := s.store.Move(t.Context(), tx, visits.Transition{Visit: s.visits[0], To: booking.VisitCanceled})
		return err
	})
	s.Clock.Set(wall(9, 30))
	day := s.now(t, says(booking.StepDelay, wall(9, 15)))
	if rows := s.rows(t, s.DB); rows[1].Status != booking.VisitDispatched || len(day.Plan) != 1 {
		t.Errorf("nobody said to be on the way to the second, which is %s; %d in the plan", rows[1].Status, len(day.Plan))
	}
	s.now(t, says(booking.StepGo, wall(9, 30)))
	rows := s.rows(t, s.DB)
	rows[1].is(t, "second", booking.VisitEnRoute, wall(9, 30))
	if rows[0].Status != booking.VisitCanceled {
		t.Errorf("the canceled visit became %s", rows[0].Status)
	}
}

func TestStepsThatComeAfterAVisitWasTakenForMissedAreItsOwn(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 11}, [2]float64{14, 18})
	steps := []booking.Step{
		says(booking.StepGo, wall(9, 0)), says(booking.StepArrive, wall(9, 20)), says(booking.StepStart, wall(9, 25)), says(booking.StepDone, wall(10, 30)),
		says(booking.StepGo, wall(13, 30)),
	}
	s.Clock.Set(wall(14, 0))
	s.do(t, func(tx *db.Tx) error { return s.desk.MissedTx(t.Context(), tx) })
	rows := s.orders(t, steps)
	rows[0].is(t, "missed", booking.VisitCompleted, wall(9, 0))
	rows[1].is(t, "second", booking.VisitEnRoute, wall(13, 30))
	if rows[0].Job != booking.OrderCompleted || rows[0].Worked != 65 || rows[0].Taken != 0 || rows[1].Taken != 1 {
		t.Errorf("the day came to %+v", rows)
	}
}

func TestAVisitThatIsGivenLaterDoesNotTakeOldSteps(t *testing.T) {
	t.Parallel()
	s := newShift(t)
	s.Clock.Set(wall(17, 0))
	if day := s.now(t, says(booking.StepGo, wall(17, 0))); day.Outcomes[0].Refusal != booking.RefusedNothingActive {
		t.Errorf("on the way to nothing: %q", day.Outcomes[0].Refusal)
	}
	s.Clock.Set(wall(17, 10))
	s.book(t, [2]float64{17.5, 18.5})
	day := s.now(t, says(booking.StepDelay, wall(17, 11)))
	if _, p, ok := day.Of(s.visits[0]); !ok || p.Status != booking.VisitDispatched || s.rows(t, s.DB)[0].Status != booking.VisitDispatched {
		t.Errorf("what was refused before the visit was given came alive: %+v", p)
	}
}

func TestAnOfferThatIsTakenLaterDoesNotTakeOldSteps(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13}, [2]float64{14, 18})
	s.Do(`UPDATE assignments SET status = 'offered', offered_until = @until WHERE visit_id = @id`, db.Args{"id": s.visits[0], "until": wall(9, 30)})
	s.Clock.Set(wall(9, 0))
	s.now(t, says(booking.StepGo, wall(9, 0)))
	s.Clock.Set(wall(9, 5))
	id, err := db.Value[booking.AssignmentID](t.Context(), s.DB, `SELECT id FROM assignments WHERE visit_id = @id`, db.Args{"id": s.visits[0]})
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, func(tx *db.Tx) error { return s.store.Accept(t.Context(), tx, id) })
	s.Clock.Set(wall(9, 20))
	s.now(t, says(booking.StepArrive, wall(9, 20)))
	rows := s.rows(t, s.DB)
	rows[1].is(t, "second", booking.VisitOnSite, wall(9, 0))
	rows[0].is(t, "offered", booking.VisitDispatched, time.Time{})
}

func TestAVisitPlannedBeforeTheOneUnderWayDoesNotTakeItsSteps(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13}, [2]float64{9, 13.5})
	s.Clock.Set(wall(8, 30))
	early := []booking.Step{says(booking.StepGo, wall(8, 0)), says(booking.StepArrive, wall(8, 20))}
	s.do(t, func(tx *db.Tx) error { // at half past eight they change places
		return s.store.Deferred(t.Context(), tx, func() error {
			if err := s.replan(t, tx, s.visits[0], wall(11, 0)); err != nil {
				return err
			}
			return s.replan(t, tx, s.visits[1], wall(9, 0))
		})
	})
	s.Clock.Set(wall(11, 0))
	rows := s.orders(t, append(early, says(booking.StepDone, wall(8, 50)), says(booking.StepGo, wall(9, 0))))
	rows[0].is(t, "first", booking.VisitCompleted, wall(8, 0))
	rows[1].is(t, "second", booking.VisitEnRoute, wall(9, 0))
}

func (s *shift) replan(t *testing.T, tx *db.Tx, id booking.VisitID, start time.Time) error {
	t.Helper()
	return s.store.Replan(t.Context(), tx, []visits.Plan{{Visit: id, Planned: span.Of(start, 50*time.Minute)}})
}

func TestAnEveningGoesOnPastMidnightInAnyOrder(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13}, [2]float64{22, 23.5})
	s.Clock.Set(wall(26, 0))
	rows := s.orders(t, []booking.Step{
		about(s.visits[1], says(booking.StepGo, wall(22, 30))), says(booking.StepStart, wall(23, 10)),
		says(booking.StepPause, wall(24, 10)), says(booking.StepResume, wall(24, 20)), says(booking.StepDone, wall(24, 50)),
	})
	rows[1].is(t, "evening's", booking.VisitCompleted, wall(22, 30))
	if rows[1].Worked != 90 || rows[1].Paused != 10 {
		t.Errorf("the night came to %+v", rows[1])
	}
}

func TestANightIsNotTakenForTheNextDaysVisit(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{22, 23.5}, [2]float64{24 + 9, 24 + 13})
	s.Clock.Set(wall(24+10, 0))
	rows := s.orders(t, []booking.Step{
		says(booking.StepGo, wall(23, 40)), says(booking.StepArrive, wall(24, 10)), says(booking.StepDone, wall(24, 50)),
		says(booking.StepGo, wall(24+8, 30)), says(booking.StepArrive, wall(24+9, 10)),
	})
	rows[0].is(t, "evening's", booking.VisitCompleted, wall(23, 40))
	rows[1].is(t, "morning's", booking.VisitOnSite, wall(24+8, 30))
}
