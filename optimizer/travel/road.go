package travel

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Point is a place on earth, in degrees (WGS 84).
type Point struct {
	Lat, Lng float64
}

// Road drives straight lines stretched by a profile's detour at the profile's speeds. It answers in about 30 ns and keeps no
// matrix, so that a new address costs nothing: Add makes it known to everything that already uses the Road. Safe for concurrent
// use; what it has answered never changes.
type Road struct {
	points   atomic.Pointer[[]vector]
	adding   sync.Mutex
	detour   float64
	overhead optimizer.Seconds
	clock    *Clock
}

var (
	_ optimizer.Backward = (*Road)(nil)
	_ optimizer.Static   = (*Road)(nil)
)

// vector is a point on the unit sphere.
type vector struct{ x, y, z float64 }

// earthDiameter in centimetres, from the mean radius of the IUGG, 6371.0088 km.
const earthDiameter = 2 * 637_100_880.0

// NewRoad knows the points as locations 0, 1, ... It fails on a point off the earth or a profile that makes no sense.
func NewRoad(points []Point, profile Profile) (*Road, error) {
	clock, err := profile.clock()
	if err != nil {
		return nil, fmt.Errorf("profile: %w", err)
	}
	known, err := vectors(points)
	if err != nil {
		return nil, err
	}
	r := &Road{detour: profile.Detour, overhead: profile.Overhead, clock: clock}
	r.points.Store(&known)
	return r, nil
}

// Add makes one more point known and answers its location: the address of a new request, say. Locations are never forgotten (24
// bytes each), so a service that runs for long makes a fresh Road with each fresh plan.
func (r *Road) Add(point Point) (location int, err error) {
	more, err := vectors([]Point{point})
	if err != nil {
		return 0, err
	}
	r.adding.Lock()
	defer r.adding.Unlock()
	// Readers keep the slice they loaded; the new one only writes past its end.
	points := append(*r.points.Load(), more...)
	r.points.Store(&points)
	return len(points) - 1, nil
}

func vectors(points []Point) ([]vector, error) {
	out := make([]vector, len(points))
	for i, p := range points {
		if !(math.Abs(p.Lat) <= 90) || !(math.Abs(p.Lng) <= 180) {
			return nil, fmt.Errorf("point %d is off the earth: latitude %g, longitude %g", i, p.Lat, p.Lng)
		}
		lat, lng := p.Lat*math.Pi/180, p.Lng*math.Pi/180
		out[i] = vector{math.Cos(lat) * math.Cos(lng), math.Cos(lat) * math.Sin(lng), math.Sin(lat)}
	}
	return out, nil
}

// Locations is how many points are known.
func (r *Road) Locations() int { return len(*r.points.Load()) }

// Static says whether the speed is the same all day.
func (r *Road) Static() bool { return r.clock.Constant() }

// Meters is the stretched great-circle distance, to the nearest metre.
func (r *Road) Meters(from, to int) optimizer.Meters {
	return optimizer.Meters((r.centimetres(from, to) + 50) / 100)
}

// Seconds is the drive through the speed steps, plus the overhead when the places differ.
func (r *Road) Seconds(from, to int, depart optimizer.Seconds) optimizer.Seconds {
	if from == to {
		return 0
	}
	return r.clock.Arrive(depart, r.centimetres(from, to)) - depart + r.overhead
}

// Latest is the inverse of Seconds.
func (r *Road) Latest(from, to int, arrive optimizer.Seconds) optimizer.Seconds {
	if from == to {
		return arrive
	}
	return r.clock.Latest(arrive-r.overhead, r.centimetres(from, to))
}

// centimetres is the road between two points: the haversine formula by the chord of the unit vectors, which needs one root and
// one arc sine instead of four sines.
func (r *Road) centimetres(from, to int) int32 {
	points := *r.points.Load()
	a, b := &points[from], &points[to]
	dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
	chord := math.Sqrt(dx*dx + dy*dy + dz*dz)
	half := chord / 2
	arc := half
	if half > 0.01 {
		arc = math.Asin(min(half, 1))
	} else {
		// Below 127 km the first two terms of the series are exact to a millimetre.
		arc += half * half * half / 6
	}
	return int32(min(earthDiameter*arc*r.detour+0.5, math.MaxInt32))
}
