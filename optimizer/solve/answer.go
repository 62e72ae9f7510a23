package solve

import (
	"encoding/json"
	"strconv"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Answer is what `chasqui solve` prints, one JSON object.
type Answer struct {
	// Feasible says that every hard rule holds, by the independent checker, and that no stop without a penalty of its own is left
	// out.
	Feasible bool `json:"feasible"`
	// Vehicles is how many are used.
	Vehicles int `json:"vehicles"`
	// Distance has one decimal: in the unit of a Solomon file, in kilometres for a day plan.
	Distance json.Number `json:"distance"`
	// Unassigned is how many stops are left out; LeftOut names them.
	Unassigned int `json:"unassigned"`
	// Routes are the ids of the stops in driving order, as they stand in the file.
	Routes [][]json.RawMessage `json:"routes"`
	// MS is the wall time in milliseconds.
	MS int64 `json:"ms"`
	// LeftOut gives, for each stop left out, how many vehicles refused it for which reason.
	LeftOut []LeftOut `json:"left_out,omitempty"`
}

// LeftOut is a stop that no route serves.
type LeftOut struct {
	ID      json.RawMessage `json:"id"`
	Reasons map[string]int  `json:"reasons"`
}

// Answer puts a result into the words of the file.
func (in *Instance) Answer(r Result) Answer {
	a := Answer{
		Feasible: len(r.Violations) == 0, Vehicles: len(r.Plan.Routes), Unassigned: len(r.Plan.Unassigned),
		Routes: [][]json.RawMessage{}, MS: r.Elapsed.Milliseconds(),
	}
	meters := int64(0)
	for _, route := range r.Plan.Routes {
		ids := make([]json.RawMessage, 0, len(route.Visits))
		for _, visit := range route.Visits {
			ids = append(ids, in.labels[visit.Stop])
			meters += int64(visit.Meters)
		}
		meters += int64(route.HomeMeters)
		a.Routes = append(a.Routes, ids)
	}
	a.Distance = json.Number(strconv.FormatFloat(float64(meters)/in.scale, 'f', 1, 64))
	for _, u := range r.Plan.Unassigned {
		if in.Problem.Stops[u.Stop].Penalty == 0 {
			a.Feasible = false
		}
		left := LeftOut{ID: in.labels[u.Stop], Reasons: map[string]int{}}
		for reason, n := range u.Reasons {
			if n > 0 {
				left.Reasons[optimizer.Reason(reason).String()] = n
			}
		}
		a.LeftOut = append(a.LeftOut, left)
	}
	return a
}
