package lang_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/lang"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestALanguageIsToldOrKept(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ said, current, want string }{
		{"minha geladeira parou de gelar", "es", "pt"},
		{"mi lavadora no centrifuga", "pt", "es"},
		{"ok", "pt", "pt"},
		{"la segunda", "es", "es"},
		{"hi, do you guys install blinds? I need help", "es", "en"},
		{"prefiero español", "pt", "es"},
		{"oi, bom dia", "es", "pt"},
		{"2", "es", "es"},
		{"não", "pt", "pt"},
		{"", "es", "es"},
	} {
		if got := lang.Guess(text.Parse(c.said), c.current); got != c.want {
			t.Errorf("%q after %s: %s, want %s", c.said, c.current, got, c.want)
		}
	}
}
