package optimizer

// Reason says why a stop does not fit a vehicle. The set is closed; the first that applies, in this order, is given.
type Reason uint8

const (
	// Fits is no reason: the stop can go in.
	Fits Reason = iota
	// Forbidden: the vehicle is in Stop.Forbidden or not in Stop.Allowed.
	Forbidden
	// Pinned: a pin of the stop keeps it with another technician or shift.
	Pinned
	// LacksSkill: a required skill is missing or too low.
	LacksSkill
	// OutOfZone: the vehicle does not work in any zone of the stop.
	OutOfZone
	// OutOfShift: no window of the stop meets the shift. Usually another day.
	OutOfShift
	// InBlocked: in every window that meets the shift an absence or another blocked time is in the way.
	InBlocked
	// TooLong: even without any driving the service would not end within the shift.
	TooLong
	// TooFar: even an empty shift leaves no time to drive there and back, with the breaks.
	TooFar
	// TooManyStops: the route has as many stops as it may.
	TooManyStops
	// OverCapacity: volume or a part would run out.
	OverCapacity
	// Neighbors: an empty shift would do, but the stops already there and their windows leave no gap.
	Neighbors

	// ReasonCount is how many values Reason has, Fits included.
	ReasonCount
)

var reasonNames = [ReasonCount]string{
	"fits", "forbidden", "pinned", "skill", "zone", "shift", "blocked", "too_long", "travel", "max_stops", "capacity", "neighbors",
}

// String is a stable code: fits, forbidden, pinned, skill, zone, shift, blocked, too_long, travel, max_stops, capacity or neighbors.
func (r Reason) String() string {
	if r >= ReasonCount {
		return "unknown"
	}
	return reasonNames[r]
}

// Tally counts vehicles by reason.
type Tally [ReasonCount]int

// Top is the reason that speaks for the most vehicles, the nearest miss first among equals; Fits when nothing was refused.
// Reasons late in the order are nearer misses.
func (t *Tally) Top() Reason {
	top := Fits
	for r := Forbidden; r < ReasonCount; r++ {
		if t[r] > 0 && (top == Fits || t[r] >= t[top]) {
			top = r
		}
	}
	return top
}

// Nearest is the nearest miss: the last reason in the order that any vehicle gave. A skill that 50 technicians lack matters less
// to a customer than that the one who has it is full.
func (t *Tally) Nearest() Reason {
	for r := ReasonCount - 1; r > Fits; r-- {
		if t[r] > 0 {
			return r
		}
	}
	return Fits
}
