// Package insert answers: may this stop go into that route, where, when and at what cost?
//
// A Model is a problem compiled for speed. A Schedule is one vehicle's day over it. For each place in the route it keeps the
// earliest instant at which the vehicle can be ready to drive on, and the latest instant at which it may arrive so that
// everything after still holds:
//
//	start ---- A ---- B ---- end        may C go between A and B?
//	       ready(A)  latest(B)          arrive = ready(A) + drive(A, C)
//	                                    start  = first allowed start of C from arrive on
//	                                    yes, when start + service + drive(C, B) <= latest(B)
//
// So a position is judged in O(1), however long the route, and every later promise is covered because latest folds it in
// (OPTIMIZER.md 5.3). With travel that depends on the hour the same holds exactly, because travel is FIFO: latest comes from the
// inverse of the arrival function. Breaks multiply the two numbers by the breaks already taken; see breaks.go.
//
// Promises: a fit is exact, and so is its cost, also under time-dependent travel; scanning allocates nothing; a Model and its
// Schedules may be read by several goroutines while nobody changes them.
//
// The usual course for appointment slots:
//
//	model, err := insert.Compile(problem)
//	day, reason := model.Build(vehicle, stops)            // one Schedule for each vehicle; kept between questions
//	stop.Location, err = road.Add(address)                // a place that no plan has seen
//	job, err := model.Candidate(stop)                     // the customer's wish
//	offers := make([]insert.Offer, len(windows))
//	insert.Across(days, job, windows, offers)             // best and second best for each window, and who refused why
//
// It refuses to move anything that is already in a route: making room is the work of package search.
package insert
