package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// rechosen is what a short message says in place of a number that it takes back: "la 1" of "la 2, digo, la 1" and of "la 2 no, la 1". Empty
// for a message that takes nothing back.
func rechosen(t text.Text) string {
	if len(t.Tokens) > 10 {
		return ""
	}
	numbered := false
	for i := range t.Tokens {
		if _, k := t.Numeral(i); k > 0 {
			numbered = true
			continue
		}
		if !numbered {
			continue
		}
		switch t.Norm(i) {
		case "digo", "perdon", "quise", "desculpa", "desculpe", "ops", "opa", "errei", "corrijo":
		case "no", "nao":
			if i+1 >= len(t.Tokens) || t.Tokens[i+1].Kind != text.Mark {
				continue
			}
		default:
			continue
		}
		return strings.TrimLeft(t.Raw[t.Tokens[i].End:], " ,.;:!-–…")
	}
	return ""
}
