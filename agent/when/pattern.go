package when

import (
	"slices"
	"strings"
)

// cat is what a stretch of tokens was found to be.
type cat uint8

const (
	none cat = iota
	num      // a whole number: value.n
	ord      // a place in a row: value.n, -1 is the last
	unit     // value.unit
	dur      // so many units: value.n, value.unit; minutes for hours and less
	wd       // a weekday: value.n
	mon      // a month: value.n
	year     // value.n
	dom      // a day of the month: value.n
	hr       // a number that can be an hour: value.c.From
	clk      // a time of day: value.c
	part     // a part of the day: value.c
	tod      // any of both, or a stretch of them: value.c
	day      // days: value.days
	pref     // a leaning: value.c
	dt       // a whole wish: value.c
	cats
)

// names of the categories in patterns.
var names = map[string]cat{
	"NUM": num, "ORD": ord, "UNIT": unit, "DUR": dur, "WD": wd, "MON": mon, "YEAR": year, "DOM": dom, "HR": hr, "CLK": clk,
	"PART": part, "TOD": tod, "DAY": day, "PREF": pref, "DT": dt,
}

// element is one part of a pattern: one of some phrases, a category, or nothing but a test of how tokens are written.
type element struct {
	phrases map[string][][]string // by their first word
	cat     cat
	glued   bool // no space before the next token
}

// production makes a category out of what stands in a row. Its pattern is written as the words that people use:
//
//	de|del      one of some words; _ joins the words of a phrase: fin_de_semana
//	<art>       one of the words of a class (words.go); <art>? may be missing
//	WD          something that was found before
//	+           the next token is written without a space
type production struct {
	out     cat
	pattern string
	build   func(m match) (value, bool)
}

// rule is a production with one reading of its optional elements.
type rule struct {
	out      cat
	elements []element
	build    func(m match) (value, bool)
}

// grammar is the productions, found by what they begin with.
type grammar struct {
	byWord map[string][]*rule
	byCat  [cats][]*rule
	words  map[string]bool // every word of a pattern
}

func compile(classes map[string][]string, tables ...[]production) *grammar {
	g := &grammar{byWord: map[string][]*rule{}, words: map[string]bool{}}
	known := map[string]element{} // one element for all patterns that have it
	for _, table := range tables {
		for _, p := range table {
			for _, elements := range expand(strings.Fields(p.pattern), classes, known) {
				g.add(&rule{p.out, elements, p.build})
			}
		}
	}
	return g
}

// expand gives every reading of a pattern's optional elements.
func expand(fields []string, classes map[string][]string, known map[string]element) [][]element {
	if len(fields) == 0 {
		return [][]element{nil}
	}
	field, optional := strings.CutSuffix(fields[0], "?")
	first, ok := known[field]
	if !ok {
		first = parseElement(field, classes)
		known[field] = first
	}
	var out [][]element
	for _, rest := range expand(fields[1:], classes, known) {
		out = append(out, append([]element{first}, rest...))
		if optional {
			out = append(out, rest)
		}
	}
	return out
}

func parseElement(field string, classes map[string][]string) element {
	if field == "+" {
		return element{glued: true}
	}
	if c, ok := names[field]; ok {
		return element{cat: c}
	}
	e := element{phrases: map[string][][]string{}}
	for alternative := range strings.SplitSeq(field, "|") {
		if class, ok := classes[alternative]; ok {
			for _, phrase := range class {
				e.add(strings.Fields(phrase))
			}
			continue
		}
		e.add(strings.Split(alternative, "_"))
	}
	return e
}

// add makes a phrase one of the element's, once.
func (e *element) add(words []string) {
	for _, have := range e.phrases[words[0]] {
		if slices.Equal(have, words) {
			return
		}
	}
	e.phrases[words[0]] = append(e.phrases[words[0]], words)
}

func (g *grammar) add(r *rule) {
	if len(r.elements) == 0 {
		return
	}
	for _, e := range r.elements {
		for _, list := range e.phrases {
			for _, phrase := range list {
				for _, w := range phrase {
					g.words[w] = true
				}
			}
		}
	}
	first := r.elements[0]
	if first.cat != none {
		g.byCat[first.cat] = append(g.byCat[first.cat], r)
		return
	}
	for w := range first.phrases {
		g.byWord[w] = append(g.byWord[w], r)
	}
}
