// Package escalations is what waits for a person: why, how urgent, and until when someone must have answered.
//
// # What it promises
//
//		open -> claimed -> in_progress -> waiting_customer | waiting_internal -> resolved -> closed
//
//	  - A conversation has at most one live escalation of a cause. A second one raises the priority of the first, brings its due
//	    time forward and adds its summary, instead of doubling the work.
//	  - The due time is the opening plus the first response time of the priority (booking.Priority.FirstResponse).
//	  - The fact escalation.opened is appended in the same transaction, once.
//
// It refuses to tell anyone: notifications read the fact.
//
//	id, err := escalations.New().Open(ctx, tx, booking.OpenEscalation{Conversation: conv, Unit: "CL",
//		Cause: booking.CauseSafety, Priority: booking.P1, Summary: "olor a gas"})
package escalations

// Store keeps escalations. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
