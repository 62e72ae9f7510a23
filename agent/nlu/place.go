package nlu

import (
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// placeReading is a locality that was named.
type placeReading struct {
	index    int // into Rules.places; -1 for none
	from, to int
	corrects bool // it takes back another place of the same message
}

// Words that point at a place, folded.
var locative = wordSet(`en de a soy vivo estoy queda comuna colonia barrio sector para hasta em moro no na do da sou fico bairro perto cidade ciudad col alcaldia
	delegacion municipio zona desde por alla in at from la las los el y`)

// place finds the locality of a message. asked reads a bare name; otherwise a name needs a word that points at it, or a capital.
// A place that comes after a word of correction wins; else the longest name, then one of the country, then one that is served.
func (r *Rules) place(t text.Text, country string, asked bool) placeReading {
	best := placeReading{index: -1}
	corrected := correctionAt(t)
	for _, h := range r.names.Longest(t) {
		if h.Fuzzy && !asked && h.To-h.From == 1 || !asked && !pointed(t, h.From, h.To) || street(t, h.From) ||
			short(t, h.From, h.To) && (r.places[h.Value].Country != country || !capital(t, h.From)) {
			continue
		}
		c := placeReading{index: h.Value, from: h.From, to: h.To, corrects: corrected >= 0 && h.From > corrected && best.index >= 0}
		if r.better(c, best, country) {
			best = c
		}
	}
	return best
}

func (r *Rules) better(a, b placeReading, country string) bool {
	if b.index < 0 || a.corrects && !b.corrects {
		return true
	}
	if b.corrects && !a.corrects {
		return false
	}
	if home, other := r.places[a.index].Country == country, r.places[b.index].Country == country; home != other {
		return home
	}
	if n, m := a.to-a.from, b.to-b.from; n != m {
		return n > m
	}
	if s, o := r.places[a.index].Served, r.places[b.index].Served; s != o {
		return s
	}
	return false
}

// short names are words of every day too ("Sé", "Natal"): they need a capital and the country.
func short(t text.Text, from, to int) bool { return to-from == 1 && len(t.Norm(from)) <= 3 }

func capital(t text.Text, i int) bool {
	r, _ := utf8.DecodeRuneInString(t.Raw[t.Tokens[i].Start:])
	return unicode.IsUpper(r)
}

// pointed tells whether a name stands where a place does.
func pointed(t text.Text, from, to int) bool {
	if from == 0 && to == len(t.Tokens) {
		return true
	}
	before := t.Norm(from - 1)
	return locative[before] || capital(t, from) && (before == "," || before == "" || before == "." || before == "-") || to-from > 1
}

// street tells whether a name is a street's: "Av. Vicuña Mackenna", "calle Providencia 1200".
func street(t text.Text, from int) bool {
	for i := from - 1; i >= 0 && from-i <= 2; i-- {
		switch t.Norm(i) {
		case "calle", "av", "avenida", "avda", "rua", "r", "pasaje", "alameda", "paseo", "calzada", "boulevard", "estrada":
			return true
		}
	}
	return false
}

// correctionAt is the token of a word that takes back what was said before it; -1 for none.
func correctionAt(t text.Text) int {
	for i := range t.Tokens {
		switch t.Norm(i) {
		case "perdon", "digo", "quise", "corrijo", "desculpa", "desculpe", "alias", "opa", "equivoque", "errei", "ops", "rectifico":
			return i
		case "no", "nao":
			if i > 0 && t.Tokens[i-1].Kind == text.Mark && i+1 < len(t.Tokens) && t.Tokens[i+1].Kind == text.Mark {
				return i
			}
		}
	}
	return -1
}
