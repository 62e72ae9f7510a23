// Package check looks at a plan with fresh eyes: Plan lists what breaks a hard rule, Cost says term by term what the plan costs.
//
// It shares no code with the packages that make plans, on purpose: it reads the problem as the language package words it, walks
// each route once, and does its own arithmetic. A plan that comes from anywhere (a dispatcher's board, another solver) can be
// judged.
//
//	for _, v := range check.Plan(problem, plan) {
//		fmt.Println(v) // window: vehicle 3 stop 17: starts at 36120, in none of its windows
//	}
//
// It refuses to repair anything and does not ask whether a plan is good. A schedule need not be as early as possible.
package check
