package extract

import (
	"math/bits"
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// facets are what an option can be called by.
type facets struct {
	weekday    time.Weekday
	day, month int // 0: unknown
	date       time.Time
	from, to   int // minutes of the day; -1: unknown
	hasDay     bool
	words      map[string]bool
}

// bag is a set of options.
type bag uint64

func (b bag) one() bool { return bits.OnesCount64(uint64(b)) == 1 }

func (b bag) index() int { return bits.TrailingZeros64(uint64(b)) }

var (
	weekdays = map[string]time.Weekday{
		"domingo": 0, "dom": 0, "lunes": 1, "lun": 1, "martes": 2, "mar": 2, "miercoles": 3, "mie": 3, "mier": 3, "jueves": 4, "jue": 4, "juev": 4, "viernes": 5, "vie": 5, "vier": 5,
		"sabado": 6, "sab": 6, "sabadito": 6, "viernesito": 5, "terca": 2, "ter": 2, "seg": 1, "qua": 3, "qui": 4, "sex": 5, "sexta": 5,
		"sunday": 0, "sun": 0, "monday": 1, "mon": 1, "tuesday": 2, "tue": 2, "wednesday": 3, "wed": 3, "thursday": 4, "thu": 4, "friday": 5, "fri": 5, "saturday": 6, "sat": 6,
	}
	months = map[string]int{
		"enero": 1, "ene": 1, "janeiro": 1, "jan": 1, "febrero": 2, "feb": 2, "fevereiro": 2, "fev": 2, "marzo": 3, "marco": 3, "mar": 3, "abril": 4, "abr": 4, "mayo": 5, "may": 5,
		"maio": 5, "mai": 5, "junio": 6, "jun": 6, "junho": 6, "julio": 7, "jul": 7, "julho": 7, "agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "setembro": 9, "sep": 9, "sept": 9, "set": 9,
		"octubre": 10, "oct": 10, "outubro": 10, "out": 10, "noviembre": 11, "nov": 11, "novembro": 11, "diciembre": 12, "dic": 12, "dezembro": 12, "dez": 12, "dec": 12,
	}
	// ordinalDays are the days that Portuguese names by number.
	ordinalDays = map[string]time.Weekday{"segunda": 1, "terca": 2, "quarta": 3, "quinta": 4, "sexta": 5}
)

// facetsOf reads an option: its window where it has one, otherwise what its title says.
func facetsOf(o Shown) facets {
	f := facets{from: -1, to: -1, words: map[string]bool{}}
	t := text.Parse(o.Title)
	for i := 0; i < len(t.Tokens); {
		if n := f.dated(t, i); n > 0 {
			i += n
			continue
		}
		if w := t.Norm(i); t.Tokens[i].Kind == text.Word && len(w) > 2 && !fillers1[w] {
			f.words[w] = true
		}
		i++
	}
	if !o.Start.IsZero() {
		f.weekday, f.hasDay, f.day, f.month, f.date = o.Start.Weekday(), true, o.Start.Day(), int(o.Start.Month()), o.Start
		f.from, f.to = o.Start.Hour()*60+o.Start.Minute(), o.End.Hour()*60+o.End.Minute()
	}
	return f
}

// dated reads a weekday, a day with its month or an hour of a title at token i: how many tokens it has.
func (f *facets) dated(t text.Text, i int) int {
	w := t.Norm(i)
	if d, ok := ordinalDays[w]; ok && !f.hasDay {
		f.weekday, f.hasDay = d, true
		if t.Norm(i+1) == "-" && t.Norm(i+2) == "feira" {
			return 3
		}
		return 1
	}
	if d, ok := weekdays[w]; ok && !f.hasDay {
		f.weekday, f.hasDay = d, true
		return 1
	}
	if day, month, n := dayAndMonth(t, i); n > 0 && f.day == 0 {
		f.day, f.month = day, month
		return n
	}
	if m, n := hourAt(t, i, f.from >= 0); n > 0 {
		if f.from < 0 {
			f.from = m
		} else {
			f.to = m
		}
		return n
	}
	return 0
}

// dayAndMonth reads "26 nov", "26 de noviembre", "26/11".
func dayAndMonth(t text.Text, i int) (day, month, n int) {
	if i >= len(t.Tokens) || t.Tokens[i].Kind != text.Number || len(t.Norm(i)) > 2 {
		return 0, 0, 0
	}
	day, _ = t.Numeral(i)
	if day < 1 || day > 31 {
		return 0, 0, 0
	}
	if t.Norm(i+1) == "/" && i+2 < len(t.Tokens) && t.Tokens[i+2].Kind == text.Number {
		if m, _ := t.Numeral(i + 2); m >= 1 && m <= 12 {
			return day, m, 3
		}
	}
	j := i + 1
	if t.Norm(j) == "de" {
		j++
	}
	if m := months[t.Norm(j)]; m > 0 {
		return day, m, j + 1 - i
	}
	return 0, 0, 0
}

// hourAt reads an hour with a sign that it is one ("9:00", "9h", "3pm", "15 hs"), or, after a first one, a bare number. Minutes of
// the day and the number of tokens.
func hourAt(t text.Text, i int, bare bool) (minutes, n int) {
	h, k := t.Numeral(i)
	if k != 1 || h > 24 || t.Tokens[i].Kind != text.Number {
		return 0, 0
	}
	minutes, n = h*60, 1
	sure := bare && (t.Norm(i-1) == "a" || t.Norm(i-1) == "as" || t.Norm(i-1) == "-" || t.Norm(i-1) == "–")
	if s := t.Norm(i + 1); (s == ":" || s == "h" || s == ".") && i+2 < len(t.Tokens) && t.Tokens[i+2].Kind == text.Number && t.Tokens[i+1].Glued && t.Tokens[i+2].Glued && len(t.Norm(i+2)) == 2 {
		m, _ := t.Numeral(i + 2)
		minutes, n, sure = minutes+m%60, 3, true
	} else if s == "h" || s == "hs" || s == "horas" || s == "hrs" {
		n, sure = 2, true
	} else if (s == "a" || s == "-" || s == "–" || s == "as") && !bare && rangeFollows(t, i+2) {
		sure = true
	}
	m, k := halfDay(t, i+n, minutes)
	return m, given(sure || k > 0, n+k)
}

func rangeFollows(t text.Text, i int) bool {
	for t.Norm(i) == "las" || t.Norm(i) == "as" {
		i++
	}
	h, k := t.Numeral(i)
	return k == 1 && h <= 24 && t.Tokens[i].Kind == text.Number && months[t.Norm(i+1)] == 0
}

// halfDay reads "am", "p. m." behind an hour.
func halfDay(t text.Text, i, minutes int) (m, n int) {
	w := t.Norm(i)
	switch {
	case w == "am" || w == "pm":
		n = 1
	case (w == "a" || w == "p") && t.Norm(i+1) == "." && t.Norm(i+2) == "m":
		n = 3
		if t.Norm(i+3) == "." {
			n = 4
		}
	case (w == "a" || w == "p") && t.Norm(i+1) == "m":
		n = 2
	default:
		return minutes, 0
	}
	switch {
	case w[0] == 'p' && minutes < 12*60:
		minutes += 12 * 60
	case w[0] == 'a' && minutes >= 12*60 && minutes < 13*60:
		minutes -= 12 * 60
	}
	return minutes, n
}
