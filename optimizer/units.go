package optimizer

import "math"

// Seconds is an instant, counted from the problem's origin, or a duration. An int32 holds 68 years.
type Seconds int32

// Meters is a length along the road.
type Meters int32

// Units is an amount of cost. The caller chooses its worth by the prices on Vehicle and Weights; terms add up in it.
// A single price is at most MostUnits and a price a meter or a second at most MostRate, so that a whole plan stays below 2^62.
type Units int64

// The largest prices that Validate accepts.
const (
	MostUnits Units = 1_000_000_000_000
	MostRate  Units = 1_000_000_000
)

const (
	// Never is later than every instant of a problem, and still far from overflow when a few durations are added.
	Never Seconds = math.MaxInt32 / 4
	// Always is earlier than every instant of a problem.
	Always Seconds = -Never
	// NoLocation, as an end of a Vehicle, says that the route ends at its last stop.
	NoLocation = -1
)

// Window is a closed interval of time: both ends are allowed instants. For Vehicle.Blocked it is half open: To is free again.
type Window struct {
	From, To Seconds
}

// Holds says whether t lies in the closed window.
func (w Window) Holds(t Seconds) bool { return w.From <= t && t <= w.To }

// Meet is the part that both windows share; ok is false when there is none.
func (w Window) Meet(o Window) (both Window, ok bool) {
	both = Window{From: max(w.From, o.From), To: min(w.To, o.To)}
	return both, both.From <= both.To
}

// Travel answers how far and how long it is between two locations, given by index.
//
// Seconds must be FIFO: leaving later never means arriving earlier. It must not be negative, and from a location to itself
// it is usually 0. An implementation is read by several goroutines at once.
type Travel interface {
	// Seconds is the driving time from one location to another when leaving at depart.
	Seconds(from, to int, depart Seconds) Seconds
	// Meters is the length of that drive; it does not depend on the time.
	Meters(from, to int) Meters
}

// Backward is a Travel that can also be asked from the other end, which spares a bisection. All of package travel can.
type Backward interface {
	Travel
	// Latest is the largest departure whose arrival is not after arrive.
	Latest(from, to int, arrive Seconds) Seconds
}

// Static is a Travel whose times do not depend on the departure; planners then work on a plain matrix.
type Static interface {
	Travel
	// Static says whether Seconds ignores its depart.
	Static() bool
}
