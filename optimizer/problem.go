package optimizer

// Problem is everything a planner may know. It is not changed once handed over, and may be shared.
type Problem struct {
	Vehicles []Vehicle
	Stops    []Stop
	// Locations is how many locations Travel knows: Vehicle.Start, Vehicle.End and Stop.Location lie in 0..Locations-1.
	Locations int
	// Travel is for vehicles of Mode 0.
	Travel Travel
	// Modes are other ways to move (motorbike, on foot): a vehicle of Mode m > 0 uses Modes[m-1].
	Modes   []Travel
	Weights Weights
}

// TravelOf is the Travel that a mode uses, or nil when there is no such mode.
func (p *Problem) TravelOf(mode int) Travel {
	switch {
	case mode == 0:
		return p.Travel
	case mode > 0 && mode <= len(p.Modes):
		return p.Modes[mode-1]
	default:
		return nil
	}
}

// Weights are the prices that belong to the whole plan rather than to one vehicle.
type Weights struct {
	// Unassigned is what it costs to leave out a stop whose own Penalty is 0, times 1 + Stop.Priority. 0 means
	// DefaultUnassigned.
	Unassigned Units
	// NewTechnician is what it costs to give a stop to another technician than Stop.Previous says.
	NewTechnician Units
	// NewShift is what it costs to give a stop to another shift of the same technician.
	NewShift Units
}

// DefaultUnassigned is the price of leaving out a stop when nobody said otherwise: more than any detour costs at prices of up
// to about a thousand units a meter.
const DefaultUnassigned Units = 1_000_000_000

// PenaltyOf is what leaving out s costs.
func (w Weights) PenaltyOf(s *Stop) Units {
	if s.Penalty > 0 {
		return s.Penalty
	}
	base := w.Unassigned
	if base == 0 {
		base = DefaultUnassigned
	}
	return base * Units(1+int(s.Priority))
}

// Vehicle is one technician in one shift: the thing that gets a Route.
type Vehicle struct {
	// ID names the shift in reports; a planner only copies it.
	ID string
	// Technician is equal for all shifts of one person; PinTechnician and Weights.NewTechnician read it. Empty: this vehicle
	// is a technician of its own.
	Technician string
	// Start and End are locations. End may be NoLocation: the day ends at the last stop.
	Start, End int
	// Shift bounds the route: it leaves Start at From or later and is at End by To.
	Shift Window
	// Blocked are times (absences, appointments, a fixed lunch), sorted and apart, in which no service may run and no drive
	// may begin. A drive that began before may go on into them. Half open: service may end at From and begin at To, but a
	// technician whose service ends at From drives on at To.
	Blocked []Window
	// Breaks are taken once each, in this order, while waiting or standing, never while driving. See Break.
	Breaks []Break
	// Skills are what the technician can do. At most one entry a skill.
	Skills []SkillLevel
	// Zones are the zones in which the technician works; empty means everywhere.
	Zones []Zone
	// Capacity limits the sums of Stop.Demand over the route, dimension by dimension (volume, each spare part carried). Nil
	// means no limit; a dimension missing at the end has capacity 0.
	Capacity []int32
	// MaxStops limits the number of stops; 0 means no limit.
	MaxStops int
	// Class is the column of Stop.ServiceByClass that is this technician's service time.
	Class int
	// Mode chooses the Travel, see Problem.Modes.
	Mode int
	// Fixed is paid once when the route has any stop, PerMeter for each meter and PerSecond for each second driven.
	Fixed, PerMeter, PerSecond Units
}

// Break is a rest of a given length whose start must fall in Window. It is taken standing: before leaving the start, after
// arriving at a stop and before its service, or after the service and before driving on. A break that is not yet taken
// when the route ends happens then, off the clock, and needs only that the route ends by Window.To. A vehicle without
// stops takes none.
type Break struct {
	Window   Window
	Duration Seconds
}

// SkillLevel is a skill and how well it is mastered, or must be. Level 0 of a requirement means "has it at all".
type SkillLevel struct {
	Skill int
	Level int
}

// Zone is an area in which technicians do or do not work. The numbers are the caller's.
type Zone int32

// Stop is one visit that wants to be planned.
type Stop struct {
	// ID names the stop in reports; a planner only copies it.
	ID       string
	Location int
	// Windows are when the service may begin, sorted by From and apart. Empty means any time.
	Windows []Window
	// Service is how long the technician stays.
	Service Seconds
	// ServiceByClass, where it has an entry for Vehicle.Class, replaces Service.
	ServiceByClass []Seconds
	// Skills are all required, each at its level or better.
	Skills []SkillLevel
	// Zones are where the stop lies; a vehicle with zones must share one of them. Empty means no vehicle is excluded.
	Zones []Zone
	// Demand is what the stop takes of Vehicle.Capacity, dimension by dimension; not negative.
	Demand []int32
	// Allowed, when not empty, lists the only vehicles (indexes) that may serve the stop; Forbidden lists those that may not.
	Allowed, Forbidden []int
	// Penalty is the price of leaving the stop out; 0 means Weights.Unassigned times 1 + Priority.
	Penalty Units
	// Priority is 0 for the ordinary.
	Priority uint8
	// Previous is where the stop was in the plan before; nil for a new stop. Pins and stability costs refer to it.
	Previous *Previous
	// Pins are what must not change against Previous; they are ignored when Previous is nil.
	Pins Pins
}

// ServiceFor is how long the stop takes a technician of this class.
func (s *Stop) ServiceFor(class int) Seconds {
	if class >= 0 && class < len(s.ServiceByClass) {
		return s.ServiceByClass[class]
	}
	return s.Service
}

// Previous is the place of a stop in the plan that is being improved or repaired.
type Previous struct {
	// Vehicle is an index into Problem.Vehicles.
	Vehicle int
	// Order is the stop's rank in that route; only the comparison with other stops matters.
	Order int
	// Start is when its service was to begin.
	Start Seconds
}

// Pins is a set of things that must stay as Stop.Previous says.
type Pins uint8

const (
	// PinTechnician keeps the technician; the shift may change.
	PinTechnician Pins = 1 << iota
	// PinShift keeps the vehicle: technician, day and shift.
	PinShift
	// PinOrder keeps the vehicle and the order among all order-pinned stops of it. Others may come between.
	PinOrder
	// PinTime keeps the start to the second; the stop's windows still bind.
	PinTime

	// PinAll keeps everything.
	PinAll = PinTechnician | PinShift | PinOrder | PinTime
)

// Has says whether p holds every pin of q.
func (p Pins) Has(q Pins) bool { return p&q == q }

// Pinned is the pins that are in force: none for a stop that has no previous place.
func (s *Stop) Pinned() Pins {
	if s.Previous == nil {
		return 0
	}
	return s.Pins
}
