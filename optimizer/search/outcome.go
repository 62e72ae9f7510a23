package search

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// outcome writes out the best plan.
func (r *run) outcome(cancelled bool) Outcome {
	best := r.best()
	var days []*insert.Schedule
	for v, stops := range best.best.routes {
		day := r.terrain.model.Empty(v)
		if len(stops) > 0 {
			day.Assign(stops)
		}
		days = append(days, day)
	}
	return Outcome{
		Plan: r.terrain.model.Plan(days), Price: optimizer.Units(best.best.price),
		Pace: r.pace, Iterations: r.done, Cancelled: cancelled,
	}
}

// report tells how far the run is.
func (r *run) report(share float64) {
	if r.Progress == nil {
		return
	}
	best := r.best()
	p := Progress{Share: share, Iterations: r.done, Price: optimizer.Units(best.best.price), Unassigned: len(r.terrain.jobs)}
	for _, stops := range best.best.routes {
		p.Unassigned -= len(stops)
		if len(stops) > 0 {
			p.Vehicles++
		}
	}
	r.Progress(p)
}
