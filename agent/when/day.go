package when

import "github.com/chasqui-fsm/chasqui/agent/text"

// day reads a day at i: how many tokens it takes, 0 when there is none.
func (s *scan) day(i int) (Day, int) {
	for _, read := range []func(int) (Day, int){s.relative, s.named, s.weekday, s.weeks, s.date} {
		if d, n := read(i); n > 0 {
			return d, n
		}
	}
	return Day{}, 0
}

// relative reads "en dos días", "daqui a uma semana", "de hoy en ocho".
func (s *scan) relative(i int) (Day, int) {
	if s.is(i, "de", "hoy", "en", "ocho") || s.is(i, "de", "hoje", "a", "oito") {
		return Day{Kind: Offset, N: 7}, 4
	}
	j := 0
	switch {
	case s.is(i, "en"), s.is(i, "em"):
		j = i + 1
	case s.is(i, "dentro", "de"), s.is(i, "daqui", "a"):
		j = i + 2
	case s.is(i, "daqui"):
		j = i + 1
	default:
		return Day{}, 0
	}
	n, k := s.number(j)
	if k == 0 {
		return Day{}, 0
	}
	switch s.at(j + k) {
	case "dia", "dias":
		return Day{Kind: Offset, N: n}, j + k + 1 - i
	case "semana", "semanas":
		return Day{Kind: Offset, N: 7 * n}, j + k + 1 - i
	case "mes", "meses":
		return Day{Kind: Month, Year: n}, j + k + 1 - i
	}
	return Day{}, 0
}

// named reads today, tomorrow and the day after. "mañana" after an article is a part of day.
func (s *scan) named(i int) (Day, int) {
	switch {
	case s.is(i, "pasado", "manana"):
		return Day{Kind: Offset, N: 2}, 2
	case s.is(i, "depois", "de", "amanha"):
		return Day{Kind: Offset, N: 2}, 3
	case s.is(i, "hoy"), s.is(i, "hoje"):
		return Day{Kind: Offset}, 1
	case s.is(i, "amanha"):
		return Day{Kind: Offset, N: 1}, 1
	case s.is(i, "manana") && !s.morning(i):
		return Day{Kind: Offset, N: 1}, 1
	}
	return Day{}, 0
}

// morning tells whether the "mañana" at i is the part of day: "en la mañana", "por la mañana", "jueves mañana".
func (s *scan) morning(i int) bool {
	switch s.at(i - 1) {
	case "la", "media", "una", "las":
		return true
	case "de", "por", "en":
		return s.at(i-2) != "" && s.at(i-1) != "en"
	}
	_, isDay := weekdays[s.at(i-1)]
	return isDay
}

// weekday reads a day of the week with what points at it.
func (s *scan) weekday(i int) (Day, int) {
	which, j := Bare, i
	switch s.at(i) {
	case "este", "esta", "neste", "nesta", "ese":
		which, j = This, i+1
	case "proximo", "proxima", "siguiente", "prox":
		which, j = Next, i+1
	}
	w, n := s.weekdayName(j)
	if n == 0 {
		return Day{}, 0
	}
	j += n
	if d, k := s.dayOf(j); k > 0 && which == Bare {
		d.Of = w + 1
		return d, j + k - i
	}
	switch {
	case s.is(j, "que", "viene"), s.is(j, "que", "vem"):
		which, j = Next, j+2
	case s.is(j, "siguiente"), s.is(j, "proximo"), s.is(j, "proxima"):
		which, j = Next, j+1
	default:
		if k := s.nextWeek(s.skip(j, "de", "da", "la", "do")); k > 0 {
			which, j = NextWeek, s.skip(j, "de", "da", "la", "do")+k
		}
	}
	return Day{Kind: Weekday, N: w, Which: which}, j - i
}

// dayOf reads the number of the day after its name: "jueves 26", "quinta, dia 26", "jueves 26 de noviembre".
func (s *scan) dayOf(i int) (Day, int) {
	j := s.skip(i, ",", "dia", "el")
	n, k := s.number(j)
	if k == 0 || n < 1 || n > 31 || s.t.Tokens[j].Kind != text.Number || s.counted(j+k) {
		return Day{}, 0
	}
	if d, m := s.date(j); m > 0 {
		return d, j + m - i
	}
	if of := s.at(j + k); n <= 12 && (of == "de" || of == "da") && s.ofPart(j+k, &Clock{}) > 0 {
		return Day{}, 0 // "jueves 4 de la tarde" is an hour
	}
	return Day{Kind: Date, N: n}, j + k - i
}

func (s *scan) weekdayName(i int) (day, tokens int) {
	if w, ok := weekdays[s.at(i)]; ok {
		return w, 1 + s.feira(i+1)
	}
	if w, ok := weekdaysPT[s.at(i)]; ok {
		k := s.feira(i + 1)
		if s.pt && !s.ordinal(i) || k > 0 {
			return w, 1 + k
		}
	}
	if s.t.Tokens != nil && i < len(s.norm) && i >= 0 && s.t.Tokens[i].Kind == text.Number {
		if d := s.norm[i]; len(d) == 1 && d >= "2" && d <= "6" {
			j := s.skip(i+1, "a", "ª", "-")
			if s.is(j, "feira") {
				return int(d[0]-'0') - 1, j + 1 - i
			}
		}
	}
	return 0, 0
}

// feira reads the second half of a Portuguese weekday.
func (s *scan) feira(i int) int {
	if s.is(i, "feira") {
		return 1
	}
	if s.is(i, "-", "feira") {
		return 2
	}
	return 0
}

// ordinal tells whether the word counts something: "a segunda opção", "quarta parcela".
func (s *scan) ordinal(i int) bool {
	switch s.at(i + 1) {
	case "opcao", "vez", "parcela", "andar", "semana", "parte", "alternativa":
		return true
	}
	return false
}

// nextWeek reads "próxima semana", "semana que viene", "otra semana" after an article was passed.
func (s *scan) nextWeek(i int) int {
	switch {
	case s.is(i, "proxima", "semana"), s.is(i, "otra", "semana"), s.is(i, "outra", "semana"), s.is(i, "siguiente", "semana"):
		return 2
	case s.is(i, "semana", "que", "viene"), s.is(i, "semana", "que", "vem"), s.is(i, "semana", "que", "entra"):
		return 3
	case s.is(i, "semana", "proxima"), s.is(i, "semana", "siguiente"), s.is(i, "semana", "seguinte"):
		return 2
	}
	return 0
}

// weeks reads weeks, weekends, working days and the ends of months.
func (s *scan) weeks(i int) (Day, int) {
	j := s.skip(i, "este", "esta", "neste", "nesta", "el", "la", "a", "o", "no", "na", "en", "proximo")
	weekend := 0
	if s.is(j, "fin", "de", "semana") || s.is(j, "fim", "de", "semana") {
		weekend = 3
	}
	if weekend > 0 {
		which := Bare
		if s.at(j-1) == "proximo" || s.is(j+3, "que", "viene") || s.is(j+3, "que", "vem") {
			which = Next
		}
		if which == Next && s.at(j-1) != "proximo" {
			weekend += 2
		}
		return Day{Kind: Weekend, Which: which}, j + weekend - i
	}
	if k := s.nextWeek(j); k > 0 {
		return Day{Kind: Week, N: 1}, j + k - i
	}
	switch {
	case s.is(i, "esta", "semana"), s.is(i, "nesta", "semana"), s.is(i, "essa", "semana"):
		return Day{Kind: Week}, 2
	case s.is(i, "entre", "semana"):
		return Day{Kind: Workday}, 2
	case s.is(i, "dia", "de", "semana"), s.is(i, "dias", "de", "semana"):
		return Day{Kind: Workday}, 3
	case s.is(i, "dia", "habil"), s.is(i, "dia", "util"), s.is(i, "dias", "habiles"), s.is(i, "dias", "uteis"):
		return Day{Kind: Workday}, 2
	case s.is(j, "fin", "de", "mes"), s.is(j, "fim", "do", "mes"), s.is(j, "fim", "de", "mes"), s.is(j, "fines", "de", "mes"):
		return Day{Kind: MonthEnd}, j + 3 - i
	case s.is(j, "proximo", "mes"):
		return Day{Kind: Month, Year: 1}, j + 2 - i
	case s.is(j, "mes", "que", "viene"), s.is(j, "mes", "que", "vem"):
		return Day{Kind: Month, Year: 1}, j + 3 - i
	}
	return Day{}, 0
}

// date reads "15 de enero", "15/12", "el 15", "dia 15".
func (s *scan) date(i int) (Day, int) {
	said := s.at(i - 1)
	n, k := s.number(i)
	if k == 0 || n < 1 || n > 31 {
		return Day{}, 0
	}
	j := i + k
	if d, m := s.numeric(i, n); m > 0 {
		return d, m
	}
	of := s.skip(j, "de", "del", "do")
	if m, ok := months[s.at(of)]; ok && (of > j || k == 1) {
		year, y := 0, of+1
		if s.is(y, "de") || s.is(y, "del") {
			y++
		}
		if v, m := s.number(y); m == 1 && v >= 2000 && v < 2100 {
			year, of = v, y
		}
		return Day{Kind: Date, N: n, Month: m, Year: year}, of + 1 - i
	}
	if (said == "dia" || said == "el" && s.t.Tokens[i].Kind == text.Number) && !s.counted(j) {
		return Day{Kind: Date, N: n}, k
	}
	return Day{}, 0
}

// counted tells whether the number before i counts something, or goes on.
func (s *scan) counted(i int) bool {
	switch s.at(i) {
	case ":", ".", "h", "hs", "horas", "hrs", "am", "pm", "%", "mil", "piso", "y", "e", "/", "-", "º", "°":
		return s.t.Tokens[i].Kind != text.Mark || s.t.Tokens[i].Glued
	}
	return false
}

// numeric reads 15/12, 15-12-2026 and 15.12.26 written without spaces.
func (s *scan) numeric(i, d int) (Day, int) {
	sep := s.at(i + 1)
	if sep != "/" && sep != "-" && sep != "." || i+2 >= len(s.norm) || !s.t.Tokens[i+1].Glued || !s.t.Tokens[i+2].Glued {
		return Day{}, 0
	}
	m, k := s.number(i + 2)
	if k != 1 || m < 1 || m > 12 {
		return Day{}, 0
	}
	if s.at(i+3) == sep && i+4 < len(s.norm) && s.t.Tokens[i+4].Glued {
		if y, k := s.number(i + 4); k == 1 && (y < 100 && y > 19 || y >= 2000 && y < 2100) {
			if y < 100 {
				y += 2000
			}
			return Day{Kind: Date, N: d, Month: m, Year: y}, 5
		}
		return Day{}, 0
	}
	if sep != "/" {
		return Day{}, 0
	}
	return Day{Kind: Date, N: d, Month: m}, 3
}
