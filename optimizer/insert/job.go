package insert

import (
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Job is a compiled stop. The zero value is not usable; Model.Job and Model.Candidate make them.
type Job struct {
	stop     *optimizer.Stop
	index    int32
	location int32
	// from and to are the only window, or the hull of all when windows is not nil.
	from, to int32
	windows  []optimizer.Window
	service  int32
	byClass  []optimizer.Seconds
	demand   []int32
	penalty  int64
	pins     optimizer.Pins
	previous *optimizer.Previous
}

// Index is the stop's index in the problem, or NotInProblem.
func (j *Job) Index() int { return int(j.index) }

// Penalty is the price of leaving the stop out.
func (j *Job) Penalty() int64 { return j.penalty }

// Window is the hull of the stop's windows.
func (j *Job) Window() optimizer.Window {
	return optimizer.Window{From: optimizer.Seconds(j.from), To: optimizer.Seconds(j.to)}
}

// Fixed says whether the stop must not be taken out of its route, because its order there is pinned.
func (j *Job) Fixed() bool { return j.pins.Has(optimizer.PinOrder) }

func compileJob(p *optimizer.Problem, s *optimizer.Stop, index int) Job {
	j := Job{
		stop: s, index: int32(index), location: int32(s.Location), from: always, to: never,
		service: int32(s.Service), byClass: s.ServiceByClass, demand: s.Demand,
		penalty: int64(p.Weights.PenaltyOf(s)), pins: s.Pinned(), previous: s.Previous,
	}
	if n := len(s.Windows); n > 0 {
		j.from, j.to = int32(s.Windows[0].From), int32(s.Windows[n-1].To)
		if n > 1 {
			j.windows = s.Windows
		}
	}
	if j.pins.Has(optimizer.PinTime) {
		j.pinTime(s.Previous.Start)
	}
	return j
}

// pinTime narrows the windows to one instant; when that lies outside them nothing remains.
func (j *Job) pinTime(at optimizer.Seconds) {
	allowed := j.from <= int32(at) && int32(at) <= j.to
	if j.windows != nil {
		allowed = false
		for _, w := range j.windows {
			allowed = allowed || w.Holds(at)
		}
	}
	j.windows = nil
	j.from, j.to = int32(at), int32(at)
	if !allowed {
		j.from, j.to = never, always
	}
}

func (j *Job) serviceFor(class int) int32 {
	if class < len(j.byClass) {
		return int32(j.byClass[class])
	}
	return j.service
}

// open is the first instant from t on that lies in a window, or never.
func (j *Job) open(t int32) int32 {
	s := max(t, j.from)
	if s > j.to {
		return never
	}
	for _, w := range j.windows {
		if s <= int32(w.To) {
			return max(s, int32(w.From))
		}
	}
	return s
}

// shut is the last instant up to t that lies in a window, or always.
func (j *Job) shut(t int32) int32 {
	s := min(t, j.to)
	if s < j.from {
		return always
	}
	for i := len(j.windows) - 1; i >= 0; i-- {
		if w := j.windows[i]; s >= int32(w.From) {
			return min(s, int32(w.To))
		}
	}
	return s
}
