package nlu

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/gazetteer"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// townIn finds a place of the gazetteer that the message means: after words that point at one, after a preposition with a
// capital, or as the answer to the question.
func townIn(t text.Text, country string, asked bool) placeReading {
	best := placeReading{index: -1}
	bestStance := unplaced
	corrected := correctionAt(t)
	for i := range t.Tokens {
		if t.Tokens[i].Kind != text.Word || i > 0 && t.Tokens[i].Glued && t.Tokens[i-1].Kind == text.Number {
			continue
		}
		s := stance(t, i, i+1)
		if s == taken && streetBefore(t, i) || s <= unplaced && !asked || s == unplaced && !opens(t, i) && !articles[t.Norm(i-1)] {
			continue
		}
		town, to, fuzzy, ok := townAt(t, i, country, asked, s)
		if !ok {
			continue
		}
		c := placeReading{index: -1, town: &town, from: i, to: to, fuzzy: fuzzy, corrects: corrected >= 0 && i > corrected && best.town != nil}
		if s := stance(t, i, to); best.town == nil || c.corrects || !best.corrects && s > bestStance {
			best, bestStance = c, s
		}
	}
	return best
}

// mostTownWords of a name.
const mostTownWords = 7

// townAt is the town whose name begins at token i, the longest name first.
func townAt(t text.Text, i int, country string, asked bool, s standing) (town gazetteer.Place, to int, fuzzy, ok bool) {
	end := i
	for end < len(t.Tokens) && end-i < mostTownWords && (t.Tokens[end].Kind == text.Word || t.Tokens[end].Kind == text.Number) {
		end++
	}
	for to = end; to > i; to-- {
		if !meant(t, i, to, s, asked) {
			continue
		}
		name := spelled(t, i, to)
		if abroad, _ := countryAfter(t, to); abroad != "" && abroad != country {
			if p, ok := gazetteer.Find(abroad, name).One(); ok {
				return p, to, false, true
			}
		}
		if p, ok := gazetteer.Exact(country, name).One(); ok && fits(t, i, to, p, s, asked) {
			return p, to, false, true
		}
	}
	for to = end; to > i; to-- {
		if !meant(t, i, to, s, asked) {
			continue
		}
		name := spelled(t, i, to)
		if p, ok := gazetteer.Abroad(name).One(); ok && s >= pointed && !ordinary(t, i, to) && !person(t, i, to) && len(gazetteer.Exact(country, name)) == 0 {
			return p, to, false, true
		}
		if (s >= pointed || asked && opens(t, i)) && closes(t, to) && len(name) >= 6 && !familiar(t, i, to) {
			if p, ok := gazetteer.Find(country, name).One(); ok && (p.Size >= gazetteer.Village || asked) {
				return p, to, true, true
			}
		}
	}
	return gazetteer.Place{}, 0, false, false
}

// meant tells whether the tokens may be a name at all.
func meant(t text.Text, from, to int, s standing, asked bool) bool {
	last := t.Norm(to - 1)
	answer := asked && len(t.Tokens) <= 3
	if articles[last] || numbered(t, to) || prepositions[last] || short(t, from, to) && !capital(t, from) && !answer {
		return false
	}
	return s > unplaced || asked
}

// fits tells whether a town of that size is meant by a name that stands so.
func fits(t text.Text, from, to int, p gazetteer.Place, s standing, asked bool) bool {
	common, named, big := ordinary(t, from, to), person(t, from, to), capitals(t, from, to)
	whole := (opens(t, from) || articles[t.Norm(from-1)]) && closes(t, to)
	switch {
	case asked && (whole || s >= placed):
		return (!common || to-from > 1 && (whole || big)) && (p.Size > gazetteer.Small || whole || big)
	case s == called:
		return big || p.Size >= gazetteer.Village && !common
	case s == pointed && closes(t, to) && to-from > 1 && !common:
		return true
	case s == pointed:
		return (!common || big && to-from > 1) && (big || p.Size >= gazetteer.Village && !common) && (!common || p.Size >= gazetteer.Town)
	case s == placed:
		return big && !common && (!named || p.Size >= gazetteer.City) && p.Size >= gazetteer.Village
	case s == alone:
		return big && !common && !named && p.Size >= gazetteer.Town
	}
	return false
}

// familiar tells whether any word is one of every day: those are not misspelt towns.
func familiar(t text.Text, from, to int) bool {
	for i := from; i < to; i++ {
		if w := t.Norm(i); everyday[w] || givenNames[w] || len(w) <= 3 && !articles[w] && w != "san" {
			return true
		}
	}
	return false
}

func spelled(t text.Text, from, to int) string {
	parts := make([]string, 0, to-from)
	for i := from; i < to; i++ {
		parts = append(parts, t.Norm(i))
	}
	return strings.Join(parts, " ")
}
