// Package solve plans a whole problem within a budget of time and reads the files that problems come in.
//
//	instance, err := solve.Read(file)                        // Solomon text or a JSON day plan, see solomon.go and dayplan.go
//	result, err := solve.Solve(ctx, &instance.Problem, solve.Options{Budget: 10 * time.Second})
//	json.NewEncoder(out).Encode(instance.Answer(result))
//
// Promises: it answers within the budget and a little (one segment of the search, 1/200 of it, and the first plan of all); a
// cancelled context ends it within milliseconds with the best plan so far; Result.Pace with the same Seed and Threads gives the
// same plan again; malformed files give one line that says where and what, never a panic.
//
// Several threads walk independently with their own dice and compare notes at fixed iteration counts, so that a run with
// threads repeats as exactly as one without.
//
// It refuses soft feasibility: what does not fit is left out, with the reasons of every vehicle.
package solve
