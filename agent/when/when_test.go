package when_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

// monday is when every phrase is said: Monday 23 November 2026, 9:05.
var monday = time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("", -3*3600))

const layout = "2006-01-02T15:04"

func TestPhrasesOfAppointmentsAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, said, start, end string }{
		{"es", "mañana en la tarde", "2026-11-24T13:00", "2026-11-24T19:00"},
		{"es", "pasado mañana temprano", "2026-11-25T00:00", "2026-11-26T00:00"},
		{"es", "el jueves en la mañana", "2026-11-26T08:00", "2026-11-26T12:00"},
		{"es", "este viernes a las 3", "2026-11-27T15:00", "2026-11-27T16:00"},
		{"es", "el martes despues de las 4", "2026-11-24T16:00", "2026-11-24T20:00"},
		{"es", "entre las 3 y las 5", "2026-11-23T15:00", "2026-11-23T17:00"},
		{"es", "el 15 de diciembre", "2026-12-15T00:00", "2026-12-16T00:00"},
		{"es", "15/12", "2026-12-15T00:00", "2026-12-16T00:00"},
		{"es", "el jueves de la próxima semana", "2026-12-03T00:00", "2026-12-04T00:00"},
		{"es", "el finde", "2026-11-28T00:00", "2026-11-30T00:00"},
		{"es", "en dos días", "2026-11-25T00:00", "2026-11-26T00:00"},
		{"es", "el miércoles a las 8 de la noche", "2026-11-25T20:00", "2026-11-25T21:00"},
		{"es", "el miercols en la tarde", "2026-11-25T13:00", "2026-11-25T19:00"},
		{"es", "el sábado a primera hora", "2026-11-28T08:00", "2026-11-28T10:00"},
		{"pt", "amanhã de manhã", "2026-11-24T08:00", "2026-11-24T12:00"},
		{"pt", "quinta à tarde", "2026-11-26T12:00", "2026-11-26T18:00"},
		{"pt", "sexta-feira às 14h30", "2026-11-27T14:30", "2026-11-27T15:30"},
		{"pt", "depois de amanhã", "2026-11-25T00:00", "2026-11-26T00:00"},
		{"pt", "na quarta depois das 15h", "2026-11-25T15:00", "2026-11-25T20:00"},
		{"pt", "das 8 às 11", "2026-11-23T08:00", "2026-11-23T11:00"},
		{"pt", "semana que vem", "2026-11-30T00:00", "2026-12-07T00:00"},
	} {
		list := when.Parse(text.Parse(c.said), c.lang)
		if len(list) != 1 {
			t.Errorf("%q: %d times", c.said, len(list))
			continue
		}
		r, ok := when.Resolve(list[0], monday, when.Policy{Portuguese: c.lang == "pt"})
		if got := r.Start.Format(layout) + " " + r.End.Format(layout); !ok || got != c.start+" "+c.end {
			t.Errorf("%q: %s, want %s %s", c.said, got, c.start, c.end)
		}
	}
}

func TestWhatTellsNoTimeIsNotRead(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"buenas tardes", "bom dia", "hola buenas noches", "segundo piso", "calle 13 # 5-20", "RUT 12.345.678-5", "son 2 aires",
		"boa noite", "cuesta 34.990", "mi número es 9 6123 4567",
	} {
		if list := when.Parse(text.Parse(said), "es"); len(list) > 0 {
			t.Errorf("%q: %+v", said, list)
		}
	}
}

func TestAWeekdaySaidOnThatDayIsAmbiguous(t *testing.T) {
	t.Parallel()
	for said, readings := range map[string]int{"el lunes": 2, "el próximo martes": 2, "el jueves": 0, "hoy lunes": 0} {
		list := when.Parse(text.Parse(said), "es")
		if len(list) == 0 {
			t.Errorf("%q is not read", said)
			continue
		}
		r, _ := when.Resolve(list[0], monday, when.Policy{})
		if len(r.Alternatives) != readings {
			t.Errorf("%q has %d readings, want %d", said, len(r.Alternatives), readings)
		}
	}
}

func TestExclusionsAreNotWishes(t *testing.T) {
	t.Parallel()
	for said, excluded := range map[string]bool{
		"cualquier día menos el martes": true, "el jueves no puedo": true, "no puedo el viernes": true, "qualquer dia exceto quinta": true,
		"el martes": false,
	} {
		lang := "es"
		if said == "qualquer dia exceto quinta" {
			lang = "pt"
		}
		found := false
		for _, c := range when.Parse(text.Parse(said), lang) {
			found = found || c.Exclude
		}
		if found != excluded {
			t.Errorf("%q: excluded %t", said, found)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"mañana a las 3", "das 8 às 11", "el 31/02", "25:99", "\xff\x00", "de lunes a", "entre 3 y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		msg := text.Parse(s)
		for _, lang := range []string{"es", "pt", "en"} {
			for _, c := range when.Parse(msg, lang) {
				if c.First < 0 || c.Last <= c.First || c.Last > len(msg.Tokens) {
					t.Fatalf("%q: tokens %d to %d of %d", s, c.First, c.Last, len(msg.Tokens))
				}
				if r, ok := when.Resolve(c, monday, when.Policy{}); ok && !r.End.After(r.Start) {
					t.Fatalf("%q: %s to %s", s, r.Start, r.End)
				}
			}
		}
	})
}
