package booking_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/booking"
)

var weekdays = booking.DeskHours{
	TimeZone: "America/Santiago", Opens: 9 * time.Hour, Closes: 18 * time.Hour,
	Weekdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
}

func santiago(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestTimeRunsOnlyWhileTheDeskIsOpen(t *testing.T) {
	t.Parallel()
	zone := santiago(t)
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, zone) }
	for _, c := range []struct {
		from  time.Time
		while time.Duration
		want  time.Time
	}{
		{at(23, 10, 0), time.Hour, at(23, 11, 0)},                 // Monday
		{at(23, 7, 0), time.Hour, at(23, 10, 0)},                  // before it opens
		{at(23, 17, 30), time.Hour, at(24, 9, 30)},                // over night
		{at(27, 17, 0), 4 * time.Hour, at(30, 12, 0)},             // over the weekend
		{at(28, 12, 0), 15 * time.Minute, at(30, 9, 15)},          // Saturday
		{at(23, 9, 0), 9 * time.Hour, at(23, 18, 0)},              // to the minute when it closes
		{at(23, 9, 0), 19 * time.Hour, at(25, 10, 0)},             // more than a day
		{at(23, 17, 30), 30*time.Minute + 1, at(24, 9, 0).Add(1)}, // not a moment lost
	} {
		if got := weekdays.After(c.from, c.while, zone); !got.Equal(c.want) {
			t.Errorf("%v after %v is %v, want %v", c.while, c.from, got.In(zone), c.want)
		}
	}
	never := booking.DeskHours{Opens: 9 * time.Hour, Closes: 18 * time.Hour}
	if got := never.After(at(28, 12, 0), time.Hour, zone); !got.Equal(at(28, 13, 0)) {
		t.Errorf("a desk that never opens: %v", got)
	}
}

func TestDeskTimeBetweenIsWhatAfterAdds(t *testing.T) {
	t.Parallel()
	zone := santiago(t)
	start := time.Date(2026, 4, 1, 0, 0, 0, 0, zone) // the clocks change on the 5th
	rapid.Check(t, func(t *rapid.T) {
		from := start.Add(time.Duration(rapid.IntRange(0, 14*24*60).Draw(t, "from")) * time.Minute)
		while := time.Duration(rapid.IntRange(1, 60*60).Draw(t, "while")) * time.Minute
		if got := weekdays.Between(from, weekdays.After(from, while, zone), zone); got != while {
			t.Fatalf("%v from %v on counts as %v", while, from, got)
		}
	})
}

// The table of DOMAIN.md 4.8, spelt out: whatever is not here is refused.
func TestEscalationsGoWhereTheTableSays(t *testing.T) {
	t.Parallel()
	all := []booking.EscalationStatus{"open", "claimed", "in_progress", "waiting_customer", "waiting_internal", "resolved", "closed", "auto_closed"}
	may := map[string]bool{}
	for _, move := range []string{
		"open>claimed", "open>auto_closed", "claimed>open", "claimed>in_progress", "claimed>waiting_customer",
		"claimed>waiting_internal", "claimed>resolved", "in_progress>open", "in_progress>waiting_customer",
		"in_progress>waiting_internal", "in_progress>resolved", "waiting_customer>open", "waiting_customer>claimed",
		"waiting_customer>in_progress", "waiting_customer>waiting_internal", "waiting_customer>resolved", "waiting_internal>open",
		"waiting_internal>in_progress", "waiting_internal>waiting_customer", "waiting_internal>resolved", "resolved>open", "resolved>closed",
	} {
		may[move] = true
	}
	for _, from := range all {
		for _, to := range all {
			if move := string(from) + ">" + string(to); from.Can(to) != may[move] {
				t.Errorf("%s: %t", move, from.Can(to))
			}
		}
		if ended := from == "resolved" || from == "closed" || from == "auto_closed"; from.Live() == ended {
			t.Errorf("%s is live: %t", from, from.Live())
		}
	}
}
