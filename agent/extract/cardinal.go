package extract

import (
	"math"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// scales multiply what stands before them. A Spanish billón is a million millions, a Portuguese bilhão a thousand.
var scales = map[string]float64{
	"mil": 1e3, "millon": 1e6, "millones": 1e6, "milhao": 1e6, "milhoes": 1e6, "bilhao": 1e9, "bilhoes": 1e9, "bilion": 1e9,
	"millardo": 1e9, "millardos": 1e9, "billon": 1e12, "billones": 1e12, "trilhao": 1e12, "trilhoes": 1e12, "trillon": 1e18, "trillones": 1e18,
}

// sets are collective words that count like units.
var sets = map[string]float64{
	"docena": 12, "docenas": 12, "duzia": 12, "duzias": 12, "doz": 12, "dozs": 12, "decena": 10, "decenas": 10, "dezena": 10, "dezenas": 10,
	"par": 2, "pares": 2, "veintena": 20, "veintenas": 20, "centena": 100, "centenas": 100, "centenar": 100, "centenares": 100,
	"millar": 1000, "millares": 1000, "milhar": 1000, "milhares": 1000,
}

// powered reads "^23" behind a number.
func powered(t text.Text, at int, v float64, country string) (float64, int) {
	if t.Norm(at) != "^" || !t.Tokens[at].Glued {
		return v, at
	}
	k, sign := at+1, 1.0
	for t.Norm(k) == "+" || t.Norm(k) == "-" {
		if t.Norm(k) == "-" {
			sign = -sign
		}
		k++
	}
	exp, to := digits(t, k, country)
	if to == 0 || exp > 300 {
		return v, at
	}
	return math.Pow(v, sign*exp), to
}

// atom is a number word: below a thousand, or a scale.
type atom struct {
	value float64
	scale bool
}

// atomAt reads one number word or run of digits at token i; to is the token after it, 0 for none.
func atomAt(t text.Text, i int, country string) (a atom, to int) {
	if i < 0 || i >= len(t.Tokens) {
		return atom{}, 0
	}
	if t.Tokens[i].Kind != text.Word {
		v, to := literal(t, i, country)
		return atom{value: v}, to
	}
	w := t.Norm(i)
	if v, ok := text.NumeralWord(w); ok {
		return atom{value: float64(v)}, i + 1
	}
	if s, ok := scales[w]; ok {
		return atom{value: s, scale: true}, i + 1
	}
	if v, ok := gluedWord(w); ok {
		return atom{value: v}, i + 1
	}
	return atom{}, 0
}

// beginnings are the first letters of number words, by which most words are passed over.
var beginnings = func() map[string]bool {
	m := map[string]bool{"un": true, "um": true, "mil": true, "bil": true, "tri": true}
	for w := range text.NumeralWords() {
		if len(w) >= 3 {
			m[w[:3]] = true
		}
	}
	return m
}()

// gluedWord reads numbers that people write as one word: "dosmil", "treintaycinco", "cientocinco".
func gluedWord(w string) (float64, bool) {
	if len(w) < 6 || len(w) > 40 || !beginnings[w[:3]] && !beginnings[w[:2]] {
		return 0, false
	}
	parts, ok := segments(w, 4)
	if !ok || len(parts) < 2 {
		return 0, false
	}
	return sum(parts)
}

// segments splits a word into at most n number words.
func segments(w string, n int) ([]atom, bool) {
	if w == "" {
		return nil, true
	}
	if n == 0 {
		return nil, false
	}
	for cut := len(w); cut >= 2; cut-- {
		head := w[:cut]
		a := atom{}
		if v, ok := text.NumeralWord(head); ok {
			a.value = float64(v)
		} else if s, ok := scales[head]; ok {
			a = atom{s, true}
		} else {
			continue
		}
		for _, rest := range []string{w[cut:], strings.TrimPrefix(w[cut:], "y"), strings.TrimPrefix(w[cut:], "i")} {
			if rest == "" && rest != w[cut:] {
				continue
			}
			if tail, ok := segments(rest, n-1); ok {
				return append([]atom{a}, tail...), true
			}
		}
	}
	return nil, false
}

// sum adds atoms up; ok is false when they do not follow one another as a number's do.
func sum(atoms []atom) (float64, bool) {
	var acc tally
	for _, a := range atoms {
		if !acc.add(a, true) {
			return 0, false
		}
	}
	return acc.value(), true
}

// tally builds a number from its words: low is below a thousand, thousands hold what "mil" has multiplied, total the millions.
type tally struct {
	low, thousands, total float64
	hasLow, hasMil        bool
	last                  float64 // the last scale
	count                 int
}

func (n *tally) value() float64 { return n.total + n.thousands + n.low }

// add takes one more word; and tells that "y" or "e" stands before it, or none is needed.
func (n *tally) add(a atom, and bool) bool {
	if a.scale {
		return n.multiply(a.value)
	}
	v := a.value
	switch {
	case v != math.Trunc(v) && n.count > 0, v >= 1e3 && n.count > 0:
		return false
	case n.hasLow && (v == 0 || n.low < 20 || v >= step(n.low) || !and && n.low < 100):
		return false
	case n.count > 0 && n.last > 0 && (v >= n.last || v == 0):
		return false
	}
	n.low, n.hasLow = n.low+v, true
	n.count++
	return true
}

func (n *tally) multiply(s float64) bool {
	if s == 1e3 {
		if n.hasMil || n.hasLow && n.low >= 1e3 || n.hasLow && n.low == 0 {
			return false
		}
		if !n.hasLow {
			n.low = 1
		}
		n.thousands, n.low, n.hasLow, n.hasMil = n.low*1e3, 0, false, true
		n.last = s
		n.count++
		return true
	}
	group := n.thousands + n.low
	if n.total > 0 && (n.last <= s && n.scaleBelow(s)) {
		return false
	}
	if group == 0 {
		if n.count > 0 {
			return false
		}
		group = 1
	}
	n.total, n.thousands, n.low, n.hasLow, n.hasMil = n.total+group*s, 0, 0, false, false
	n.last = s
	n.count++
	return true
}

// scaleBelow tells whether what was summed so far is smaller than the scale that would follow it.
func (n *tally) scaleBelow(s float64) bool { return n.total < s*1e3 }

// step is what may follow a number of hundreds or tens: less than this.
func step(v float64) float64 {
	switch {
	case math.Mod(v, 100) == 0:
		return 100
	case math.Mod(v, 10) == 0:
		return 10
	default:
		return 0
	}
}

// cardinal reads a whole number (or a decimal one in digits) that begins at token i: its value, the last scale in it, and the
// token after it, 0 for none.
func cardinal(t text.Text, i int, country string) (v, scale float64, to int) {
	var n tally
	a, next := atomAt(t, i, country)
	if next == 0 || !n.add(a, true) {
		return 0, 0, 0
	}
	if a.scale && strings.HasSuffix(t.Norm(i), "es") { // "millones de gracias" counts nothing
		return 0, 0, 0
	}
	if !a.scale && a.value == 0 && t.Tokens[i].Kind == text.Word { // "cero ocho"
		if b, end := atomAt(t, next, country); end > 0 && !b.scale && b.value < 10 && t.Tokens[next].Kind == text.Word {
			return b.value, 0, end
		}
	}
	to = next
	for {
		j, and := to, false
		if w := t.Norm(j); w == "y" || w == "e" {
			j, and = j+1, true
		}
		a, next := atomAt(t, j, country)
		if next == 0 || !n.joins(t, a, j, and) || !n.add(a, and) {
			return n.value(), n.last, to
		}
		to = next
	}
}

// joins tells whether a further word may go on with the number: digits only behind a scale or an "y", and after a scale with
// "y" in Spanish nothing ("a las mil y dos personas" does not count 1002), but in Portuguese all.
func (n *tally) joins(t text.Text, a atom, at int, and bool) bool {
	if t.Tokens[at].Kind == text.Number && !a.scale {
		return n.last > 0 && !and && !n.hasLow || and && n.hasLow && n.low >= 20 && n.low < 100
	}
	if and && t.Norm(at-1) == "y" && a.scale {
		return false
	}
	return !a.scale || !and
}
