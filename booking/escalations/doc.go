// Package escalations is what waits for a person: why, how urgent, until when someone must have answered, and who holds it.
//
//	open -> claimed -> in_progress <-> waiting_customer | waiting_internal -> resolved -> closed
//	 ^ |        release |                                                        |
//	 | +-> auto_closed  |                                                        |
//	 +------------------+<------------------- reopened within 72 h --------------+
//
// # What it promises
//
//   - A conversation has at most one live escalation of a cause. A second one raises the priority of the first, brings its due
//     time forward and adds its summary, instead of doubling the work.
//   - One person holds an escalation. Who comes second gets a Conflict that names the holder; the row is locked meanwhile.
//   - The due time is the first response time of the priority (booking.Priority.FirstResponse), counted in the hours of the unit's
//     human team, but for P1: danger does not wait for Monday. The clock stands still while the customer is waited for. Starting
//     is the first response and ends the clock.
//   - A clock that ran out is marked once, by [Store.Tick], with the fact escalation.breached. Reopening starts a new clock.
//   - What nobody took closes itself when its cause is gone. What somebody holds is theirs to end.
//   - Every change is a fact, appended in the same transaction.
//
// It refuses to tell anyone: notifications read the facts.
//
//	id, err := escalations.New().Open(ctx, tx, booking.OpenEscalation{Conversation: conv, Unit: "CL",
//		Cause: booking.CauseSafety, Priority: booking.P1, Summary: "olor a gas"})
package escalations

// Store keeps escalations. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
