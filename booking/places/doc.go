// Package places is where the organisation works: its units, territories and their arrival windows, the gazetteer of
// localities, holidays, and how fast one drives.
//
// # What it promises
//
//   - [Store.Locate] answers with a locality of the gazetteer or with nil; it never invents a position. A pin belongs to the
//     nearest served locality within 25 km, else to the nearest known one within 60 km, else nowhere.
//   - Text is matched whole, accents and case aside; understanding free text is agent/nlu's work, with the rows of
//     [Store.Lexicon].
//   - Clock times are durations after local midnight; the territory says whose midnight.
//
// It refuses to change anything: places are seed data and, later, an editor's.
//
//	p := places.New()
//	place, err := p.Locate(ctx, d, places.Find{Postcode: "04571-010", Country: "BR"})
//	if place != nil && place.Served() { ... }
package places

// Store reads places. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
