package locales_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/locales"
)

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func placeholders(m locales.Message) []string {
	found := map[string]bool{}
	for _, text := range []string{m.One, m.Many, m.Other} {
		for _, p := range placeholder.FindAllStringSubmatch(text, -1) {
			found[p[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestBaseCataloguesHoldTheSameKeysPlaceholdersAndForms(t *testing.T) {
	t.Parallel()
	book := locales.Must()
	spanish := book.Messages("es")
	for _, name := range []string{"pt-BR", "en"} {
		other := book.Messages(name)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(spanish)), slices.Sorted(maps.Keys(other))); diff != "" {
			t.Errorf("keys of es and %s differ:\n%s", name, diff)
		}
		for key, m := range spanish {
			o := other[key]
			if diff := cmp.Diff(placeholders(m), placeholders(o)); diff != "" {
				t.Errorf("%s: placeholders of es and %s differ: %s", key, name, diff)
			}
			if m.Counts() != o.Counts() {
				t.Errorf("%s counts in es or in %s only", key, name)
			}
		}
	}
}

func TestRegionalCataloguesSayTheirBaseInOtherWords(t *testing.T) {
	t.Parallel()
	book := locales.Must()
	spanish := book.Messages("es")
	for _, name := range book.Languages() {
		for key, m := range book.Messages(name) {
			base, ok := spanish[key]
			if !ok {
				t.Errorf("%s: %s is not a key of es", name, key)
			} else if strings.HasPrefix(name, "es-") && !cmp.Equal(placeholders(base), placeholders(m)) {
				t.Errorf("%s: placeholders of %s are %v, in es %v", name, key, placeholders(m), placeholders(base))
			}
		}
	}
}

func TestMessagesAreFilledAndNotEmpty(t *testing.T) {
	t.Parallel()
	book := locales.Must()
	for _, name := range book.Languages() {
		for key, m := range book.Messages(name) {
			for _, text := range []string{m.One, m.Many, m.Other} {
				rest := placeholder.ReplaceAllString(text, "")
				if strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
					t.Errorf("%s %s: only {{.Field}} may stand in braces: %q", name, key, text)
				}
				if text != strings.TrimSpace(text) {
					t.Errorf("%s %s begins or ends with a blank", name, key)
				}
			}
			if m.Other == "" {
				t.Errorf("%s %s is empty", name, key)
			}
			if m.Counts() && m.Many == "" && !strings.HasPrefix(name, "en") {
				t.Errorf("%s %s lacks the form many, which es and pt have for millions", name, key)
			}
		}
	}
}

func TestWordsComeFromTheClosestCatalogue(t *testing.T) {
	t.Parallel()
	book := locales.Must()
	for locale, want := range map[string]string{
		"es-CL": "es-CL", "es-MX": "es-MX", "es-PE": "es-PE", "es-VE": "es", "es-UY": "es-UY", "es": "es", "pt": "pt-BR", "pt-BR": "pt-BR", "pt-PT": "pt-BR",
		"en-US": "en", "fr": "es", "": "es", "no such": "es", "fr;q=0.9, pt;q=0.8": "pt-BR",
	} {
		if got := book.Words(locale).Locale(); got != want {
			t.Errorf("%q reads %s, want %s", locale, got, want)
		}
	}
}

func TestTextFillsPlaceholdersAndCountsChooseTheForm(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"a.es.toml": {Data: []byte("# words\n[a.b]\nhi = \"Hola, {{.Name}}\" # end\nlong = \"\"\"\nuno\ndos\"\"\"\n" +
			"raw = '{\"x\"}'\nfound = { one = \"{{.Count}} visita\", other = \"{{.Count}} visitas\" }\n[c]\n\"d\".e = \"\\u00f1\\\"\"\n")},
		"b.es-CL.toml": {Data: []byte("a.b.hi = \"Wena, {{.Name}}\"\n")},
	}
	book, err := locales.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	spanish, chilean := book.Words("es"), book.Words("es-CL")
	for got, want := range map[string]string{
		spanish.Text("a.b.hi", locales.Args{"Name": "Marta"}): "Hola, Marta",
		chilean.Text("a.b.hi", locales.Args{"Name": "Marta"}): "Wena, Marta",
		chilean.Text("a.b.long", nil):                         "uno\ndos",
		spanish.Text("a.b.raw", nil):                          `{"x"}`,
		spanish.Text("c.d.e", nil):                            `ñ"`,
		spanish.Count("a.b.found", 1, nil):                    "1 visita",
		spanish.Count("a.b.found", 3, nil):                    "3 visitas",
		spanish.Text("no.such.key", nil):                      "no.such.key",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhatIsNotACatalogueIsRefusedWithItsPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a = 1":                   "a is not a text",
		"\na = \"x":               "line 2",
		"a = \"x\" b":             "line 1",
		"a \"x\"":                 "line 1",
		"[a\nb = \"x\"":           "line 2",
		"a = \"\\q\"":             "line 1",
		"a = \"x\"\na = \"y\"":    "line 2",
		"a = { one = \"x\" two }": "line 1",
		"= \"x\"":                 "line 1",
	} {
		_, err := locales.Load(fstest.MapFS{"a.es.toml": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error at %s", text, err, want)
		}
	}
	if _, err := locales.Load(fstest.MapFS{"a.es.toml": {Data: []byte("k = 'x'")}, "b.es.toml": {Data: []byte("k = 'y'")}}); err == nil {
		t.Error("a key in two files of a language was accepted")
	}
	if _, err := locales.Load(fstest.MapFS{"es.toml": {Data: []byte("k = 'x'")}}); err == nil {
		t.Error("a file without an area was accepted")
	}
}
