package extract

import (
	"time"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

// pick reads one thing said of an option at token i, longest first; how many tokens it has, 0 for none.
func (s *selection) pick(i int) int {
	for _, read := range []func(int) int{s.extreme, s.weekday, s.ordinal, s.calendar, s.clock, s.partOfDay, s.relative, s.number, s.titled} {
		if n := read(i); n > 0 {
			return n
		}
	}
	return 0
}

func (s *selection) which(fits func(f *facets) bool) bag {
	var b bag
	for k := range s.facets {
		if fits(&s.facets[k]) {
			b |= 1 << k
		}
	}
	return b
}

// extreme reads the last, the last but one, the middle one, the earliest and the latest.
func (s *selection) extreme(i int) int {
	n := len(s.facets)
	if k := beforeLast.at(s.t, i); k > 0 {
		if n < 2 {
			return s.nothing(i, k)
		}
		return s.at(i, k, n-2)
	}
	if k := middle.at(s.t, i); k > 0 {
		if n%2 == 0 {
			return s.nothing(i, k)
		}
		return s.at(i, k, n/2)
	}
	if k := earliest.at(s.t, i); k > 0 {
		return s.byTime(i, k, func(a, b time.Time) bool { return a.Before(b) })
	}
	if k := latest.at(s.t, i); k > 0 {
		return s.byTime(i, k, func(a, b time.Time) bool { return a.After(b) })
	}
	if k := lastWords.at(s.t, i); k > 0 && s.t.Norm(i+k) != "hora" && s.t.Norm(i+k) != "vez" {
		return s.at(i, k, n-1)
	}
	return 0
}

// at picks an option by its place in the list.
func (s *selection) at(i, n, place int) int {
	s.narrow(i, i+n, 1<<place)
	return n
}

func (s *selection) nothing(i, n int) int {
	s.narrow(i, i+n, 0)
	return n
}

// byTime picks the option whose window comes before all others; titles without a year are compared by month, day and hour.
func (s *selection) byTime(i, n int, before func(a, b time.Time) bool) int {
	best, tied := 0, false
	when := func(f *facets) time.Time {
		if !f.date.IsZero() {
			return f.date
		}
		return time.Date(2000, time.Month(max(f.month, 1)), max(f.day, 1), 0, max(f.from, 0), 0, 0, time.UTC)
	}
	for k := range s.facets {
		if s.facets[k].from < 0 {
			return s.nothing(i, n)
		}
		switch a, b := when(&s.facets[k]), when(&s.facets[best]); {
		case k > 0 && a.Equal(b):
			tied = true
		case before(a, b):
			best, tied = k, false
		}
	}
	if tied {
		return s.nothing(i, n)
	}
	return s.at(i, n, best)
}

// weekday reads a day of the week. In Portuguese the days named by number may be the place of an option as well.
func (s *selection) weekday(i int) int {
	w, n := s.t.Norm(i), 1
	d, ok := weekdays[w]
	if ok && len(w) <= 3 && s.t.Tokens[i].Kind == text.Word && (w == "mar" || w == "seg" || w == "set") && !s.offered(d) {
		return 0
	}
	if pd, numbered := ordinalDays[w]; numbered && (s.offer.Portuguese || w == "terca") {
		marked := s.t.Norm(i+1) == "feira" || s.t.Norm(i+1) == "-" && s.t.Norm(i+2) == "feira"
		switch {
		case marked:
			n = 2 + given(s.t.Norm(i+1) == "-", 1)
		case w != "terca" && w != "sexta" && !s.weekdayMeant(i, w, pd):
			return 0
		}
		d, ok = pd, true
	} else if w == "sexta" && !s.offer.Portuguese {
		return 0
	}
	if !ok {
		return 0
	}
	s.narrow(i, i+n, s.which(func(f *facets) bool { return f.hasDay && f.weekday == d }))
	return n
}

func (s *selection) offered(d time.Weekday) bool {
	return s.which(func(f *facets) bool { return f.hasDay && f.weekday == d }) != 0
}

// weekdayMeant tells whether "segunda", "quarta" or "quinta" is the day rather than the place of an option.
func (s *selection) weekdayMeant(i int, w string, d time.Weekday) bool {
	if next := s.t.Norm(i + 1); next == "opcao" || next == "alternativa" || s.t.Norm(i-1) == "opcao" {
		return false
	}
	if s.dayWords(i) {
		return true
	}
	offered := s.which(func(f *facets) bool { return f.hasDay && f.weekday == d })
	place := map[string]int{"segunda": 2, "quarta": 4, "quinta": 5}[w]
	switch {
	case offered == 0:
		return s.t.Norm(i-1) != "a" // "a segunda" with no Monday on offer is the second
	case place > len(s.facets) || offered == 1<<(place-1):
		return true
	}
	s.unknown += 9 // it may be either
	return true
}

// dayWords tells whether the words around a name make it a day: "na segunda", "segunda de manhã", "quinta às 8".
func (s *selection) dayWords(i int) bool {
	switch s.t.Norm(i - 1) {
	case "na", "para", "pra", "de", "da", "nesta", "desta":
		return true
	}
	switch s.t.Norm(i + 1) {
	case "de", "as", "a", "pela", "feira", "-", "que", "dia":
		return s.t.Norm(i+1) != "que" || s.t.Norm(i+2) == "vem"
	}
	return false
}

// ordinal reads the place of an option in words or as "2da".
func (s *selection) ordinal(i int) int {
	place, n := -1, 0
	for k, set := range ordinals {
		if m := set.at(s.t, i); m > n {
			place, n = k, m
		}
	}
	if n == 0 {
		if v, to := shortOrdinal(s.t, i); to > 0 && v >= 1 {
			place, n = int(v)-1, to-i
		} else {
			return 0
		}
	}
	last := i + n - 1
	if d, day := ordinalDays[s.t.Norm(last)]; day && s.offer.Portuguese && s.t.Norm(last) != "sexta" && s.weekdayMeant(last, s.t.Norm(last), d) {
		return 0
	}
	next := s.t.Norm(i + n)
	if k := s.dayByPlace(i, n, place); k > 0 {
		return k
	}
	if next == "hora" || next == "semana" || next == "vez" || next == "piso" || next == "quincena" || next == "mitad" || next == "metade" || next == "feira" {
		s.unknown += 9
		return n
	}
	if place >= len(s.facets) {
		return s.nothing(i, n)
	}
	if (next == "opcion" || next == "opcao" || next == "alternativa") && n > 0 {
		n++
	}
	return s.at(i, n, place)
}

// besideDay may follow the bare number of a day.
var besideDay = set(`en por de a à pela na no`)

// dayByPlace reads an ordinal that is a day: "el primero de diciembre", "6ª feira".
func (s *selection) dayByPlace(i, n, place int) int {
	if next := s.t.Norm(i + n); next == "de" && months[s.t.Norm(i+n+1)] > 0 && place == 0 {
		month := months[s.t.Norm(i+n+1)]
		s.narrow(i, i+n+2, s.which(func(f *facets) bool { return f.day == 1 && (f.month == month || f.month == 0) }))
		return n + 2
	} else if next == "feira" && s.offer.Portuguese && place >= 1 && place <= 5 {
		s.narrow(i, i+n+1, s.which(func(f *facets) bool { return f.hasDay && f.weekday == time.Weekday(place) }))
		return n + 1
	}
	return 0
}

// calendar reads a date: "26 de noviembre", "26/11", "el 26", "dia 26".
func (s *selection) calendar(i int) int {
	if day, month, n := dayAndMonth(s.t, i); n > 0 {
		s.narrow(i, i+n, s.which(func(f *facets) bool { return f.day == day && (f.month == month || f.month == 0) }))
		return n
	}
	d, k := s.t.Numeral(i)
	if k == 0 || d < 1 || d > 31 {
		return 0
	}
	b := s.which(func(f *facets) bool { return f.day == d })
	switch s.t.Norm(i - 1) {
	case "dia":
	case "del", "el", "al":
		if b == 0 && s.dated() && (d > len(s.facets) || s.t.Norm(i-1) != "el" || s.near(d)) { // "el 1" of three times shown in another week is the first
			return s.nothing(i, k)
		}
		fallthrough
	case "do", "o", "no":
		if b == 0 || d <= len(s.facets) && b != 1<<(d-1) {
			if b != 0 {
				s.unknown += 9 // the day as well as the place
			}
			return 0
		}
	default:
		_, named := weekdays[s.t.Norm(i-1)]
		alone := d > 24 && b != 0 && i == 0 && besideDay[s.t.Norm(i+k)] // "26 en la tarde": no hour and no place
		if !named && !alone || hourLike(s.t, i, k) {
			return 0
		}
	}
	s.narrow(i, i+k, b)
	return k
}

// dated tells whether the options have dates, so that "el 3" is one.
func (s *selection) dated() bool { return s.which(func(f *facets) bool { return f.day > 0 }) != 0 }

// near tells whether a day of the month comes within two days of what is shown; then it may be meant.
func (s *selection) near(d int) bool {
	if s.offer.Now.IsZero() {
		return true
	}
	const window, margin = 28, 2 // no day of the month comes twice in it
	said := -1
	for ahead := range window {
		if s.offer.Now.AddDate(0, 0, ahead).Day() == d {
			said = ahead
			break
		}
	}
	first, last := window, 0
	for ahead := range window {
		day := s.offer.Now.AddDate(0, 0, ahead).Day()
		if s.which(func(f *facets) bool { return f.day == day }) != 0 {
			first, last = min(first, ahead), max(last, ahead)
		}
	}
	return said >= first-margin && said <= last+margin
}

func hourLike(t text.Text, i, k int) bool {
	switch t.Norm(i + k) {
	case ":", "h", "hs", "horas", "hrs", "am", "pm":
		return true
	}
	return false
}

// clock reads an hour: "las 3", "9:30", "15h", "de 9 a 13".
func (s *selection) clock(i int) int {
	m, n := hourAt(s.t, i, false)
	half := n > 0 && hasHalf(s.t, i, i+n)
	if n == 0 {
		h, k := s.t.Numeral(i)
		if k == 0 || h > 24 {
			return 0
		}
		switch s.t.Norm(i - 1) {
		case "las", "as", "das", "pelas":
		case "la": // "a la una", but "la 1" is the first
			if before := s.t.Norm(i - 2); h != 1 || s.t.Norm(i) != "una" && before != "a" && before != "de" {
				return 0
			}
		case "de":
			if _, n := s.until(i + k); n == 0 {
				return 0
			}
		default:
			return 0
		}
		m, n = h*60, k
		if pm, k := halfDay(s.t, i+n, m); k > 0 {
			m, n, half = pm, n+k, true
		}
	}
	n += s.minutes(i+n, &m)
	end := -1
	if to, k := s.until(i + n); k > 0 {
		end, n = to, n+k
	}
	s.narrow(i, i+n, s.which(func(f *facets) bool {
		return sameHour(f.from, m, half) && (end < 0 || sameHour(f.to, end, half))
	}))
	return n
}

func hasHalf(t text.Text, from, to int) bool {
	for i := from; i < to; i++ {
		switch t.Norm(i) {
		case "am", "pm", "a", "p":
			return true
		}
	}
	return false
}

// minutes reads "y media" behind an hour.
func (s *selection) minutes(i int, m *int) int {
	if w := s.t.Norm(i); w != "y" && w != "e" {
		return 0
	}
	switch s.t.Norm(i + 1) {
	case "media", "meia":
		*m += 30
		return 2
	case "cuarto":
		*m += 15
		return 2
	}
	return 0
}

// until reads the end of a window: "a 13", "a las 13", "às 18h".
func (s *selection) until(i int) (m, n int) {
	switch s.t.Norm(i) {
	case "a", "as", "-", "–":
	default:
		return 0, 0
	}
	j := i + 1
	if s.t.Norm(j) == "las" || s.t.Norm(j) == "as" {
		j++
	}
	if m, k := hourAt(s.t, j, true); k > 0 {
		return m, j + k - i
	}
	h, k := s.t.Numeral(j)
	if k == 0 || h > 24 {
		return 0, 0
	}
	return h * 60, j + k - i
}

// sameHour compares minutes of the day; hours up to twelve may be of either half when none was said.
func sameHour(have, said int, half bool) bool {
	return have >= 0 && (have == said || !half && said <= 12*60 && have%(12*60) == said%(12*60))
}

// partOfDay reads "en la tarde".
func (s *selection) partOfDay(i int) int {
	best, part := 0, 0
	for k, p := range partsOfDay {
		if n := p.words.at(s.t, i); n > best {
			best, part = n, k
		}
	}
	if best == 0 || (s.t.Norm(i-1) == "buenas" || s.t.Norm(i-1) == "boa" || s.t.Norm(i-1) == "buena") || best == 1 && s.t.Norm(i-1) == "mas" {
		return 0
	}
	p := partsOfDay[part]
	s.narrow(i, i+best, s.which(func(f *facets) bool { return f.from >= p.from && f.from < p.to }))
	return best
}

// relative reads "hoy", "mañana" and "pasado mañana".
func (s *selection) relative(i int) int {
	days, n := 0, 1
	switch s.t.Norm(i) {
	case "hoy", "hoje", "today":
	case "manana", "amanha", "tomorrow":
		days = 1
	case "pasado":
		if s.t.Norm(i+1) != "manana" {
			return 0
		}
		days, n = 2, 2
	case "depois":
		if s.t.Norm(i+1) != "de" || s.t.Norm(i+2) != "amanha" {
			return 0
		}
		days, n = 2, 3
	default:
		return 0
	}
	if s.offer.Now.IsZero() {
		s.unknown += 9
		return n
	}
	day := s.offer.Now.AddDate(0, 0, days)
	s.narrow(i, i+n, s.which(func(f *facets) bool { return f.day == day.Day() && (f.month == 0 || f.month == int(day.Month())) }))
	return n
}

// number reads the place of an option: "2", "la 2", "opción dos".
func (s *selection) number(i int) int {
	v, k := s.t.Numeral(i)
	if k == 0 {
		return 0
	}
	before := s.t.Norm(i - 1)
	marked := pickers.at(s.t, i-1) > 0 || before == "a" && s.offer.Portuguese
	if article(s.t, i, k) && !marked && len(s.t.Tokens) > 1 {
		return 0
	}
	if hourLike(s.t, i, k) || before == "las" || before == "as" || before == ":" || before == "/" || s.t.Norm(i+k) == "/" || s.t.Norm(i+k) == "%" || before == "$" {
		s.unknown += 9
		return k
	}
	if v < 1 || v > len(s.facets) {
		return s.nothing(i, k)
	}
	next := s.t.Norm(i + k)
	if i+k < len(s.t.Tokens) && s.t.Tokens[i+k].Kind == text.Word && !fillers1[next] && negations.at(s.t, i+k) == 0 && next != "o" && next != "ou" {
		s.bare = s.bare || !marked
		if !marked {
			s.unknown++
		}
	}
	s.bare = s.bare || !marked
	return s.at(i, k, v-1)
}

// titled reads a word of titles, a typing error forgiven.
func (s *selection) titled(i int) int {
	w := s.t.Norm(i)
	if s.t.Tokens[i].Kind != text.Word || len(w) < 3 || fillers1[w] || blockers.at(s.t, i) > 0 || negations.at(s.t, i) > 0 {
		return 0
	}
	b := s.which(func(f *facets) bool { return f.words[w] })
	if b == 0 && len(w) >= 5 {
		b = s.which(func(f *facets) bool {
			for have := range f.words {
				if len(have) >= 5 && text.OneOff(w, have) {
					return true
				}
			}
			return false
		})
	}
	if b == 0 {
		return 0
	}
	if b == s.all { // says nothing of one of them
		return 1
	}
	s.narrow(i, i+1, b)
	return 1
}
