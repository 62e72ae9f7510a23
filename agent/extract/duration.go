package extract

import (
	"math"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// Stretch is a duration in a message.
type Stretch struct {
	Text       string
	Seconds    int64
	Approx     bool
	Start, End int // bytes
	Confidence float64
}

// Seconds of the units. A month counts 30 days, a year 365.
const (
	minute = 60
	hour   = 3600
	day    = 86400
)

var units = map[string]int64{
	"segundo": 1, "segundos": 1, "segundito": 1, "segunditos": 1, "seg": 1, "segs": 1,
	"minuto": minute, "minutos": minute, "min": minute, "mins": minute, "minutito": minute, "minutitos": minute, "minutinho": minute, "minutinhos": minute, "mnts": minute,
	"hora": hour, "horas": hour, "h": hour, "hr": hour, "horita": hour, "horitas": hour, "horinha": hour, "horinhas": hour, "ora": hour, "oras": hour,
	"dia": day, "dias": day, "semana": 7 * day, "semanas": 7 * day, "semanita": 7 * day, "quincena": 15 * day, "quincenas": 15 * day, "quinzena": 15 * day,
	"quinzenas": 15 * day, "mes": 30 * day, "meses": 30 * day, "bimestre": 60 * day, "bimestres": 60 * day, "trimestre": 90 * day, "trimestres": 90 * day,
	"semestre": 180 * day, "semestres": 180 * day, "ano": 365 * day, "anos": 365 * day, "anio": 365 * day, "anios": 365 * day,
	"decada": 3650 * day, "decadas": 3650 * day, "siglo": 36500 * day, "siglos": 36500 * day, "seculo": 36500 * day, "seculos": 36500 * day,
}

var roughly = phrases(`unos|unas|uns|umas|como|casi|quase|cerca de|aproximadamente|aprox|alrededor de|por volta de|mas o menos|mais ou menos|maso|tipo|
	mais o menos|masomenos|maomenos|y pico|e pouco|y algo|e pouquinho|o asi|ou algo assim|por ahi|aproximado|aprox .|casi casi`)

// Durations reads stretches of time: "media hora", "dos horas y media", "2h30", "hora y cuarto", "un par de días".
// "Una hora" in the sense of an appointment ("quiero una hora para mañana") and hours of the clock ("a las 15 horas") are none.
func Durations(t text.Text) []Stretch {
	var out []Stretch
	for i := 0; i < len(t.Tokens) && len(out) < 16; {
		seconds, to := stretch(t, i)
		if to == 0 {
			i++
			continue
		}
		out = append(out, span(t, i, to, seconds))
		i = to
	}
	return out
}

func span(t text.Text, from, to int, seconds float64) Stretch {
	start, end := t.Span(from, to)
	return Stretch{
		Text: t.Raw[start:end], Seconds: int64(math.Round(seconds)), Approx: rough(t, from, to), Start: start, End: end, Confidence: 0.95,
	}
}

// rough tells whether words around a stretch make it approximate: right before it, but for a small word between, or behind it.
func rough(t text.Text, from, to int) bool {
	if roughly.at(t, to) > 0 || t.Norm(to) == "," && roughly.at(t, to+1) > 0 {
		return true
	}
	for k := max(0, from-5); k < from; k++ {
		n := roughly.at(t, k)
		if n == 0 || k+n > from {
			continue
		}
		small := true
		for m := k + n; m < from; m++ {
			switch t.Norm(m) {
			case "durante", "por", "de", "unas", "unos", "uns", "umas", "en", "em", "una", "uma", ".":
			default:
				small = false
			}
		}
		if small {
			return true
		}
	}
	switch t.Norm(from - 1) { // "dos o tres horas"
	case "o", "ou":
		_, k := t.Numeral(from - 2)
		return k > 0
	}
	return false
}

// stretch reads one duration at token i, its smaller units included: seconds and the token after it, 0 for none.
func stretch(t text.Text, i int) (float64, int) {
	seconds, unit, to := piece(t, i)
	if to == 0 || clockHour(t, i, to, seconds) || appointment(t, i, to) {
		return 0, 0
	}
	for {
		j := to
		if w := t.Norm(j); w == "y" || w == "e" || w == "," || w == "con" || w == "com" {
			j++
		}
		if t.Norm(to) == "menos" && unit == hour && (t.Norm(to+1) == "cuarto" || t.Norm(to+1) == "quarto") {
			return seconds - hour/4, to + 2
		}
		if f, end := fractionOf(t, j, j > to); end > 0 {
			return seconds + f*float64(unit), end
		}
		more, smaller, end := piece(t, j)
		if end > 0 && smaller < unit {
			seconds, unit, to = seconds+more, smaller, end
			continue
		}
		if end == 0 && unit == hour {
			if m, end := bareMinutes(t, j, j > to); end > 0 {
				return seconds + m*minute, end
			}
		}
		return seconds, to
	}
}

// fractionOf reads "media", "cuarto", "tres cuartos" behind "y".
func fractionOf(t text.Text, i int, and bool) (float64, int) {
	if !and {
		return 0, 0
	}
	switch t.Norm(i) {
	case "media", "medio", "meia", "meio":
		if units[t.Norm(i+1)] == 0 {
			return 0.5, i + 1
		}
	case "cuarto", "quarto":
		return 0.25, i + 1
	case "un", "um", "tres":
		if f, end := fraction(t, i, ""); end > 0 && f < 1 && t.Norm(end) != "de" {
			return f, end
		}
	}
	return 0, 0
}

// bareMinutes reads the minutes of "2h30" and "una hora y veinte".
func bareMinutes(t text.Text, i int, and bool) (float64, int) {
	n, k := t.Numeral(i)
	if k == 0 || n < 1 || n > 59 {
		return 0, 0
	}
	next := i + k
	last := next >= len(t.Tokens) || t.Tokens[next].Kind == text.Mark || roughly.at(t, next) > 0
	glued := t.Tokens[i].Glued && t.Tokens[i].Kind == text.Number
	if glued || and && last || last && n >= 10 {
		return float64(n), next
	}
	return 0, 0
}

// piece reads one amount with its unit.
func piece(t text.Text, i int) (seconds float64, unit int64, to int) {
	switch w := t.Norm(i); w {
	case "media", "meia", "medio", "meio":
		if u := units[t.Norm(i+1)]; u > 0 && (u != day || w[len(w)-1] == 'a') { // "medio día" is noon
			return float64(u) / 2, u, i + 2
		}
	case "cuarto", "quarto", "cuartos", "quartos":
		if t.Norm(i+1) == "de" && units[t.Norm(i+2)] == hour {
			return hour / 4, hour, i + 3
		}
	case "hora", "dia", "semana", "mes", "ano":
		if t.Norm(i+1) == "y" || t.Norm(i+1) == "e" {
			if f, end := fractionOf(t, i+2, true); end > 0 {
				return float64(units[w]) * (1 + f), units[w], end
			}
		}
		return 0, 0, 0
	}
	if !begins(t, i) {
		return 0, 0, 0
	}
	if f, end := quarters(t, i); end > 0 {
		return f * hour, minute, end
	}
	v, end := number(t, i, "")
	if end == 0 && t.Tokens[min(i, len(t.Tokens)-1)].Kind == text.Number { // "2h30", "20min"
		v, end = digits(t, i, "")
	}
	if end == 0 || v < 0 || v > 1e6 {
		return 0, 0, 0
	}
	if t.Norm(end) == "de" && (sets[t.Norm(end-1)] > 0 || v < 1) {
		end++
	}
	if w := t.Norm(end); (w == "buen" || w == "boa" || w == "largas" || w == "buenas") && units[t.Norm(end+1)] > 0 {
		end++
	}
	u := units[t.Norm(end)]
	if u == 0 {
		return 0, 0, 0
	}
	return v * float64(u), u, end + 1
}

// quarters reads "un cuarto de hora", "tres cuarto de horas".
func quarters(t text.Text, i int) (float64, int) {
	n, k := t.Numeral(i)
	if k == 0 || n > 3 {
		return 0, 0
	}
	switch t.Norm(i + k) {
	case "cuarto", "cuartos", "quarto", "quartos":
		if t.Norm(i+k+1) == "de" && units[t.Norm(i+k+2)] == hour {
			return float64(n) / 4, i + k + 3
		}
	}
	return 0, 0
}

// clockHour tells whether what looks like a stretch is an hour of the day: "a las 15 horas", "até as 18h".
func clockHour(t text.Text, i, to int, seconds float64) bool {
	if units[t.Norm(to-1)] != hour && units[t.Norm(i+1)] != hour || seconds > 24*hour {
		return false
	}
	switch t.Norm(i - 1) {
	case "las", "as", "la", "pelas", "das":
		return t.Norm(i) != "una" || t.Norm(i-1) != "la"
	}
	return false
}

var bookable = phrases(`quiero|necesito|pedir|pido|agendar|reservar|tomar|tienen|tiene|tienes|dan|dar|dame|deme|cambiar|hay|queda|busco|solicitar|conseguir|sacar|reagendar`)

// appointment tells whether "una hora" is a time to be given, as in "quiero una hora para el martes".
func appointment(t text.Text, i, to int) bool {
	if to-i != 2 || t.Norm(i) != "una" || t.Norm(i+1) != "hora" {
		return false
	}
	if bookable.at(t, i-1) > 0 {
		return true
	}
	switch t.Norm(to) {
	case "con":
		_, n := t.Numeral(to + 1) // "una hora con treinta minutos"
		return n == 0
	case "que", "para", "disponible", "libre", "fija", "exacta", "especifica":
		return true
	}
	return false
}
