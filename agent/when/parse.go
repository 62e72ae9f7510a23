package when

import (
	"cmp"
	"sync"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// language is a grammar and its words, made once.
type language struct {
	g                   *grammar
	words               *vocabulary
	dead                map[string][][]string
	excluders, refusals [][]string
}

// both reads Spanish and Portuguese: people mix them, and the words that differ in meaning are told apart by the language.
var both = sync.OnceValue(func() language {
	g := compile(classes, clockTable, partTable, todTable, feastTable, listTable, dayTable, wishTable, leaningTable())
	return language{g, newVocabulary(g), deadPhrases, excluders, refusals}
})

var english = sync.OnceValue(func() language {
	g := compile(classesEN, englishTable, leaningEN())
	return language{g, newVocabularyEN(g), deadEN, excludersEN, refusalsEN}
})

// Parse reads the times of a message, in the order in which they stand. lang is es, pt or en; another one is read as Spanish.
func Parse(t text.Text, lang string) []Constraint {
	if lang == "en" {
		list := read(t, lang, english())
		if other := read(t, "es", both()); covered(other) > covered(list) { // the language was guessed, and wrongly
			return other
		}
		return list
	}
	list := read(t, lang, both())
	if len(list) == 0 && saysEnglish(t) {
		return read(t, "en", english())
	}
	return list
}

func read(t text.Text, lang string, l language) []Constraint {
	s := newScan(t, lang, l)
	chosen := s.choose(fill(s, l.g))
	out := make([]Constraint, 0, len(chosen))
	for _, e := range chosen {
		c := e.v.c
		c.First, c.Last = e.from, e.to
		out = append(out, c.each()...)
	}
	return s.polarity(s.shared(out))
}

// covered is how many tokens wishes explain.
func covered(list []Constraint) int {
	n := 0
	for _, c := range list {
		n += c.Last - c.First
	}
	return n
}

// each is a wish for every day of a list.
func (c Constraint) each() []Constraint {
	if c.Days == nil || c.Days.Kind != List {
		return []Constraint{c}
	}
	first, rest := c, c
	first.Days, rest.Days = c.Days.From, c.Days.To
	return append([]Constraint{first}, rest.each()...)
}

// saysEnglish tells whether a message has an English word of time that is one in no other language.
func saysEnglish(t text.Text) bool {
	for _, tok := range t.Tokens {
		switch tok.Norm {
		case "tomorrow", "today", "tonight", "weekend", "afternoon", "morning", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
			return true
		}
	}
	return false
}

// shared gives days the hours that were said once for all of them: "jueves o viernes en la tarde".
func (s *scan) shared(list []Constraint) []Constraint {
	for i := len(list) - 2; i >= 0; i-- {
		a, b := &list[i], list[i+1]
		if a.Days != nil && b.Days != nil && a.Days.Every && a.Days.Kind == Weekday && b.Days.Kind == Weekday && b.Days.In == nil && s.listed(a.Last, b.First) {
			every := *b.Days
			every.Every = true
			list[i+1].Days = &every
		}
		if a.Days != nil && b.Days != nil && a.Days.Kind == Weekday && b.Days.Kind == Weekday && a.Days.In != nil && b.Days.In == nil && b.Days.Which == Bare && s.joined(a.Last, b.First) {
			same := *b.Days // "la próxima semana, martes o miércoles"
			same.In = a.Days.In
			list[i+1].Days = &same
		}
		timed := b.Days != nil && (b.From.Set || b.Part != NoPart) && b.Through == nil
		if a.Days == nil || a.From.Set || a.Part != NoPart || a.Open != Closed || !timed || b.First-a.Last > 2 {
			continue
		}
		inRow := b.First == a.Last && a.Days.Kind == Weekday && b.Days.Kind == Weekday // "lunes miércoles y viernes en la mañana"
		if b.First > a.Last && !s.listed(a.Last, b.First) || b.First == a.Last && !inRow {
			continue
		}
		a.Part, a.Bit, a.From, a.To, a.Open, a.Approx = b.Part, b.Bit, b.From, b.To, b.Open, b.Approx
	}
	return list
}

// choose picks the wishes that explain most of the message in the fewest pieces: best is filled from the last token to the first.
func (s *scan) choose(ch *chart) []*edge {
	type step struct {
		covered, pieces, open, approx int
		take                          *edge
	}
	best := make([]step, len(s.norm)+1)
	for i := len(s.norm) - 1; i >= 0; i-- {
		best[i] = step{best[i+1].covered, best[i+1].pieces, best[i+1].open, best[i+1].approx, nil}
		for _, e := range ch.edges[i] {
			if e.cat != dt || !s.stands(e) {
				continue
			}
			rest := best[e.to]
			now := step{rest.covered + s.weight(e), rest.pieces + 1, rest.open, rest.approx, e}
			if e.v.c.Open != Closed { // "depois de amanhã" is a day before it is what follows one
				now.open++
			}
			if e.v.c.Approx {
				now.approx++
			}
			if cmp.Or(cmp.Compare(best[i].covered, now.covered), cmp.Compare(now.pieces, best[i].pieces), cmp.Compare(now.open, best[i].open), cmp.Compare(best[i].approx, now.approx)) < 0 {
				best[i] = now
			}
		}
	}
	var out []*edge
	for i := 0; i < len(s.norm); {
		if e := best[i].take; e != nil {
			out, i = append(out, e), e.to
			continue
		}
		i++
	}
	return out
}

// weight of an edge is the words that it explains; a word that only joins weighs little.
func (s *scan) weight(e *edge) int {
	n := 0
	for i := e.from; i < e.to; i++ {
		if joins[s.norm[i]] {
			n++
		} else {
			n += 4
		}
	}
	return n
}

// joins are words that any sentence has.
var joins = map[string]bool{
	"el": true, "la": true, "los": true, "las": true, "o": true, "a": true, "os": true, "as": true, "de": true, "del": true, "da": true,
	"do": true, "en": true, "em": true,
	"no": true, "na": true, "por": true, "para": true, ".": true, "-": true, "y": true, "e": true, "al": true, "ao": true,
	"lo": true, "que": true,
}

// stands tells whether a wish can stand where it does: no number goes on beside it, nothing says that it is an address or a price,
// and no word of time beside it is left unexplained.
func (s *scan) stands(e *edge) bool {
	if e.v.c.empty() {
		return false
	}
	before, after := s.word(e.from-1), s.word(e.to)
	if s.glued(e.from) && s.kind(e.from-1) != text.Mark || s.glued(e.to) && s.kind(e.to) != text.Mark {
		return false
	}
	if s.glued(e.from) && s.glued(e.from-1) && (s.is(e.from-1, "-") || s.is(e.from-1, "/")) || s.glued(e.to) && s.glued(e.to+1) && s.digits(e.to+1) && (s.is(e.to, "-") || s.is(e.to, "/")) {
		return false // a piece of something longer: "23-2020-septiembre"
	}
	if d := e.v.c.Days; d != nil && (d.Kind == Date || d.Kind == MonthOf) && s.kind(e.to-1) == text.Word && s.kind(e.to) == text.Number && len(s.norm[e.to]) >= 3 {
		return false // "9 de julio 1200" is a street
	}
	if d := e.v.c.Days; (e.v.c.Moved || d != nil && (d.Kind == Shift || d.Kind == Count)) && s.lastsOn(e.to) {
		return false // "en 5 años, 1 mes y 12 días", "los últimos 4 meses de 2021"
	}
	if s.leftOver(e.from-1, -1) || s.leftOver(e.to, 1) {
		return false
	}
	if s.digits(e.from) {
		if s.glued(e.from) && s.digits(e.from-2) && s.glued(e.from-1) {
			return false
		}
		if before == "#" || before == "$" || addressed[before] {
			return false
		}
	}
	if s.digits(e.to - 1) {
		if s.glued(e.to) && s.glued(e.to+1) && s.digits(e.to+1) {
			return false
		}
		if measured[after] || s.kind(e.to) == text.Number && s.digits(e.to-1) && !s.glued(e.to) && len(s.norm[e.to]) >= 3 && len(s.norm[e.to]) != 4 {
			return false
		}
	}
	return !unread[after] && (!unread[before] || e.v.c.Days == nil || e.v.c.From.Set)
}

// leftOver tells whether a word of the calendar that nothing explains stands at i, or beyond a "de": what the time beside it means
// is then not understood.
func (s *scan) leftOver(i, step int) bool {
	switch s.at(i) {
	case "de", "del", "do", "da":
		i += step
	}
	w := s.at(i)
	if _, ok := months[w]; ok && len(w) > 3 {
		return true
	}
	u, ok := units[w]
	return ok && u >= Week && len(w) > 2
}

// lastsOn tells whether a length of time goes on at i, or is said of something.
func (s *scan) lastsOn(i int) bool {
	switch s.at(i) {
	case ",", "y", "e":
		_, k := s.t.Numeral(i + 1)
		_, unit := units[s.at(i+1+k)]
		return k > 0 && unit
	case "de", "del", "do", "da":
		return !s.is(i, "de", "hoy") && !s.is(i, "de", "hoje") && !s.is(i, "de", "la") && !s.is(i, "de", "ahora")
	}
	return false
}

// addressed are words after which a number is no time.
var addressed = map[string]bool{
	"calle": true, "av": true, "avenida": true, "rua": true, "zona": true, "casa": true, "depto": true, "departamento": true,
	"piso": true, "torre": true, "apto": true,
	"apartamento": true, "lote": true, "mz": true, "km": true, "cra": true, "carrera": true, "kr": true, "cl": true, "tv": true,
	"dg": true, "bloco": true, "quadra": true, "ruta": true,
	"pasaje": true, "numero": true, "nº": true, "n": true, "edificio": true, "predio": true, "manzana": true, "cuadra": true,
	"cep": true, "rut": true, "cpf": true, "dni": true,
	"avda": true, "alameda": true, "travessa": true, "bodega": true, "local": true, "oficina": true, "sala": true, "block": true,
	"blk": true, "interior": true, "int": true, "nro": true, "num": true, "opcion": true, "opcao": true,
	"diagonal": true, "transversal": true, "kra": true, "carrer": true, "apt": true, "conjunto": true, "lt": true, "codigo": true,
	"pin": true, "version": true, "modelo": true,
}

// unread are words of time that the grammar does not know: what stands beside one is not understood.
var unread = map[string]bool{
	"fiscal": true, "letivo": true, "escolar": true, "lectivo": true, "decada": true, "siglo": true, "seculo": true, "verano": true,
	"invierno": true, "otono": true, "primavera": true,
	"verao": true, "inverno": true, "outono": true, "ocasion": true, "luna": true,
}
