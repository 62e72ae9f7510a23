package when

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// seeds are the edges of single words and numbers at token i.
func (s *scan) seeds(i int) []*edge {
	var out []*edge
	add := func(c cat, to int, v value) { out = append(out, &edge{c, i, to, v}) }
	s.seedWord(i, s.norm[i], add)
	for _, w := range s.also[i] {
		first := s.norm[i]
		s.norm[i], s.t.Tokens[i].Norm = w, w
		s.seedWord(i, w, add)
		s.norm[i], s.t.Tokens[i].Norm = first, first
	}
	return out
}

func (s *scan) seedWord(i int, w string, add func(cat, int, value)) {
	if s.en {
		s.seedEnglish(i, w, add)
		return
	}
	if n, k := s.weekday(i); k > 0 {
		add(wd, i+k, value{n: n})
	}
	if n, ok := months[w]; ok {
		add(mon, s.dotted(i+1, w), value{n: n})
	}
	if u, ok := units[w]; ok {
		add(unit, i+1, value{unit: u})
	}
	if n, ok := ordinals[w]; ok {
		add(ord, i+1, value{n: n})
	}
	s.numbers(i, add)
}

// numbers are the readings of a number that begins at i.
func (s *scan) numbers(i int, add func(cat, int, value)) {
	if n, k := s.thousand(i); k > 0 {
		add(year, i+k, value{n: n})
	}
	n, k := s.t.Numeral(i)
	if k == 0 || s.digits(i) && len(s.norm[i]) > 4 {
		return
	}
	digits := s.digits(i)
	add(num, i+k, value{n: n})
	if spelt := digits && s.glued(i+1) && ordinalEnd(n, s.norm[i+1]); spelt || digits && s.marked(i) {
		end := i + 1
		if spelt {
			end++
		}
		if n >= 1 && n <= 31 {
			add(ord, end, value{n: n})
			add(dom, end, value{n: n})
		}
	}
	if n >= 1 && n <= 31 {
		add(dom, i+k, value{n: n})
	}
	if n >= 1900 && n < 2100 && (k > 1 || len(s.norm[i]) == 4) {
		add(year, i+k, value{n: n})
	}
	if n <= 24 && (!digits || len(s.norm[i]) <= 2) {
		add(hr, i+k, value{c: Constraint{From: Clock{Set: true, Minute: n % 24 * 60, Decided: n > 12 || n == 0, Hourly: true}}})
	}
}

// seedEnglish is seedWord with English words.
func (s *scan) seedEnglish(i int, w string, add func(cat, int, value)) {
	if n, ok := weekdaysEN[w]; ok && (len(w) > 3 || w != "sun" && w != "sat" || s.endsClause(i+1) || s.digits(i+1) || s.at(i+1) == "morning" || s.at(i+1) == "afternoon" || s.at(i+1) == "at") {
		add(wd, s.dotted(i+1, w), value{n: n})
	}
	if n, ok := monthsEN[w]; ok {
		add(mon, s.dotted(i+1, w), value{n: n})
	}
	if u, ok := unitsEN[w]; ok {
		add(unit, i+1, value{unit: u})
	}
	if n, ok := ordinalsEN[w]; ok {
		add(ord, i+1, value{n: n})
		if n > 0 {
			add(dom, i+1, value{n: n})
		}
	}
	if n, ok := numeralsEN[w]; ok {
		k := 1
		if unit, ok := numeralsEN[s.at(i+1)]; ok && n >= 20 && unit < 10 {
			n, k = n+unit, 2
		}
		add(num, i+k, value{n: n})
		if n <= 24 {
			add(hr, i+k, value{c: Constraint{From: Clock{Set: true, Minute: n % 24 * 60, Decided: n > 12, Hourly: true}}})
		}
		return
	}
	s.numbers(i, add)
}

// thousand reads a year that begins with a bare thousand: "mil novecientos noventa y dos".
func (s *scan) thousand(i int) (n, tokens int) {
	if s.norm[i] != "mil" {
		return 0, 0
	}
	n, k := s.t.Numeral(i + 1)
	if k == 0 || n < 900 || n > 999 || s.digits(i+1) {
		return 0, 0
	}
	return 1000 + n, k + 1
}

// ordinalEnd tells whether letters make an ordinal of a number in digits: 1ro, 2da, 5o. "ª" and "º" are folded away (see marked).
func ordinalEnd(n int, letters string) bool {
	switch letters {
	case "o", "a", "th":
		return true
	case "st", "nd", "rd":
		return n%10 >= 1 && n%10 <= 3
	case "er", "ro", "ra", "era", "ero":
		return n == 1 || n == 3
	case "do", "da":
		return n == 2
	case "to", "ta":
		return n >= 4 && n <= 6
	case "mo", "ma":
		return n == 7 || n >= 10
	case "vo", "va":
		return n == 8
	}
	return false
}

// marked tells whether an ordinal sign stood right after the digits of token i.
func (s *scan) marked(i int) bool {
	end := s.t.Tokens[i].End
	if end >= len(s.t.Raw) {
		return false
	}
	for _, sign := range []string{"º", "ª", "°"} {
		if len(s.t.Raw) >= end+len(sign) && s.t.Raw[end:end+len(sign)] == sign {
			return true
		}
	}
	return false
}

// feminine tells whether the sign after the digits of token i is that of "segunda", not of "segundo".
func (s *scan) feminine(i int) bool { return strings.HasPrefix(s.t.Raw[s.t.Tokens[i].End:], "ª") }

// dotted passes the point of an abbreviation.
func (s *scan) dotted(i int, word string) int {
	if len(word) <= 5 && i < len(s.norm) && s.norm[i] == "." && s.glued(i) {
		return i + 1
	}
	return i
}

// weekday reads the name of a day: in Portuguese an ordinal, with or without "feira".
func (s *scan) weekday(i int) (n, tokens int) {
	w := s.norm[i]
	if n, ok := weekdays[w]; ok {
		return n, s.dotted(i+1+s.feira(i+1), w) - i
	}
	if n, ok := weekdaysPT[w]; ok {
		k := s.feira(i + 1)
		if k > 0 || s.pt && !counted[s.at(i+1)] && !s.followsNoun(i) {
			return n, s.dotted(i+1+k, w) - i
		}
	}
	if s.kind(i) == text.Number && len(w) == 1 && w >= "2" && w <= "6" {
		j := i + 1
		letter := s.is(j, "a") && s.glued(j)
		if letter {
			j++
		}
		if k := s.feira(j); k > 0 {
			return int(w[0]-'0') - 1, j + k - i
		}
		if s.pt && (letter || s.marked(i) && s.feminine(i)) && !counted[s.at(j)] {
			return int(w[0]-'0') - 1, j - i
		}
	}
	if n, ok := shortest[w]; ok && (s.alone(i, i+1) || s.wished(i, i+1) || s.besideDay(i, -1) || s.besideDay(i, 1)) {
		return n, 1
	}
	return 0, 0
}

// besideDay tells whether the word at i is joined to a weekday: "lu a vi", "lunes y mar".
func (s *scan) besideDay(i, step int) bool {
	switch s.at(i + step) {
	case "a", "al", "y", "o", "ou", "e", ",", "-", "/":
	default:
		return false
	}
	other := s.at(i + 2*step)
	_, long := weekdays[other]
	_, short := shortest[other]
	return long || short && other != "mi"
}

// comes are words after which a bare day or hour is when somebody shall come.
var comes = map[string]bool{
	"venir": true, "vir": true, "vengan": true, "venham": true, "pueden": true, "podem": true, "puedo": true, "posso": true, "agendar": true, "agendame": true,
	"reservar": true, "marcar": true, "vienen": true, "prefiero": true, "prefiro": true, "mejor": true, "melhor": true,
}

// wished tells whether tokens from up to to stand where the time of a visit stands, and nothing else does: "pueden venir 15.30".
func (s *scan) wished(from, to int) bool {
	return comes[s.word(from-1)] && (s.endsClause(to) || s.at(to) == "por") && !measured[s.at(to)]
}

// feira is the length of the second half of a Portuguese weekday.
func (s *scan) feira(i int) int {
	switch {
	case s.is(i, "feira"), s.is(i, "fera"):
		return 1
	case s.is(i, "-", "feira"):
		return 2
	}
	return 0
}

// followsNoun tells whether the ordinal at i counts the word before it: "é a minha segunda".
func (s *scan) followsNoun(i int) bool {
	switch s.word(i - 1) {
	case "minha", "sua", "opcao", "uma", "alternativa":
		return true
	}
	return false
}
