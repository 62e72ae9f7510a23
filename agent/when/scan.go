package when

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// scan is one message as the grammar sees it.
type scan struct {
	t    text.Text
	norm []string   // words, corrected where one letter is off a word of time
	also [][]string // other words that one letter is off
	pt   bool
	en   bool
	l    language
	dead []bool // words of time that tell none: greetings, floors
}

func newScan(t text.Text, lang string, l language) *scan {
	t.Tokens = slices.Clone(t.Tokens)
	s := &scan{t: t, pt: lang == "pt", en: lang == "en", l: l, norm: make([]string, len(t.Tokens)), also: make([][]string, len(t.Tokens)), dead: make([]bool, len(t.Tokens))}
	for i, tok := range t.Tokens {
		s.norm[i], s.also[i] = l.words.correct(tok)
		s.t.Tokens[i].Norm = s.norm[i] // numbers are read from here
	}
	for i, w := range s.norm { // "el vienes" is no verb
		if w == "vienes" && (s.word(i-1) == "el" || s.word(i-1) == "este" || s.word(i-1) == "proximo" || s.word(i-1) == "del" || s.kind(i+1) == text.Number) {
			s.norm[i] = "viernes"
		}
	}
	s.tellOr()
	s.passNames()
	for i := range s.norm {
		for _, d := range l.dead[s.norm[i]] {
			if s.has(i, d) && !s.revived(i, len(d)) {
				for k := range d {
					s.dead[i+k] = true
				}
			}
		}
	}
	return s
}

// passNames makes dead what is a street or a person and sounds like a time: "calle 21 de mayo", "me llamo Abril".
func (s *scan) passNames() {
	for i, w := range s.norm {
		if addressed[w] || streets[w] {
			for j := i + 1; j < len(s.norm) && j <= i+5; j++ {
				if _, ok := months[s.norm[j]]; ok && j > i+1 && len(s.norm[j]) > 3 {
					for k := i + 1; k <= j; k++ {
						s.dead[k] = true
					}
					break
				}
				if s.kind(j) == text.Mark {
					break
				}
			}
		}
		_, month := months[w]
		_, weekday := weekdays[w]
		if (month || weekday) && len(w) > 3 && (s.introduced(i) || s.surnamed(i)) {
			s.dead[i] = true
		}
	}
}

// streets are words that a date which is a name follows.
var streets = map[string]bool{
	"plaza": true, "praca": true, "barrio": true, "bairro": true, "colonia": true, "villa": true, "vila": true, "poblacion": true, "escuela": true, "colegio": true,
	"liceo": true, "metro": true, "estacion": true, "estacao": true, "paseo": true, "boulevard": true, "bulevar": true, "alameda": true, "largo": true,
	"urbanizacion": true, "hospital": true, "parque": true, "clinica": true, "condominio": true, "shopping": true, "mall": true, "puente": true, "ponte": true,
}

// introduced tells whether the words before i introduce a person.
func (s *scan) introduced(i int) bool {
	for _, e := range introductions {
		if s.has(i-len(e), e) {
			return true
		}
	}
	return false
}

var introductions = split(
	"me llamo", "mi nombre es", "soy", "soy el", "habla", "me chamo", "meu nome e", "sou", "sou o", "sou a", "aqui e", "aqui e o", "aqui es", "a nombre de",
	"em nome de", "don", "dona", "sr", "sra", "senor", "senora", "senhor", "senhora", "seu", "familia", "nombre", "nome", "llamarme", "de parte de", "te habla",
	"sr .", "sra .", "dr", "dra", "doctor", "doutor",
)

// surnamed tells whether the word at i and a capital word after it are the whole message: "Julio Martínez".
func (s *scan) surnamed(i int) bool {
	if i > 0 || len(s.norm) < 2 || len(s.norm) > 3 {
		return false
	}
	for _, tok := range s.t.Tokens {
		if r, _ := utf8.DecodeRuneInString(s.t.Raw[tok.Start:]); !unicode.IsUpper(r) || s.l.words.words[tok.Norm] && tok.Start > 0 {
			return false
		}
	}
	return true
}

// tellOr writes the Spanish "o" as the Portuguese "ou": in Portuguese "o" is an article, and joins where the other parts.
func (s *scan) tellOr() {
	for i, w := range s.norm {
		if w != "o" || s.pt || s.en {
			continue
		}
		switch s.word(i + 1) {
		case "menos", "mas", "despues", "por":
		default:
			s.norm[i] = "ou"
		}
	}
}

// revived tells whether a phrase that looks like a greeting is a part of a day after all: "bom dia" is none, "dia" in it neither,
// but "la tarde" after a day is.
func (s *scan) revived(i, n int) bool {
	if (s.norm[i] == "hasta" || s.norm[i] == "ate") && (s.timeFollows(i+n) || s.is(i+n, "de") || s.is(i+n, "al") || s.is(i+n, "ao")) {
		return true // "até amanhã de manhã" is no goodbye
	}
	_, before := weekdays[s.word(i-1)]
	return before && n == 1
}

// word at i, dead or not; "" outside the message.
func (s *scan) word(i int) string {
	if i < 0 || i >= len(s.norm) {
		return ""
	}
	return s.norm[i]
}

// at is the word at i; "" outside the message and where no time is told.
func (s *scan) at(i int) string {
	if i < 0 || i >= len(s.norm) || s.dead[i] {
		return ""
	}
	return s.norm[i]
}

// has tells whether words stand at i, dead or not.
func (s *scan) has(i int, words []string) bool {
	if i < 0 || i+len(words) > len(s.norm) {
		return false
	}
	for k, w := range words {
		if s.norm[i+k] != w {
			return false
		}
	}
	return true
}

// is tells whether the words at i are these, or may be these misspelt, none of them dead.
func (s *scan) is(i int, words ...string) bool {
	for k, w := range words {
		if at := s.at(i + k); at != w && (at == "" || !slices.Contains(s.also[i+k], w)) {
			return false
		}
	}
	return true
}

// within tells whether one of some words stands in tokens from up to to.
func (s *scan) within(from, to int, words []string) bool {
	for i := from; i < to; i++ {
		for _, w := range words {
			if s.norm[i] == w {
				return true
			}
		}
	}
	return false
}

// glued tells whether token i is written without a space after the one before.
func (s *scan) glued(i int) bool { return i > 0 && i < len(s.t.Tokens) && s.t.Tokens[i].Glued }

// timeFollows tells whether what stands at i says an hour or a part of the day.
func (s *scan) timeFollows(i int) bool {
	if s.is(i, ",") {
		i++
	}
	return s.is(i, "a", "las") || s.is(i, "a", "la") || s.is(i, "as") || s.is(i, "en", "la") || s.is(i, "por", "la") || s.is(i, "de", "manha") || s.is(i, "pela") || s.is(i, "despues", "de") || s.is(i, "depois", "das") || s.is(i, "antes")
}

// kind of token i; Emoji outside the message.
func (s *scan) kind(i int) text.Kind {
	if i < 0 || i >= len(s.t.Tokens) {
		return text.Emoji
	}
	return s.t.Tokens[i].Kind
}

// digits tells whether token i is a number in digits.
func (s *scan) digits(i int) bool { return s.kind(i) == text.Number }

// alone tells whether tokens from up to to are the whole message, but for punctuation.
func (s *scan) alone(from, to int) bool {
	for i := range s.norm {
		if (i < from || i >= to) && s.kind(i) != text.Mark {
			return false
		}
	}
	return true
}
