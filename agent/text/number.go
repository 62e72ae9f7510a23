package text

import (
	"iter"
	"maps"
	"strconv"
)

// numerals of Spanish and Portuguese below a thousand, folded, with the spellings that are common though no dictionary has them.
// Numbers above a hundred are composed by [Text.Numeral].
var numerals = map[string]int{
	"cero": 0, "zero": 0, "uno": 1, "una": 1, "un": 1, "um": 1, "uma": 1, "hum": 1, "dos": 2, "dois": 2, "duas": 2, "tres": 3,
	"cuatro": 4, "quatro": 4, "cinco": 5, "seis": 6, "meia": 6, "siete": 7, "sete": 7, "ocho": 8, "oito": 8, "nueve": 9, "nove": 9,
	"diez": 10, "dez": 10, "once": 11, "onze": 11, "doce": 12, "doze": 12, "trece": 13, "treze": 13, "catorce": 14,
	"catorze": 14, "quatorze": 14, "quince": 15, "quinze": 15, "dieciseis": 16, "diesiseis": 16, "dezesseis": 16, "dezasseis": 16,
	"diecisiete": 17, "diesisiete": 17, "dezessete": 17, "dezassete": 17, "dieciocho": 18, "diesiocho": 18, "dezoito": 18,
	"diecinueve": 19, "diesinueve": 19, "dezenove": 19, "dezanove": 19, "veinte": 20, "vinte": 20,
	"veintiuno": 21, "veintiun": 21, "veintiuna": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24,
	"veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "trinta": 30,
	"cuarenta": 40, "quarenta": 40, "cincuenta": 50, "cinquenta": 50, "cincoenta": 50, "sesenta": 60, "sessenta": 60, "setenta": 70,
	"ochenta": 80, "oitenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "cem": 100, "cento": 100,
	"doscientos": 200, "doscientas": 200, "duzentos": 200, "duzentas": 200, "trescientos": 300, "trescientas": 300, "trezentos": 300,
	"trezentas": 300, "cuatrocientos": 400, "cuatrocientas": 400, "quatrocentos": 400, "quatrocentas": 400,
	"quinientos": 500, "quinientas": 500, "quinhentos": 500, "quinhentas": 500, "seiscientos": 600, "seiscientas": 600,
	"seiscentos": 600, "seiscentas": 600, "setecientos": 700, "setecientas": 700, "setecentos": 700, "setecentas": 700,
	"ochocientos": 800, "ochocientas": 800, "oitocentos": 800, "oitocentas": 800, "novecientos": 900, "novecientas": 900,
	"novecentos": 900, "novecentas": 900,
}

// Numeral reads a number that begins at token i, in digits or words: its value and how many tokens it takes; 0 tokens when
// there is none. The English "one" and the Portuguese "meia" for half are not numbers here.
func (t Text) Numeral(i int) (value, tokens int) {
	if i < 0 || i >= len(t.Tokens) {
		return 0, 0
	}
	if t.Tokens[i].Kind == Number {
		n, err := strconv.Atoi(t.Tokens[i].Norm)
		if err != nil || len(t.Tokens[i].Norm) > 9 {
			return 0, 0
		}
		return n, 1
	}
	first, ok := numerals[t.Norm(i)]
	if !ok || t.Norm(i) == "meia" {
		return 0, 0
	}
	value, tokens = first, 1
	for {
		j := i + tokens
		if t.Norm(j) == "mil" && value > 0 && value < 1000 {
			value, tokens = value*1000, tokens+1
			continue
		}
		step := 0
		if and := t.Norm(j); and == "y" || and == "e" {
			step = 1
		}
		next, ok := numerals[t.Norm(j+step)]
		if !ok || next == 0 || next >= lowest(value) || step == 0 && value < 100 {
			return value, tokens
		}
		value, tokens = value+next, tokens+step+1
	}
}

// lowest power of ten that a value is a multiple of: what may follow it is smaller.
func lowest(v int) int {
	switch {
	case v == 0:
		return 0
	case v%1000 == 0:
		return 1000
	case v%100 == 0:
		return 100
	case v%10 == 0 && v >= 20:
		return 10
	default:
		return 0
	}
}

// NumeralWords are the words that [Text.Numeral] reads.
func NumeralWords() iter.Seq[string] { return maps.Keys(numerals) }

// NumeralWord is the value below a thousand of one word; "meia", which is a half as well as a six, is none.
func NumeralWord(w string) (value int, ok bool) {
	if w == "meia" {
		return 0, false
	}
	value, ok = numerals[w]
	return value, ok
}
