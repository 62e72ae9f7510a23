package when

import "github.com/chasqui-fsm/chasqui/agent/text"

// scan is one reading of a message.
type scan struct {
	t    text.Text
	norm []string // words, corrected where one letter is off a word of time
	pt   bool
	dead []bool
}

func newScan(t text.Text, lang string) *scan {
	s := &scan{t: t, pt: lang == "pt", norm: make([]string, len(t.Tokens)), dead: make([]bool, len(t.Tokens))}
	for i, tok := range t.Tokens {
		s.norm[i] = correct(tok)
	}
	for i := range s.norm {
		for _, d := range dead {
			if s.has(i, d) {
				for k := range d {
					s.dead[i+k] = true
				}
			}
		}
	}
	return s
}

// timeWords are long enough that one letter off still means them.
var timeWords = func() map[string]bool {
	words := map[string]bool{
		"manana": true, "amanha": true, "tarde": true, "noche": true, "noite": true, "pasado": true,
		"semana": true, "proximo": true, "proxima": true, "despues": true, "depois": true, "mediodia": true, "temprano": true,
	}
	for _, table := range []map[string]int{weekdays, weekdaysPT, months} {
		for w := range table {
			if len(w) >= 5 {
				words[w] = true
			}
		}
	}
	return words
}()

// notTypos are words one letter off a word of time that mean themselves.
var notTypos = map[string]bool{
	"quanta": true, "quanto": true, "cuanta": true, "pasada": true, "pasados": true, "manha": true, "tarda": true, "tardes": true,
	"noches": true, "quieta": true, "cuarta": true, "quinto": true, "sexto": true, "cuarto": true, "quarto": true, "segundo": true,
	"passado": true, "semanas": true, "abrir": true, "marca": true, "marta": true, "lunas": true, "tardar": true, "marcos": true,
}

// correct gives a token as the word of time that it misspells.
func correct(tok text.Token) string {
	if tok.Kind != text.Word || len(tok.Norm) < 5 || timeWords[tok.Norm] || notTypos[tok.Norm] {
		return tok.Norm
	}
	found := ""
	for w := range timeWords {
		if text.OneOff(tok.Norm, w) {
			if found != "" {
				return tok.Norm
			}
			found = w
		}
	}
	if found == "" {
		return tok.Norm
	}
	return found
}

// at is the word at i; "" outside the message and where no time is told.
func (s *scan) at(i int) string {
	if i < 0 || i >= len(s.norm) || s.dead[i] {
		return ""
	}
	return s.norm[i]
}

// has tells whether words stand at i.
func (s *scan) has(i int, words []string) bool {
	if i+len(words) > len(s.norm) {
		return false
	}
	for k, w := range words {
		if s.norm[i+k] != w {
			return false
		}
	}
	return true
}

// is tells whether the words at i are these, none of them dead.
func (s *scan) is(i int, words ...string) bool {
	for k, w := range words {
		if s.at(i+k) != w {
			return false
		}
	}
	return true
}

// any gives the length of the first of the phrases that stands at i; 0 when none does.
func (s *scan) any(i int, phrases [][]string) int {
	best := 0
	for _, p := range phrases {
		if len(p) > best && s.has(i, p) && !s.dead[i] {
			best = len(p)
		}
	}
	return best
}

// skip passes the words of a set.
func (s *scan) skip(i int, words ...string) int {
	for {
		found := false
		for _, w := range words {
			if s.at(i) == w {
				i, found = i+1, true
			}
		}
		if !found {
			return i
		}
	}
}

// number reads a number that is part of no longer run of digits (a phone, a price, an id).
func (s *scan) number(i int) (value, tokens int) {
	if i < 0 || i >= len(s.norm) || s.dead[i] {
		return 0, 0
	}
	value, tokens = s.t.Numeral(i)
	if tokens == 0 {
		return 0, 0
	}
	if s.t.Tokens[i].Kind == text.Number && len(s.t.Tokens[i].Norm) > 4 {
		return 0, 0
	}
	return value, tokens
}
