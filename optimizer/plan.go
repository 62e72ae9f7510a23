package optimizer

// Plan is an answer: who does what in which order and when, and what nobody does.
type Plan struct {
	// Routes holds the vehicles that have at least one visit, ordered by vehicle.
	Routes []Route
	// Unassigned is ordered by stop.
	Unassigned []Unassigned
}

// Route is the day of one vehicle.
type Route struct {
	// Vehicle is an index into Problem.Vehicles.
	Vehicle int
	// Leave is when the vehicle drives off its start, End when it reaches its end (or finishes the last stop if it has none).
	Leave, End Seconds
	// Visits is in driving order and never empty.
	Visits []Visit
	// Breaks are the starts of the vehicle's breaks, in their order. One that falls after End is off the clock.
	Breaks []Seconds
	// HomeTravel and HomeMeters are the drive from the last visit to the end.
	HomeTravel Seconds
	HomeMeters Meters
}

// Visit is a stop on a route with its times.
type Visit struct {
	// Stop is an index into Problem.Stops.
	Stop int
	// Arrive is when the technician is there, Start when the service begins, Depart when the drive to the next place begins.
	Arrive, Start, Depart Seconds
	// Travel and Meters are the drive from the place before.
	Travel Seconds
	Meters Meters
}

// Unassigned is a stop that the plan leaves out, with how many vehicles refused it for which reason.
type Unassigned struct {
	Stop    int
	Reasons Tally
}

// Cost is what a plan, a route or a change costs, term by term. The terms add up to Total.
type Cost struct {
	// Distance is meters times Vehicle.PerMeter.
	Distance Units `json:"distance"`
	// Travel is seconds driven times Vehicle.PerSecond.
	Travel Units `json:"travel"`
	// Fixed is Vehicle.Fixed of each vehicle that has visits.
	Fixed Units `json:"fixed"`
	// Change is Weights.NewTechnician and Weights.NewShift of each stop that moved.
	Change Units `json:"change"`
	// Unassigned is the penalties of the stops left out.
	Unassigned Units `json:"unassigned"`
}

// Total is the sum of the terms.
func (c Cost) Total() Units { return c.Distance + c.Travel + c.Fixed + c.Change + c.Unassigned }

// Plus adds term by term.
func (c Cost) Plus(o Cost) Cost {
	return Cost{
		Distance:   c.Distance + o.Distance,
		Travel:     c.Travel + o.Travel,
		Fixed:      c.Fixed + o.Fixed,
		Change:     c.Change + o.Change,
		Unassigned: c.Unassigned + o.Unassigned,
	}
}

// Minus subtracts term by term.
func (c Cost) Minus(o Cost) Cost {
	return Cost{
		Distance:   c.Distance - o.Distance,
		Travel:     c.Travel - o.Travel,
		Fixed:      c.Fixed - o.Fixed,
		Change:     c.Change - o.Change,
		Unassigned: c.Unassigned - o.Unassigned,
	}
}
