package workday_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/workday"
)

var morning = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func at(minutes int) time.Time { return morning.Add(time.Duration(minutes) * time.Minute) }

func step(id string, kind booking.StepKind, minutes int, text string) booking.Step {
	return booking.Step{ID: id, Kind: kind, At: at(minutes), Text: text}
}

func plan(n int, items ...booking.Item) []booking.DayVisit {
	var out []booking.DayVisit
	for i := range n {
		id := booking.VisitID(fmt.Sprintf("visit-%d", i+1))
		out = append(out, booking.DayVisit{
			Visit: booking.Visit{ID: id, Status: booking.VisitDispatched}, Checklist: items, Code: booking.AcceptanceCode(id),
		})
	}
	return out
}

// aDay is two visits in seven messages.
var aDay = []booking.Step{
	step("a", booking.StepGo, 0, ""), step("b", booking.StepArrive, 20, ""), step("c", booking.StepStart, 25, ""),
	step("d", booking.StepPause, 60, ""), step("e", booking.StepResume, 75, ""), step("f", booking.StepDone, 95, ""),
	step("g", booking.StepGo, 100, ""),
}

func TestAllOrdersOfADayEndInOneState(t *testing.T) {
	t.Parallel()
	want := workday.Fold(plan(2), aDay).Progress
	if got := want[0]; got.Status != booking.VisitCompleted || got.Worked != 55*time.Minute || got.Paused != 15*time.Minute {
		t.Fatalf("the first visit came to %+v", got)
	}
	if got := want[1]; got.Status != booking.VisitEnRoute || !got.EnRouteAt.Equal(at(100)) {
		t.Fatalf("the second visit came to %+v", got)
	}
	orders := 0
	permute(aDay, 0, func(steps []booking.Step) {
		orders++
		// Message by message, as they arrive, some of them twice: only the last state counts.
		got := workday.Fold(plan(2), append(steps, steps[orders%7])).Progress
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("another order ends otherwise (-want +got):\n%s", diff)
		}
	})
	if orders != 5040 {
		t.Errorf("%d orders, want 5040", orders)
	}
}

func permute(steps []booking.Step, k int, visit func([]booking.Step)) {
	if k == len(steps) {
		visit(append([]booking.Step(nil), steps...))
		return
	}
	steps = append([]booking.Step(nil), steps...)
	for i := k; i < len(steps); i++ {
		steps[k], steps[i] = steps[i], steps[k]
		permute(steps, k+1, visit)
		steps[k], steps[i] = steps[i], steps[k]
	}
}

func TestWhatCannotBeIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	serial := booking.Item{ID: "serial", Kind: booking.ItemSerial}
	for _, c := range []struct {
		name  string
		plan  []booking.DayVisit
		steps []booking.Step
		want  booking.Refusal
		ends  booking.VisitStatus
	}{
		{"done before arriving", plan(1), []booking.Step{step("1", booking.StepGo, 0, ""), step("2", booking.StepDone, 5, "")}, booking.RefusedNotOnSite, booking.VisitEnRoute},
		{"nothing left", plan(0), []booking.Step{step("1", booking.StepGo, 0, "")}, booking.RefusedNothingActive, ""},
		{"two at once", plan(2), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepGo, 5, "")}, booking.RefusedOtherActive, booking.VisitOnSite},
		{"serial lacks", plan(1, serial), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepDone, 5, "")}, booking.RefusedMissing, booking.VisitOnSite},
		{"serial lacks, with a reason", plan(1, serial), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepDone, 5, "placa ilegible")}, booking.RefusedNone, booking.VisitCompleted},
		{"serial comes later", plan(1, serial), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepDone, 5, ""), step("3", booking.StepSerial, 6, "SN1")}, booking.RefusedNone, booking.VisitCompleted},
		{"incomplete without why", plan(1), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepIncomplete, 5, "")}, booking.RefusedNoReason, booking.VisitOnSite},
		{"pause on the way", plan(1), []booking.Step{step("1", booking.StepGo, 0, ""), step("2", booking.StepPause, 5, "")}, booking.RefusedNotWorking, booking.VisitEnRoute},
		{"nobody, at once", plan(1), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepNoAccess, 5, "")}, booking.RefusedTooEarly, booking.VisitOnSite},
		{"nobody, no proof", plan(1), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepNoAccess, 16, "")}, booking.RefusedNoProof, booking.VisitOnSite},
		{"nobody, proved", plan(1), []booking.Step{
			step("1", booking.StepArrive, 0, ""), step("2", booking.StepTry, 1, ""), step("3", booking.StepTry, 9, ""),
			step("4", booking.StepPhoto, 10, "front.jpg"), step("5", booking.StepNoAccess, 16, ""),
		}, booking.RefusedNone, booking.VisitNoAccess},
		{"said twice", plan(1), []booking.Step{step("1", booking.StepGo, 0, ""), step("2", booking.StepGo, 5, "")}, booking.RefusedRepeat, booking.VisitEnRoute},
		{"the wrong code", plan(1), []booking.Step{step("1", booking.StepArrive, 0, ""), step("2", booking.StepAccept, 5, "no")}, booking.RefusedCode, booking.VisitOnSite},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			day := workday.Fold(c.plan, c.steps)
			last := day.Outcomes[len(day.Outcomes)-1]
			if last.Refusal != c.want {
				t.Errorf("refused for %q, want %q", last.Refusal, c.want)
			}
			if len(day.Progress) > 0 && day.Progress[0].Status != c.ends {
				t.Errorf("ends %s, want %s", day.Progress[0].Status, c.ends)
			}
		})
	}
}

func TestAnyStepsInAnyOrderMakeALegalDay(t *testing.T) {
	t.Parallel()
	kinds := []booking.StepKind{
		booking.StepGo, booking.StepNotYet, booking.StepArrive, booking.StepStart, booking.StepPause, booking.StepResume, booking.StepDone,
		booking.StepIncomplete, booking.StepNoAccess, booking.StepTry, booking.StepPhoto, booking.StepSerial, booking.StepAccept, booking.StepDelay,
	}
	rapid.Check(t, func(t *rapid.T) {
		visits := plan(rapid.IntRange(0, 4).Draw(t, "visits"), booking.Item{ID: "photo", Kind: booking.ItemPhoto})
		var steps []booking.Step
		for i := range rapid.IntRange(0, 25).Draw(t, "steps") {
			steps = append(steps, step(fmt.Sprint(i), rapid.SampledFrom(kinds).Draw(t, "kind"), rapid.IntRange(0, 300).Draw(t, "at"), rapid.SampledFrom([]string{"", "x"}).Draw(t, "text")))
		}
		want := workday.Fold(visits, steps)
		got := workday.Fold(visits, rapid.Permutation(steps).Draw(t, "order"))
		if diff := cmp.Diff(want.Progress, got.Progress); diff != "" {
			t.Fatalf("another order ends otherwise (-want +got):\n%s", diff)
		}
		underWay := 0
		for _, p := range want.Progress {
			if p.Status.UnderWay() {
				underWay++
			}
			if p.Worked < 0 || p.Paused < 0 || !p.EndedAt.IsZero() && p.EndedAt.Before(p.OnSiteAt) {
				t.Fatalf("time runs backwards in %+v", p)
			}
			if p.Status == booking.VisitCompleted && p.Reason == "" && len(p.Missing) > 0 {
				t.Fatalf("done with %v missing", p.Missing)
			}
		}
		if underWay > 1 {
			t.Fatalf("%d visits at once", underWay)
		}
	})
}
