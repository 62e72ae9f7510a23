package desk_test

import (
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
)

func TestFiftyTakersOfOneSlotMakeOneBooking(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{Technicians: 1})
	req := town.Request("ac_install", "cl-nunoa")
	wanted := slot(town.Day(5), 9, 13) // a Saturday of five hours holds one job of three
	var mu sync.Mutex
	var wg sync.WaitGroup
	booked, lost, offered := 0, 0, 0
	for range 50 {
		wg.Go(func() {
			cmd, err := b.hold(t, "cl-nunoa", req, wanted)
			if err == nil {
				_, err = b.desk.Book(t.Context(), b.DB, cmd)
			}
			var again []booking.Slot
			if slots.Lost(err) {
				ask := req
				ask.Wish.Windows = append(ask.Wish.Windows, wanted.Window)
				if again, err = b.slots.Offer(t.Context(), b.DB, ask); err == nil {
					mu.Lock()
					lost++
					mu.Unlock()
				}
			}
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if len(again) == 0 {
				booked++
				return
			}
			offered++
			for _, s := range again {
				if s.Same(wanted) {
					t.Error("the lost slot was offered again")
				}
			}
		})
	}
	wg.Wait()
	if booked != 1 || lost != 49 || offered != 49 {
		t.Errorf("%d booked, %d lost, %d offered anew; want 1, 49, 49", booked, lost, offered)
	}
	b.sound(t)
}

// A technician lives halfway between Las Condes and Talagante and is away from 11 to 17. He can do either job, and they are hours
// apart in time; but from the first he cannot be at the second, because he does not drive while he is away.
func TestTwoBookingsThatCannotBothBeDrivenAreNeverBothMade(t *testing.T) {
	t.Parallel()
	b := newBench(t, town.Size{})
	b.AddTechnician(booking.Pin{Lat: -33.536, Lng: -70.75})
	b.Do(`UPDATE shifts SET ends = '22:00'`, nil)
	for n := 1; n <= 11; n++ {
		day := town.Day(n)
		if day.Weekday() == time.Sunday || day.Weekday() == time.Saturday {
			continue
		}
		b.Away(b.Technicians[0], town.Hours(day, 11, 17))
		jobs := []struct {
			place booking.PlaceID
			slot  booking.Slot
		}{{"cl-las-condes", slot(day, 9, 13)}, {"cl-talagante", slot(day, 14, 18)}}
		errs := make([]error, len(jobs))
		start := make(chan struct{})
		var wg sync.WaitGroup
		for i, job := range jobs {
			wg.Go(func() {
				<-start
				cmd, err := b.hold(t, job.place, town.Request("tv_mount", job.place), job.slot)
				if err == nil {
					_, err = b.desk.Book(t.Context(), b.DB, cmd)
				}
				errs[i] = err
			})
		}
		close(start)
		wg.Wait()
		loser := 0
		if errs[0] == nil {
			loser = 1
		}
		if !slots.Lost(errs[loser]) || errs[1-loser] != nil {
			t.Fatalf("%s: got %v; want one booking and one lost slot", day, errs)
		}
		if len(b.offer(t, town.Request("tv_mount", jobs[loser].place))) == 0 {
			t.Error("the loser gets no new offer")
		}
	}
	b.sound(t)
}
