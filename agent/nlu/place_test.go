package nlu_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// zones are the demo organisation's localities.
func zones(t testing.TB) *nlu.Rules {
	t.Helper()
	raw, err := os.ReadFile("../../cmd/chasqui/demo/data/places.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		ID, Country, Name, City, Territory string
		Aliases                            []string
		Lat, Lng                           float64
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	var l nlu.Lexicon
	for _, p := range list {
		l.Places = append(l.Places, nlu.PlaceWords{
			ID: p.ID, Country: p.Country, Name: p.Name, City: p.City, Aliases: p.Aliases, Served: p.Territory != "", Lat: p.Lat, Lng: p.Lng,
		})
	}
	return nlu.New(l)
}

func lines(t testing.TB, file string) []string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.SplitSeq(string(raw), "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// asked is a message of a line: "CL ? la florida".
func asked(line string) nlu.Message {
	m := nlu.Message{Country: line[:2], Text: line[3:], Now: now}
	if rest, asked := strings.CutPrefix(m.Text, "? "); asked {
		m.Text, m.Ask = rest, agent.AskLocation
	}
	return m
}

func locality(r *nlu.Rules, m nlu.Message) string {
	reading := r.Understand(m)
	if l := reading.Line().Locality; l != nil {
		return *l
	}
	return ""
}

func TestOrdinaryWordsAreNoPlaces(t *testing.T) {
	t.Parallel()
	rules, list := zones(t), lines(t, "testdata/no_places.txt")
	if len(list) < 200 {
		t.Errorf("only %d", len(list))
	}
	for _, line := range list {
		if got := locality(rules, asked(line)); got != "" {
			t.Errorf("%q names %s", line, got)
		}
	}
}

func TestPlacesAreRead(t *testing.T) {
	t.Parallel()
	rules, list := zones(t), lines(t, "testdata/places.txt")
	if len(list) < 150 {
		t.Errorf("only %d", len(list))
	}
	for _, line := range list {
		line, want, told := strings.Cut(line, " | ")
		got := locality(rules, asked(line))
		if told && got != want {
			t.Errorf("%q names %q, want %q", line, got, want)
		}
		if name := text.Fold(got); !told && !strings.Contains(text.Fold(line), name) && name != "guadalajara" && name != "providencia" || got == "" {
			t.Errorf("%q names %q", line, got)
		}
	}
}

func TestOurOwnZonesWinOverTheGazetteer(t *testing.T) {
	t.Parallel()
	rules := zones(t)
	for line, want := range map[string]string{
		"CL vivo en Providencia": "cl-providencia", "MX ? Providencia": "mx-gua-providencia", "CO vienen hasta Soacha?": "co-soacha", "CO estoy en Zipaquirá": "geo-co-33-zipaquira",
		"BR moro em Moema": "br-sao-moema", "CL ? Talagante": "geo-cl-12-talagante",
	} {
		if r := rules.Understand(asked(line)); r.PlaceID != want {
			t.Errorf("%q: %q, want %q", line, r.PlaceID, want)
		}
	}
}

func BenchmarkUnderstandAPlace(b *testing.B) {
	rules := zones(b)
	m := nlu.Message{Text: "hola buenas tardes, ustedes atienden en Zipaquirá? vivo en el conjunto Los Cerezos, calle 8 # 12-30 apto 301", Country: "CO", Now: now}
	for b.Loop() {
		rules.Understand(m)
	}
}

func TestALinkWithoutAPointIsHeardAsOne(t *testing.T) {
	t.Parallel()
	r := zones(t).Understand(nlu.Message{Text: "https://maps.app.goo.gl/AbCd1234", Country: "CL", Ask: agent.AskAddress, Now: now})
	found := false
	for _, c := range r.Commands() {
		found = found || c.Slot == agent.SlotPin && c.Value.Pin == nil && c.Value.Text != ""
		if c.Slot == agent.SlotAddress {
			t.Errorf("%+v", c)
		}
	}
	if !found {
		t.Errorf("%+v", r.Commands())
	}
}

func TestAnAddressStandsBesideAPhoneAndAPin(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"vivo en Los Leones 1200 depto 31, mi fono es 9 6123 4567", "https://maps.google.com/?q=-33.42,-70.60 vivo en Los Leones 1200 depto 31",
	} {
		r := zones(t).Understand(nlu.Message{Text: text, Country: "CL", Now: now})
		if r.Address == nil || r.Address.Number != "1200" || r.Address.Unit != "depto 31" || text[r.Address.Start:r.Address.End] != r.Address.Raw {
			t.Errorf("%q: %+v", text, r.Address)
		}
	}
}

// A word that is written right is no misspelt town, whatever was asked; a misspelt town still is one.
func TestAWordThatIsWrittenRightIsNoTown(t *testing.T) {
	t.Parallel()
	rules := zones(t)
	for _, line := range []string{"BR cancela", "CL cancela", "MX cancela", "CL nunca", "CL porque", "BR barato", "BR cambiar", "BR factura", "BR cartão", "MX cuando"} {
		r := rules.Understand(nlu.Message{Country: line[:2], Text: line[3:], Now: now, Ask: agent.AskLocation})
		if r.PlaceID != "" {
			t.Errorf("%s: %s", line, r.PlaceID)
		}
	}
	for _, line := range []string{"CL nuñoaa", "CL providensia", "BR consolacao", "BR pinheirros"} {
		r := rules.Understand(nlu.Message{Country: line[:2], Text: line[3:], Now: now, Ask: agent.AskLocation})
		if r.PlaceID == "" {
			t.Errorf("%s: no place", line)
		}
	}
}
