// Package dispatch looks at whole days: the board a dispatcher works on, the plan that an optimizer makes of a day, and the
// verdict of an independent checker over what is stored.
//
// # What it promises
//
//   - [Service.Board] shows a unit's day in a number of queries that does not depend on its size.
//   - [Service.Plan] never moves what is under way, dispatched or only held, never leaves a promise, and proposes nothing that
//     drives more than before unless it assigns more. It only reads; [Service.Apply] writes a proposal, or refuses it when any of
//     its technician-days has changed since.
//   - [Service.Verify] judges what is stored by optimizer/check, which shares no code with what made the plans, and compares
//     visits, holds, absences and promises with the occupations. Nothing found means: every promise can be driven.
//
// The button "optimize the day":
//
//	proposal, err := d.Plan(ctx, database, dispatch.Optimize{Unit: "CL", Day: today, Now: now, Budget: 5 * time.Second})
//	err = database.InTx(ctx, func(tx *db.Tx) error { return d.Apply(ctx, tx, proposal, by) })
//
// It refuses to break a promise to save a kilometre, and to ask customers.
package dispatch

import (
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
)

// Service plans and judges days. It holds no state and is safe for concurrent use.
type Service struct {
	places  *places.Store
	catalog *catalog.Store
	crew    *crew.Store
	visits  *visits.Store
	routes  *routes.Store
}

// New makes a service.
func New() *Service {
	return &Service{
		places: places.New(), catalog: catalog.New(), crew: crew.New(), visits: visits.New(), routes: routes.New(),
	}
}
