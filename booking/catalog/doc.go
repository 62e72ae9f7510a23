// Package catalog is what the organisation does: service types, the skills they need, the words people say for them, and the
// price book.
//
// # What it promises
//
//   - A unit offers the services its price book holds, in the order customers see them.
//   - [Store.Price] answers for one day: a price that is not valid on that day is not told. It is a range with its tax, never
//     a guess; nil means the book holds nothing.
//   - Words come as they are stored: reading them is agent/nlu's work.
//
// It refuses to change anything: the catalogue is seed data and, later, an editor's.
//
//	c := catalog.New()
//	list, err := c.Services(ctx, d, "CL")
//	p, err := c.Price(ctx, d, catalog.PriceQuery{Unit: "CL", Service: "washer_repair", Quantity: 1, Day: today})
package catalog

// Store reads the catalogue. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
