package workday_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/workday"
	"github.com/chasqui-fsm/chasqui/core/db"
)

func TestAPhoneIsBelievedWithinReason(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13})
	now := wall(9, 30)
	s.Clock.Set(now)
	for _, c := range []struct {
		name string
		at   time.Time
		want time.Time // when the visit was begun
		off  bool
	}{
		{"on time", now, now, false},
		{"three hours late", wall(6, 30), wall(6, 30), false},
		{"a little ahead", now.Add(5 * time.Minute), now.Add(5 * time.Minute), false},
		{"too far ahead", now.Add(5*time.Minute + time.Second), now, true},
		{"of 1970", time.Unix(0, 0), now, true},
		{"of the day before yesterday", now.Add(-36*time.Hour - time.Second), now, true},
	} {
		err := s.DB.InTx(t.Context(), func(tx *db.Tx) error {
			step := booking.Step{ID: "m/00", Kind: booking.StepGo, At: c.at}
			day := s.tell(t, tx, step)
			if len(day.Outcomes) != 1 || day.Outcomes[0].ClockOff != c.off || day.Outcomes[0].Refusal != booking.RefusedNone {
				t.Errorf("%s: %+v", c.name, day.Outcomes)
			}
			s.rows(t, tx)[0].is(t, c.name, booking.VisitEnRoute, c.want)
			again := s.tell(t, tx, step) // it comes twice, and is what it was
			if len(again.Outcomes) != 1 || again.Outcomes[0].ClockOff != c.off {
				t.Errorf("%s, again: %+v", c.name, again.Outcomes)
			}
			return errBack
		})
		if !errors.Is(err, errBack) {
			t.Fatal(err)
		}
	}
}

func TestAStepOfYesterdayIsYesterdays(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13})
	s.Clock.Set(wall(24+8, 0)) // eight in the morning of the next day
	day := s.now(t, says(booking.StepArrive, wall(9, 20)), says(booking.StepDone, wall(10, 0)))
	if _, p, ok := day.Of(s.visits[0]); !ok || p.Status != booking.VisitCompleted {
		t.Errorf("yesterday came to %+v", p)
	}
	today, err := workday.New().DayAt(t.Context(), s.DB, s.who, s.Clock.Now(), "America/Santiago")
	if err != nil || len(today.Plan) != 0 || len(today.Steps) != 0 {
		t.Errorf("today is %+v, %v", today, err)
	}
}

func TestAfterMidnightTheDayIsTheEveningsWhileItGoesOn(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{22, 23.5})
	s.Clock.Set(wall(24, 20))
	s.now(t, says(booking.StepArrive, wall(23, 0)))
	look := func(at time.Time) int {
		day, err := workday.New().DayAt(t.Context(), s.DB, s.who, at, "America/Santiago")
		if err != nil {
			t.Fatal(err)
		}
		return len(day.Plan)
	}
	if look(wall(24, 20)) != 1 || look(wall(24+4, 1)) != 0 {
		t.Error("work that goes on past midnight is of the evening, until four")
	}
	s.now(t, says(booking.StepDone, wall(24, 20)))
	if look(wall(24, 30)) != 0 {
		t.Error("the evening is over")
	}
}

func TestTwoProcessesRecordANight(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{22, 23.5}, [2]float64{24 + 9, 24 + 13})
	s.Clock.Set(wall(24+10, 0))
	steps := []booking.Step{
		says(booking.StepGo, wall(23, 40)), says(booking.StepArrive, wall(24, 10)), says(booking.StepDone, wall(24, 50)),
		says(booking.StepGo, wall(24+8, 30)), says(booking.StepArrive, wall(24+9, 10)),
	}
	want := s.try(t, steps)
	var wg sync.WaitGroup
	for range 2 {
		for _, step := range steps {
			wg.Go(func() {
				if err := s.DB.InTx(t.Context(), func(tx *db.Tx) error {
					_, err := workday.New().RecordTx(t.Context(), tx, booking.RecordSteps{Resource: s.who, Steps: []booking.Step{step}}, "America/Santiago")
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	got := s.rows(t, s.DB)
	for i := range got {
		got[i].Told = want[i].Told
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("at once it ends otherwise (-want +got):\n%s", diff)
	}
}

// A day of sixty steps is told; one more is recorded.
func BenchmarkRecord(b *testing.B) {
	s := newShift(b, [2]float64{9, 13}, [2]float64{9, 13}, [2]float64{14, 18}, [2]float64{14, 18})
	s.Clock.Set(wall(18, 0))
	s.now(b, says(booking.StepGo, wall(8, 0)), says(booking.StepArrive, wall(8, 1)))
	for i := range 58 {
		s.now(b, says(booking.StepPhoto, wall(8, 2+i)))
	}
	n := 0
	for b.Loop() {
		n++
		s.now(b, says(booking.StepPhoto, wall(8, 0).Add(time.Duration(n)*time.Second)))
	}
}
