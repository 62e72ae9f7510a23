// Package desk is the counter: the commands that span services, each in one transaction. The agent's effects, the dispatch console
// and the partner API call the same ones.
//
// # What it promises
//
//   - [Desk.BookTx] makes the job, its first visit, the assignment, the promise and the facts of all of them, or nothing. It rests
//     on a hold of the same conversation; a hold that is over is taken once more, and what cannot be had any more is
//     slots.ErrLost.
//   - A booking in a conversation carries the customer's yes, and the promise names the message that tells it.
//   - A move keeps the promise: [Desk.Move] changes the technician and the planned time inside the promised window, and refuses
//     with the rule that stands against it. What the customer was told never changes here.
//
// The rules of a move, in the order in which they are looked at (catalogue ids):
//
//	move.rule.status     the visit is under way, over or canceled
//	move.rule.window     outside what the customer was promised, or the promise is over
//	move.rule.skill      the technician lacks a skill on that day
//	move.rule.territory  the technician does not work there
//	move.rule.shift      no shift, or the work would not end within it
//	move.rule.absence    an absence is in the way
//	move.rule.overlap    another visit is planned at that time
//	move.rule.travel     the technician could not be there in time, or not at the next one
//
// [Desk.RescheduleTx] and [Desk.CancelTx] are what customers ask for: they carry the yes, and the fee as it was told.
//
// It refuses to ask: whoever calls has the customer's consent.
//
//	booked, err := desk.New(clock).BookTx(ctx, tx, booking.BookVisit{...})
//	check, err := d.Move(ctx, database, booking.MoveVisit{Visit: id, Resource: who, Reason: "closer"})
package desk

import (
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/booking/leads"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Desk runs commands. It is safe for concurrent use.
type Desk struct {
	clock     clock.Clock
	customers *customers.Store
	leads     *leads.Store
	places    *places.Store
	catalog   *catalog.Store
	crew      *crew.Store
	visits    *visits.Store
	routes    *routes.Store
	slots     *slots.Service

	escalations *escalations.Store
}

// New makes a desk that takes the time from c, and inside a transaction from the transaction.
func New(c clock.Clock) *Desk {
	return &Desk{
		clock: c, customers: customers.New(), leads: leads.New(), places: places.New(), catalog: catalog.New(),
		crew: crew.New(), visits: visits.New(), routes: routes.New(), slots: slots.New(c),
		escalations: escalations.New(),
	}
}
