package extract

import (
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Amount is a number in a message.
type Amount struct {
	Text       string
	Value      float64
	Ordinal    bool
	Start, End int // bytes
	Confidence float64
}

// Numbers reads the numbers of a message, in digits or words, in Spanish and Portuguese: decimals, fractions, dozens, ordinals,
// signs. Separators are read as the country writes them; country may be empty. Hours and dates are none.
func Numbers(t text.Text, country string) []Amount {
	var out []Amount
	for i := 0; i < len(t.Tokens) && len(out) < 64; {
		if n := date(t, i); n > 0 {
			i += n
			continue
		}
		a, to := amountAt(t, i, country)
		if to == 0 {
			i++
			continue
		}
		out = append(out, a)
		i = to
	}
	return out
}

// amountAt reads the longest number that begins at token i: its sign may stand before it.
func amountAt(t text.Text, i int, country string) (Amount, int) {
	at, minus := sign(t, i)
	if !begins(t, at) {
		return Amount{}, 0
	}
	v, to := number(t, at, country)
	ov, plural, oto := ordinalAt(t, at, country)
	if oto > 0 && (oto > to || oto == to && !plural) && !minus {
		if f, fto := fraction(t, at, country); fto < oto {
			return amount(t, i, oto, ov, true), oto
		} else if fto >= to {
			v, to = f, fto
		}
	}
	if to == 0 || idle(t, at, to) {
		return Amount{}, 0
	}
	if minus {
		v = -v
	}
	return amount(t, i, to, v, false), to
}

// begins tells whether a number may begin at token i, cheaply.
func begins(t text.Text, i int) bool {
	if i >= len(t.Tokens) || t.Tokens[i].Kind != text.Word {
		return i < len(t.Tokens)
	}
	w := t.Norm(i)
	if _, ok := text.NumeralWord(w); ok || scales[w] > 0 || sets[w] > 0 {
		return true
	}
	switch w {
	case "media", "meia", "medio", "meio", "mitad", "metade", "punto", "ponto", "coma", "virgula":
		return true
	}
	if _, _, ok := ordinalWord(w); ok {
		return true
	}
	_, ok := gluedWord(w)
	return ok
}

func amount(t text.Text, from, to int, v float64, ordinal bool) Amount {
	start, end := t.Span(from, to)
	a := Amount{Text: t.Raw[start:end], Value: v, Ordinal: ordinal, Start: start, End: end, Confidence: 0.95}
	if to-from == 1 && !ordinal && v == 1 && t.Tokens[from].Kind == text.Word && t.Norm(from) != "uno" {
		a.Confidence = 0.5 // an article as often as a number
	}
	return a
}

// idle tells whether number words count nothing: "mil gracias", "un par" of nothing at all.
func idle(t text.Text, i, to int) bool {
	if before := t.Norm(i - 1); (before == "por" && t.Norm(i) == "ciento" || before == "por" && t.Norm(i) == "cento") && to == i+1 {
		return true
	}
	if t.Norm(i) == "mil" && to == i+1 {
		switch t.Norm(to) {
		case "gracias", "perdones", "disculpas", "desculpas", "perdoes", "maravilhas", "maravillas":
			return true
		}
	}
	return false
}

// sign reads "-", "+", "menos" and "negativo" before a number; at is where the number begins.
func sign(t text.Text, i int) (at int, minus bool) {
	switch w := t.Norm(i); w {
	case "-", "+", "−":
		if i > 0 && (t.Tokens[i].Glued || t.Tokens[i-1].Kind == text.Number) {
			return i, false
		}
		return i + 1, w != "+"
	case "menos", "negativo", "negativos":
		if i == 0 {
			return 1, true
		}
	}
	return i, false
}

// date is how many tokens of a date in digits begin at token i: "15/7/2018", "2026-11-27"; 0 for none.
func date(t text.Text, i int) int {
	sep := t.Norm(i + 1)
	if i+2 >= len(t.Tokens) || t.Tokens[i].Kind != text.Number || sep != "/" && sep != "-" || t.Tokens[i+2].Kind != text.Number || !t.Tokens[i+1].Glued || !t.Tokens[i+2].Glued {
		return 0
	}
	if t.Norm(i+3) == sep && i+4 < len(t.Tokens) && t.Tokens[i+4].Kind == text.Number && len(t.Original(i, i+5)) <= 10 {
		return 5
	}
	return 0
}

// number reads a number without its sign: a fraction, a decimal in words, a count of dozens, or a cardinal.
func number(t text.Text, i int, country string) (float64, int) {
	if f, to := fraction(t, i, country); to > 0 {
		return f, to
	}
	if w := t.Norm(i); i == 0 && (w == "punto" || w == "ponto" || w == "coma" || w == "virgula") {
		if f, to := decimals(t, i, country); to > 0 {
			return f, to
		}
	}
	v, scale, to := cardinal(t, i, country)
	if to == 0 {
		return collective(t, i)
	}
	if s := sets[t.Norm(to)]; s > 0 && !(s == 2 && t.Norm(to) == "par" && v != 1) {
		v, to = v*s, to+1
		if s == 2 && t.Norm(to) == "de" {
			to++
		}
		if and := t.Norm(to); s > 2 && (and == "y" || and == "e") && (t.Norm(to+1) == "media" || t.Norm(to+1) == "meia") {
			v, to = v+s/2, to+2
		}
		return v, to
	}
	whole := to
	v += after(t, &to, max(scale, 1), country)
	if s := scales[t.Norm(to)]; s > 0 && to > whole && scale == 0 { // "doce coma cinco mil"
		v, to = v*s, to+1
	}
	return v, to
}

// collective reads "media docena", "docena", "pares de", "la mitad", a half before a scale.
func collective(t text.Text, i int) (float64, int) {
	w := t.Norm(i)
	if w == "media" || w == "meia" || w == "medio" || w == "meio" {
		if s := sets[t.Norm(i+1)] + scales[t.Norm(i+1)]; s > 2 {
			return s / 2, i + 2
		}
	}
	switch s := sets[w]; {
	case w == "par" || w == "millar" || w == "milhar":
	case s == 2 && t.Norm(i+1) == "de":
		return 2, i + 2
	case s > 2 && !strings.HasSuffix(w, "s"):
		return s, i + 1
	}
	if w == "mitad" || w == "metade" {
		return 0.5, i + 1
	}
	return 0, 0
}

// after reads what makes a whole number a broken one: "y medio", "con tres cuartos", "coma cinco".
func after(t text.Text, to *int, scale float64, country string) float64 {
	i := *to
	switch w := t.Norm(i); w {
	case "y", "e", "con", "com":
		half := t.Norm(i + 1)
		if half == "medio" || half == "meio" || half == "media" || half == "meia" {
			if s := scales[t.Norm(i+2)]; s > 0 {
				*to = i + 3
				return s / 2
			}
			if t.Norm(i+2) != "hora" {
				*to = i + 2
				return scale / 2
			}
		}
		if f, end := fraction(t, i+1, country); end > 0 && f > 0 && (f < 1 || w == "con" || w == "com") {
			*to = end
			return f * scale
		}
		if w == "con" || w == "com" {
			if f, end := decimals(t, i, country); end > 0 && (end == len(t.Tokens) || t.Tokens[end].Kind == text.Mark) {
				*to = end
				return f
			} else if whole, _, k := cardinal(t, i+1, country); k > 0 && (t.Norm(k) == "y" || t.Norm(k) == "e") && (t.Norm(k+1) == "medio" || t.Norm(k+1) == "meio") {
				*to = k + 2
				return whole + 0.5
			}
		}
	case "punto", "ponto", "coma", "virgula":
		if f, end := decimals(t, i, country); end > 0 {
			*to = end
			return f
		}
	}
	return 0
}

// decimals reads the digits behind a spoken point at token i: "cero tres" is .03, "setenta y cinco" is .75.
func decimals(t text.Text, i int, country string) (f float64, to int) {
	var b strings.Builder
	j := i + 1
	for j < len(t.Tokens) && b.Len() < 12 {
		if w := t.Norm(j); w == "cero" || w == "zero" {
			b.WriteByte('0')
			to, j = j+1, j+1
			continue
		}
		if t.Tokens[j].Kind == text.Number {
			b.WriteString(t.Norm(j))
			to = j + 1
			break
		}
		v, _, end := cardinal(t, j, country)
		if end == 0 || v < 0 || v >= 1e12 {
			break
		}
		if s := scales[t.Norm(end-1)]; s > 0 && end-1 > j { // it multiplies the whole
			b.WriteString(strconv.FormatFloat(v/s, 'f', 0, 64))
			to = end - 1
			break
		}
		b.WriteString(strconv.FormatFloat(v, 'f', 0, 64))
		to, j = end, end
		if v >= 10 {
			break
		}
	}
	if to == 0 {
		return 0, 0
	}
	f, err := strconv.ParseFloat("0."+b.String(), 64)
	return f, given(err == nil, to)
}

// article tells whether "un", "una" or "um" counts nothing.
func article(t text.Text, i, k int) bool {
	switch t.Norm(i) {
	case "un", "una", "um", "uma":
		return k == 1
	}
	return false
}
