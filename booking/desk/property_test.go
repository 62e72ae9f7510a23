package desk_test

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// Whatever many people book, leave and move at the same time, the checker finds nothing to object to.
func TestManyBookingsAtOnceBreakNothing(t *testing.T) {
	t.Parallel()
	goal := int64(500)
	if testing.Short() {
		goal = 60
	}
	b := newBench(t, town.Size{Technicians: 14, Lunch: true, Seed: 3})
	b.rush(t, &crowd{goal: goal, days: 14})
}

// With few technicians and days everybody wants the same hours.
func TestACrowdAtFewTechniciansBreaksNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 3, Lunch: true, Seed: 4})
	b.Do(`UPDATE business_units SET horizon_days = 5`, nil)
	b.rush(t, &crowd{goal: 45, days: 5})
}

// rush lets a crowd in, and looks at what it left behind, before and after the last holds are over.
func (b *bench) rush(t *testing.T, c *crowd) {
	t.Helper()
	c.bench = b
	var wg sync.WaitGroup
	for n := range 12 {
		wg.Go(func() { c.person(t, rand.New(rand.NewPCG(uint64(n), 11))) })
	}
	wg.Wait()
	t.Logf("%d booked, %d holds left, %d slots lost, %d offers empty, %d moves made, %d refused", c.booked.Load(), c.left.Load(),
		c.lost.Load(), c.empty.Load(), c.moved.Load(), c.refused.Load())
	if c.booked.Load() < c.goal || c.left.Load() == 0 || c.moved.Load() == 0 {
		t.Error("the crowd did too little for the test to mean anything")
	}
	b.sound(t)
	b.plain(t)
	b.Clock.Advance(booking.HoldFor)
	if err := b.DB.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := b.slots.ExpireHolds(t.Context(), tx, tx.Now)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b.sound(t)
	left, err := db.Value[int](t.Context(), b.DB, `SELECT count(*) FROM occupations WHERE kind = 'hold'`, nil)
	if err != nil || left != 0 {
		t.Errorf("%d occupations of holds are left, %v", left, err)
	}
}

// crowd is people who book until there are enough of them.
type crowd struct {
	*bench
	goal                                      int64
	days                                      int
	booked, left, lost, empty, moved, refused atomic.Int64
	mu                                        sync.Mutex
	visits                                    []booking.VisitID
}

func (c *crowd) person(t *testing.T, random *rand.Rand) {
	for c.booked.Load() < c.goal && c.empty.Load() < 10*c.goal && !t.Failed() {
		place := pick(random, []booking.PlaceID{"cl-nunoa", "cl-providencia", "cl-las-condes", "cl-santiago", "cl-independencia"})
		if random.IntN(25) == 0 {
			place = "cl-melipilla"
		}
		req := town.Request(pick(random, []booking.ServiceCode{"tv_mount", "tv_mount", "washer_repair", "ac_install"}), place)
		req.Wish, req.Max = wish(random, c.days), 6
		list, err := c.slots.Offer(t.Context(), c.DB, req)
		if err != nil {
			t.Error(err)
			return
		}
		if len(list) == 0 {
			c.empty.Add(1)
			continue
		}
		c.take(t, random, place, req, pick(random, list))
		if random.IntN(20) == 0 {
			c.Clock.Advance(time.Duration(random.IntN(4)) * time.Minute)
		}
		if random.IntN(4) == 0 {
			c.moveOne(t, random)
		}
	}
}

func (c *crowd) take(t *testing.T, random *rand.Rand, place booking.PlaceID, req booking.SlotRequest, s booking.Slot) {
	cmd, err := c.hold(t, place, req, s)
	if err == nil && random.IntN(6) == 0 { // thinks, and never comes back
		c.left.Add(1)
		return
	}
	if err == nil {
		if random.IntN(2) == 0 { // sends a pin within a kilometre or so
			cmd.Pin = booking.Pin{Lat: req.At.Lat + 0.02*(random.Float64()-0.5), Lng: req.At.Lng + 0.02*(random.Float64()-0.5)}
		}
		var booked booking.Booked
		if booked, err = c.desk.Book(t.Context(), c.DB, cmd); err == nil {
			c.booked.Add(1)
			c.mu.Lock()
			c.visits = append(c.visits, booked.VisitID)
			c.mu.Unlock()
		}
	}
	switch {
	case slots.Lost(err):
		c.lost.Add(1)
	case err != nil:
		t.Error(err)
	}
}

// moveOne has a dispatcher move any visit anywhere.
func (c *crowd) moveOne(t *testing.T, random *rand.Rand) {
	c.mu.Lock()
	if len(c.visits) == 0 {
		c.mu.Unlock()
		return
	}
	id := pick(random, c.visits)
	c.mu.Unlock()
	cmd := booking.MoveVisit{Visit: id, Resource: pick(random, c.Technicians), Reason: "test"}
	if random.IntN(8) == 0 {
		cmd.Resource = ""
	} else if random.IntN(2) == 0 {
		r, err := c.bench.visits.Record(t.Context(), c.DB, id)
		if err != nil {
			t.Error(err)
			return
		}
		cmd.Start = r.Window.Start.Add(time.Duration(random.IntN(16)) * 15 * time.Minute)
	}
	check, err := c.desk.Move(t.Context(), c.DB, cmd)
	switch {
	case err == nil && check.OK:
		c.moved.Add(1)
	case fault.Is(err, fault.Conflict):
		c.refused.Add(1)
	default:
		t.Error(check, err)
	}
}

func wish(random *rand.Rand, days int) booking.Wish {
	day := town.Day(random.IntN(days))
	switch random.IntN(6) {
	case 0:
		return booking.Wish{Prefer: booking.PreferASAP}
	case 1:
		return booking.Wish{Windows: []span.Span{town.Hours(day, 8, 12)}}
	case 2:
		return booking.Wish{Windows: []span.Span{town.Hours(day, 0, 24)}}
	case 3:
		return booking.Wish{Windows: []span.Span{town.Hours(day, 15, 16)}, Exclude: []span.Span{town.Hours(day.Add(1), 0, 24)}}
	default:
		return booking.Wish{}
	}
}

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }
