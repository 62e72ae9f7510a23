// Package crew is the technicians: what they can do, where they work, when they are paid to, and when they are away.
//
// # What it promises
//
//   - Skills hold on dates: a certificate that ends on Tuesday does not count on Wednesday ([Able.On]).
//   - [Store.Shifts] expands the weekly pattern in the technician's own zone, so a shift begins at half past eight on the wall
//     on both sides of a change of clocks, and lasts what the wall says.
//   - An absence is a row of absences and a row of occupations, in one transaction: it cannot overlap a visit or a live hold.
//     What stands in its way is a Conflict, never moved.
//
// Only active technicians are listed. It refuses to plan: who should do what is booking/slots' and booking/dispatch's.
//
//	able, err := crew.New().Capable(ctx, d, crew.Need{Territory: "RM-Oriente", Skills: needs, From: monday, To: sunday})
//	for _, a := range able { if a.On(tuesday) { ... } }
package crew

// Store keeps technicians. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
