package lang_test

import (
	"os"
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

// turns were written for this test; each is read with the country's language before it and with the other one.
var turns = map[string][]string{
	"es": {
		"se me quedó sin agua caliente la ducha", "¿pueden pasar el martes temprano?", "ya lo intenté y sigue igual", "el control remoto no responde",
		"queda en la esquina, portón verde", "mejor en la noche porque trabajo todo el día", "les transfiero apenas terminen", "¿hacen boleta?",
		"tienen que tocar el timbre del segundo piso", "hay perro suelto, avisen antes de entrar", "mi suegra los va a recibir", "no alcanzo a llegar a esa hora",
		"cuánto demora la reparación más o menos", "quiero hablar con alguien por favor", "se corta la señal del wifi en las noches", "¿quién viene hoy?",
	},
	"pt": {
		"fiquei sem água quente no chuveiro", "vocês conseguem passar na terça cedinho?", "já tentei e continua igual", "o controle remoto não responde",
		"fica na esquina, portão verde", "melhor à noite porque trabalho o dia todo", "faço o pix assim que terminarem", "vocês emitem nota?",
		"tem que tocar a campainha do segundo andar", "tem cachorro solto, avisem antes de entrar", "minha sogra vai receber vocês", "não consigo chegar nesse horário",
		"quanto tempo demora o conserto mais ou menos", "quero falar com alguém por favor", "o sinal do wifi cai de noite", "quem vem hoje?",
	},
	"en": {
		"hi, I need someone to fix my washing machine", "what time will the technician come tomorrow?", "can you please call me before you arrive", "how much is the visit",
	},
}

func TestALanguageIsToldWhateverWasSpokenBefore(t *testing.T) {
	t.Parallel()
	other := map[string]string{"es": "pt", "pt": "es", "en": "es"}
	for code, phrases := range turns {
		for _, p := range phrases {
			for _, before := range []string{code, other[code], ""} {
				if got := lang.Guess(text.Parse(p), before); got != code {
					t.Errorf("%q after %q: %s, want %s", p, before, got, code)
				}
			}
		}
	}
}

func TestAWordOrTwoNeverMakeItEnglish(t *testing.T) {
	t.Parallel()
	for _, p := range []string{"ok", "hi", "sorry", "no", "stop", "me", "a las 3 pm", "wifi", "test", "delivery", "the", "hello", "son 2", "call center", "mi casa", "a meia"} {
		for _, before := range []string{"es", "pt"} {
			if got := lang.Guess(text.Parse(p), before); got == "en" {
				t.Errorf("%q after %s is taken for English", p, before)
			}
		}
	}
}

func TestALanguageNamedInPassingIsNoWish(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"tengo que terminar mi trabajo en inglés antes del viernes": "", "in english please": "en", "pode ser em português?": "pt", "¿podemos hablar en español por favor?": "es",
	} {
		if got := lang.Wanted(text.Parse(said)); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

func TestTheTableIsSmall(t *testing.T) {
	t.Parallel()
	info, err := os.Stat("ngrams.txt")
	if err != nil || info.Size() > 300<<10 || info.Size() < 10<<10 {
		t.Errorf("%v, %v", info, err)
	}
}

func FuzzGuess(f *testing.F) {
	f.Add("olá, ¿qué tal? hi")
	f.Add("\xff\u0301ñ")
	f.Fuzz(func(t *testing.T, s string) {
		p := text.Parse(s)
		got := lang.Guess(p, "es")
		if got != "es" && got != "pt" && got != "en" || got != lang.Guess(p, "es") {
			t.Fatalf("%q: %q", s, got)
		}
	})
}

func BenchmarkGuess(b *testing.B) {
	p := text.Parse("hola buenas tardes se me echó a perder la lavadora no centrifuga y hace un ruido feo cuánto sale que vengan a verla yo soy de la comuna de maipú y puedo el jueves")
	for b.Loop() {
		lang.Guess(p, "pt")
	}
}
