package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// standing is how a name stands in its sentence, from the worst for a place to the best.
type standing int

const (
	taken    standing = iota // it is a street, a person or a thing
	unplaced                 // nothing tells
	alone                    // it is the whole message, or stands between signs
	placed                   // after a preposition
	pointed                  // after words that say that a place follows
	called                   // after the kind of place: "barrio", "comuna de"
)

// leadIns are phrases that are looked up by where they end.
type leadIns struct {
	phrases map[string]bool
	longest int
}

// phraseSet makes a set of phrases separated by bars.
func phraseSet(list string) leadIns {
	set := leadIns{phrases: map[string]bool{}}
	for p := range strings.SplitSeq(list, "|") {
		parsed := text.Parse(p)
		if n := len(parsed.Tokens); n > 0 {
			set.phrases[spelled(parsed, 0, n)], set.longest = true, max(set.longest, n)
		}
	}
	return set
}

// endsAt tells whether a phrase of a set ends right before token i.
func endsAt(set leadIns, t text.Text, i int) bool {
	for from := max(0, i-set.longest); from < i; from++ {
		if set.phrases[spelled(t, from, i)] {
			return true
		}
	}
	return false
}

// stance tells how the tokens from up to to stand.
func stance(t text.Text, from, to int) standing {
	if numbered(t, to) || streetBefore(t, from) {
		return taken
	}
	before := from
	if endsAt(kinds, t, from) || to-from > 1 && kinds.phrases[t.Norm(from)] {
		return called
	}
	if endsAt(pointers, t, before) {
		return pointed
	}
	if before > 0 && articles[t.Norm(before-1)] && t.Tokens[before-1].Kind == text.Word && (!articles[t.Norm(from)] || t.Norm(from) == "del") { // "en la Del Valle"
		before--
		if endsAt(pointers, t, before) {
			return pointed
		}
	}
	if endsAt(people, t, from) || endsAt(people, t, before) {
		return taken
	}
	if before > 0 && prepositions[t.Norm(before-1)] {
		return placed
	}
	if opens(t, from) && closes(t, to) {
		return alone
	}
	return unplaced
}

// opens tells whether a phrase begins at token i, closes whether one ends before it.
func opens(t text.Text, i int) bool {
	return i == 0 || t.Tokens[i-1].Kind != text.Word && t.Tokens[i-1].Kind != text.Number
}

func closes(t text.Text, i int) bool {
	return i >= len(t.Tokens) || t.Tokens[i].Kind != text.Word && t.Tokens[i].Kind != text.Number
}

// clear tells whether a name of ours is meant as a place in a message that nobody asked for one.
func clear(t text.Text, from, to int, s standing, fuzzy bool) bool {
	common, named := ordinary(t, from, to), person(t, from, to)
	big := capitals(t, from, to)
	switch {
	case s == called:
		return !fuzzy || !common
	case fuzzy:
		return s == pointed && !common || s >= placed && big && !common && !named
	case s == pointed:
		return !common || big || to-from > 1
	case s == placed && to-from > 1 && articles[t.Norm(from)] && (t.Norm(from-1) == "en" || t.Norm(from-1) == "em") && closes(t, to): // "en la reina"
		return true
	case s == placed:
		return !common && (!named || big) || big
	case s == alone:
		return !common && (!named || len(t.Tokens) == to-from && big) && (big || to-from == len(t.Tokens)) || common && big && to-from > 1
	default:
		return !named && (big && (!common || to-from > 1) || !common && (closes(t, to) || to-from > 1))
	}
}

// vague tells whether the name of an answer is a word that is none: "al norte", "en el centro".
func vague(t text.Text, from, to int) bool {
	return ordinary(t, from, to) && t.Words() > to-from+2 && !capitals(t, from, to)
}

// ordinary tells whether a name is made of words of every day.
func ordinary(t text.Text, from, to int) bool {
	for i := from; i < to; i++ {
		if w := t.Norm(i); !everyday[w] && !articles[w] && w != "y" && w != "e" {
			return false
		}
	}
	return true
}

// person tells whether a name is one that people have.
func person(t text.Text, from, to int) bool {
	for i := from; i < to; i++ {
		if w := t.Norm(i); !givenNames[w] && !articles[w] {
			return false
		}
	}
	return true
}

// capitals tells whether each word of a name that is no article has one.
func capitals(t text.Text, from, to int) bool {
	for i := from; i < to; i++ {
		if t.Tokens[i].Kind == text.Word && !articles[t.Norm(i)] && t.Norm(i) != "y" && !capital(t, i) {
			return false
		}
	}
	return true
}

// numbered tells whether a house number follows: "Providencia 1234" is a street.
func numbered(t text.Text, i int) bool {
	if i < len(t.Tokens) && (t.Norm(i) == "#" || t.Norm(i) == "nº" || t.Norm(i) == "nro") {
		i++
	}
	if i >= len(t.Tokens) || t.Tokens[i].Kind != text.Number || len(t.Norm(i)) < 2 || len(t.Norm(i)) > 5 {
		return false
	}
	switch t.Norm(i + 1) {
	case "de", "mil", "horas", "hrs", "h", "min", "minutos", "dias", "lucas", "pesos", "reais", ":", "am", "pm", "-":
		return false
	}
	return true
}

// streetBefore tells whether a name is a street's or a building's: "Av. Vicuña Mackenna", "metro Los Héroes".
func streetBefore(t text.Text, from int) bool {
	for i := from - 1; i >= 0 && from-i <= 3; i-- {
		if streetKinds[t.Norm(i)] {
			return true
		}
		rank := from-i == 1 && t.Tokens[i].Kind == text.Word && capital(t, i) && i > 0 && streetKinds[t.Norm(i-1)] // "Av. Presidente Riesco"
		if w := t.Norm(i); !articles[w] && w != "." && !rank {
			return false
		}
	}
	return false
}

// countryAfter is the country that is named after token i: "Lima, Perú", "Cali (Colombia)".
func countryAfter(t text.Text, i int) (code string, to int) {
	for i < len(t.Tokens) && (t.Norm(i) == "," || t.Norm(i) == "(" || t.Norm(i) == "-" || t.Norm(i) == "en" || t.Norm(i) == "de" || t.Norm(i) == "no") {
		i++
	}
	if c := countries[t.Norm(i)+" "+t.Norm(i+1)]; c != "" {
		return c, i + 2
	}
	if c := countries[t.Norm(i)]; c != "" {
		return c, i + 1
	}
	return "", 0
}
