package notify_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/notify"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/span"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestRemindersComeAtTheRightLocalHour(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, zone, now, from, to string
		want                      []string
	}{
		{"days ahead", "America/Santiago", "2026-11-23 09:05", "2026-11-26 14:00", "2026-11-26 18:00", []string{"tomorrow 2026-11-25 14:00", "today 2026-11-26 08:00"}},
		{"before people are up", "America/Sao_Paulo", "2026-11-23 09:05", "2026-11-26 07:00", "2026-11-26 11:00", []string{"tomorrow 2026-11-25 08:00"}},
		{"in the evening", "America/Sao_Paulo", "2026-11-23 09:05", "2026-11-26 20:30", "2026-11-26 23:00", []string{"tomorrow 2026-11-25 19:00", "today 2026-11-26 08:00"}},
		{"at nine", "America/Mexico_City", "2026-11-23 09:05", "2026-11-25 09:00", "2026-11-25 12:00", []string{"tomorrow 2026-11-24 09:00", "today 2026-11-25 08:00"}},
		{"booked the evening before", "America/Mexico_City", "2026-11-24 19:00", "2026-11-25 12:00", "2026-11-25 15:00", []string{"today 2026-11-25 08:00"}},
		{"booked today", "America/Mexico_City", "2026-11-25 09:00", "2026-11-25 15:00", "2026-11-25 18:00", nil},
		{"booked an hour before the day-before one", "America/Santiago", "2026-11-23 13:00", "2026-11-24 14:00", "2026-11-24 18:00", []string{"today 2026-11-24 08:00"}},
		{"over a change of clocks", "America/Santiago", "2026-09-03 10:00", "2026-09-06 09:00", "2026-09-06 13:00", []string{"tomorrow 2026-09-05 08:00", "today 2026-09-06 08:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			z := zone(t, c.zone)
			at := func(s string) time.Time {
				v, err := time.ParseInLocation("2006-01-02 15:04", s, z)
				if err != nil {
					t.Fatal(err)
				}
				return v
			}
			var got []string
			for _, d := range notify.Reminders(span.New(at(c.from), at(c.to)), z, at(c.now)) {
				got = append(got, string(d.Kind)+" "+d.At.In(z).Format("2006-01-02 15:04"))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("reminders (-want +got):\n%s", diff)
			}
		})
	}
}

func TestANoticeHoldsOnlyWhileItIsSo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	soon, past := span.Of(now.Add(time.Hour), time.Hour), span.Of(now.Add(-time.Hour), time.Hour)
	for _, c := range []struct {
		kind   agent.NoticeKind
		status booking.VisitStatus
		window span.Span
		want   bool
	}{
		{agent.NoticeTomorrow, booking.VisitScheduled, soon, true},
		{agent.NoticeTomorrow, booking.VisitSuperseded, soon, false},
		{agent.NoticeToday, booking.VisitDispatched, soon, true},
		{agent.NoticeToday, booking.VisitDispatched, past, false},
		{agent.NoticeOnTheWay, booking.VisitEnRoute, past, true},
		{agent.NoticeOnTheWay, booking.VisitOnSite, past, false},
		{agent.NoticeDone, booking.VisitCompleted, past, true},
		{agent.NoticeDelayed, booking.VisitCompleted, past, false},
	} {
		if got := notify.Holds(c.kind, agent.Visit{Status: c.status, Window: c.window}, now); got != c.want {
			t.Errorf("%s of a visit that is %s holds: %v", c.kind, c.status, got)
		}
	}
}
