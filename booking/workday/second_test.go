package workday_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/workday"
)

// Phones tell whole seconds, and ids of messages follow the order in which they came: neither may decide.
func TestMessagesOfOneSecondAreTakenInTheOrderThatMakesSense(t *testing.T) {
	t.Parallel()
	steps := []booking.StepKind{booking.StepGo, booking.StepArrive, booking.StepStart, booking.StepDone}
	var ids []booking.Step
	for i, k := range steps {
		ids = append(ids, step(fmt.Sprint(i), k, 0, ""))
	}
	want := []booking.VisitStatus{booking.VisitCompleted, booking.VisitDispatched}
	permute(ids, 0, func(order []booking.Step) {
		told := append([]booking.Step(nil), order...)
		for i := range told { // the id says when it came
			told[i].ID = fmt.Sprintf("%02d/00", i)
		}
		day := workday.Fold(plan(2), told)
		got := []booking.VisitStatus{day.Progress[0].Status, day.Progress[1].Status}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", told, diff)
		}
	})
}

func TestDoneAndOnTheWayInOneSecond(t *testing.T) {
	t.Parallel()
	before := []booking.Step{step("0/00", booking.StepArrive, 0, "")}
	for _, ids := range [][2]string{{"1/00", "2/00"}, {"2/00", "1/00"}} {
		day := workday.Fold(plan(2), append(before, step(ids[0], booking.StepDone, 30, ""), step(ids[1], booking.StepGo, 30, "")))
		if day.Progress[0].Status != booking.VisitCompleted || day.Progress[1].Status != booking.VisitEnRoute {
			t.Errorf("ids %v: %s, %s", ids, day.Progress[0].Status, day.Progress[1].Status)
		}
	}
}

func TestTheStepsOfOneMessageKeepTheirOrder(t *testing.T) {
	t.Parallel()
	day := workday.Fold(plan(1), []booking.Step{
		step("a/00", booking.StepArrive, 0, ""), step("a/01", booking.StepStart, 0, ""), step("b/00", booking.StepPause, 20, ""),
		step("b/01", booking.StepResume, 20, ""), step("c/00", booking.StepDone, 40, ""),
	})
	if p := day.Progress[0]; p.Status != booking.VisitCompleted || p.Worked != 40*time.Minute {
		t.Errorf("came to %+v", p)
	}
}

func TestWhoGoesOnWorkingIsNotDoneByThat(t *testing.T) {
	t.Parallel()
	photo := booking.Item{ID: "photo", Kind: booking.ItemPhoto}
	day := workday.Fold(plan(1, photo), []booking.Step{
		step("1", booking.StepStart, 5, ""), step("0", booking.StepArrive, 0, ""), step("2", booking.StepDone, 10, ""),
		step("3", booking.StepPause, 15, ""), step("4", booking.StepResume, 30, ""), step("5", booking.StepPhoto, 40, "a.jpg"),
	})
	if p := day.Progress[0]; p.Status != booking.VisitWorking || p.Claimed {
		t.Errorf("a picture after work went on closed the visit: %+v", p)
	}
}

func TestStartingAtAVisitThatIsNotBegunSaysSo(t *testing.T) {
	t.Parallel()
	s := step("1", booking.StepStart, 0, "")
	s.Visit = "visit-1"
	if out := workday.Fold(plan(1), []booking.Step{s}).Outcomes[0]; out.Refusal != booking.RefusedNotOnSite {
		t.Errorf("refused for %q", out.Refusal)
	}
}
