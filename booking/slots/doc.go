// Package slots says which arrival windows may be promised, and keeps one for the customer who is thinking about it.
//
// # What it promises
//
//   - Every offered window was truly driven: the job was inserted into the day of a technician who has the skills on that date,
//     works in the territory, is not absent, and reaches everybody else inside what they were promised, at the speed of the hour.
//     Minimum notice, horizon, holidays, buffers and the windows that the territory sells on that weekday are kept.
//   - [Service.Offer] answers at most Max windows (3, at most 6). With a wish, those that fit it come first and the nearest others
//     fill up; without, they are spread over days and chosen by marginal driving time and by how soon they are. Each group is in
//     order of time, premium windows last.
//   - A hold takes the time: [Service.Hold] locks the technician-day, releases holds that are over, inserts again on fresh rows,
//     tries other technicians for the same window, and writes the re-planned times. Two takers of time that only one can have, or
//     that nobody could drive both, never both pass: the second gets [ErrLost], and should be shown a new offer.
//   - A conversation has one hold: taking another gives the old one back. A hold lasts booking.HoldFor.
//
// The life of a hold:
//
//	            Hold                    Confirm (booking/desk)
//	offered ----------> active -----------------------------> confirmed
//	                      |  '-- Release, another Hold ------> released
//	                      '----- expires_at is over ---------> expired   (by the next taker of that day, or ExpireHolds)
//
// It refuses to promise: a slot is told by booking/desk, with the customer's yes.
//
//	s := slots.New(clock)
//	list, err := s.Offer(ctx, d, booking.SlotRequest{Service: "washer_repair", Territory: "RM-Oriente", At: pin})
//	hold, err := s.Hold(ctx, tx, booking.HoldSlot{Request: req, Slot: list[0], Contact: c, Conversation: conv})
package slots

import (
	"errors"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/catalog"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/booking/routes"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// ErrLost says that a slot can no longer be promised: somebody else took the time. It is a Conflict; errors.Is finds it.
var ErrLost = fault.New(fault.Conflict, "slot.hold.lost", fault.Text("the slot is taken"))

// Lost tells whether an error means that the slot is gone.
func Lost(err error) bool { return errors.Is(err, ErrLost) }

// How many slots are offered.
const (
	DefaultMax = 3
	MostMax    = 6
)

// Service offers and holds slots. It is safe for concurrent use.
type Service struct {
	clock   clock.Clock
	places  *places.Store
	catalog *catalog.Store
	crew    *crew.Store
	visits  *visits.Store
	routes  *routes.Store
}

// New makes a service that takes the time from c, and inside a transaction from the transaction.
func New(c clock.Clock) *Service {
	return &Service{
		clock: c, places: places.New(), catalog: catalog.New(), crew: crew.New(), visits: visits.New(), routes: routes.New(),
	}
}

func (s *Service) now(q db.Querier) time.Time {
	if tx, ok := q.(*db.Tx); ok {
		return tx.Now
	}
	return s.clock.Now()
}

// job is the request as the routes see it.
func (t *terms) job(req booking.SlotRequest) routes.Job {
	return routes.Job{At: req.At, Duration: t.duration, Territory: t.territory.Code, Service: t.service.Code}
}
