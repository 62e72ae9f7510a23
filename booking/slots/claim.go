package slots

import (
	"context"
	"errors"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Claim asks for the hold that a booking rests on.
type Claim struct {
	Hold booking.HoldID // empty: take the slot now
	Take booking.HoldSlot
}

// errRetake says that a hold is no use any more, and that its slot may be taken anew.
var errRetake = errors.New("hold is over")

// Claim locks the technician-day of an active hold and gives the hold as it stands. A hold that is over, was given back, or was
// taken for another position than Take.Request.At is taken once more for the same window, which may come out as ErrLost. A hold
// that became a visit already is a Conflict.
func (s *Service) Claim(ctx context.Context, tx *db.Tx, c Claim) (booking.Hold, error) {
	if c.Hold == "" {
		return s.Hold(ctx, tx, c.Take)
	}
	var alive booking.Hold
	err := tx.Savepoint(ctx, func(tx *db.Tx) (err error) {
		alive, err = s.alive(ctx, tx, c)
		return err
	})
	if errors.Is(err, errRetake) {
		return s.Hold(ctx, tx, c.Take)
	}
	if err != nil {
		return booking.Hold{}, fmt.Errorf("claim hold: %w", err)
	}
	return alive, nil
}

func (s *Service) alive(ctx context.Context, tx *db.Tx, c Claim) (booking.Hold, error) {
	h, err := findHold(ctx, tx, c.Hold)
	if err != nil {
		return booking.Hold{}, err
	}
	day, err := visits.DayOf(h.Resource, h.Planned.Start, h.CrewZone)
	if err != nil {
		return booking.Hold{}, err
	}
	if err := s.visits.LockDays(ctx, tx, day); err != nil {
		return booking.Hold{}, err
	}
	if h, err = findHold(ctx, tx, c.Hold); err != nil {
		return booking.Hold{}, err
	}
	req := c.Take.Request
	switch {
	case h.Status == "confirmed":
		return booking.Hold{}, fault.New(fault.Conflict, "slot.hold.used", fault.Text("the hold has become a visit"))
	case h.Status != "active", h.Contact != c.Take.Contact, h.Conversation != c.Take.Conversation,
		h.Service != req.Service, h.Territory != req.Territory, h.Quantity != max(req.Quantity, 1),
		h.Lat != req.At.Lat, h.Lng != req.At.Lng, !h.Arrival.Equal(c.Take.Slot.Window):
		return booking.Hold{}, errRetake
	}
	return h.hold(), nil
}

// Release gives a hold back. One that is not active any more stays as it is; one that is unknown is NotFound.
func (s *Service) Release(ctx context.Context, tx *db.Tx, id booking.HoldID) error {
	h, err := findHold(ctx, tx, id)
	if err != nil {
		return err
	}
	day, err := visits.DayOf(h.Resource, h.Planned.Start, h.CrewZone)
	if err != nil {
		return err
	}
	if err := s.visits.LockDays(ctx, tx, day); err != nil {
		return err
	}
	if err := s.release(ctx, tx, id); err != nil {
		return fmt.Errorf("release hold: %w", err)
	}
	return nil
}
