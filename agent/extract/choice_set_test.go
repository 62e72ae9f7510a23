package extract_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func titled(titles ...string) []extract.Shown {
	out := make([]extract.Shown, len(titles))
	for i, t := range titles {
		out[i] = extract.Shown{ID: string(rune('1' + i)), Title: t}
	}
	return out
}

// offers are what the phrases of testdata/choice*.tsv answer to.
var offers = map[string]extract.Offer{
	"slots":  {Options: titled("jue 26 nov, 9:00 a 13:00", "jue 26 nov, 14:00 a 18:00", "vie 27 nov, 9:00 a 13:00")},
	"week":   {Options: titled("lun 30 nov, 9:00 a 11:00", "mar 1 dic, 15:00 a 17:00", "mié 2 dic, 11:00 a 13:00", "sáb 5 dic, 10:00 a 12:00")},
	"duas":   {Options: titled("qui 26 nov, 8h às 12h", "qui 26 nov, 13h às 18h", "sex 27 nov, 8h às 12h"), Portuguese: true},
	"comseg": {Options: titled("seg 30 nov, 8h às 12h", "ter 1 dez, 13h às 18h", "qua 2 dez, 8h às 12h"), Portuguese: true},
	"sedes":  {Options: titled("Suba", "Chapinero", "Usaquén")},
	"jobs":   {Options: titled("Reparación de lavadora", "Instalación de aire", "Mantención de aire")},
	"dos":    {Options: titled("lun 30 nov, 9:00 a 13:00", "mar 1 dic, 9:00 a 13:00")},
}

// The second table was written after the words and rules had been settled, to be scored as it is.
func TestAChoiceIsMadeAmongWhatIsOffered(t *testing.T) {
	t.Parallel()
	for name, least := range map[string]float64{"choice.tsv": 1, "choice_blind.tsv": 0.98, "choice_wild.tsv": 0.98} {
		said, right, wrong := 0, 0, 0
		for _, row := range rowsOf(t, name, 3) {
			offer, ok := offers[row[0]]
			if !ok {
				t.Fatalf("no offer %q", row[0])
			}
			for phrase := range strings.SplitSeq(row[2], " | ") {
				got := extract.Choose(text.Parse(phrase), offer)
				said++
				switch {
				case got.ID == row[1]:
					right++
					if got.ID != "" && (got.Start >= got.End || got.End > len(phrase)) {
						t.Errorf("%q: no span", phrase)
					}
					continue
				case got.ID != "":
					wrong++
				}
				t.Logf("%s: %q of %s is %q, want %q", name, phrase, row[0], got.ID, row[1])
			}
		}
		share, bad := float64(right)/float64(said), float64(wrong)/float64(said)
		t.Logf("%s: %d phrases, right %.1f %%, wrong %.2f %%", name, said, 100*share, 100*bad)
		if share < least || bad > 0.005 {
			t.Errorf("%s: right %.3f (least %.2f), wrong %.4f", name, share, least, bad)
		}
	}
}

func TestAChoiceByDayNeedsToday(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	at := func(day, from, to int) extract.Shown {
		return extract.Shown{ID: string(rune('a' + day%10)), Title: "x", Start: now.AddDate(0, 0, day).Add(time.Duration(from-10) * time.Hour), End: now.AddDate(0, 0, day).Add(time.Duration(to-10) * time.Hour)}
	}
	offer := extract.Offer{Options: []extract.Shown{at(0, 14, 18), at(1, 9, 13), at(2, 9, 13)}, Now: now}
	for said, want := range map[string]string{
		"hoy": "a", "mañana": "b", "mañana en la mañana": "b", "pasado mañana": "c", "mañana en la tarde": "", "hoy o mañana": "",
		"la de la 1": "", "la 1": "a", "la más temprano": "a", "a las 14": "a", "el sábado": "c",
	} {
		if got := extract.Choose(text.Parse(said), offer).ID; got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}
