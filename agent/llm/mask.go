package llm

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/extract"
	"github.com/chasqui-fsm/chasqui/agent/text"
)

// masks are words without what tells who wrote them, and what stands behind each mask.
type masks struct {
	text   string
	hidden [][2]string // mask, original
}

// masking says what is to be hidden beside what shows by its form.
type masking struct {
	Names       []string
	Country     string
	KeepAddress bool // the address is what was asked for
}

// stretch is a part to be masked.
type stretch struct {
	start, end int
	kind       string
	order      int // of the finders: where two overlap, all of it is masked as what the first took it for
}

var (
	mail   = regexp.MustCompile(`[\p{L}\d._%+-]+\s?@\s?[\p{L}\d-]+(\.[\p{L}\d-]+)+`)
	digits = regexp.MustCompile(`[+(]?\d(?:[\s().\-/]{0,2}\d){6,}`)
	date   = regexp.MustCompile(`^\d{1,2}([/.\-])\d{1,2}(([/.\-])\d{2,4})?$`)
	clocks = regexp.MustCompile(`^\d{1,2}[.:]\d{2}\s?-\s?\d{1,2}[.:]\d{2}$`)
	coded  = regexp.MustCompile(`[\p{L}\d]{8,}`)
	link   = regexp.MustCompile(`(?i)\b(https?://|www\.)\S+`)
)

// leastRun is how many digits in a row, and how many digit words, tell something that is nobody else's business.
const (
	leastRun   = 7
	leastWords = 6
)

// mask hides mail, links, cards, ids, phones, long runs of digits, written out too, known names, and the street unless it was asked for.
func mask(s string, o masking) masks {
	t := text.Parse(s)
	var found []stretch
	add := func(start, end int, kind string) {
		if start < end {
			found = append(found, stretch{start, end, kind, len(found)})
		}
	}
	for _, at := range link.FindAllStringIndex(s, -1) {
		add(at[0], at[1], "LINK")
	}
	for _, at := range mail.FindAllStringIndex(s, -1) {
		add(at[0], at[1], "MAIL")
	}
	for _, d := range extract.IDs(t, o.Country, false) {
		add(d.Start, d.End, "ID")
	}
	for _, at := range coded.FindAllStringIndex(s, -1) {
		if n := countDigits(s[at[0]:at[1]]); n >= 4 && n < at[1]-at[0] {
			add(at[0], at[1], "ID")
		}
	}
	for _, at := range digits.FindAllStringIndex(s, -1) {
		if raw := s[at[0]:at[1]]; !date.MatchString(raw) && !clocks.MatchString(raw) {
			add(at[0], at[1], runKind(raw, o.Country))
		}
	}
	spelled(t, add)
	if !o.KeepAddress {
		if a, ok := extract.ReadAddress(t, extract.AddressQuery{Country: o.Country}); ok {
			add(a.Start, a.End, "ADDRESS")
		}
	}
	nameWords(t, o.Names, add)
	return replace(s, found)
}

// runKind tells a card, by its check digit, from a phone and from any other number.
func runKind(raw, country string) string {
	n := countDigits(raw)
	switch {
	case n >= 13 && n <= 19 && luhn(raw):
		return "CARD"
	case n < leastRun:
		return "NUMBER"
	}
	if _, ok := extract.Canonical(raw, country); ok {
		return "PHONE"
	}
	return "NUMBER"
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// luhn is the check of card numbers (ISO/IEC 7812-1).
func luhn(s string) bool {
	sum, double := 0, false
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		d := int(s[i] - '0')
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum, double = sum+d, !double
	}
	return sum%10 == 0
}

// spelled hides numbers that are said word by word: "nueve ocho siete seis cinco cuatro".
func spelled(t text.Text, add func(int, int, string)) {
	for i := 0; i < len(t.Tokens); {
		j, words := i, 0
		for j < len(t.Tokens) {
			_, n := t.Numeral(j)
			if n == 0 {
				break
			}
			words, j = words+n, j+n
		}
		if words >= leastWords {
			start, end := t.Span(i, j)
			add(start, end, "NUMBER")
		}
		i = max(j, i+1)
	}
}

// nameWords hides each word of known names; short words and particles are words of every day.
func nameWords(t text.Text, names []string, add func(int, int, string)) {
	known := map[string]bool{}
	for _, name := range names {
		for _, tok := range text.Parse(name).Tokens {
			if tok.Kind == text.Word && len([]rune(tok.Norm)) >= 3 && !particles[tok.Norm] {
				known[tok.Norm] = true
			}
		}
	}
	for i := 0; i < len(t.Tokens); i++ {
		j := i
		for j < len(t.Tokens) && known[t.Norm(j)] {
			j++
		}
		if j > i {
			start, end := t.Span(i, j)
			add(start, end, "NAME")
			i = j - 1
		}
	}
}

var particles = map[string]bool{"del": true, "los": true, "las": true, "dos": true, "das": true, "van": true, "von": true}

// replace puts a numbered mask in the place of each stretch; the same words get the same mask.
func replace(s string, found []stretch) masks {
	found = apart(found)
	out := masks{}
	var b strings.Builder
	last, count := 0, map[string]int{}
	for _, f := range found {
		original := s[f.start:f.end]
		name := ""
		for _, h := range out.hidden {
			if h[1] == original && strings.HasPrefix(h[0], "<"+f.kind+"_") {
				name = h[0]
			}
		}
		if name == "" {
			count[f.kind]++
			name = fmt.Sprintf("<%s_%d>", f.kind, count[f.kind])
			out.hidden = append(out.hidden, [2]string{name, original})
		}
		b.WriteString(s[last:f.start])
		b.WriteString(name)
		last = f.end
	}
	b.WriteString(s[last:])
	out.text = b.String()
	return out
}

// apart sorts stretches and joins those that overlap.
func apart(found []stretch) (out []stretch) {
	slices.SortFunc(found, func(a, b stretch) int { return cmp.Compare(a.start, b.start) })
	for _, f := range found {
		n := len(out) - 1
		if n < 0 || f.start >= out[n].end {
			out = append(out, f)
			continue
		}
		if f.order < out[n].order {
			out[n].kind, out[n].order = f.kind, f.order
		}
		out[n].end = max(out[n].end, f.end)
	}
	return out
}

// unmask puts what was hidden back into a quote.
func (m masks) unmask(quote string) string {
	for _, h := range m.hidden {
		quote = strings.ReplaceAll(quote, h[0], h[1])
	}
	return quote
}
