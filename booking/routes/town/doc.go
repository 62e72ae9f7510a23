// Package town is a small organisation for the tests of what plans routes: one unit in Santiago with two territories that drive by
// one profile, five localities, four services, and as many technicians as asked for.
//
//	RM-Oriente  Ñuñoa, Providencia, Las Condes      windows  9-13, 14-18 (Mon-Sat), premium 10-12 (Mon-Fri)
//	RM-Centro   Santiago, Independencia             notice 120 min, horizon 14 days, buffer 5 min
//	Melipilla is RM-Oriente too, and 60 km away: who is there cannot be in Las Condes half an hour later.
//
//	w := town.New(t, town.Size{Technicians: 4})
//	contact, conversation := w.Person()
//
// It is for tests only: no program may import it.
package town
