package nlu

import (
	"unicode"
	"unicode/utf8"

	"github.com/chasqui-fsm/chasqui/agent/gazetteer"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// placeReading is a locality that was named: one of the organisation's, or else one that only the gazetteer knows.
type placeReading struct {
	index    int              // into Rules.places; -1 for none
	town     *gazetteer.Place // nil for none, or one of ours
	from, to int
	corrects bool // it takes back another place of the same message
	fuzzy    bool
}

func (p placeReading) found() bool { return p.index >= 0 || p.town != nil }

// id and name of the place; empty for none.
func (r *Rules) placeID(p placeReading) string {
	switch {
	case p.index >= 0:
		return r.places[p.index].ID
	case p.town != nil:
		return p.town.ID
	}
	return ""
}

func (r *Rules) placeName(p placeReading) string {
	switch {
	case p.index >= 0:
		return r.places[p.index].Name
	case p.town != nil:
		return p.town.Name
	}
	return ""
}

// center is where a place lies; nil when that is not known.
func (r *Rules) center(p placeReading) *[2]float64 {
	switch {
	case p.index >= 0 && (r.places[p.index].Lat != 0 || r.places[p.index].Lng != 0):
		return &[2]float64{r.places[p.index].Lat, r.places[p.index].Lng}
	case p.town != nil:
		return &[2]float64{p.town.Lat, p.town.Lng}
	}
	return nil
}

// place finds the locality of a message. The organisation's own names come first, then the gazetteer of the country, then big
// cities abroad. asked reads a bare name; otherwise a name needs words that point at it: names of places are names of people,
// of streets and of things too, and no place is better than a wrong one.
func (r *Rules) place(t text.Text, country string, asked bool) placeReading {
	own := r.ownPlace(t, country, asked)
	town := townIn(t, country, asked)
	if misread(t, town) {
		town = placeReading{index: -1}
	}
	longer := town.from <= own.from && town.to >= own.to && town.to-town.from > own.to-own.from // "Ciudad Juárez" is not our "Juárez"
	if town.found() && (!own.found() || !town.fuzzy && (own.fuzzy || longer)) {
		return town
	}
	return own
}

// ownPlace is the best of the organisation's names. One that comes after a word of correction wins; else the longest name, then
// one of the country, then one that is served.
func (r *Rules) ownPlace(t text.Text, country string, asked bool) placeReading {
	best := placeReading{index: -1}
	corrected := correctionAt(t)
	for _, h := range r.names.Longest(t) {
		home := country == "" || r.places[h.Value].Country == country
		s := stance(t, h.From, h.To)
		switch {
		case s == taken, misread(t, placeReading{from: h.From, to: h.To, fuzzy: h.Fuzzy}), !home && !r.meantAbroad(t, h, country), !asked && !clear(t, h.From, h.To, s, h.Fuzzy) && (!home || !r.listed(t, h, s)),
			asked && s < pointed && vague(t, h.From, h.To),
			short(t, h.From, h.To) && (!home || !capital(t, h.From)):
			continue
		}
		c := placeReading{index: h.Value, from: h.From, to: h.To, fuzzy: h.Fuzzy, corrects: corrected >= 0 && h.From > corrected && best.index >= 0}
		if r.better(c, best, country) {
			best = c
		}
	}
	return best
}

// listed tells whether one of the places we serve stands alone between signs: "mantención del aire, ñuñoa, el jueves".
func (r *Rules) listed(t text.Text, h text.Hit[int], s standing) bool {
	return s == alone && r.places[h.Value].Served && !h.Fuzzy && !ordinary(t, h.From, h.To) && !person(t, h.From, h.To) && len(t.Tokens) > h.To-h.From+2
}

// meantAbroad tells whether one of our places in another country is meant: its country is named, it is big, or we serve it and
// nobody at home has that name.
func (r *Rules) meantAbroad(t text.Text, h text.Hit[int], country string) bool {
	p := r.places[h.Value]
	if c, _ := countryAfter(t, h.To); c == p.Country {
		return true
	}
	if len(gazetteer.Exact(country, p.Name)) > 0 {
		return false
	}
	if big, ok := gazetteer.Abroad(p.Name).One(); ok && big.Country == p.Country {
		return true
	}
	return p.Served
}

func (r *Rules) better(a, b placeReading, country string) bool {
	if b.index < 0 || a.corrects && !b.corrects {
		return true
	}
	if b.corrects && !a.corrects {
		return false
	}
	if a.fuzzy != b.fuzzy {
		return b.fuzzy
	}
	if pa, pb := r.places[a.index], r.places[b.index]; pa.City == pb.Name && pa.Name != pb.Name { // "en Santiago, en Ñuñoa": the part of the city
		return true
	} else if pb.City == pa.Name && pa.Name != pb.Name {
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
