package gateway

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// optOuts are the words that stop offers when they are the whole message, or its first word of three at most (WHATSAPP-SMS.md 4.4;
// SAIR is Anatel's). "Cancelar" is not among them: here it means the appointment, and the agent asks.
var optOuts = map[string]bool{
	"stop": true, "stopall": true, "unsubscribe": true, "quit": true, "end": true, "baja": true, "dar de baja": true, "darme de baja": true,
	"salir": true, "parar": true, "alto": true, "no molestar": true, "sair": true, "pare": true, "remover": true, "descadastrar": true,
	"desuscribir": true, "desuscribirme": true, "cancelar suscripcion": true, "cancelar inscricao": true,
}

// firstWords stop offers even with a word or two after them: "BAJA por favor". The others are too common for that: "salir tarde",
// "parar la fuga".
var firstWords = map[string]bool{"stop": true, "baja": true, "sair": true, "unsubscribe": true, "descadastrar": true}

// polite may follow such a word.
var polite = map[string]bool{
	"por": true, "favor": true, "pf": true, "porfa": true, "gracias": true, "obrigado": true, "obrigada": true, "please": true, "ya": true, "ja": true,
}

// OptsOut tells whether a message is the word that stops offers, whatever its case, accents and punctuation. It is looked for before
// the agent sees the message, and takes no understanding.
func OptsOut(text string) bool {
	words := strings.FieldsFunc(plain(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	if optOuts[strings.Join(words, " ")] {
		return true
	}
	if !firstWords[words[0]] {
		return false
	}
	for _, w := range words[1:] {
		if !polite[w] {
			return false
		}
	}
	return true
}

// plain is a text in lower case without accents.
func plain(text string) string {
	if len(text) > 64 {
		return "" // longer than any of the words
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
}
