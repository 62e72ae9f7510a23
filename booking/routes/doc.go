// Package routes sees technician-days as the optimizer does. It is the one place where shifts, absences, visits, holds and the
// speed of a city become vehicles, stops and travel times, so that what booking/slots promises, what booking/desk commits and what
// booking/dispatch verifies can never be two different things.
//
// It stands between the stores of floor 3 and the deciders of floor 4, and is a package of its own because slots and dispatch
// both need it and neither should import the other.
//
// # What a day looks like
//
//		home --drive-- visit --buffer--drive-- hold --buffer-- | lunch | --drive-- visit (en route: fixed) --- home
//		shift.From                                             absence: blocked                             shift.To
//
//	  - One [Day] is one local day of many technicians: an optimizer.Problem with a vehicle for each shift. Its clock counts from
//	    twelve hours before local noon, so that working hours stand on the wall's seconds also when the clocks were changed that
//	    night.
//	  - A stop is a live visit or an active hold, in the order of the stored plan. Its promised window is a hard window. What has
//	    begun, or should have by now, is fixed where it stands.
//	  - The unit's buffer is part of each service: it is kept free after the work, before the next drive and before the shift ends.
//	  - A technician drives by the travel profile of the first of his territories, whichever territory the work is in.
//	  - A shift whose stored plan cannot be driven (a shift or an absence changed below it) has no Schedule: nothing can be added to
//	    it, and dispatch.Verify says why.
//
// Loading takes the same number of queries for one technician-day as for a thousand. It refuses to decide and to write.
//
//	facts, err := routes.New().Read(ctx, d, routes.Ask{Unit: "CL", Crew: able, From: today, To: today.Add(14), Zone: zone, Now: now})
//	days, err := facts.Days(routes.Look{Jobs: []routes.Job{job}})
//	fit := days[0].Shifts[0].Schedule.Best(days[0].Model.Job(0), window)
package routes

import (
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/visits"
)

// Store reads technician-days. It is safe for concurrent use.
type Store struct {
	places *places.Store
	crew   *crew.Store
	visits *visits.Store
}

// New makes a store.
func New() *Store { return &Store{places: places.New(), crew: crew.New(), visits: visits.New()} }
