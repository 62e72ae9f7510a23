package search

import (
	"context"
	"math"
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

// terrain is what every walker reads and none changes.
type terrain struct {
	model   *insert.Model
	problem *optimizer.Problem
	jobs    []*insert.Job
	// suited lists, for each stop, the vehicles that could ever serve it; suits is the same as bits, words to a stop.
	suited [][]int32
	suits  []uint64
	words  int
	// class groups vehicles that differ in nothing, so that only one empty one of each needs to be tried.
	class   []int32
	classes int
	// near lists, for each stop, the stops around it, nearest first, itself at the head.
	near [][]int32
	// far is the distance from the fleet's starts.
	far []int32
	// movable are the stops that may be taken out of their routes.
	movable []int32
}

// nearest is how many neighbours of a stop a ruin may reach.
const nearest = 200

func survey(ctx context.Context, m *insert.Model) *terrain {
	p := m.Problem()
	t := &terrain{model: m, problem: p, words: (len(p.Vehicles) + 63) / 64}
	for s := range p.Stops {
		t.jobs = append(t.jobs, m.Job(s))
		if !t.jobs[s].Fixed() {
			t.movable = append(t.movable, int32(s))
		}
	}
	t.classify()
	t.suit()
	t.near = neighbors(ctx, p)
	t.far = distances(p)
	return t
}

// suit fills suited and suits; vehicles of one class share the work.
func (t *terrain) suit() {
	t.suits = make([]uint64, len(t.jobs)*t.words)
	verdict := make([]bool, t.classes)
	for s, j := range t.jobs {
		known := int32(-1)
		var list []int32
		for v := range t.problem.Vehicles {
			c := t.class[v]
			if c > known {
				known = c
				verdict[c] = t.model.Possible(v, j) == optimizer.Fits
			}
			if verdict[c] {
				list = append(list, int32(v))
				t.suits[s*t.words+v/64] |= 1 << (v % 64)
			}
		}
		t.suited = append(t.suited, list)
	}
}

func (t *terrain) may(stop, vehicle int32) bool {
	return t.suits[int(stop)*t.words+int(vehicle>>6)]>>(vehicle&63)&1 != 0
}

// classify numbers classes in the order of their first vehicle.
func (t *terrain) classify() {
	p := t.problem
	t.class = make([]int32, len(p.Vehicles))
	personal := slices.ContainsFunc(p.Stops, func(s optimizer.Stop) bool {
		return s.Previous != nil || len(s.Allowed) > 0 || len(s.Forbidden) > 0
	})
	var first []int
	for v := range p.Vehicles {
		c := -1
		if !personal {
			c = slices.IndexFunc(first, func(f int) bool { return alike(&p.Vehicles[f], &p.Vehicles[v]) })
		}
		if c < 0 {
			c = len(first)
			first = append(first, v)
		}
		t.class[v] = int32(c)
	}
	t.classes = len(first)
}

func alike(a, b *optimizer.Vehicle) bool {
	return a.Start == b.Start && a.End == b.End && a.Shift == b.Shift &&
		a.MaxStops == b.MaxStops && a.Class == b.Class && a.Mode == b.Mode &&
		a.Fixed == b.Fixed && a.PerMeter == b.PerMeter && a.PerSecond == b.PerSecond &&
		(a.Capacity == nil) == (b.Capacity == nil) && slices.Equal(a.Capacity, b.Capacity) &&
		slices.Equal(a.Blocked, b.Blocked) && slices.Equal(a.Breaks, b.Breaks) &&
		slices.Equal(a.Skills, b.Skills) && slices.Equal(a.Zones, b.Zones)
}

// neighbors sorts, for each stop, the others by distance and keeps the nearest. A pair is one number, the distance above the
// stop, because plain numbers sort several times faster.
func neighbors(ctx context.Context, p *optimizer.Problem) [][]int32 {
	near := make([][]int32, len(p.Stops))
	others := make([]uint64, 0, len(p.Stops))
	for s := range p.Stops {
		near[s] = []int32{int32(s)}
		if s%16 == 0 && ctx.Err() != nil {
			continue
		}
		others = others[:0]
		for o := range p.Stops {
			if o != s {
				meters := max(p.Travel.Meters(p.Stops[s].Location, p.Stops[o].Location), 0)
				others = append(others, uint64(meters)<<32|uint64(o))
			}
		}
		slices.Sort(others)
		for _, o := range others[:min(len(others), nearest)] {
			near[s] = append(near[s], int32(o&math.MaxUint32))
		}
	}
	return near
}

// distances is how far each stop is from the nearest of the first few starts.
func distances(p *optimizer.Problem) []int32 {
	far := make([]int32, len(p.Stops))
	for s := range p.Stops {
		for v := range p.Vehicles[:min(len(p.Vehicles), 32)] {
			d := int32(p.Travel.Meters(p.Vehicles[v].Start, p.Stops[s].Location))
			if v == 0 || d < far[s] {
				far[s] = d
			}
		}
	}
	return far
}
