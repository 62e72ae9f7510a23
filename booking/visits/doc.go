// Package visits is the life of a job: work orders and their visits, who is assigned, what was promised, and the time it all
// takes of a technician.
//
// # What it promises
//
//   - A visit, a job and an assignment move only as the tables of package booking allow. What is not allowed is a Conflict with
//     the key visit.move.illegal, and nothing has changed.
//   - Every change appends its fact in the same transaction, with the full booking.VisitFact: partners and `chat --json` need no
//     second look. Times carry the offset of the site.
//   - A promise is written once, with the next version; the table refuses updates and deletes.
//   - Whoever changes a technician's day holds its row of technician_days first ([Store.LockDays]). Rows are then written in one
//     order (visits, slot_holds, occupations), so that two writers wait and never block each other.
//
// The three tables that must agree, and the one that keeps them honest:
//
//	visits.planned ----------.
//	slot_holds.planned -------+--> occupations.span   no two of one technician overlap (exclusion constraint)
//	absences.span -----------'
//
// It refuses to plan: which technician, and when, is for booking/slots, booking/dispatch and booking/desk to say.
//
//	v := visits.New()
//	order, err := v.AddOrder(ctx, tx, visits.NewOrder{...}, by)
//	visit, err := v.AddVisit(ctx, tx, visits.NewVisit{Order: order.ID, ...})
//	err = v.Move(ctx, tx, visits.Transition{Visit: visit.ID, To: booking.VisitEnRoute, By: by})
package visits

import "github.com/chasqui-fsm/chasqui/booking"

// Store keeps jobs, visits, assignments, promises and occupations. It holds no state and is safe for concurrent use.
type Store struct{}

// New makes a store.
func New() *Store { return &Store{} }

// By says who changed something and from where; it goes into the facts.
type By struct {
	Actor        string // as in events.Fact: bot, contact:<id>, user:<id>, technician:<id>; empty: system
	Origin       string // the turn, request or job that asked for it
	Conversation booking.ConversationID
}
