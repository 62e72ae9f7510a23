package say_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/dialog"
	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/money"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

var units = map[string]booking.Unit{
	"CL": {Code: "CL", Country: "CL", Currency: "CLP", Locale: "es-CL", TimeZone: "America/Santiago"},
	"BR": {Code: "BR", Country: "BR", Currency: "BRL", Locale: "pt-BR", TimeZone: "America/Sao_Paulo"},
	"MX": {Code: "MX", Country: "MX", Currency: "MXN", Locale: "es-MX", TimeZone: "America/Mexico_City"},
}

func view(country string) agent.View {
	return agent.View{Org: "Andes Instala", Unit: units[country], Services: []agent.Service{{
		Code: "washer_repair", Names: map[string]string{"es": "reparación de lavadora", "pt": "conserto de máquina de lavar", "en": "washing machine repair"},
	}}}
}

func slot(country string, day, from, to int) *booking.Slot {
	zone, err := time.LoadLocation(units[country].TimeZone)
	if err != nil {
		panic(err)
	}
	at := func(h int) time.Time { return time.Date(2026, 11, day, h, 0, 0, 0, zone).UTC() }
	return &booking.Slot{Window: span.New(at(from), at(to)), TimeZone: units[country].TimeZone}
}

func TestADateIsSaidAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	renderer := say.New(locales.Must())
	for _, c := range []struct{ country, lang, title, sentence string }{
		{"CL", "es", "jue 26 nov, 9:00 a 13:00", "jue 26 nov, de 9:00 a 13:00"},
		{"MX", "es", "jue 26 nov, 9:00 a 13:00", "jue 26 nov, de 9:00 a 13:00"},
		{"BR", "pt", "qui 26 nov, 9h às 13h", "qui 26 nov, das 9h às 13h"},
		{"BR", "es", "jue 26 nov, 9:00 a 13:00", "jue 26 nov, de 9:00 a 13:00"},
		{"CL", "en", "Thu 26 Nov, 9:00-13:00", "Thu 26 Nov, 9:00-13:00"},
	} {
		s := slot(c.country, 26, 9, 13)
		text, choices := renderer.Render(view(c.country), c.lang, agent.Say{
			ID: "ask.slot.first", Options: []agent.Option{{ID: "1", Slot: s}, {ID: "2", Key: "option.human"}},
		})
		if choices[0] != (channels.Choice{ID: "1", Title: c.title}) || !strings.Contains(text, "\n1. "+c.title+"\n2. ") {
			t.Errorf("%s %s: %+v in %q", c.country, c.lang, choices, text)
		}
		told, _ := renderer.Render(view(c.country), c.lang, agent.Say{ID: "echo.slot", Values: agent.SayValues{Slot: s}})
		if !strings.Contains(told, c.sentence) {
			t.Errorf("%s %s: %q lacks %q", c.country, c.lang, told, c.sentence)
		}
	}
}

func TestHalfHoursAndLongWishesAreSaid(t *testing.T) {
	t.Parallel()
	s := slot("BR", 26, 9, 13)
	s.Window.Start = s.Window.Start.Add(30 * time.Minute)
	day := slot("BR", 26, 0, 24)
	week := slot("BR", 23, 0, 24)
	week.Window.End = week.Window.End.Add(4 * 24 * time.Hour)
	_, got := say.New(locales.Must()).Render(view("BR"), "pt", agent.Say{ID: "ask.when.which", Options: []agent.Option{
		{ID: "1", Slot: s},
		{ID: "2", Wish: &booking.Wish{Windows: []span.Span{day.Window}}},
		{ID: "3", Wish: &booking.Wish{Windows: []span.Span{week.Window}}},
		{ID: "4", Wish: &booking.Wish{Windows: []span.Span{s.Window}}},
	}})
	want := []channels.Choice{
		{ID: "1", Title: "qui 26 nov, 9h30 às 13h"},
		{ID: "2", Title: "qui 26 nov"},
		{ID: "3", Title: "seg 23 nov a sex 27 nov"},
		{ID: "4", Title: "qui 26 nov, 9h30 às 13h"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAPriceIsSaidWithItsTaxAndParts(t *testing.T) {
	t.Parallel()
	price := &booking.Price{Range: money.NewRange(34990, 59990, "CLP"), TaxIncluded: true, TaxName: "IVA", PlusParts: true}
	m := agent.Say{ID: "price.answer", Values: agent.SayValues{Service: "washer_repair", Quantity: 2, Price: price}}
	got, _ := say.New(locales.Must()).Render(view("CL"), "es", m)
	want := "Reparación de lavadora (2 equipos): entre $34.990 y $59.990, IVA incluido, más repuestos si hacen falta."
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTheEmergencyNumberIsTheCountrysWhateverTheLanguage(t *testing.T) {
	t.Parallel()
	renderer := say.New(locales.Must())
	for country, number := range map[string]string{"CL": "132", "BR": "193", "MX": "911"} {
		for _, lang := range []string{"es", "pt", "en"} {
			for _, id := range []string{"safety.gas", "safety.gas_2", "safety.smoke", "safety.sparks"} {
				if text, _ := renderer.Render(view(country), lang, agent.Say{ID: id}); !strings.Contains(text, number) {
					t.Errorf("%s %s %s: %q lacks %s", country, lang, id, text, number)
				}
			}
		}
	}
}

// full holds a value for everything that a sentence can name.
func full(country string) agent.SayValues {
	s := slot(country, 26, 9, 13)
	return agent.SayValues{
		Name: "Maximiliana Fernández", Org: "Andes Instala", Service: "washer_repair", Quantity: 2, Place: "Ñuñoa",
		Address: "Avenida Irarrázaval 12345, departamento 1206", Text: "cerca del parque", Slot: s, Number: 12345, Tech: "Pedro Soto",
		Price:    &booking.Price{Range: money.NewRange(34990, 59990, units[country].Currency), TaxIncluded: true, TaxName: "IVA", PlusParts: true},
		Question: &booking.Question{ID: "btu", Text: map[string]string{"es": "¿De cuántos BTU?", "pt": "De quantos BTUs?", "en": "How many BTU?"}},
		DeskNext: "2026-11-24T08:30:00-03:00", TimeZone: units[country].TimeZone,
		Wish:  &booking.Wish{Windows: []span.Span{s.Window, s.Window}},
		Visit: &agent.Visit{Service: "washer_repair", Window: s.Window, TimeZone: s.TimeZone, Locality: "Ñuñoa"},
		At:    s.Window.Start, Worked: 75 * time.Minute, Items: []booking.Item{{Kind: booking.ItemPhoto}, {Kind: booking.ItemSerial}},
		Jobs: []agent.Job{{Place: 1, Status: booking.VisitWorking, Visit: booking.DayVisit{
			Visit: booking.Visit{Window: s.Window, TimeZone: s.TimeZone}, Service: "washer_repair", Customer: "Maximiliana Fernández",
			Address: booking.Address{Street: "Avenida Irarrázaval", Number: "12345", Reference: "portón verde"}, Locality: "Ñuñoa",
			At: booking.Pin{Lat: -33.45, Lng: -70.6}, Problem: "no centrifuga",
		}}},
	}
}

var (
	links    = regexp.MustCompile(`https://\S+`)
	unfilled = regexp.MustCompile(`\{\{|<no value>|[a-z]+\.[a-z_]+\.[a-z_]+`)
	spaces   = regexp.MustCompile(`  |\n \S| [.,;:?!]|\.\.|,,`)
)

// longest is how many characters one message may have: four concatenated SMS of UCS-2 text hold 268.
const longest = 480

func TestEverythingTheDialogueSaysReadsWellInEveryCatalogue(t *testing.T) {
	t.Parallel()
	renderer := say.New(locales.Must())
	for country := range units {
		for _, lang := range []string{"es", "pt", "en"} {
			words := locales.Must().Words(say.Locale(view(country), lang))
			for _, id := range dialog.IDs() {
				if !words.Has(id) {
					t.Errorf("%s lacks %s", words.Locale(), id)
					continue
				}
				text, _ := renderer.Render(view(country), lang, agent.Say{ID: id, Values: full(country)})
				switch n := utf8.RuneCountInString(text); {
				case unfilled.MatchString(links.ReplaceAllString(text, "")):
					t.Errorf("%s %s is not filled: %q", words.Locale(), id, text)
				case spaces.MatchString(text):
					t.Errorf("%s %s is badly set: %q", words.Locale(), id, text)
				case n == 0 || n > longest:
					t.Errorf("%s %s has %d characters: %q", words.Locale(), id, n, text)
				case strings.Count(text, "!") > 1 || strings.Count(text, "¡") > 1:
					t.Errorf("%s %s shouts: %q", words.Locale(), id, text)
				}
			}
		}
	}
}

// What the dialogue never says is not kept: but keys that say itself builds sentences from, and those of other areas.
func TestNoSentenceOfTheChatIsUnused(t *testing.T) {
	t.Parallel()
	used := dialog.IDs()
	built := []string{
		"job.", "summary.", "desk.", "place.kind.", "place.example.", "address.example.", "price.", "safety.fire.", "safety.medical.",
		"date.", "booked.", "option.",
	}
	for key := range locales.Must().Messages("es") {
		area, _, _ := strings.Cut(key, ".")
		if !slices.Contains([]string{
			"ask", "greet", "session", "language", "echo", "confirm", "waitlist", "place", "coverage", "hours", "warranty", "help",
			"thanks", "bye", "wait", "ok", "abuse", "leave", "optout", "media", "human", "stranger", "safety",
		}, area) {
			continue
		}
		if !slices.Contains(used, key) && !slices.ContainsFunc(built, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("%s is never said", key)
		}
	}
}

func TestTheDeskSaysWhenItAnswers(t *testing.T) {
	t.Parallel()
	m := agent.Say{ID: "human.asked", Values: agent.SayValues{DeskNext: "2026-11-24T08:30:00-03:00", TimeZone: "America/Santiago"}}
	got, _ := say.New(locales.Must()).Render(view("CL"), "es", m)
	if !strings.Contains(got, "mar 24 nov desde las 8:30") {
		t.Errorf("got %q", got)
	}
}

func TestShortSentencesShareALineAndLongOnesDoNot(t *testing.T) {
	t.Parallel()
	renderer := say.New(locales.Must())
	got, _ := renderer.Render(view("CL"), "es", agent.Say{
		ID: "ask.location.first", Before: []agent.Say{{ID: "greet.again", Values: agent.SayValues{Name: "Ana Soto"}}},
	})
	if got != "Hola, Ana. ¿En qué comuna es?" {
		t.Errorf("got %q", got)
	}
	long, _ := renderer.Render(view("CL"), "es", agent.Say{ID: "ask.location.first", Before: []agent.Say{{ID: "safety.gas"}}})
	if !strings.Contains(long, "\n\n¿En qué comuna es?") {
		t.Errorf("got %q", long)
	}
}
