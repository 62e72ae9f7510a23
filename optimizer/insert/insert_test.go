package insert_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

func TestBestAgreesWithTryingEveryPosition(t *testing.T) {
	t.Parallel()
	for _, kind := range []struct {
		name          string
		breaks, timed bool
	}{{"plain", false, false}, {"breaks", true, false}, {"timed", false, true}, {"timed with breaks", true, true}} {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				w := world{t: t, locations: 4, breaks: kind.breaks, timed: kind.timed}
				p := w.draw(5)
				model := compile(t, p)
				day, order := fill(model, 0, []int{0, 1, 2, 3})
				from := w.int("asked from", 0, 120)
				asked := optimizer.Window{From: optimizer.Seconds(from), To: optimizer.Seconds(from + w.int("asked", 0, 80))}
				fit := day.Best(model.Job(4), asked)
				compareBest(t, p, model, day, order, asked, fit)
			})
		})
	}
}

// compareBest checks a Fit of stop 4 against the slow truth at every position.
func compareBest(t *rapid.T, p *optimizer.Problem, model *insert.Model, day *insert.Schedule, order []int,
	asked optimizer.Window, fit insert.Fit,
) {
	any, least := false, optimizer.Units(1<<40)
	for pos := range len(order) + 1 {
		stops := slices.Insert(slices.Clone(order), pos, 4)
		if !drivable(p, 0, stops, pos, asked) {
			continue
		}
		any = true
		least = min(least, added(t, p, day, stops, pos, asked))
	}
	if any != (fit.Reason == optimizer.Fits) {
		t.Fatalf("feasible: truth %v, Best says %v", any, fit.Reason)
	}
	if !any {
		return
	}
	if fit.Cost.Total() != least {
		t.Fatalf("cost: truth %d, Best says %d at %d", least, fit.Cost.Total(), fit.Pos)
	}
	stops := slices.Insert(slices.Clone(order), fit.Pos, 4)
	for _, at := range []optimizer.Seconds{fit.StartFrom, fit.StartTo} {
		if !asked.Holds(at) || !drivable(p, 0, stops, fit.Pos, optimizer.Window{From: at, To: at}) {
			t.Fatalf("start at %d of %d..%d cannot be kept", at, fit.StartFrom, fit.StartTo)
		}
	}
	if drivable(p, 0, stops, fit.Pos, optimizer.Window{From: asked.From, To: fit.StartFrom - 1}) {
		t.Fatalf("start before %d is possible", fit.StartFrom)
	}
	if len(p.Vehicles[0].Breaks) == 0 && drivable(p, 0, stops, fit.Pos, optimizer.Window{From: fit.StartTo + 1, To: asked.To}) {
		t.Fatalf("start after %d is possible", fit.StartTo)
	}
}

// added is what a route costs more when it is rebuilt from nothing with the stop, whose windows are narrowed to those asked for.
func added(t *rapid.T, p *optimizer.Problem, day *insert.Schedule, stops []int, pos int, asked optimizer.Window) optimizer.Units {
	narrow := *p
	narrow.Stops = slices.Clone(p.Stops)
	s := &narrow.Stops[stops[pos]]
	windows := s.Windows
	if len(windows) == 0 {
		windows = []optimizer.Window{asked}
	}
	s.Windows = nil
	for _, w := range windows {
		if both, ok := w.Meet(asked); ok {
			s.Windows = append(s.Windows, both)
		}
	}
	rebuilt, reason := buildAt(compile(t, &narrow), stops)
	if reason != optimizer.Fits {
		t.Fatalf("route that can be driven is refused: %v", reason)
	}
	return rebuilt.Cost().Total() - day.Cost().Total()
}

func buildAt(model *insert.Model, stops []int) (*insert.Schedule, optimizer.Reason) {
	day := model.Empty(0)
	order := make([]int32, len(stops))
	for i, s := range stops {
		order[i] = int32(s)
	}
	if !day.Assign(order) {
		return day, optimizer.Neighbors
	}
	return day, optimizer.Fits
}

func TestSchedulesPassTheCheckerAndCostWhatItSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := world{t: t, locations: 5, breaks: rapid.Bool().Draw(t, "breaks"), timed: rapid.Bool().Draw(t, "timed")}
		p := w.draw(6)
		p.Stops[0].Previous = &optimizer.Previous{Vehicle: 1}
		model := compile(t, p)
		day, _ := fill(model, 0, []int{0, 1, 2, 3, 4, 5})
		plan := model.Plan([]*insert.Schedule{day, model.Empty(1)})
		if broken := check.Plan(p, &plan); broken != nil {
			t.Fatalf("%v\n%+v", broken, plan)
		}
		for i := range plan.Routes {
			if diff := cmp.Diff(check.RouteCost(p, &plan.Routes[i]), day.Cost()); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestRemovingRestoresTheSchedule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := world{t: t, locations: 4, breaks: rapid.Bool().Draw(t, "breaks"), timed: rapid.Bool().Draw(t, "timed")}
		p := w.draw(5)
		model := compile(t, p)
		day, _ := fill(model, 0, []int{0, 1, 2, 3})
		before := new(insert.Schedule)
		before.CopyFrom(day)
		fit := day.Best(model.Job(4), optimizer.Window{From: optimizer.Always, To: optimizer.Never})
		if fit.Reason != optimizer.Fits {
			t.Skip("does not fit")
		}
		day.Put(fit.Pos, 4)
		if got := day.Cost().Minus(before.Cost()); got != fit.Cost {
			t.Fatalf("cost %+v, promised %+v", got, fit.Cost)
		}
		if !day.Remove(fit.Pos, 1) {
			t.Fatal("route cannot be driven after the removal")
		}
		if diff := cmp.Diff(before.Points(), day.Points()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func compile(t *rapid.T, p *optimizer.Problem) *insert.Model {
	model, err := insert.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// fill puts in each stop where it is cheapest, if anywhere.
func fill(model *insert.Model, vehicle int, stops []int) (*insert.Schedule, []int) {
	day := model.Empty(vehicle)
	for _, s := range stops {
		if fit := day.Best(model.Job(s), optimizer.Window{From: optimizer.Always, To: optimizer.Never}); fit.Reason == optimizer.Fits {
			day.Put(fit.Pos, s)
		}
	}
	var order []int
	for pos := range day.Len() {
		order = append(order, day.Stop(pos))
	}
	return day, order
}
