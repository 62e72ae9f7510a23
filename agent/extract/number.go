package extract

import (
	"strconv"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Amount is a number in a message.
type Amount struct {
	Text    string
	Value   float64
	Ordinal bool
}

var ordinalWords = map[string]int{
	"primero": 1, "primera": 1, "primer": 1, "segundo": 2, "tercero": 3, "tercera": 3, "tercer": 3, "cuarto": 4, "cuarta": 4,
	"quinto": 5, "sexto": 6, "septimo": 7, "octavo": 8, "noveno": 9, "decimo": 10,
	"primeiro": 1, "primeira": 1, "terceiro": 3, "terceira": 3, "quarto": 4, "setimo": 7, "oitavo": 8, "nono": 9,
}

// Numbers reads the numbers of a message, in digits or words; a decimal comma and thousands with dots are read as people here
// write them.
func Numbers(t text.Text) []Amount {
	var out []Amount
	for i := 0; i < len(t.Tokens); {
		if n, ok := ordinalWords[t.Norm(i)]; ok {
			out = append(out, Amount{Text: t.Original(i, i+1), Value: float64(n), Ordinal: true})
			i++
			continue
		}
		v, k := t.Numeral(i)
		if k == 0 || article(t, i, k) {
			i++
			continue
		}
		value, k2 := decimals(t, i, k, float64(v))
		out = append(out, Amount{Text: t.Original(i, i+k2), Value: value})
		i += k2
	}
	return out
}

// article tells whether "un", "una" or "um" counts nothing.
func article(t text.Text, i, k int) bool {
	switch t.Norm(i) {
	case "un", "una", "um", "uma":
		return k == 1
	}
	return false
}

// decimals goes on after digits: ".500" is thousands, ",5" a fraction.
func decimals(t text.Text, i, k int, v float64) (float64, int) {
	for i+k+1 < len(t.Tokens) && t.Tokens[i].Kind == text.Number && t.Tokens[i+k].Glued && t.Tokens[i+k+1].Glued &&
		t.Tokens[i+k+1].Kind == text.Number {
		next := t.Norm(i + k + 1)
		n, err := strconv.Atoi(next)
		if err != nil || len(next) > 9 {
			break
		}
		switch {
		case t.Norm(i+k) == "." && len(next) == 3:
			v = v*1000 + float64(n)
		case t.Norm(i+k) == ",", t.Norm(i+k) == ".":
			f, err := strconv.ParseFloat("0."+next, 64)
			if err != nil {
				return v, k
			}
			return v + f, k + 2
		default:
			return v, k
		}
		k += 2
	}
	return v, k
}

// Stretch is a duration in a message.
type Stretch struct {
	Text    string
	Seconds int64
	Approx  bool
}

var units = map[string]int64{
	"segundo": 1, "segundos": 1, "seg": 1, "minuto": 60, "minutos": 60, "min": 60, "mins": 60, "hora": 3600, "horas": 3600, "h": 3600,
	"hr": 3600, "dia": 86400, "dias": 86400, "semana": 604800, "semanas": 604800, "mes": 2592000, "meses": 2592000,
	"ano": 31536000, "anos": 31536000,
}

// Durations reads stretches of time: "media hora", "dos horas y media", "20 minutos".
func Durations(t text.Text) []Stretch {
	var out []Stretch
	for i := 0; i < len(t.Tokens); i++ {
		if (t.Norm(i) == "media" || t.Norm(i) == "meia") && t.Norm(i+1) == "hora" {
			out = append(out, Stretch{Text: t.Original(i, i+2), Seconds: 1800})
			i++
			continue
		}
		v, k := t.Numeral(i)
		if k == 0 {
			continue
		}
		unit, ok := units[t.Norm(i+k)]
		if !ok || t.Norm(i-1) == "las" || t.Norm(i-1) == "as" {
			continue
		}
		end, seconds := i+k+1, int64(v)*unit
		if and := t.Norm(end); (and == "y" || and == "e") && (t.Norm(end+1) == "media" || t.Norm(end+1) == "meia") {
			seconds, end = seconds+unit/2, end+2
		}
		before := t.Norm(i - 1)
		out = append(out, Stretch{Text: t.Original(i, end), Seconds: seconds, Approx: before == "unos" || before == "unas" || before == "uns" || before == "umas" || before == "como"})
		i = end - 1
	}
	return out
}
