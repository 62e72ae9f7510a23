package when_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
	"github.com/chasqui-fsm/chasqui/agent/when"
)

// means fails where a phrase, said on monday, does not mean what stands beside it.
func means(t *testing.T, lang string, want map[string]string) {
	t.Helper()
	for said, reading := range want {
		if got := describe(said, lang); got != reading {
			t.Errorf("%q: %q, want %q", said, got, reading)
		}
	}
}

// The errors below were seen in other readers of dates; each class has its test.

func TestAPartOfATimeIsNotTakenForTheWhole(t *testing.T) {
	t.Parallel()
	means(t, "es", map[string]string{
		"pasado mañana":                  "Wed 25 Nov..Thu 26 Nov",
		"el cinco de mayo":               "Wed 05 May 2027..Thu 06 May 2027",
		"miércoles de la próxima semana": "Wed 02 Dec..Thu 03 Dec",
		"mañana a las once":              "Tue 24 Nov 11:00..Tue 24 Nov 12:00",
		"cuarto para las 3":              "Mon 23 Nov 14:45..Mon 23 Nov 15:45 any day",
		"diecinueve de junio del mil novecientos ochenta y siete": "Fri 19 Jun 1987..Sat 20 Jun 1987 past",
	})
	means(t, "pt", map[string]string{
		"dia 15 às 18 horas": "Tue 15 Dec 18:00..Tue 15 Dec 19:00",
		"2a feira":           "Mon 30 Nov..Tue 01 Dec 2 readings",
		"daqui a 2 dias":     "Wed 25 Nov..Thu 26 Nov",
		"depois de amanhã":   "Wed 25 Nov..Thu 26 Nov",
	})
}

func TestANoAndADirectionAreHeard(t *testing.T) {
	t.Parallel()
	means(t, "es", map[string]string{
		"cualquier día menos el martes": "Mon 23 Nov 09:05.. whenever any | Tue 24 Nov..Wed 25 Nov not",
		"después de las 3":              "Mon 23 Nov 15:00.. any day",
		"antes de las 11":               "..Mon 23 Nov 11:00 any day",
		"el jueves no puedo":            "Thu 26 Nov..Fri 27 Nov not",
		"no puede ser el jueves":        "Thu 26 Nov..Fri 27 Nov not",
	})
	means(t, "pt", map[string]string{
		"não pode ser quinta": "Thu 26 Nov..Fri 27 Nov not",
		"só não na quinta":    "Thu 26 Nov..Fri 27 Nov not",
	})
}

func TestOneWishIsNotSplit(t *testing.T) {
	t.Parallel()
	means(t, "es", map[string]string{
		"pasado mañana tipo 10am":                              "Wed 25 Nov 10:00..Wed 25 Nov 11:00 about",
		"el jueves despues de las 3 o el viernes en la mañana": "Thu 26 Nov 15:00.. | Fri 27 Nov 08:00..Fri 27 Nov 12:00",
	})
}

func TestTheHalfOfTheDayIsKnown(t *testing.T) {
	t.Parallel()
	means(t, "es", map[string]string{
		"mañana a las 7":        "Tue 24 Nov 19:00..Tue 24 Nov 20:00",
		"a las 12 y media":      "Mon 23 Nov 12:30..Mon 23 Nov 13:30 any day",
		"a medianoche":          "Tue 24 Nov..Tue 24 Nov 01:00 any day",
		"mañana en la mañana":   "Tue 24 Nov 08:00..Tue 24 Nov 12:00",
		"a las 8 de la tarde":   "Mon 23 Nov 20:00..Mon 23 Nov 21:00 any day",
		"a las 8 de la noche":   "Mon 23 Nov 20:00..Mon 23 Nov 21:00 any day",
		"a las 3 de la mañana":  "Tue 24 Nov 03:00..Tue 24 Nov 04:00 any day",
		"a las 12 de la mañana": "Mon 23 Nov 12:00..Mon 23 Nov 13:00 any day",
	})
}

func TestWhatIsNoTimeIsNotRead(t *testing.T) {
	t.Parallel()
	for lang, phrases := range map[string]string{
		"es": `36 Avenida A 15-00 Zona 5|Calle 45 # 12-30|calle 21 de mayo 345|avenida 9 de julio 1200|vivo en 21 de mayo 345|plaza 25 de mayo|me llamo Abril|soy Domingo Soto|
Julio Martínez|a nombre de Mayo|que tengas una buena semana|primero que todo|segundo piso|un segundo|ya|seis meses de garantía|a las dos personas|mi rut es 12.345.678-5|
cuesta 15.000|calle 13 # 5-20|mi teléfono es 9 8765 4321|buenas tardes|hasta luego|por ahora no|en este momento no puedo hablar|la 3|opción 2|de 12 mil btu|2 lavadoras|
gotea toda la noche|una vez al mes|qué días atienden|a qué hora llegan`,
		"pt": `rua 7 de setembro 120|avenida 15 de novembro, 300|rua 25 de março|moro no segundo andar|me chamo Júlio|sou o Domingos|bom dia|tenha um bom dia|um segundo|
6 meses de garantia|a segunda opção|opção 2|meu cpf é 123.456.789-09|às vezes|por enquanto não|que horas vocês chegam?|até logo`,
	} {
		for said := range strings.SplitSeq(strings.ReplaceAll(phrases, "\n", ""), "|") {
			if got := describe(said, lang); got != "" {
				t.Errorf("%q: %s", said, got)
			}
		}
	}
}

func TestWhatIsOverOrToldAsideIsNoWish(t *testing.T) {
	t.Parallel()
	for lang, phrases := range map[string]string{
		"es": "el lunes pasado|ayer|anoche|la semana pasada|hace dos días|no funciona desde el sábado|vinieron el martes|se echó a perder el viernes|te aviso mañana|mañana les digo|hace ruido en la noche",
		"pt": "segunda passada|ontem|semana passada|há dois dias|desde sábado não funciona|o técnico veio na terça|parou de funcionar na segunda|te aviso amanhã|faz barulho de noite",
	} {
		for said := range strings.SplitSeq(phrases, "|") {
			list := when.Parse(text.Parse(said), lang)
			if len(list) != 1 {
				t.Errorf("%q: %d times", said, len(list))
				continue
			}
			if r, ok := when.Resolve(list[0], monday, when.Policy{}); ok && !r.Past {
				t.Errorf("%q is a wish: %s", said, reading(r))
			}
		}
	}
}

func TestADayThatDoesNotExistHasNoValueAndIsTold(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"30/02", "el 31 de abril", "31/04", "el 32 de diciembre", "25:00", "el jueves a las 25:00", "a las 14:75", "entre el 28 y el 31 de abril"} {
		list := when.Parse(text.Parse(said), "es")
		if len(list) != 1 {
			t.Errorf("%q: %d times", said, len(list))
			continue
		}
		if r, ok := when.Resolve(list[0], monday, when.Policy{}); ok || list[0].Exists() {
			t.Errorf("%q exists: %s", said, reading(r))
		}
	}
}

func TestYearsTurnAndLeapDaysAreFound(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 12, 30, 10, 0, 0, 0, monday.Location())
	for said, want := range map[string]string{
		"mañana": "2026-12-31", "pasado mañana": "2027-01-01", "el 2": "2027-01-02", "el 15": "2027-01-15", "el 15/12": "2027-12-15", "la próxima semana": "2027-01-04",
		"el lunes": "2027-01-04", "a principios de mes": "2027-01-01", "el próximo mes": "2027-01-01", "en dos días": "2027-01-01", "el 29 de febrero": "2028-02-29",
		"a principios de año": "2027-01-01", "el 31": "2026-12-31", "año nuevo": "2027-01-01", "navidad": "2027-12-25",
	} {
		list := when.Parse(text.Parse(said), "es")
		if len(list) != 1 {
			t.Errorf("%q: %d times", said, len(list))
			continue
		}
		r, ok := when.Resolve(list[0], end, when.Policy{})
		if got := r.Start.Format(time.DateOnly); !ok || got != want {
			t.Errorf("%q: %s, want %s", said, got, want)
		}
	}
}

func TestAMoveIsToTheLaterDay(t *testing.T) {
	t.Parallel()
	means(t, "es", map[string]string{
		"cámbiame la cita del jueves al viernes":                     "Fri 27 Nov..Sat 28 Nov",
		"quiero cambiar la hora del martes 24 al jueves 26 a las 10": "Thu 26 Nov 10:00..Thu 26 Nov 11:00",
		"mover la visita del jueves para el viernes":                 "Thu 26 Nov..Fri 27 Nov past | Fri 27 Nov..Sat 28 Nov",
		"en vez del jueves el viernes":                               "Thu 26 Nov..Fri 27 Nov not | Fri 27 Nov..Sat 28 Nov",
		"el jueves no, mejor el viernes a las 11":                    "Thu 26 Nov..Fri 27 Nov not | Fri 27 Nov 11:00..Fri 27 Nov 12:00",
		"jueves y viernes no puedo":                                  "Thu 26 Nov..Fri 27 Nov not | Fri 27 Nov..Sat 28 Nov not",
		"si no se puede hoy, mañana":                                 "Mon 23 Nov..Tue 24 Nov | Tue 24 Nov..Wed 25 Nov",
		"llego a la casa a las 7":                                    "Mon 23 Nov 19:00.. any day",
		"mañana o pasado":                                            "Tue 24 Nov..Wed 25 Nov | Wed 25 Nov..Thu 26 Nov",
	})
	means(t, "pt", map[string]string{
		"remarcar a visita de quinta para sexta às 10h": "Thu 26 Nov..Fri 27 Nov past | Fri 27 Nov 10:00..Fri 27 Nov 11:00",
		"em vez de quinta, sexta":                       "Thu 26 Nov..Fri 27 Nov not | Fri 27 Nov..Sat 28 Nov",
		"amanhã no máximo":                              "..Wed 25 Nov",
	})
}
