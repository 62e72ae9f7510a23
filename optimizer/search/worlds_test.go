package search_test

import (
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// draw makes a small problem with most rules on. Travel is a plane, so that it obeys the triangle inequality; with a clock it
// depends on the hour.
func draw(t *rapid.T, vehicles, stops int, clock *travel.Clock) *optimizer.Problem {
	number := func(label string, low, high int) int { return rapid.IntRange(low, high).Draw(t, label) }
	points := make([]travel.XY, stops+2)
	for i := range points {
		points[i] = travel.XY{X: float64(number("x", 0, 40)), Y: float64(number("y", 0, 40))}
	}
	p := &optimizer.Problem{
		Locations: len(points), Travel: timed(t, points, clock),
		Weights: optimizer.Weights{Unassigned: optimizer.Units(number("unassigned", 50, 400)), NewTechnician: 20, NewShift: 5},
	}
	for range vehicles {
		p.Vehicles = append(p.Vehicles, vehicle(number))
	}
	for i := range stops {
		p.Stops = append(p.Stops, stop(number, i+2, vehicles))
	}
	return p
}

func timed(t *rapid.T, points []travel.XY, clock *travel.Clock) optimizer.Travel {
	cells, _ := travel.Plane(points, 1).Tables()
	m, err := travel.NewTimedMatrix(len(points), cells, cells, clock)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func vehicle(number func(string, int, int) int) optimizer.Vehicle {
	v := optimizer.Vehicle{
		Start: number("start", 0, 1), End: number("end", -1, 1), Fixed: optimizer.Units(number("fixed", 0, 60)), PerMeter: 1,
		PerSecond: optimizer.Units(number("second", 0, 2)), Capacity: []int32{int32(number("capacity", 3, 9))},
		Shift:  optimizer.Window{From: optimizer.Seconds(number("from", 0, 40)), To: optimizer.Seconds(number("to", 120, 320))},
		Skills: []optimizer.SkillLevel{{Skill: 0, Level: number("has", 0, 2)}},
	}
	if number("blocked", 0, 2) == 0 {
		v.Blocked = []optimizer.Window{{From: 90, To: 105}}
	}
	if number("break", 0, 2) == 0 {
		v.Breaks = []optimizer.Break{{Window: optimizer.Window{From: 60, To: 140}, Duration: 15}}
	}
	return v
}

func stop(number func(string, int, int) int, location, vehicles int) optimizer.Stop {
	from := optimizer.Seconds(number("open", 0, 200))
	s := optimizer.Stop{
		Location: location, Service: optimizer.Seconds(number("service", 0, 20)), Demand: []int32{int32(number("demand", 0, 3))},
		Windows: []optimizer.Window{{From: from, To: from + optimizer.Seconds(number("width", 10, 150))}},
		Skills:  []optimizer.SkillLevel{{Skill: 0, Level: number("needs", 0, 2)}},
	}
	if number("known", 0, 3) == 0 {
		s.Previous = &optimizer.Previous{Vehicle: number("was", 0, vehicles-1), Order: number("order", 0, 5), Start: s.Windows[0].From + 5}
		s.Pins = optimizer.Pins(number("pins", 0, int(optimizer.PinAll)))
	}
	return s
}
