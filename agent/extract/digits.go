package extract

import (
	"math"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// dotDecimal are the countries that write 1,200.50; the others, and who writes from nowhere, write 1.200,50.
var dotDecimal = map[string]bool{
	"MX": true, "GT": true, "HN": true, "SV": true, "NI": true, "PA": true, "DO": true, "PR": true, "PE": true, "US": true,
}

// maxGroups bounds the tokens of one number in digits.
const maxGroups = 16

// given is n where something holds, else 0.
func given(holds bool, n int) int {
	if holds {
		return n
	}
	return 0
}

// grouped tells whether s is a number in groups of three: "1.234.567".
func grouped(s string, sep byte) bool {
	parts := strings.Split(s, string(sep))
	for i, p := range parts {
		if i == 0 && (p == "" || len(p) > 3 || p[0] == '0') || i > 0 && len(p) != 3 {
			return false
		}
	}
	return len(parts) > 1
}

// written reads digits with the separators of thousands and decimals; ok is false when they stand where none of them may.
func written(s, country string) (float64, bool) {
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	thousands, decimal := byte('.'), byte(',')
	switch {
	case dots > 0 && commas > 0:
		if strings.LastIndexByte(s, '.') > strings.LastIndexByte(s, ',') {
			thousands, decimal = ',', '.'
		}
	case dots+commas == 1 && dots == 1:
		if !grouped(s, '.') || dotDecimal[country] {
			thousands, decimal = ',', '.'
		}
	case dots+commas == 1:
		if grouped(s, ',') && dotDecimal[country] {
			thousands, decimal = ',', '.'
		}
	case commas > 1:
		thousands, decimal = ',', '.'
	}
	whole, fraction, has := strings.Cut(s, string(decimal))
	if strings.IndexByte(fraction, thousands) >= 0 || strings.IndexByte(fraction, decimal) >= 0 ||
		strings.IndexByte(whole, thousands) >= 0 && !grouped(whole, thousands) {
		return 0, false
	}
	whole = strings.ReplaceAll(whole, string(thousands), "")
	if has {
		whole += "." + fraction
	}
	v, err := strconv.ParseFloat(whole, 64)
	return v, err == nil && len(whole) <= 24
}

// digits reads the digits that begin at token i, with their separators; several groups of three behind spaces are one number.
// to is the token after them, 0 when there are none.
func digits(t text.Text, i int, country string) (v float64, to int) {
	if i < 0 || i >= len(t.Tokens) || t.Tokens[i].Kind != text.Number {
		return 0, 0
	}
	if v, to := spaced(t, i); to > 0 {
		return v, to
	}
	end := i + 1
	if i > 1 && t.Norm(i-1) == "." && t.Tokens[i].Glued && t.Tokens[i-1].Glued && t.Tokens[i-2].Kind == text.Number {
		return plain(t, i) // the rest of what was no one number
	}
	for end-i < maxGroups && end+1 < len(t.Tokens) && (t.Norm(end) == "." || t.Norm(end) == ",") && t.Tokens[end].Glued && t.Tokens[end+1].Glued &&
		t.Tokens[end+1].Kind == text.Number {
		end += 2
	}
	for ; end > i; end -= 2 { // of "192.168.1.2" the longest part that is a number
		if v, ok := written(t.Original(i, end), country); ok {
			return v, end
		}
	}
	return 0, 0
}

func plain(t text.Text, i int) (float64, int) {
	v, ok := written(t.Norm(i), "")
	return v, given(ok, i+1)
}

// spaced reads "1 414 021 100".
func spaced(t text.Text, i int) (v float64, to int) {
	j := i
	var b strings.Builder
	for j-i < maxGroups && j < len(t.Tokens) && t.Tokens[j].Kind == text.Number && (j == i || len(t.Norm(j)) == 3 && !t.Tokens[j].Glued) {
		b.WriteString(t.Norm(j))
		j++
	}
	if j-i < 2 || len(t.Norm(i)) > 3 || t.Norm(i)[0] == '0' || j < len(t.Tokens) && t.Tokens[j].Kind == text.Number {
		return 0, 0
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	return v, given(err == nil && b.Len() <= 15, j)
}

// literal reads a number written in digits, with what is glued to it: a power of ten ("100k", "3M", "12e4") or a power.
// Digits that are part of something else (a house number "12B", "180ml", an hour) are none.
func literal(t text.Text, i int, country string) (v float64, to int) {
	if i > 0 && i < len(t.Tokens) && t.Tokens[i].Glued && t.Tokens[i-1].Kind == text.Word {
		return 0, 0
	}
	v, to = digits(t, i, country)
	if to == 0 {
		return fractionOnly(t, i)
	}
	if clock(t, i, to) {
		return 0, 0
	}
	if to < len(t.Tokens) && t.Tokens[to].Kind == text.Word && t.Tokens[to].Glued {
		return magnified(t, to, v)
	}
	if at := t.Original(to, to+1); strings.EqualFold(at, "k") && (to+1 == len(t.Tokens) || t.Tokens[to+1].Kind == text.Mark) {
		return v * 1e3, to + 1
	}
	return powered(t, to, v, country)
}

// fractionOnly reads ",5".
func fractionOnly(t text.Text, i int) (v float64, to int) {
	if sep := t.Norm(i); sep != "," && sep != "." || i+1 >= len(t.Tokens) || !t.Tokens[i+1].Glued || t.Tokens[i+1].Kind != text.Number {
		return 0, 0
	}
	if i > 0 && t.Tokens[i].Glued || i+2 < len(t.Tokens) && t.Tokens[i+2].Glued && t.Tokens[i+2].Kind == text.Word || len(t.Norm(i+1)) > 15 {
		return 0, 0
	}
	v, err := strconv.ParseFloat("0."+t.Norm(i+1), 64)
	return v, given(err == nil, i+2)
}

// clock tells whether digits are part of an hour or of a date.
func clock(t text.Text, from, to int) bool {
	beside := func(sign string, dir int) bool {
		at, far := to, to+1
		if dir < 0 {
			at, far = from-1, from-2
		}
		return t.Norm(at) == sign && far >= 0 && far < len(t.Tokens) && t.Tokens[far].Kind == text.Number && t.Tokens[max(at, far)].Glued &&
			(dir < 0 && t.Tokens[from].Glued || dir > 0 && t.Tokens[at].Glued)
	}
	return beside(":", 1) || beside(":", -1)
}

// magnified reads the letters glued behind digits.
func magnified(t text.Text, at int, v float64) (float64, int) {
	letters := t.Original(at, at+1)
	switch letters {
	case "k", "K":
		return v * 1e3, at + 1
	case "M", "MM":
		return v * 1e6, at + 1
	case "e", "E":
		k, sign := at+1, 1.0
		if t.Norm(k) == "+" || t.Norm(k) == "-" {
			if t.Norm(k) == "-" {
				sign = -1
			}
			k++
		}
		if k < len(t.Tokens) && t.Tokens[k].Kind == text.Number && t.Tokens[k].Glued && len(t.Norm(k)) <= 2 {
			exp, _ := strconv.Atoi(t.Norm(k))
			return v * math.Pow(10, sign*float64(exp)), k + 1
		}
	}
	if s := scales[t.Norm(at)]; s > 0 {
		return v * s, at + 1
	}
	return 0, 0
}
