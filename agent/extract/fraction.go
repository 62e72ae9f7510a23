package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// fraction reads a fraction that begins at token i: "tres cuartos", "un tercio", "1 4/5", "uno sobre tres", "dois onze avos".
func fraction(t text.Text, i int, country string) (float64, int) {
	if i >= len(t.Tokens) {
		return 0, 0
	}
	if f, to := slashed(t, i); to > 0 {
		return f, to
	}
	// Where the count ends and the parts begin is tried from the longest count on: "cento e oito nove avos".
	n, _, mid := cardinal(t, i, country)
	if mid == 0 {
		return 0, 0
	}
	if t.Norm(mid) == "sobre" {
		if d, _, to := cardinal(t, mid+1, country); to > 0 && d > 0 {
			return n / d, to
		}
	}
	if d, to := parts(t, mid, country, n == 1); to > 0 {
		return n / d, to
	}
	return shorterCount(t, i, mid, country)
}

// shorterCount reads fractions in which the cardinal swallowed part of the denominator: "quarenta e um sessenta avos" is fine, but
// "tres dois milésimos" and "cien milcincoavos" are not.
func shorterCount(t text.Text, i, mid int, country string) (float64, int) {
	for cut := mid - 1; cut > i; cut-- {
		n, _, to := cardinal(text.Text{Raw: t.Raw, Tokens: t.Tokens[:cut]}, i, country)
		if to != cut {
			continue
		}
		if d, end := parts(t, cut, country, n == 1); end > mid {
			return n / d, end
		}
	}
	return 0, 0
}

// slashed reads "3/4" and "1 4/5". What may be a date ("2/10 en la tarde") is a fraction only when it is all there is.
func slashed(t text.Text, i int) (float64, int) {
	n, d, ok := over(t, i)
	if ok {
		alone := t.Words() == 0
		small := n < d && (d <= 5 || d == 8 || d == 16 || d == 100) && i == 0
		if t.Tokens[i].Glued && i > 0 && t.Norm(i-1) != "-" || !alone && !small {
			return 0, 0
		}
		return n / d, i + 3
	}
	if n, d, ok := over(t, i+1); ok && n < d && t.Tokens[i].Kind == text.Number && !t.Tokens[i+1].Glued {
		if whole, k := t.Numeral(i); k == 1 {
			return float64(whole) + n/d, i + 4
		}
	}
	return 0, 0
}

func over(t text.Text, i int) (n, d float64, ok bool) {
	if i+2 >= len(t.Tokens) || t.Norm(i+1) != "/" || !t.Tokens[i+1].Glued || !t.Tokens[i+2].Glued || t.Norm(i+3) == "/" {
		return 0, 0, false
	}
	if t.Tokens[i].Kind != text.Number || t.Tokens[i+2].Kind != text.Number {
		return 0, 0, false
	}
	a, k := t.Numeral(i)
	b, l := t.Numeral(i + 2)
	return float64(a), float64(b), k == 1 && l == 1 && b > 0
}

// parts reads a denominator: "medios", "tercios", "quintos", "veintiunavos", "onze avos", "dois milésimos". One part is singular,
// so that "dos segundos" and "los dos primeros" are no fractions.
func parts(t text.Text, i int, country string, one bool) (float64, int) {
	w := t.Norm(i)
	switch w {
	case "medio", "meio":
		return 2, given(one, i+1)
	case "medios", "meios":
		return 2, i + 1
	case "tercio", "terco", "tercios", "tercos":
		return 3, i + 1
	}
	if stem, ok := avos(w); ok {
		if parts, ok := segments(stem, 4); ok && len(parts) > 0 {
			if d, ok := sum(parts); ok && d > 1 {
				return d, i + 1
			}
		}
	}
	if d, _, to := cardinal(t, i, country); to > 0 && d > 1 {
		if after := t.Norm(to); after == "avos" || after == "avo" {
			return d, to + 1
		}
		if a, plural, ok := ordinalWord(t.Norm(to)); ok && a.scale && plural && to == i+1 {
			return d * a.value, to + 1
		}
		return 0, 0
	}
	a, plural, ok := ordinalWord(w)
	switch {
	case !ok, a.value < 4, one && plural && a.value < 1e3, !one && !plural:
		return 0, 0
	case one && (w == "cuarto" || w == "quarto") && t.Norm(i+1) != "de" && t.Norm(i+1) != "": // a room
		return 0, 0
	}
	return a.value, i + 1
}

func avos(w string) (string, bool) {
	for _, s := range []string{"avos", "avas", "avo", "ava"} {
		if stem, ok := strings.CutSuffix(w, s); ok && len(stem) >= 3 {
			return stem, true
		}
	}
	return "", false
}
