package slots_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/routes/town"
	"github.com/chasqui-fsm/chasqui/booking/slots"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/span"
)

func offer(t *testing.T, w *town.Town, req booking.SlotRequest) []booking.Slot {
	t.Helper()
	list, err := slots.New(w.Clock).Offer(t.Context(), w.DB, req)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// names are slots as people say them: day of the month, hours, and a star when they fit.
func names(list []booking.Slot) []string {
	var out []string
	for _, s := range list {
		name := s.Window.Start.In(town.Zone).Format("02 15-") + s.Window.End.In(town.Zone).Format("15")
		if s.Fits {
			name += "*"
		}
		out = append(out, name)
	}
	return out
}

func same(t *testing.T, got []booking.Slot, want ...string) {
	t.Helper()
	have := names(got)
	if len(have) != len(want) {
		t.Errorf("got %q, want %q", have, want)
		return
	}
	for i := range want {
		if have[i] != want[i] {
			t.Errorf("got %q, want %q", have, want)
			return
		}
	}
}

func wishing(windows ...span.Span) booking.SlotRequest {
	req := town.Request("tv_mount", "cl-nunoa")
	req.Wish.Windows = windows
	return req
}

func TestWithoutAWishThreeDaysAreOffered(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 4, Lunch: true})
	list := offer(t, w, town.Request("tv_mount", "cl-nunoa"))
	days := map[booking.Day]bool{}
	for _, s := range list {
		days[booking.DayOf(s.Window.Start, town.Zone)] = true
		if !s.Fits || s.Resource == "" || s.Planned.Start.Before(s.Window.Start) || s.Planned.Start.After(s.Window.End) || s.Cost <= 0 {
			t.Errorf("slot %+v", s)
		}
	}
	if len(list) != 3 || len(days) != 3 {
		t.Errorf("got %q", names(list))
	}
	req := town.Request("tv_mount", "cl-nunoa")
	req.Max = 50
	if n := len(offer(t, w, req)); n != slots.MostMax {
		t.Errorf("%d slots, want %d", n, slots.MostMax)
	}
}

func TestAWishedDayComesFirstAndItsNeighborsFillUp(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 4})
	thursday := town.Day(3)
	list := offer(t, w, wishing(town.Hours(thursday, 0, 24)))
	same(t, list[:2], "26 09-13*", "26 14-18*")
	if day := booking.DayOf(list[2].Window.Start, town.Zone); day != thursday.Add(-1) && day != thursday.Add(1) {
		t.Errorf("%q is not next to Thursday", names(list))
	}
	same(t, offer(t, w, wishing(town.Hours(thursday, 8, 12))), "26 09-13*", "25 09-13", "27 09-13")
	same(t, offer(t, w, wishing(town.Hours(thursday, 15, 16))), "26 14-18*", "25 14-18", "27 14-18")
	same(t, offer(t, w, wishing(town.Hours(thursday, 11, 11))), "26 09-13*", "26 10-12*", "25 09-13")
	req := wishing(town.Hours(town.Day(6), 0, 24)) // a Sunday
	for _, s := range offer(t, w, req) {
		if s.Fits {
			t.Errorf("%q fit a Sunday", names([]booking.Slot{s}))
		}
	}
}

func TestWhatIsUnwantedOrWasShownIsNotOffered(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 4})
	req := wishing(town.Hours(town.Day(3), 0, 24))
	req.Skip = offer(t, w, req)[:1]
	same(t, offer(t, w, req)[:1], "26 14-18*")
	req = town.Request("tv_mount", "cl-nunoa")
	req.Max = 6
	req.Wish.Exclude = []span.Span{town.Hours(town.Day(1), 0, 24), town.Hours(town.Day(2), 0, 13)}
	for _, s := range offer(t, w, req) {
		if day := booking.DayOf(s.Window.Start, town.Zone); day == town.Day(1) || day == town.Day(2) && s.Window.Start.In(town.Zone).Hour() < 13 {
			t.Errorf("offered %q", names([]booking.Slot{s}))
		}
	}
}

func TestAsSoonAsPossibleIsTheSoonest(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 4})
	req := town.Request("tv_mount", "cl-nunoa")
	req.Wish.Prefer = booking.PreferASAP
	same(t, offer(t, w, req), "23 14-18*", "24 09-13*", "24 14-18*")
}

func TestNoticeHorizonAndHolidaysAreKept(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 2})
	w.Do(`INSERT INTO holidays (country, region, day, name) VALUES ('CL', '', '2026-11-24', 'x'), ('CL', 'RM', '2026-11-25', 'y'),
	  ('CL', 'Biobío', '2026-11-26', 'z'), ('BR', '', '2026-11-27', 'b')`, nil)
	req := wishing(town.Hours(town.Day(0), 0, 24), town.Hours(town.Day(1), 0, 24), town.Hours(town.Day(2), 0, 24))
	list := offer(t, w, req)
	same(t, list[:1], "23 14-18*")
	for i, day := range []int{3, 4} {
		if booking.DayOf(list[i+1].Window.Start, town.Zone) != town.Day(day) {
			t.Errorf("got %q, want the 26th and the 27th after the holidays", names(list))
		}
	}
	w.Clock.Set(town.Hours(town.Day(0), 12, 12).Start.Add(time.Second)) // two hours before two, and a second
	if list := offer(t, w, req); list[0].Fits {
		t.Errorf("too short a notice: %q", names(list))
	}
	beyond := wishing(town.Hours(town.Day(15), 0, 24))
	for _, s := range offer(t, w, beyond) {
		if s.Fits {
			t.Errorf("beyond the horizon: %q", names([]booking.Slot{s}))
		}
	}
}

func TestAbsencesAndSkillsDecide(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 2})
	for _, id := range w.Technicians {
		w.Away(id, town.Hours(town.Day(1), 8, 14))
		w.Away(id, town.Hours(town.Day(2), 0, 24))
	}
	req := wishing(town.Hours(town.Day(1), 0, 24), town.Hours(town.Day(2), 0, 24))
	same(t, offer(t, w, req)[:2], "24 14-18*", "23 14-18")
	w.Do(`UPDATE resource_skills SET valid = '[2026-11-27,)' WHERE skill_code = 'ac'`, nil)
	ac := town.Request("ac_install", "cl-nunoa")
	ac.Max = 6
	for _, s := range offer(t, w, ac) {
		if s.Window.Start.Before(town.Hours(town.Day(4), 0, 0).Start) {
			t.Errorf("before the certificate holds: %q", names([]booking.Slot{s}))
		}
	}
	none := town.Request("gas_check", "cl-nunoa")
	if list := offer(t, w, none); len(list) != 0 {
		t.Errorf("nobody can do it: %q", names(list))
	}
	why, err := slots.New(w.Clock).Why(t.Context(), w.DB, none)
	if err != nil || why.Able != 0 || why.Technicians != 2 || why.Reasons["skill"] != 2 || why.Windows == 0 {
		t.Errorf("why: %+v, %v", why, err)
	}
	why, err = slots.New(w.Clock).Why(t.Context(), w.DB, town.Request("tv_mount", "cl-nunoa"))
	if err != nil || why.Able != 2 || why.Reasons["blocked"] == 0 || why.Open == 0 {
		t.Errorf("why: %+v, %v", why, err)
	}
}

// Chile sets its clocks forward at 24:00 of Saturday 4 September 2027, a day without a midnight follows.
func TestWindowsStayRightWhenTheClocksAreChanged(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 1})
	w.Do(`UPDATE arrival_windows SET weekdays = '{0,1,2,3,4,5,6}'`, nil)
	w.Do(`INSERT INTO shifts (id, resource_id, weekday, starts, ends) SELECT gen_random_uuid(), id, 0, '08:30', '18:30' FROM resources`, nil)
	w.Clock.Set(time.Date(2027, 9, 3, 15, 0, 0, 0, time.UTC))
	saturday := booking.Day{Year: 2027, Month: 9, Date: 4}
	req := wishing(town.Hours(saturday, 9, 12), town.Hours(saturday.Add(1), 9, 12), town.Hours(saturday.Add(2), 9, 12))
	list := offer(t, w, req)
	same(t, list, "04 09-13*", "05 09-13*", "06 09-13*")
	for i, utc := range []int{13, 12, 12} {
		if len(list) == 3 && list[i].Window.Start.UTC().Hour() != utc {
			t.Errorf("%v does not begin at %d UTC", list[i].Window, utc)
		}
	}
	contact, conversation := w.Person()
	s := slots.New(w.Clock)
	if err := w.DB.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := s.Hold(t.Context(), tx, booking.HoldSlot{Request: req, Slot: list[1], Contact: contact, Conversation: conversation})
		return err
	}); err != nil {
		t.Error(err)
	}
}

func TestAnOfferSeesThroughThePersonsOwnHold(t *testing.T) {
	t.Parallel()
	w := town.New(t, town.Size{Technicians: 1})
	s := slots.New(w.Clock)
	saturday := town.Hours(town.Day(5), 9, 13)
	req := town.Request("ac_install", "cl-nunoa")
	req.Wish.Windows = []span.Span{saturday}
	contact, conversation := w.Person()
	take := func(req booking.SlotRequest, window span.Span) (hold booking.Hold) {
		if err := w.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
			hold, err = s.Hold(t.Context(), tx, booking.HoldSlot{
				Request: req, Slot: booking.Slot{Window: window}, Contact: contact, Conversation: conversation,
			})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return hold
	}
	take(req, saturday)
	if offer(t, w, req)[0].Fits {
		t.Error("the held slot is offered to others")
	}
	req.Contact = contact
	if !offer(t, w, req)[0].Fits {
		t.Error("the held slot is not offered to who holds it")
	}
	hold := take(req, town.Hours(town.Day(4), 9, 13)) // another slot: the first is given back
	req.Contact = ""
	if !offer(t, w, req)[0].Fits {
		t.Error("the first hold was not given back")
	}
	for range 2 {
		if err := w.DB.InTx(t.Context(), func(tx *db.Tx) error { return s.Release(t.Context(), tx, hold.ID) }); err != nil {
			t.Fatal(err)
		}
	}
	n, err := db.Value[int](t.Context(), w.DB, `SELECT count(*) FROM occupations`, nil)
	if err != nil || n != 0 {
		t.Errorf("%d occupations are left, %v", n, err)
	}
}
