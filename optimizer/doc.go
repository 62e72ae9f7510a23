// Package optimizer is the language of route planning: what a planner is asked (Problem), what it answers (Plan), what
// the answer costs (Cost) and why something did not fit (Reason). It holds no algorithm; its subfolders do the work.
//
//	travel   how long from here to there, leaving at this time
//	insert   may this stop go into that route, where, when, at what cost: O(1) a position
//	search   ruin and recreate under simulated annealing
//	solve    Solve and the file formats
//	check    an independent verifier, which shares no code with the others
//
// The picture of a day. A Vehicle is one technician in one shift; a technician with a morning and an afternoon shift on
// each of ten days is twenty vehicles with one Technician name.
//
//	Shift.From                                                    Shift.To
//	|--drive--|wait|==service==|--drive--|==service==|--drive home--|
//	  Visit.Travel  ^Start      ^Depart   ^Arrive=Start
//	          ^Arrive
//
// The rules every package here agrees on:
//
//   - Times are whole Seconds from an origin that the caller chooses (often midnight of the first day), lengths are whole
//     Meters. A benchmark file may use tenths of its own unit for both; nothing here depends on the name of the unit.
//   - A schedule is as early as it can be: the vehicle leaves at Shift.From, serves as soon as a window is open, drives on
//     at once. Waiting is free.
//   - Windows bind the start of a service, never its end, and are closed intervals: a start at To is in time.
//   - Hard rules (skills, zones, windows, shift, blocked times, breaks, capacity, stop limit, pins) are never broken: what
//     does not fit stays unassigned, at a cost and with reasons.
//   - Travel is first in, first out: who leaves later does not arrive earlier.
//
// It refuses to know customers, orders, money or databases. It imports the standard library only.
package optimizer
