// Package search improves plans by ruin and recreate under simulated annealing: SISR, slack induction by string removals
// (Christiaens and Vanden Berghe, Transportation Science 54(2), 2020).
//
//	repeat:  ruin      take short strings of neighbouring stops out of a few neighbouring routes
//	         recreate  put every stop that is out back where it is cheapest, one after the other, in some order
//	         accept    if not much dearer; "much" cools from T0 to Tf over the run
//	         or undo   only the routes that were touched
//
// Every constraint is the business of insert.Schedule; nothing here ever holds an infeasible route. Optional stops need no extra
// care either: what finds no place cheaper than its penalty stays out and is tried again.
//
// Promises: the same model, Seed, Threads and Pace give the same plan, on every machine whose
// floating point rounds alike (amd64 and arm64 may differ in the last bit of a temperature). A budget of time is turned into numbers
// of iterations as the run goes and told in Outcome.Pace, so that any run can be repeated exactly. The context is looked at
// every 64 iterations and during construction, and the best plan so far is always answered. The loop allocates nothing once it
// is warm.
//
// One operator is one file: ruin_strings.go, ruin_route.go, recreate.go with its orders in orders.go.
package search
