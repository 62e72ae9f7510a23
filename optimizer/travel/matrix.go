package travel

import (
	"fmt"
	"math"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Matrix is a dense table of all pairs: lengths, and either times or, with a clock, work that the clock turns into times. 8
// bytes a pair, 4 when lengths and times are the same numbers. Safe for concurrent use; it never changes.
type Matrix struct {
	n      int
	meters []int32
	// work is seconds when clock is nil.
	work     []int32
	overhead optimizer.Seconds
	clock    *Clock
}

var (
	_ optimizer.Backward = (*Matrix)(nil)
	_ optimizer.Static   = (*Matrix)(nil)
)

// NewMatrix takes row-major tables of n x n: meters, and seconds that hold at any hour. They are kept, not copied, and may be
// the same slice.
func NewMatrix(n int, meters, seconds []int32) (*Matrix, error) {
	return NewTimedMatrix(n, meters, seconds, nil)
}

// NewTimedMatrix takes work instead of seconds, in the unit of the clock's speeds: with seconds of an empty road as work, the
// speeds are shares of the free flow.
func NewTimedMatrix(n int, meters, work []int32, clock *Clock) (*Matrix, error) {
	if n < 0 || len(meters) != n*n || len(work) != n*n {
		return nil, fmt.Errorf("matrix of %d locations needs %d cells, has %d and %d", n, n*n, len(meters), len(work))
	}
	for i := range work {
		if work[i] < 0 || meters[i] < 0 || (clock == nil && work[i] > int32(optimizer.Never)) {
			return nil, fmt.Errorf("matrix cell %d is out of range", i)
		}
	}
	return &Matrix{n: n, meters: meters, work: work, clock: clock}, nil
}

// Dense is t as a Matrix over n locations, or nil when t is time dependent in a way of its own. A Road keeps its clock, any other
// Travel must be Static.
func Dense(t optimizer.Travel, n int) *Matrix {
	if m, ok := t.(*Matrix); ok {
		return m
	}
	if r, ok := t.(*Road); ok {
		return r.dense(n)
	}
	if s, ok := t.(optimizer.Static); !ok || !s.Static() {
		return nil
	}
	m := &Matrix{n: n, meters: make([]int32, n*n), work: make([]int32, n*n)}
	for i := range n {
		for j := range n {
			m.meters[i*n+j] = int32(t.Meters(i, j))
			m.work[i*n+j] = int32(t.Seconds(i, j, 0))
		}
	}
	return m
}

func (r *Road) dense(n int) *Matrix {
	m := &Matrix{n: n, meters: make([]int32, n*n), work: make([]int32, n*n), overhead: r.overhead, clock: r.clock}
	static := r.Static()
	if static {
		m.clock, m.overhead = nil, 0
	}
	for i := range n {
		for j := range n {
			m.meters[i*n+j] = int32(r.Meters(i, j))
			if static {
				m.work[i*n+j] = int32(r.Seconds(i, j, 0))
			} else {
				m.work[i*n+j] = r.centimetres(i, j)
			}
		}
	}
	return m
}

// Locations is the size of the table.
func (m *Matrix) Locations() int { return m.n }

// Static says whether times ignore the hour.
func (m *Matrix) Static() bool { return m.clock == nil }

// Mirrored says whether every way back is as long, and takes as long, as the way there. It looks at all pairs.
func (m *Matrix) Mirrored() bool {
	for i := range m.n {
		for j := range i {
			a, b := i*m.n+j, j*m.n+i
			if m.work[a] != m.work[b] || m.meters[a] != m.meters[b] {
				return false
			}
		}
	}
	return true
}

// Tables are the row-major tables of meters and, for a Static matrix, seconds. They must not be changed.
func (m *Matrix) Tables() (meters, seconds []int32) { return m.meters, m.work }

// Meters is the cell of the table.
func (m *Matrix) Meters(from, to int) optimizer.Meters {
	return optimizer.Meters(m.meters[from*m.n+to])
}

// Seconds is the cell of the table, driven by the clock if there is one.
func (m *Matrix) Seconds(from, to int, depart optimizer.Seconds) optimizer.Seconds {
	work := m.work[from*m.n+to]
	if m.clock == nil {
		return optimizer.Seconds(work)
	}
	if from == to {
		return 0
	}
	return m.clock.Arrive(depart, work) - depart + m.overhead
}

// Latest is the inverse of Seconds.
func (m *Matrix) Latest(from, to int, arrive optimizer.Seconds) optimizer.Seconds {
	work := m.work[from*m.n+to]
	if m.clock == nil {
		return arrive - optimizer.Seconds(work)
	}
	if from == to {
		return arrive
	}
	return m.clock.Latest(arrive-m.overhead, work)
}

// XY is a point of the plane.
type XY struct{ X, Y float64 }

// Plane is the Euclidean matrix of the points with the rounding of the 12th DIMACS challenge for VRPTW when scale is 10: lengths
// times scale, truncated. Times equal lengths.
func Plane(points []XY, scale float64) *Matrix {
	n := len(points)
	cells := make([]int32, n*n)
	for i, a := range points {
		for j, b := range points {
			cells[i*n+j] = int32(min(math.Sqrt((a.X-b.X)*(a.X-b.X)+(a.Y-b.Y)*(a.Y-b.Y))*scale, float64(optimizer.Never)))
		}
	}
	return &Matrix{n: n, meters: cells, work: cells}
}
