package when_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

// monday is when every phrase is said: Monday 23 November 2026, 9:05.
var monday = time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("", -3*3600))

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
		"trabajo todos los días menos el viernes": false, "no puedo ningún día menos el sábado": false, "estou ocupada a semana toda menos sexta": false,
		"não posso nenhum dia exceto sábado": false, "trabajo de tarde, cualquier día menos el martes": true, "puedo todos los días menos el lunes": true,
		"trabalho, então menos segunda": true, "no puedo el lunes ni el martes": true,
		"cualquier día menos el martes": true, "el jueves no puedo": true, "no puedo el viernes": true, "qualquer dia exceto quinta": true,
		"el martes": false,
	} {
		lang := "es"
		if strings.Contains(said, "qualquer") || strings.ContainsAny(said, "ã") {
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
	for _, s := range []string{
		"mañana a las 3", "das 8 às 11", "el 31/02", "25:99", "\xff\x00", "de lunes a", "entre 3 y", "el 15, 16 o 17", "la próxima semana a partir del martes",
		"no puedo ni hoy ni mañana", "fiestas patrias", "en 10 días hábiles", "los sábados", "monday to friday after 6", "hace dos lunes", "de hoy en ocho",
		"desde hoy a las 4 hasta mañana a las 5", "segunda metade de 2027", "a fin de mes", "la quincena", "jueves 31", "29/02/2027", "mil novecientos noventa", "0:00",
	} {
		f.Add(s)
	}
	santiago := time.FixedZone("", -4*3600)
	nows := []time.Time{monday, time.Date(2026, 12, 31, 23, 59, 0, 0, santiago), time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC)}
	f.Fuzz(func(t *testing.T, s string) {
		msg := text.Parse(s)
		for _, lang := range []string{"es", "pt", "en"} {
			for _, c := range when.Parse(msg, lang) {
				if c.First < 0 || c.Last <= c.First || c.Last > len(msg.Tokens) {
					t.Fatalf("%q: tokens %d to %d of %d", s, c.First, c.Last, len(msg.Tokens))
				}
				for _, now := range nows {
					soundly(t, s, c, now, when.Policy{Conventions: when.For("CL", lang)})
				}
			}
		}
	})
}

// soundly resolves a wish and fails where what it means cannot be.
func soundly(t *testing.T, said string, c when.Constraint, now time.Time, p when.Policy) {
	t.Helper()
	r, ok := when.Resolve(c, now, p)
	if !ok {
		return
	}
	if !c.Exists() {
		t.Fatalf("%q does not exist and is %s", said, r.Start)
	}
	for _, x := range append([]when.Reading{r}, r.Alternatives...) {
		if !x.End.After(x.Start) {
			t.Fatalf("%q: %s to %s", said, x.Start, x.End)
		}
		if !x.Past && !x.End.After(now) {
			t.Fatalf("%q: %s is over at %s and no past", said, x.End, now)
		}
	}
	for _, w := range r.Daily {
		if !w.End.After(w.Start) {
			t.Fatalf("%q: %s to %s", said, w.Start, w.End)
		}
	}
}
