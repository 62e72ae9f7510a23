package turn_test

import (
	"testing"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
)

func TestNumbersThatAreDictatedAreWrittenWithFigures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ask        agent.Ask
		said, want string
	}{
		{agent.AskNone, "mi número es nueve ocho siete seis cinco cuatro tres dos uno gracias", "mi número es 987654321 gracias"},
		{agent.AskPhone, "é o onze, nove oito sete meia cinco quatro três dois um", "é o 11987654321"},
		{agent.AskPhone, "noventa y ocho setenta y seis cincuenta y cuatro treinta y dos", "98765432"},
		{agent.AskNone, "son dos aires y tres splits", "son dos aires y tres splits"},
		{agent.AskWhen, "el jueves a las tres y media", "el jueves a las tres y media"},
		{agent.AskAddress, "los leones mil doscientos treinta y cuatro departamento cinco", "los leones 1234 departamento 5"},
		{agent.AskAddress, "once de septiembre dos mil cien", "once de septiembre 2100"},
		{agent.AskAddress, "cinco de mayo cuarenta y dos interior tres", "cinco de mayo 42 interior 3"},
		{agent.AskLocation, "es en providencia calle huelén cien piso dos el martes", "es en providencia calle huelén 100 piso 2 el martes"},
		{agent.AskAddress, "rua das flores trezentos e vinte bloco dois", "rua das flores 320 bloco 2"},
		{agent.AskAddress, "Irarrázaval 1234", "Irarrázaval 1234"},
	} {
		if got := turn.Dictated(c.said, c.ask); got != c.want {
			t.Errorf("%s: %q is written %q, want %q", c.ask, c.said, got, c.want)
		}
	}
}

// FuzzDictated: whatever was said, it is written down as text.
func FuzzDictated(f *testing.F) {
	f.Add("nueve ocho siete, meia - seis cinco cuatro mil", "phone")
	f.Add("calle once de septiembre mil cien\x00\xff", "address")
	f.Fuzz(func(t *testing.T, said, ask string) {
		if got := turn.Dictated(said, agent.Ask(ask)); utf8.ValidString(said) && !utf8.ValidString(got) {
			t.Errorf("%q became %q", said, got)
		}
	})
}
