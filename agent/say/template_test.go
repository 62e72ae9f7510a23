package say_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent/say"
	"github.com/chasqui-fsm/chasqui/locales"
)

var variable = regexp.MustCompile(`\{\{(\d+)\}\}`)

// Meta's rules of a body: at most 1,024 characters, variables in order, none at the start or the end, an example for each.
func TestEveryNoticeMayBeSubmittedAsATemplate(t *testing.T) {
	t.Parallel()
	name := regexp.MustCompile(`^[a-z0-9_]{1,512}$`)
	for _, locale := range []string{"es-CL", "es-MX", "pt-BR", "en"} {
		drafts := say.Drafts(locales.Must(), locale)
		if len(drafts) < 15 {
			t.Errorf("%s has %d templates", locale, len(drafts))
		}
		for _, d := range drafts {
			if !name.MatchString(d.Name) || utf8.RuneCountInString(d.Body) > 1024 {
				t.Errorf("%s %s: its name or length", locale, d.Name)
			}
			if strings.HasPrefix(d.Body, "{{") || strings.HasSuffix(d.Body, "}}") {
				t.Errorf("%s %s begins or ends with a value: %s", locale, d.Name, d.Body)
			}
			seen := map[string]bool{}
			for _, m := range variable.FindAllStringSubmatch(d.Body, -1) {
				if !seen[m[1]] && m[1] != strconv.Itoa(len(seen)+1) {
					t.Errorf("%s %s: values out of order: %s", locale, d.Name, d.Body)
				}
				seen[m[1]] = true
			}
			if len(seen) != len(d.Examples) {
				t.Errorf("%s %s: %d values, %d examples", locale, d.Name, len(seen), len(d.Examples))
			}
			for _, e := range d.Examples {
				if e == "" || strings.HasPrefix(e, "template.") {
					t.Errorf("%s %s: example %q", locale, d.Name, e)
				}
			}
		}
	}
}
