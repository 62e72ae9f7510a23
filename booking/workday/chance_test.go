package workday_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Days of chance: any steps, some of which name a visit, some in the same second, over a plan that was changed during the day. What
// is stored does not depend on the order in which they come, nor on how often.
func TestDaysOfChanceAreStoredAlikeInAnyOrder(t *testing.T) {
	t.Parallel()
	s := newShift(t, [2]float64{9, 13}, [2]float64{9, 13}, [2]float64{14, 18}, [2]float64{22, 23.5})
	s.Clock.Set(wall(9, 40))
	s.do(t, func(tx *db.Tx) error { // the second goes to the end of the morning
		return s.store.Deferred(t.Context(), tx, func() error { return s.replan(t, tx, s.visits[1], wall(12, 30)) })
	})
	s.Clock.Set(wall(10, 20))
	s.book(t, [2]float64{11, 13})
	s.Clock.Set(wall(12, 0))
	s.do(t, func(tx *db.Tx) error {
		_, err := s.store.Move(t.Context(), tx, visits.Transition{Visit: s.visits[2], To: booking.VisitCanceled})
		return err
	})
	s.Clock.Set(wall(26, 0))
	ended := 0
	for seed := range 60 {
		random := rand.New(rand.NewPCG(uint64(seed), 88)) //nolint:gosec // chance for a test
		steps := s.chance(random)
		want := s.try(t, steps)
		for range 3 {
			order := append([]booking.Step(nil), steps...)
			order = append(order, steps[:random.IntN(len(steps))]...)
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			got := s.try(t, order)
			for i := range got {
				got[i].Told = want[i].Told
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, %v:\nanother order is stored otherwise (-want +got):\n%s", seed, kinds(steps), diff)
			}
		}
		for _, r := range want {
			if !r.Status.Live() {
				ended++
			}
			if r.Status.UnderWay() && r.Taken != 1 || !r.Status.Live() && r.Taken != 0 {
				t.Errorf("seed %d: a visit that is %s takes the technician's time %d times", seed, r.Status, r.Taken)
			}
		}
	}
	if ended < 120 { // one is canceled in each
		t.Errorf("only %d visits ended: too few for the test to mean anything", ended)
	}
}

// chance is a dozen steps of a day, in the order of the clock.
func (s *shift) chance(random *rand.Rand) []booking.Step {
	likely := []booking.StepKind{
		booking.StepGo, booking.StepArrive, booking.StepStart, booking.StepDone, booking.StepGo, booking.StepArrive, booking.StepStart, booking.StepDone,
		booking.StepPause, booking.StepResume, booking.StepNotYet, booking.StepIncomplete, booking.StepPhoto, booking.StepTry, booking.StepNoAccess,
	}
	var out []booking.Step
	at := wall(8, 0)
	for i := range 8 + random.IntN(8) {
		if random.IntN(5) > 0 {
			at = at.Add(time.Duration(random.IntN(160)) * time.Minute)
		}
		step := booking.Step{
			ID: fmt.Sprintf("%04d-%d/00", random.IntN(10000), i), Kind: likely[random.IntN(len(likely))], At: at, Text: "x",
		}
		if i < len(likely) && random.IntN(2) == 0 {
			step.Kind = likely[i]
		}
		if random.IntN(5) == 0 {
			step.Visit = s.visits[random.IntN(len(s.visits))]
		}
		if at.Before(wall(25, 50)) {
			out = append(out, step)
		}
	}
	return out
}
