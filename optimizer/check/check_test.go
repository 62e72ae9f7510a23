package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/check"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// sound is a small problem and a plan of it that breaks no rule: vehicle 0 takes a break, serves stop 0, waits, serves stop 1 and
// drives home; vehicle 1 serves stop 2 and ends there. All drives take 10.
func sound() (*optimizer.Problem, *optimizer.Plan) {
	cells := []int32{0, 10, 10, 10, 0, 10, 10, 10, 0}
	m, err := travel.NewMatrix(3, cells, cells)
	if err != nil {
		panic(err)
	}
	p := &optimizer.Problem{
		Locations: 3, Travel: m,
		Weights: optimizer.Weights{NewTechnician: 50, NewShift: 5, Unassigned: 1000},
		Vehicles: []optimizer.Vehicle{
			{
				Technician: "ana", Shift: optimizer.Window{From: 0, To: 200}, Blocked: []optimizer.Window{{From: 60, To: 70}},
				Breaks: []optimizer.Break{{Window: optimizer.Window{From: 0, To: 5}, Duration: 5}},
				Skills: []optimizer.SkillLevel{{Skill: 1, Level: 2}}, Zones: []optimizer.Zone{4},
				Capacity: []int32{3}, MaxStops: 2, Fixed: 100, PerMeter: 2, PerSecond: 1,
			},
			{Technician: "ana", End: optimizer.NoLocation, Shift: optimizer.Window{From: 0, To: 200}, PerMeter: 1},
		},
		Stops: []optimizer.Stop{
			{
				Location: 1, Service: 20, Windows: []optimizer.Window{{From: 0, To: 30}, {From: 90, To: 95}}, Demand: []int32{1},
				Skills: []optimizer.SkillLevel{{Skill: 1, Level: 2}}, Zones: []optimizer.Zone{3, 4}, Allowed: []int{0},
				Previous: &optimizer.Previous{Vehicle: 0, Order: 1, Start: 15}, Pins: optimizer.PinAll,
			},
			{
				Location: 2, Service: 10, Windows: []optimizer.Window{{From: 80, To: 100}}, Demand: []int32{2},
				Previous: &optimizer.Previous{Vehicle: 0, Order: 2}, Pins: optimizer.PinOrder,
			},
			{Location: 1, Service: 5, Forbidden: []int{0}, Previous: &optimizer.Previous{Vehicle: 0}},
			{Location: 1, Priority: 2},
		},
	}
	plan := &optimizer.Plan{
		Routes: []optimizer.Route{
			{
				Vehicle: 0, Leave: 5, End: 100, Breaks: []optimizer.Seconds{0}, HomeTravel: 10, HomeMeters: 10,
				Visits: []optimizer.Visit{
					{Stop: 0, Arrive: 15, Start: 15, Depart: 35, Travel: 10, Meters: 10},
					{Stop: 1, Arrive: 45, Start: 80, Depart: 90, Travel: 10, Meters: 10},
				},
			},
			{Vehicle: 1, End: 15, Visits: []optimizer.Visit{{Stop: 2, Arrive: 10, Start: 10, Depart: 15, Travel: 10, Meters: 10}}},
		},
		Unassigned: []optimizer.Unassigned{{Stop: 3}},
	}
	return p, plan
}

func TestSoundPlanPassesAndItsCostAddsUp(t *testing.T) {
	t.Parallel()
	p, plan := sound()
	if broken := check.Plan(p, plan); broken != nil {
		t.Fatal(broken)
	}
	want := optimizer.Cost{Distance: 3*10*2 + 10, Travel: 30, Fixed: 100, Change: 5, Unassigned: 3000}
	if diff := cmp.Diff(want, check.Cost(p, plan)); diff != "" {
		t.Fatal(diff)
	}
}

func TestEachPlantedViolationIsFound(t *testing.T) {
	t.Parallel()
	type breakIt func(*optimizer.Problem, *optimizer.Plan)
	for name, test := range map[string]struct {
		code  check.Code
		plant breakIt
	}{
		"vehicle out of range":  {check.Malformed, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Vehicle = 9 }},
		"stop out of range":     {check.Malformed, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Visits[0].Stop = -1 }},
		"unassigned off range":  {check.Malformed, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Unassigned[0].Stop = 9 }},
		"empty route":           {check.Malformed, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[1].Visits = nil }},
		"two routes":            {check.Malformed, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Vehicle = 1 }},
		"served and unassigned": {check.ServedTwice, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Unassigned[0].Stop = 0 }},
		"forgotten":             {check.Missing, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Unassigned = nil }},
		"not allowed":           {check.Forbidden, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[0].Allowed = []int{1} }},
		"forbidden":             {check.Forbidden, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[2].Forbidden = []int{1} }},
		"skill too low":         {check.Skill, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].Skills[0].Level = 1 }},
		"skill missing":         {check.Skill, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].Skills = nil }},
		"wrong zone":            {check.Zone, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[0].Zones = []optimizer.Zone{5} }},
		"teleport":              {check.Travel, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Visits[1].Arrive = 36 }},
		"shortened road":        {check.Travel, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].HomeMeters = 1 }},
		"open end moves":        {check.Travel, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[1].End = 20 }},
		"service cut short":     {check.Order, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[1].Visits[0].Depart = 14 }},
		"starts before arrival": {check.Order, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[1].Visits[0].Start = 9 }},
		"late":                  {check.Window, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[1].Windows[0] = optimizer.Window{To: 79} }},
		"leaves early":          {check.Shift, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].Shift.From = 6 }},
		"home late":             {check.Shift, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].Shift.To = 99 }},
		"works while blocked":   {check.Blocked, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].Blocked[0].To = 81 }},
		"leaves while blocked":  {check.Blocked, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].Blocked[0].From = 35 }},
		"no break":              {check.Break, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Breaks = nil }},
		"break too late":        {check.Break, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Breaks[0] = 50 }},
		"break while driving":   {check.Break, func(_ *optimizer.Problem, x *optimizer.Plan) { x.Routes[0].Breaks[0] = 3 }},
		"overload":              {check.Capacity, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[1].Demand[0] = 3 }},
		"part not carried":      {check.Capacity, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[1].Demand = []int32{0, 1} }},
		"too many stops":        {check.MaxStops, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Vehicles[0].MaxStops = 1 }},
		"other technician": {check.PinnedTechnician, func(p *optimizer.Problem, _ *optimizer.Plan) {
			p.Stops[2].Pins, p.Vehicles[1].Technician = optimizer.PinTechnician, "ben"
		}},
		"other shift": {check.PinnedShift, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[2].Pins = optimizer.PinShift }},
		"other order": {check.PinnedOrder, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[1].Previous.Order = 0 }},
		"other time":  {check.PinnedTime, func(p *optimizer.Problem, _ *optimizer.Plan) { p.Stops[0].Previous.Start = 16 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, plan := sound()
			test.plant(p, plan)
			for _, v := range check.Plan(p, plan) {
				if v.Code == test.code {
					return
				}
			}
			t.Fatalf("no %s in %v", test.code, check.Plan(p, plan))
		})
	}
}
