// Package leads keeps the interest of people in work: one open lead a conversation, the ways in it came by, and the list of
// those who wait for a slot or for us to reach their town.
//
// # What it promises
//
//		new -> engaged -> qualifying -> qualified -> offered -> converted
//		          any open: parked, lost, merged        qualifying on: waitlisted, disqualified
//
//	  - [Store.Save] moves a lead by booking.LeadStatus.Can only. A move that skips steps walks through them, and appends the fact
//	    of each: a stranger who says everything in one message goes from new to qualified in one save.
//	  - A move back that the table does not hold (qualified to engaged) is no error: a dialogue that repeats itself must not lose
//	    its turn. The status stays, everything else is saved.
//	  - What has ended stays ended: after converted or lost, a save without a new first message that asks for another end is a
//	    Conflict, the same end again is nothing, and anything else opens a new lead.
//	  - Facts lead.* are appended in the same transaction, once for each status that is entered.
//
// It refuses to find out what a person wants: that is the agent's.
//
//	lead, err := leads.New().Save(ctx, tx, booking.SaveLead{ContactID: c, Conversation: conv, Unit: "CL",
//		Status: booking.LeadQualified, Service: "washer_repair", Place: "cl-nunoa"})
package leads

// Store keeps leads and the waiting list. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }
