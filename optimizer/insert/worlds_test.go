package insert_test

import (
	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// world draws a small crowded problem: times within about 0..200, so that every rule bites.
type world struct {
	t         *rapid.T
	locations int
	breaks    bool
	timed     bool
}

func (w world) draw(stops int) *optimizer.Problem {
	p := &optimizer.Problem{
		Locations: w.locations, Travel: w.travel(),
		Weights: optimizer.Weights{NewTechnician: 7, NewShift: 3},
	}
	for range 2 {
		p.Vehicles = append(p.Vehicles, w.vehicle())
	}
	for range stops {
		p.Stops = append(p.Stops, w.stop())
	}
	return p
}

func (w world) int(label string, low, high int) int {
	return rapid.IntRange(low, high).Draw(w.t, label)
}

func (w world) travel() optimizer.Travel {
	n := w.locations
	meters, work := make([]int32, n*n), make([]int32, n*n)
	for i := range n {
		for j := range n {
			if i != j {
				meters[i*n+j] = int32(w.int("meters", 0, 30))
				work[i*n+j] = int32(w.int("work", 0, 25))
			}
		}
	}
	var clock *travel.Clock
	if w.timed {
		var err error
		clock, err = travel.NewClock(100, []travel.Step{{From: 0, Speed: 2}, {From: 30, Speed: 1}, {From: 50, Speed: 3}})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	m, err := travel.NewTimedMatrix(n, meters, work, clock)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w world) vehicle() optimizer.Vehicle {
	v := optimizer.Vehicle{
		Technician: "ana", Start: 0, End: w.int("end", -1, 1),
		Shift: optimizer.Window{From: optimizer.Seconds(w.int("from", 0, 30)), To: optimizer.Seconds(w.int("to", 80, 200))},
		Fixed: 11, PerMeter: 2, PerSecond: optimizer.Units(w.int("price", 0, 3)), Capacity: []int32{9},
	}
	v.Blocked = w.windows("blocked", 2, 12)
	if w.breaks {
		for range w.int("breaks", 1, 2) {
			from := w.int("break", 0, 150)
			v.Breaks = append(v.Breaks, optimizer.Break{
				Window:   optimizer.Window{From: optimizer.Seconds(from), To: optimizer.Seconds(from + w.int("slack", 0, 60))},
				Duration: optimizer.Seconds(w.int("rest", 0, 20)),
			})
		}
	}
	return v
}

func (w world) stop() optimizer.Stop {
	return optimizer.Stop{
		Location: w.int("location", 0, w.locations-1), Windows: w.windows("window", 3, 60),
		Service: optimizer.Seconds(w.int("service", 0, 15)), Demand: []int32{int32(w.int("demand", 0, 3))},
	}
}

// windows draws up to most windows, in order and apart.
func (w world) windows(label string, most, longest int) []optimizer.Window {
	var out []optimizer.Window
	at := 0
	for range w.int(label+"s", 0, most) {
		from := at + w.int(label+" gap", 1, 60)
		at = from + w.int(label+" length", 0, longest)
		out = append(out, optimizer.Window{From: optimizer.Seconds(from), To: optimizer.Seconds(at)})
	}
	return out
}
