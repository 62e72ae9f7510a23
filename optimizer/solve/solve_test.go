package solve_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
	"github.com/chasqui-fsm/chasqui/optimizer/solve"
)

// short is a pace of 1600 iterations, which takes a fraction of a second.
func short() []int { return slices.Repeat([]int{8}, 200) }

func read(t *testing.T, name string) *solve.Instance {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in, err := solve.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestSolomonInstancesAreSolvedNearTheirBestKnownDistance(t *testing.T) {
	t.Parallel()
	for name, best := range map[string]float64{"R101.txt": 1637.7, "C204.txt": 588.1, "RC206.txt": 1051.1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := read(t, name)
			result, err := solve.Solve(t.Context(), &in.Problem, solve.Options{Seed: 1, Threads: 2, Pace: short()})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Violations) > 0 {
				t.Fatal(result.Violations)
			}
			answer := in.Answer(result)
			distance, err := answer.Distance.Float64()
			if err != nil || !answer.Feasible || answer.Unassigned != 0 {
				t.Fatalf("%+v", answer)
			}
			if distance < best || distance > best*1.05 {
				t.Errorf("distance %v, best known %v", distance, best)
			}
			visitedOnce(t, answer, 100)
		})
	}
}

func visitedOnce(t *testing.T, answer solve.Answer, customers int) {
	t.Helper()
	var ids []int
	for _, route := range answer.Routes {
		for _, raw := range route {
			id, err := strconv.Atoi(string(raw))
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for i := range customers {
		if len(ids) != customers || ids[i] != i+1 {
			t.Fatalf("customers served: %v", ids)
		}
	}
}

func TestFleetObjectiveUsesNoMoreVehicles(t *testing.T) {
	t.Parallel()
	in := read(t, "RC206.txt")
	used := map[solve.Objective]int{}
	for _, objective := range []solve.Objective{solve.Distance, solve.Fleet} {
		result, err := solve.Solve(t.Context(), &in.Problem, solve.Options{Threads: 1, Pace: short(), Objective: objective})
		if err != nil {
			t.Fatal(err)
		}
		used[objective] = len(result.Plan.Routes)
	}
	if used[solve.Fleet] >= used[solve.Distance] {
		t.Errorf("%v", used)
	}
}

func TestBudgetIsKeptAndThePaceRepeatsTheRun(t *testing.T) {
	t.Parallel()
	in := read(t, "R101.txt")
	result, err := solve.Solve(t.Context(), &in.Problem, solve.Options{Seed: 4, Threads: 2, Budget: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if result.Status != solve.Finished || result.Elapsed > 5*time.Second {
		t.Fatalf("%s after %s", result.Status, result.Elapsed)
	}
	again, err := solve.Solve(t.Context(), &in.Problem, solve.Options{Seed: 4, Threads: 2, Pace: result.Pace})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(result.Plan, again.Plan); diff != "" {
		t.Fatal(diff)
	}
}

func TestCancelledSolveAnswersAFeasiblePlan(t *testing.T) {
	t.Parallel()
	in := read(t, "R101.txt")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	result, err := solve.Solve(ctx, &in.Problem, solve.Options{Budget: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if result.Status != solve.Cancelled || len(result.Violations) > 0 {
		t.Fatalf("%s %v", result.Status, result.Violations)
	}
}

func TestEmptyAndHopelessProblemsAreAnswered(t *testing.T) {
	t.Parallel()
	in := read(t, "R101.txt")
	for name, p := range map[string]optimizer.Problem{
		"nothing":     {},
		"no vehicles": {Stops: in.Problem.Stops, Locations: in.Problem.Locations, Travel: in.Problem.Travel},
		"no stops":    {Vehicles: in.Problem.Vehicles, Locations: in.Problem.Locations, Travel: in.Problem.Travel},
	} {
		result, err := solve.Solve(t.Context(), &p, solve.Options{Pace: []int{10, 10}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if broken := check.Plan(&p, &result.Plan); broken != nil {
			t.Errorf("%s: %v", name, broken)
		}
	}
}

const santiago = `{
  "name": "Santiago",
  "profile": {"detour": 1.3, "overhead_seconds": 60, "speeds": [{"hour": 0, "kmh": 30}, {"hour": 7.5, "kmh": 20}, {"hour": 10, "kmh": 28}]},
  "technicians": [
    {"id": "ana", "home": {"lat": -33.45, "lng": -70.66}, "shift": ["08:00", "18:00"], "skills": {"gas": 2},
     "breaks": [{"window": ["12:00", "15:00"], "minutes": 45}], "max_stops": 8},
    {"id": 2, "home": {"lat": -33.40, "lng": -70.58}, "open_end": true, "shift": ["09:00", "17:30"], "skills": ["washer"],
     "blocked": [["13:00", "14:00"]]}
  ],
  "stops": [
    {"id": 1, "lat": -33.42, "lng": -70.60, "windows": [["09:00", "13:00"]], "service_minutes": 45, "skills": {"gas": 2}},
    {"id": "b", "lat": -33.43, "lng": -70.62, "windows": [["09:00", "11:00"], ["15:00", "17:00"]], "service_minutes": 60, "skills": ["washer"]},
    {"id": "c", "lat": -33.44, "lng": -70.61, "service_minutes": 30, "technician": 2},
    {"id": "d", "lat": -33.44, "lng": -70.61, "service_minutes": 30, "skills": {"gas": 3}, "penalty": 500}
  ]
}`

func TestDayPlanIsSolvedInTheWordsOfItsFile(t *testing.T) {
	t.Parallel()
	in, err := solve.Parse([]byte(santiago))
	if err != nil {
		t.Fatal(err)
	}
	result, err := solve.Solve(t.Context(), &in.Problem, solve.Options{Threads: 1, Pace: short()})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Violations) > 0 {
		t.Fatal(result.Violations)
	}
	answer := in.Answer(result)
	answer.MS = 7
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"feasible":true,"vehicles":2,"distance":25.2,"unassigned":1,"routes":[[1],["b","c"]],"ms":7,` +
		`"left_out":[{"id":"d","reasons":{"skill":2}}]}`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Fatal(diff)
	}
}
