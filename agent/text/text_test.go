package text_test

import (
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

func TestTokensPointIntoTheOriginal(t *testing.T) {
	t.Parallel()
	msg := text.Parse("¿Me la arreglan MAÑANA xfa?")
	if msg.Norm(4) != "manana" || msg.Original(4, 5) != "MAÑANA" || msg.Norm(5) != "por" || msg.Norm(6) != "favor" {
		t.Errorf("%+v", msg.Tokens)
	}
}

func TestNumbersAreReadInWordsAndDigits(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]int{"veinticinco": 25, "treinta y dos": 32, "12": 12, "doce mil": 12000, "vinte e cinco": 25, "cento e vinte": 120} {
		if got, n := text.Parse(said).Numeral(0); got != want || n == 0 {
			t.Errorf("%q: %d in %d tokens", said, got, n)
		}
	}
}

func TestOneTypingErrorIsForgivenInLongWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{{"lavadroa", "lavadora", true}, {"lavdora", "lavadora", true}, {"lavadorra", "lavadora", true}, {"lavadora", "lavadora", false}, {"navadora", "lavadora", false}, {"casa", "lavadora", false}} {
		if got := text.OneOff(c.a, c.b); got != c.want {
			t.Errorf("%s %s: %t", c.a, c.b, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("hola ¿qué tal? 15:30 👍🏽")
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, tok := range text.Parse(s).Tokens {
			if tok.Start < last-len(s) || tok.End <= tok.Start || tok.End > len(s) || strings.ContainsAny(tok.Norm, " \n") {
				t.Fatalf("%q: %+v", s, tok)
			}
			last = tok.End
		}
	})
}
