// Package town is a small organisation for the tests of what plans routes: one unit in Santiago with two territories that drive by
// one profile, seven localities, four services, and as many technicians as asked for.
//
//	RM-Oriente  Ñuñoa, Providencia, Las Condes      windows  9-13, 14-18 (Mon-Sat), premium 10-12 (Mon-Fri)
//	RM-Centro   Santiago, Independencia             notice 120 min, horizon 14 days, buffer 5 min
//	Melipilla and Talagante are RM-Oriente too, 65 and 45 km from Las Condes: hours of driving in between.
//
//	w := town.New(t, town.Size{Technicians: 4})
//	contact, conversation := w.Person()
//
// It is for tests only: no program may import it.
package town
