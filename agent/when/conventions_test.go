package when_test

import (
	"testing"
	"time"
	_ "time/tzdata" // DST edges are tested whatever the machine has

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

// resolved is what a Spanish phrase means; the zero Reading where it means nothing.
func resolved(t *testing.T, said string, now time.Time, p when.Policy) when.Reading {
	t.Helper()
	list := when.Parse(text.Parse(said), "es")
	if len(list) != 1 {
		t.Fatalf("%q: %d times", said, len(list))
	}
	r, _ := when.Resolve(list[0], now, p)
	return r
}

func TestPartsOfTheDayDifferByCountry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ country, said, want string }{
		{"CL", "mañana en la tarde", "13:00-19:00"},
		{"CO", "mañana en la tarde", "12:00-18:00"},
		{"AR", "mañana a la tarde", "13:00-20:00"},
		{"AR", "mañana a la noche", "20:00-23:00"},
		{"CO", "mañana en la noche", "18:00-21:00"},
		{"MX", "mañana después de comer", "16:00-19:00"},
		{"PE", "mañana después de almuerzo", "14:00-18:00"},
		{"", "mañana en la tarde", "13:00-19:00"},
		{"XX", "mañana en la tarde", "13:00-19:00"},
	} {
		r := resolved(t, c.said, monday, when.Policy{Conventions: when.For(c.country, "es")})
		if got := r.Start.Format("15:04") + "-" + r.End.Format("15:04"); got != c.want {
			t.Errorf("%s: %q is %s, want %s", c.country, c.said, got, c.want)
		}
	}
}

func TestAnOrganisationOverridesConventions(t *testing.T) {
	t.Parallel()
	own := when.For("CL", "es").With(when.Conventions{
		Opens: 9 * 60, Closes: 18 * 60, Edge: 60, MonthFirst: true, Near: -1, Workdays: []time.Weekday{time.Monday, time.Saturday},
		Parts: map[when.Part][2]int{when.Afternoon: {15 * 60, 18 * 60}},
	})
	p := when.Policy{Conventions: own}
	for said, want := range map[string]string{
		"mañana en la tarde":      "Tue 24 Nov 15:00..Tue 24 Nov 18:00",
		"mañana a primera hora":   "Tue 24 Nov 09:00..Tue 24 Nov 10:00",
		"mañana a última hora":    "Tue 24 Nov 17:00..Tue 24 Nov 18:00",
		"el 12/05":                "Sat 05 Dec..Sun 06 Dec",
		"el 15/12":                "Tue 15 Dec..Wed 16 Dec",
		"el próximo martes":       "Tue 24 Nov..Wed 25 Nov",
		"un día hábil":            "Tue 24 Nov..Tue 01 Dec on 2 days",
		"mañana después de las 4": "Tue 24 Nov 16:00..",
		"en dos días hábiles":     "Mon 30 Nov..Tue 01 Dec",
		"mañana en la mañana":     "Tue 24 Nov 08:00..Tue 24 Nov 12:00",
	} {
		if got := reading(resolved(t, said, monday, p)); got != want {
			t.Errorf("%q: %s, want %s", said, got, want)
		}
	}
}

func TestAnHourIsTheOneThatWasOffered(t *testing.T) {
	t.Parallel()
	at := func(h int) when.Window {
		day := time.Date(2026, 11, 26, h, 0, 0, 0, monday.Location())
		return when.Window{Start: day, End: day.Add(2 * time.Hour)}
	}
	c := when.Conventions{Opens: 7 * 60, Closes: 21 * 60}
	for want, offered := range map[int][]when.Window{8: {at(8), at(12)}, 20: {at(12), at(20)}} {
		r := resolved(t, "el jueves a las 8", monday, when.Policy{Conventions: c, Offered: offered})
		if r.Start.Hour() != want {
			t.Errorf("at %d, want %d", r.Start.Hour(), want)
		}
	}
}

func TestHolidaysAreThoseOfTheCountry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ country, said, want string }{
		{"CL", "fiestas patrias", "2027-09-18"},
		{"PE", "fiestas patrias", "2027-07-28"},
		{"BR", "tiradentes", "2027-04-21"},
		{"MX", "el día de la madre", "2027-05-10"},
		{"CO", "el día de la madre", "2027-05-09"},
		{"AR", "el día de la madre", "2027-10-17"},
		{"CL", "el feriado", "2026-12-08"},
		{"MX", "el próximo feriado", "2026-12-25"},
		{"CL", "el viernes santo", "2027-03-26"},
		{"CL", "semana santa", "2027-03-21"},
		{"CL", "carnaval", "2027-02-08"},
		{"", "navidad", "2026-12-25"},
		{"", "semana santa 2028", "2028-04-09"},
	} {
		list := when.Parse(text.Parse(c.said), "es")
		if len(list) != 1 {
			t.Errorf("%q: %d times", c.said, len(list))
			continue
		}
		r, ok := when.Resolve(list[0], monday, when.Policy{Conventions: when.For(c.country, "es")})
		if got := r.Start.Format(time.DateOnly); !ok || got != c.want {
			t.Errorf("%s: %q is %s, want %s", c.country, c.said, got, c.want)
		}
	}
	// what a country does not have, or is not known, has no value
	for _, said := range []string{"fiestas patrias", "el día de la madre", "el feriado"} {
		if r, ok := when.Resolve(when.Parse(text.Parse(said), "es")[0], monday, when.Policy{}); ok {
			t.Errorf("%q without a country: %s", said, reading(r))
		}
	}
}

func TestDaysOfWorkLeaveHolidaysOut(t *testing.T) {
	t.Parallel()
	cl := when.Policy{Conventions: when.For("CL", "es")}
	now := time.Date(2026, 12, 4, 9, 0, 0, 0, monday.Location()) // a Friday; Tuesday the 8th is off
	if r := resolved(t, "en dos días hábiles", now, cl); r.Start.Format(time.DateOnly) != "2026-12-09" {
		t.Errorf("two working days from Friday: %s", r.Start)
	}
	r := resolved(t, "un día hábil en la mañana", now, cl)
	for _, w := range r.Daily {
		if d := w.Start.Day(); d == 5 || d == 6 || d == 8 || w.Start.Hour() != 8 || w.End.Hour() != 12 {
			t.Errorf("%s to %s", w.Start, w.End)
		}
	}
	if len(r.Daily) != 4 {
		t.Errorf("%d days of work in a week with a holiday", len(r.Daily))
	}
	own := cl
	own.Holidays = []time.Time{time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)}
	if r := resolved(t, "en dos días hábiles", now, own); r.Start.Format(time.DateOnly) != "2026-12-10" {
		t.Errorf("with a day off of its own: %s", r.Start)
	}
}

func TestClocksThatChangeDoNotMoveDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, now, said, start, end string }{
		// Chile skips midnight of 6 September 2026, and has it twice on 5 April
		{"America/Santiago", "2026-09-04T10:00", "el domingo", "2026-09-06T01:00", "2026-09-07T00:00"},
		{"America/Santiago", "2026-09-04T10:00", "el domingo a las 10", "2026-09-06T10:00", "2026-09-06T11:00"},
		{"America/Santiago", "2026-09-04T10:00", "el lunes", "2026-09-07T00:00", "2026-09-08T00:00"},
		{"America/Santiago", "2026-09-04T10:00", "en tres días", "2026-09-07T00:00", "2026-09-08T00:00"},
		{"America/Santiago", "2026-09-04T10:00", "el fin de semana", "2026-09-05T00:00", "2026-09-07T00:00"},
		{"America/Santiago", "2026-09-04T10:00", "pasado mañana en la tarde", "2026-09-06T13:00", "2026-09-06T19:00"},
		{"America/Santiago", "2026-04-03T10:00", "el domingo a las 9", "2026-04-05T09:00", "2026-04-05T10:00"},
		{"America/Santiago", "2026-04-03T10:00", "la próxima semana", "2026-04-06T00:00", "2026-04-13T00:00"},
		// the Mexican border follows the United States: 8 March and 1 November 2026 at two
		{"America/Tijuana", "2026-03-06T10:00", "el domingo a las 3 de la tarde", "2026-03-08T15:00", "2026-03-08T16:00"},
		{"America/Tijuana", "2026-10-30T10:00", "el lunes en la mañana", "2026-11-02T08:00", "2026-11-02T12:00"},
		{"America/Mexico_City", "2026-04-03T10:00", "el domingo a las 9", "2026-04-05T09:00", "2026-04-05T10:00"},
		{"America/Asuncion", "2026-10-02T10:00", "el domingo", "2026-10-04T00:00", "2026-10-05T00:00"},
		{"America/Sao_Paulo", "2018-11-02T10:00", "el domingo en la mañana", "2018-11-04T08:00", "2018-11-04T12:00"},
		{"America/Caracas", "2026-10-02T10:15", "mañana a las 9", "2026-10-03T09:00", "2026-10-03T10:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.ParseInLocation("2006-01-02T15:04", c.now, zone)
		if err != nil {
			t.Fatal(err)
		}
		r := resolved(t, c.said, now, when.Policy{})
		if start, end := r.Start.Format("2006-01-02T15:04"), r.End.Format("2006-01-02T15:04"); start != c.start || end != c.end {
			t.Errorf("%s %q: %s to %s, want %s to %s", c.zone, c.said, start, end, c.start, c.end)
		}
	}
	santiago, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	r := resolved(t, "a las 10", time.Date(2026, 9, 5, 20, 0, 0, 0, santiago), when.Policy{})
	for _, w := range r.Daily {
		if w.Start.Hour() != 10 {
			t.Errorf("ten o'clock is %s", w.Start)
		}
	}
}
