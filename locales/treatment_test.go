package locales_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chasqui-fsm/chasqui/locales"
)

// familiar are words that only tú is told; vos shares the pronouns, not the verbs.
var (
	pronouns = `tú|tu|tus|te|ti|contigo|tuyo|tuya`
	verbs    = `necesitas|prefieres|puedes|quieres|tienes|dices|notas|sabes|pides|tomas|esperas|dejas|pones|quedas|confirmas|recuerdas|sales|empiezas|sigues|llegas|buscas|cuentas|` +
		`escribes|dime|cuéntame|escríbeme|escríbela|escríbelo|elige|respóndeme|mándame|mándalo|descríbemelo|pídeselo|pídelo|perdona|avísame|revisa que|confírmame`
	saysTuToUsted = regexp.MustCompile(`(?i)(^|[^\pL])(` + pronouns + `|` + verbs + `)($|[^\pL])`)
	saysTuToVos   = regexp.MustCompile(`(?i)(^|[^\pL])(tú|ti|contigo|` + verbs + `)($|[^\pL])`)
	quoted        = regexp.MustCompile(`“[^”]*”`)
	fields        = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

// Where businesses say usted or vos, no sentence of the chat says tú.
func TestOneTreatmentIsKeptInAllThatARegionIsTold(t *testing.T) {
	t.Parallel()
	chat, err := locales.Load(chatFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	for locale, tu := range map[string]*regexp.Regexp{
		"es-CO": saysTuToUsted, "es-PE": saysTuToUsted, "es-CR": saysTuToUsted, "es-CL-x-usted": saysTuToUsted, "es-x-usted": saysTuToUsted,
		"es-AR": saysTuToVos, "es-UY": saysTuToVos, "es-x-vos": saysTuToVos,
	} {
		for key, m := range chat.Messages(locale) {
			text := quoted.ReplaceAllString(fields.ReplaceAllString(m.Other, ""), "")
			if hit := tu.FindString(text); hit != "" {
				t.Errorf("%s %s says %q: %s", locale, key, strings.TrimSpace(hit), m.Other)
			}
		}
	}
}

// chatFiles are the catalogues of what customers and technicians read; the desk's own people are told tú.
func chatFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(locales.FS, "chat.*.toml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		data, err := fs.ReadFile(locales.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

func TestATreatmentIsTheRegionsOrTheOneAskedFor(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string]string{
		"es-CO": "¿Qué día le queda bien, en la mañana o en la tarde?", "es-AR": "¿Qué día te viene bien, a la mañana o a la tarde?",
		"es-CR": "¿Qué día le viene bien, en la mañana o en la tarde?", "es-CL-x-usted": "¿Qué día le viene bien, en la mañana o en la tarde?",
		"es-CL": "¿Qué día te acomoda, en la mañana o en la tarde?", "es-VE": "¿Qué día te viene bien, en la mañana o en la tarde?",
		"es-x-nadie": "¿Qué día te viene bien, en la mañana o en la tarde?",
	} {
		if got := locales.Must().Words(locale).Text("ask.when.first", nil); got != want {
			t.Errorf("%s: %q, want %q", locale, got, want)
		}
	}
}
