// Package customers is the people we work for: contacts and the handles they are known by, the customers they become with
// their first booking, where they live, and what they agreed to.
//
// # What it promises
//
//   - A phone number is one handle among others. A contact is found by any handle it has; a WhatsApp number and its E.164 form
//     are one person ([Canonical]).
//   - A handle belongs to one contact and is never taken from it: a phone learned in a chat that is already somebody else's
//     stays where it is and is reported ([Taken]).
//   - A contact becomes a customer once; a site that was given twice in the same words is one site.
//   - Consents are appended, never changed: the last one of a purpose counts.
//
// It refuses to merge contacts: that is a person's decision.
//
//	c := customers.New()
//	contact, created, err := c.ContactFor(ctx, tx, booking.Handle{Kind: booking.HandleE164, Value: "+5215512345678"},
//		customers.Hint{Unit: "MX", Country: "MX"})
package customers

// Store keeps contacts, customers, sites and consents. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
