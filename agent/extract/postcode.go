package extract

import (
	"strings"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// postcodeFound is a postcode and the tokens it stands in, its name included; to is 0 for none.
type postcodeFound struct {
	value     string
	from, to  int
	valueFrom int
}

// postcodeDigits is how long a postcode is.
var postcodeDigits = map[string]int{
	"BR": 8, "MX": 5, "CL": 7, "AR": 4, "CO": 6, "PE": 5, "EC": 6, "UY": 5, "CR": 5, "GT": 5, "DO": 5, "BO": 4, "HN": 5, "NI": 5, "PA": 4, "PY": 4, "SV": 4, "VE": 4, "PR": 5, "CU": 5,
}

// postcodeNames come before one.
var postcodeNames = phrases(`cp|c p|c.p|c.p.|codigo postal|cod postal|cod. postal|postal|cep|cep e|cep:|zip|zip code|mi cp es|codigo postal es|cp es|codigo postal es el|cp es el|meu cep e|o cep e|cpa`)

// Postcode reads a postcode. A CEP is known by its dash and an Argentine CPA by its letters; all others need their name before
// them, or to be the whole message where people answer with one (Brazil, Mexico): other numbers look just alike.
func Postcode(t text.Text, country string) (Found, bool) {
	for i := range t.Tokens {
		p := postcodeAt(t, i, country)
		if p.to == 0 && len(t.Tokens) <= 2 && i == 0 {
			p = barePostcode(t, country)
		}
		if p.to > 0 {
			start, end := t.Span(p.valueFrom, p.to)
			return Found{Text: t.Raw[start:end], Value: p.value, Start: start, End: end}, true
		}
	}
	return Found{}, false
}

// barePostcode reads a message that is nothing but a postcode.
func barePostcode(t text.Text, country string) postcodeFound {
	if country != "BR" && country != "MX" || len(t.Tokens) != 1 || t.Tokens[0].Kind != text.Number || len(t.Norm(0)) != postcodeDigits[country] {
		return postcodeFound{}
	}
	return postcodeFound{value: t.Norm(0), to: 1}
}

func postcodeAt(t text.Text, i int, country string) postcodeFound {
	if i < 0 || i >= len(t.Tokens) {
		return postcodeFound{}
	}
	n := postcodeNames.at(t, i)
	j := i + n
	for n > 0 && (t.Norm(j) == ":" || t.Norm(j) == "." || t.Norm(j) == "#" || t.Norm(j) == "es" || t.Norm(j) == "e" || t.Norm(j) == "nº" || t.Norm(j) == "el") {
		j++
	}
	if value, to := argentine(t, j); to > 0 && (country == "AR" || n > 0) {
		return postcodeFound{value, i, to, j}
	}
	value, to, dashed := digitGroups(t, j, n > 0)
	if to == 0 || len(value) != postcodeDigits[country] {
		return postcodeFound{}
	}
	switch {
	case n > 0:
		return postcodeFound{value, i, to, j}
	case country == "BR" && dashed:
		return postcodeFound{value, i, to, j}
	}
	return postcodeFound{}
}

// digitGroups reads digits with dashes, points or spaces as postcodes have them: "04571-010", "04.571-010", "750-0000", "7500000".
// dashed tells whether it is a CEP in its usual form, named whether the word for it stands before.
func digitGroups(t text.Text, i int, named bool) (value string, to int, dashed bool) {
	if i >= len(t.Tokens) || t.Tokens[i].Kind != text.Number || len(t.Norm(i)) > 8 || i > 0 && t.Tokens[i].Glued && (t.Tokens[i-1].Kind != text.Mark || t.Norm(i-1) == "-" || t.Norm(i-1) == "+") {
		return "", 0, false
	}
	value, to = t.Norm(i), i+1
	point := false
	for to+1 < len(t.Tokens) && len(value) < 8 {
		sep, glued := t.Norm(to), t.Tokens[to].Glued && t.Tokens[to+1].Glued
		next := t.Norm(to + 1)
		if t.Tokens[to+1].Kind != text.Number {
			break
		}
		cep := len(value) == 5 && len(next) == 3
		switch {
		case sep == "-" && (cep || glued && len(value) == 3 && len(next) == 4):
			dashed = cep
		case sep == "." && glued && len(value) == 2 && len(next) == 3:
			point = true
		default:
			return value, to, dashed
		}
		value, to = value+next, to+2
	}
	if len(value) == 5 && to < len(t.Tokens) && t.Tokens[to].Kind == text.Number && len(t.Norm(to)) == 3 && !point && value[0] <= '9' && !t.Tokens[to].Glued {
		if to == i+1 && named { // "cep 04571 010"
			return value + t.Norm(to), to + 1, true
		}
	}
	if to < len(t.Tokens) && (t.Norm(to) == "-" || t.Tokens[to].Kind == text.Number) && t.Tokens[to].Glued && to+1 < len(t.Tokens) && t.Tokens[to+1].Kind == text.Number {
		return "", 0, false // a longer number: a phone, an id
	}
	return value, to, dashed
}

// argentine reads a CPA: "C1425BGA".
func argentine(t text.Text, i int) (value string, to int) {
	if i+2 >= len(t.Tokens) || t.Tokens[i].Kind != text.Word || t.Tokens[i].End-t.Tokens[i].Start != 1 || t.Tokens[i+1].Kind != text.Number || len(t.Norm(i+1)) != 4 ||
		!t.Tokens[i+1].Glued || t.Tokens[i+2].Kind != text.Word || !t.Tokens[i+2].Glued || t.Tokens[i+2].End-t.Tokens[i+2].Start != 3 {
		return "", 0
	}
	return strings.ToUpper(t.Original(i, i+3)), i + 3
}
