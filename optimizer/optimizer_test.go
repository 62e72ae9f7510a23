package optimizer_test

import (
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// still is a Travel in which everything is at one place.
type still struct{}

func (still) Seconds(int, int, optimizer.Seconds) optimizer.Seconds { return 0 }
func (still) Meters(int, int) optimizer.Meters                      { return 0 }

func valid() *optimizer.Problem {
	return &optimizer.Problem{
		Locations: 2, Travel: still{},
		Vehicles: []optimizer.Vehicle{{ID: "ana", Shift: optimizer.Window{From: 0, To: 10}}},
		Stops:    []optimizer.Stop{{ID: "a", Location: 1}},
	}
}

func TestValidateNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	if err := valid().Validate(); err != nil {
		t.Fatal(err)
	}
	for says, spoil := range map[string]func(*optimizer.Problem){
		"no travel":                   func(p *optimizer.Problem) { p.Travel = nil },
		"mode 1 has no travel":        func(p *optimizer.Problem) { p.Modes = []optimizer.Travel{nil} },
		"start location 2":            func(p *optimizer.Problem) { p.Vehicles[0].Start = 2 },
		"end location -2":             func(p *optimizer.Problem) { p.Vehicles[0].End = -2 },
		"mode 1 is not":               func(p *optimizer.Problem) { p.Vehicles[0].Mode = 1 },
		"class -1":                    func(p *optimizer.Problem) { p.Vehicles[0].Class = -1 },
		"stop limit -1":               func(p *optimizer.Problem) { p.Vehicles[0].MaxStops = -1 },
		"a price is negative":         func(p *optimizer.Problem) { p.Vehicles[0].PerMeter = -1 },
		"shift: window 11..10":        func(p *optimizer.Problem) { p.Vehicles[0].Shift.From = 11 },
		"overlap or are not in order": func(p *optimizer.Problem) { p.Vehicles[0].Blocked = []optimizer.Window{{To: 5}, {From: 5, To: 6}} },
		"break of -1 seconds":         func(p *optimizer.Problem) { p.Vehicles[0].Breaks = []optimizer.Break{{Duration: -1}} },
		`vehicle 0 ("ana")`:           func(p *optimizer.Problem) { p.Vehicles[0].Start = -1 },
		`stop 0 ("a"): location 9`:    func(p *optimizer.Problem) { p.Stops[0].Location = 9 },
		"penalty -1":                  func(p *optimizer.Problem) { p.Stops[0].Penalty = -1 },
		"service of -1 seconds":       func(p *optimizer.Problem) { p.Stops[0].ServiceByClass = []optimizer.Seconds{-1} },
		"demand -1":                   func(p *optimizer.Problem) { p.Stops[0].Demand = []int32{-1} },
		"vehicle 1 is not one of 1":   func(p *optimizer.Problem) { p.Stops[0].Allowed = []int{1} },
		"previous vehicle 1":          func(p *optimizer.Problem) { p.Stops[0].Previous = &optimizer.Previous{Vehicle: 1} },
		"is out of range":             func(p *optimizer.Problem) { p.Stops[0].Windows = []optimizer.Window{{To: optimizer.Never + 1}} },
		"a weight is above":           func(p *optimizer.Problem) { p.Weights.NewShift = 1 << 60 },
		"a price is above":            func(p *optimizer.Problem) { p.Vehicles[0].Fixed = 1 << 60 },
		"a weight is negative":        func(p *optimizer.Problem) { p.Weights.NewShift = -1 },
	} {
		p := valid()
		spoil(p)
		if err := p.Validate(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}

func TestReasonsHaveDistinctStableCodes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{"unknown": true, "": true}
	for r := optimizer.Fits; r < optimizer.ReasonCount; r++ {
		if seen[r.String()] {
			t.Errorf("reason %d is called %q", r, r)
		}
		seen[r.String()] = true
	}
	if got := optimizer.ReasonCount.String(); got != "unknown" {
		t.Errorf("a reason out of range is called %q", got)
	}
}

func TestTallyTellsTheMostFrequentAndTheNearestMiss(t *testing.T) {
	t.Parallel()
	var tally optimizer.Tally
	if tally.Top() != optimizer.Fits || tally.Nearest() != optimizer.Fits {
		t.Error("an empty tally gives a reason")
	}
	tally[optimizer.LacksSkill], tally[optimizer.Neighbors] = 50, 1
	if tally.Top() != optimizer.LacksSkill || tally.Nearest() != optimizer.Neighbors {
		t.Errorf("top %v, nearest %v", tally.Top(), tally.Nearest())
	}
}

func TestCostTermsAddUp(t *testing.T) {
	t.Parallel()
	a := optimizer.Cost{Distance: 1, Travel: 20, Fixed: 300, Change: 4000, Unassigned: 50000}
	if a.Total() != 54321 || a.Plus(a).Minus(a) != a {
		t.Errorf("%+v is %d", a, a.Total())
	}
}
