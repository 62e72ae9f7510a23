// Package demo is the demo organisation: Grupo Andes Instala, a fictitious installer and repairer with units in Chile, Brazil
// and Mexico, as a database to try everything on.
//
//	name, err := demo.Template(ctx, admin)   // built once for each version of schema and seed
//	clone, err := admin.Clone(ctx, name)     // a copy of one's own, some tenths of a second
//	d, err := db.Open(ctx, clone.URL, c, source)
//	err = demo.Prepare(ctx, d)               // the week and the moment of the clock
//
// # What it promises
//
//   - The same version of the demo holds the same rows, whoever builds it: all chance is drawn from one seed.
//   - The demo lives in the week of the clock: two weeks of history, two weeks ahead, moved by whole weeks of local time.
//     What is over has an outcome, what is now is under way, what comes is planned. Holidays stay on their true dates.
//   - Every planned visit starts inside its promised window, on a route that can be driven inside the shift by a technician with
//     the skills and the territory.
//   - For every service, in every locality of every demo city, each half of each working day (today's and Saturday's morning
//     included) has a window that is free.
//   - Nobody in it is real: contacts are flagged as tests, numbers are of blocks the demo keeps to itself.
//
// It refuses to run on a database that holds anything else, and to name dates in its conversations: only weekdays, which stay
// true when the demo moves.
//
// # How it is made
//
//	tables (org, seats, services, names, data/) -> imagine: world in memory -> tables -> COPY -> settle
//	                                                 hire -> fill (route, promising) -> market -> converse -> complain
package demo
