package insert

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Model is a problem compiled for speed. It does not change and is safe for concurrent use.
type Model struct {
	problem  *optimizer.Problem
	vehicles []vehicle
	jobs     []Job
}

// Compile checks the problem and prepares it. The problem must not be changed afterwards.
func Compile(p *optimizer.Problem) (*Model, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &Model{problem: p, vehicles: make([]vehicle, len(p.Vehicles)), jobs: make([]Job, len(p.Stops))}
	modes := make([]*legs, len(p.Modes)+1)
	for i := range modes {
		if t := p.TravelOf(i); t != nil {
			modes[i] = newLegs(t)
		}
	}
	for i := range p.Vehicles {
		if n := len(p.Vehicles[i].Breaks); n > MaxBreaks {
			return nil, fmt.Errorf("vehicle %d (%.40q): %d breaks, at most %d are supported", i, p.Vehicles[i].ID, n, MaxBreaks)
		}
		m.vehicles[i] = compileVehicle(&p.Vehicles[i], modes[p.Vehicles[i].Mode])
	}
	for i := range p.Stops {
		m.jobs[i] = compileJob(p, &p.Stops[i], i)
	}
	return m, nil
}

// Problem is what the model was compiled from.
func (m *Model) Problem() *optimizer.Problem { return m.problem }

// Job is the compiled form of a stop of the problem.
func (m *Model) Job(stop int) *Job { return &m.jobs[stop] }

// Candidate compiles a stop that is not in the problem, to be tried but not inserted. Its location must be one the problem's
// Travel knows; it may lie past Problem.Locations when the Travel knows more.
func (m *Model) Candidate(stop optimizer.Stop) (*Job, error) {
	known := optimizer.Problem{
		Vehicles: m.problem.Vehicles, Stops: []optimizer.Stop{stop},
		Locations: max(m.problem.Locations, stop.Location+1), Travel: m.problem.Travel, Modes: m.problem.Modes,
	}
	if err := known.ValidateStops(); err != nil {
		return nil, err
	}
	for _, mode := range append([]optimizer.Travel{m.problem.Travel}, m.problem.Modes...) {
		if sized, ok := mode.(interface{ Locations() int }); ok && stop.Location >= sized.Locations() {
			return nil, fmt.Errorf("location %d of the candidate is not one of %d", stop.Location, sized.Locations())
		}
	}
	job := compileJob(m.problem, &stop, NotInProblem)
	return &job, nil
}

// NotInProblem is the Index of a candidate.
const NotInProblem = -1
