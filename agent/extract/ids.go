package extract

import (
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// ID is a national id of a person or a company.
type ID struct {
	Text, Kind, Value string
	Valid             bool // its check digit holds; of a kind that has none, its form
	Checked           bool // the kind has a check digit
	Start, End        int
	Confidence        float64
}

// IDs reads national ids: written the way they are printed anywhere in a message, or bare behind their name ("mi rut es
// 178660241"). The country's own kinds come first, as forms of neighbours are alike; country may be empty. When an id was asked
// for, a message that is nothing but one needs no name.
func IDs(t text.Text, country string, asked bool) []ID {
	if !strings.ContainsAny(t.Raw, "0123456789") {
		return nil
	}
	var out []ID
	kinds := kindsFor(country)
	for i := range t.Tokens {
		if idNames.at(t, i) == 0 {
			continue
		}
		for _, k := range kinds {
			if n := k.names.at(t, i); n > 0 {
				out = bare(out, kinds, t, i, i+n, country)
			}
		}
	}
	out = asPrinted(out, kinds, t.Raw)
	if asked && len(out) == 0 && t.Words() <= 1 {
		out = first(out, kinds, t, 0, country)
	}
	slices.SortStableFunc(out, func(a, b ID) int { return a.Start - b.Start })
	return out
}

// asPrinted reads the forms that need no name, in the stretches without a space that have digits enough.
func asPrinted(out []ID, kinds []*idKind, raw string) []ID {
	for start := 0; start < len(raw); {
		end := start
		digits := 0
		for end < len(raw) && raw[end] != ' ' && raw[end] != '\n' && raw[end] != '\t' {
			if raw[end] >= '0' && raw[end] <= '9' {
				digits++
			}
			end++
		}
		if digits >= 5 && end-start <= 60 {
			for _, k := range kinds {
				if k.printed == nil {
					continue
				}
				if at := k.printed.FindStringIndex(raw[start:end]); at != nil && alone(raw, start+at[0], start+at[1]) {
					out = add(out, k, raw, start+at[0], start+at[1])
				}
			}
		}
		start = end + 1
	}
	return out
}

// kindsFor puts the kinds of a country before the others.
func kindsFor(country string) []*idKind {
	if own, ok := kindsByCountry[country]; ok {
		return own
	}
	return kindsByCountry[""]
}

func add(out []ID, k *idKind, raw string, start, end int) []ID {
	value := stripped(raw[start:end])
	for _, d := range out {
		if start < d.End && end > d.Start {
			return out
		}
	}
	if k.form != nil && !k.form.MatchString(value) {
		return out
	}
	valid := k.valid == nil || k.valid(value)
	return append(out, ID{
		Text: raw[start:end], Kind: k.kind, Value: value, Valid: valid, Checked: k.valid != nil, Start: start, End: end, Confidence: 0.95,
	})
}

var dropSigns = strings.NewReplacer(".", "", "-", "", "/", "", " ", "", "–", "")

func stripped(s string) string { return strings.ToUpper(dropSigns.Replace(s)) }

// bare reads the value behind the name of an id that stands at tokens from up to to: the first kind of that name it fits, the
// country's own before others. Of two that it fits, the one whose check digit holds.
func bare(out []ID, kinds []*idKind, t text.Text, from, to int, country string) []ID {
	i := to
	for i < len(t.Tokens) && i < to+5 && between[t.Norm(i)] {
		i++
	}
	start, end := run(t, i)
	if end == 0 {
		return out
	}
	var best *idKind
	for _, k := range kinds {
		if k.names.at(t, from) == 0 || !k.form.MatchString(stripped(t.Raw[start:end])) {
			continue
		}
		if best != nil && best.country == country && k.country != country {
			break
		}
		if best == nil || best.valid != nil && !best.valid(stripped(t.Raw[start:end])) && k.valid != nil && k.valid(stripped(t.Raw[start:end])) {
			best = k
		}
	}
	if best == nil {
		return out
	}
	return add(out, best, t.Raw, start, end)
}

// first reads a message that is nothing but an id. Kinds without a check digit are taken from the own country only.
func first(out []ID, kinds []*idKind, t text.Text, i int, country string) []ID {
	for i < len(t.Tokens) && between[t.Norm(i)] {
		i++
	}
	start, end := run(t, i)
	if end == 0 || strings.TrimSpace(strings.Trim(t.Raw[end:], ". ")) != "" {
		return out
	}
	value := stripped(t.Raw[start:end])
	var formed *idKind
	for _, k := range kinds {
		if k.country != country || !k.form.MatchString(value) {
			continue
		}
		if k.valid == nil || k.valid(value) {
			return add(out, k, t.Raw, start, end)
		}
		if formed == nil {
			formed = k
		}
	}
	if formed == nil {
		return out
	}
	return add(out, formed, t.Raw, start, end)
}

// between are words between the name of an id and its value.
var between = set(`es : . e é numero n nº # no nro num de do da el la o a persona empresa mi meu minha : = - ,`)

// run is the stretch of letters, digits and their separators that begins at token i: bytes. It must hold a digit. Digits behind a
// space go on with it only in groups.
func run(t text.Text, i int) (start, end int) {
	if i >= len(t.Tokens) {
		return 0, 0
	}
	start = t.Tokens[i].Start
	j, numbers := i, 0
	for ; j < len(t.Tokens) && j < i+16; j++ {
		tok := t.Tokens[j]
		sign := t.Norm(j) == "." || t.Norm(j) == "-" || t.Norm(j) == "/" || t.Norm(j) == "–"
		switch {
		case tok.Kind == text.Number:
			numbers++
		case j > i && !tok.Glued && tok.Kind == text.Word, tok.Kind == text.Emoji, tok.Kind == text.Mark && !sign:
			return trimmed(t, i, j, start, numbers)
		}
	}
	return trimmed(t, i, j, start, numbers)
}

func trimmed(t text.Text, i, j, start, numbers int) (int, int) {
	for j > i && t.Tokens[j-1].Kind == text.Mark {
		j--
	}
	if j == i || numbers == 0 {
		return 0, 0
	}
	return start, t.Tokens[j-1].End
}

// alone tells whether nothing is glued to a stretch that would make it part of something longer.
func alone(raw string, start, end int) bool {
	word := func(b byte) bool {
		return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
	}
	switch {
	case start > 0 && (word(raw[start-1]) || raw[start-1] == '-' && start > 1 && word(raw[start-2]) || raw[start-1] == '+'):
		return false
	case end < len(raw) && word(raw[end]), end+1 < len(raw) && (raw[end] == '-' || raw[end] == '/') && word(raw[end+1]):
		return false
	}
	return true
}
