package when

import "github.com/chasqui-fsm/chasqui/agent/text"

// Parse reads the times of a message, in the order in which they stand. lang is es or pt; another one is read as Spanish.
func Parse(t text.Text, lang string) []Constraint {
	s := newScan(t, lang)
	var out []Constraint
	for i := 0; i < len(s.norm); {
		c, next := s.constraint(i)
		if next <= i {
			i++
			continue
		}
		out = append(out, c)
		i = next
	}
	return s.polarity(out)
}

// constraint reads as much as belongs together from i; next is 0 when nothing begins there.
func (s *scan) constraint(i int) (c Constraint, next int) {
	j := i
	for j < len(s.norm) {
		n := s.atom(j, &c)
		if n == 0 && c.Last > 0 { // the words between may belong to the atom ("a las 3") or only join it
			j = s.connect(j)
			n = s.atom(j, &c)
		}
		if n == 0 {
			break
		}
		if c.Last == 0 {
			c.First = j
		}
		j += n
		c.Last = j
	}
	if c.Last == 0 || c.empty() {
		return Constraint{}, 0
	}
	return c, c.Last
}

// connect passes words that may stand between two atoms; it stays where no atom follows them.
func (s *scan) connect(i int) int {
	j := i
	for j < len(s.norm) && j-i < 5 && !s.dead[j] && connectors[s.norm[j]] {
		j++
	}
	return j
}

// atom reads one piece at i into c; a piece of a kind that c has already ends it.
func (s *scan) atom(i int, c *Constraint) int {
	for _, read := range []func(int, *Constraint) int{s.atomWish, s.atomHours, s.atomDays, s.atomStretch, s.atomOpen, s.atomDay, s.atomPart, s.atomClock} {
		if n := read(i, c); n > 0 {
			return n
		}
	}
	return 0
}

func (s *scan) atomWish(i int, c *Constraint) int {
	if c.Prefer != NoPrefer || i < len(s.dead) && s.dead[i] {
		return 0
	}
	if n := s.any(i, asap); n > 0 {
		c.Prefer = ASAP
		return n
	}
	if n := s.any(i, anytime); n > 0 {
		c.Prefer = Any
		return n
	}
	switch {
	case s.is(i, "temprano"), s.is(i, "tempranito"), s.is(i, "cedo"), s.is(i, "cedinho"):
		c.Prefer = Early
		return 1
	case s.is(i, "mas", "tarde"):
		return 0
	}
	return 0
}

// atomHours reads "en dos horas".
func (s *scan) atomHours(i int, c *Constraint) int {
	if c.From.Set || s.at(i) != "en" && s.at(i) != "em" && s.at(i) != "dentro" && s.at(i) != "daqui" {
		return 0
	}
	j := s.skip(i+1, "de", "a")
	n, k := s.number(j)
	if k == 0 || s.at(j+k) != "horas" && s.at(j+k) != "hora" || n > 48 {
		return 0
	}
	c.Hours = n
	return j + k + 1 - i
}

// atomDays reads a stretch of days: "de lunes a miércoles", "entre el martes y el jueves".
func (s *scan) atomDays(i int, c *Constraint) int {
	if c.Day.Kind != NoDay {
		return 0
	}
	j := s.skip(i, "de", "del", "entre", "desde", "el", "da", "la", "a")
	if j == i {
		return 0
	}
	from, n := s.day(j)
	if n == 0 || from.Kind != Weekday && from.Kind != Date && from.Kind != Offset {
		return 0
	}
	to := j + n
	switch s.at(to) {
	case "a", "al", "y", "e", "hasta", "ate":
	default:
		return 0
	}
	between := s.at(i) == "entre" || s.at(to) != "y" && s.at(to) != "e"
	to = s.skip(to+1, "el", "la", "a", "o")
	end, m := s.day(to)
	if m == 0 || !between || end.Kind != from.Kind {
		return 0
	}
	c.Day, c.DayTo = from, end
	return to + m - i
}

// atomStretch reads a stretch of hours: "entre 3 y 5", "de 9 a 12", "das 8 às 11", "desde las 10 hasta las 12".
func (s *scan) atomStretch(i int, c *Constraint) int {
	if c.From.Set {
		return 0
	}
	switch s.at(i) {
	case "entre", "de", "das", "desde", "a", "las", "as":
	default:
		return 0
	}
	j := s.skip(i, "entre", "de", "das", "desde", "a", "las", "la", "as", "o", "os")
	from, n := s.hour(j, true)
	if n == 0 {
		return 0
	}
	to := j + n
	switch s.at(to) {
	case "a", "as", "y", "e", "hasta", "ate", "-", "al":
	default:
		return 0
	}
	if (s.at(to) == "y" || s.at(to) == "e") && s.at(i) != "entre" || s.at(i) == "a" || s.at(i) == "las" && s.at(to) != "-" && s.at(to) != "a" {
		return 0
	}
	to = s.skip(to+1, "a", "las", "la", "as", "o")
	end, m := s.hour(to, true)
	if m == 0 {
		return 0
	}
	if !from.Decided && end.Decided && from.Minute+12*60 < end.Minute && end.Minute-from.Minute > 8*60 {
		from.Minute += 12 * 60
	}
	if end.Decided {
		from.Decided = true
	}
	c.From, c.To = from, end
	return to + m - i
}

// atomOpen reads "después de las 3", "a partir das 14h", "antes de mediodía", "hasta las 5".
func (s *scan) atomOpen(i int, c *Constraint) int {
	if c.From.Set {
		return 0
	}
	open, j := "", 0
	switch {
	case s.is(i, "despues", "de"), s.is(i, "despues", "del"), s.is(i, "depois", "de"), s.is(i, "depois", "das"), s.is(i, "depois", "do"),
		s.is(i, "pasadas", "las"), s.is(i, "apos", "as"):
		open, j = "after", i+2
	case s.is(i, "a", "partir", "de"), s.is(i, "a", "partir", "das"), s.is(i, "a", "partir", "del"), s.is(i, "a", "partir", "do"):
		open, j = "after", i+3
	case s.is(i, "desde"):
		open, j = "after", i+1
	case s.is(i, "antes", "de"), s.is(i, "antes", "das"), s.is(i, "antes", "del"), s.is(i, "antes", "do"):
		open, j = "before", i+2
	case s.is(i, "hasta"), s.is(i, "ate"):
		open, j = "before", i+1
	default:
		return 0
	}
	k := s.skip(j, "las", "la", "a", "as", "los", "o", "al", "el")
	clock, n := s.hour(k, k > j || s.at(j-1) == "das")
	if n == 0 {
		if p, m := s.part(k, true); p == Noon {
			clock, n = Clock{Set: true, Minute: 12 * 60, Decided: true}, m
		}
	}
	if n == 0 {
		return 0
	}
	c.From, c.Open = clock, open
	return k + n - i
}

func (s *scan) atomDay(i int, c *Constraint) int {
	if c.Day.Kind != NoDay {
		return 0
	}
	d, n := s.day(i)
	if n > 0 {
		c.Day = d
	}
	return n
}

func (s *scan) atomPart(i int, c *Constraint) int {
	if c.Part != NoPart || c.From.Set {
		return 0
	}
	p, n := s.part(i, c.Day.Kind != NoDay)
	if n > 0 {
		c.Part = p
	}
	return n
}

// atomClock reads one time: "a las 3", "tipo 3", "15:30", "lá pelas 3".
func (s *scan) atomClock(i int, c *Constraint) int {
	if c.From.Set {
		return 0
	}
	approx, loose, j := false, false, i
	for j < len(s.norm) && j-i < 6 {
		switch s.at(j) {
		case "tipo", "como", "eso", "aproximadamente", "cerca", "pelas", "umas", "unas", "sobre", "aprox", "por":
			approx = approx || s.at(j) != "por"
			loose = loose || s.at(j) == "tipo" || s.at(j) == "pelas" || s.at(j) == "umas" || s.at(j) == "unas"
		case "las", "as":
			loose = true
		case "a", "la", "de", "al", "ao", "o":
			loose = loose || s.at(j) == "a" && s.at(j+1) == "la" && s.at(j+2) == "una"
		default:
			goto read
		}
		j++
	}
read:
	clock, n := s.hour(j, loose)
	if n == 0 {
		return 0
	}
	c.From, c.Approx = clock, approx || s.has(j+n-2, []string{"y", "algo"})
	if c.Part != NoPart && !clock.Decided {
		c.From.setHalf(c.Part != Morning && c.Part != Dawn)
		c.Part = NoPart
	}
	return j + n - i
}

// polarity turns around what is excluded, by the words before or after it.
func (s *scan) polarity(list []Constraint) []Constraint {
	for i := range list {
		c := &list[i]
		c.Exclude = s.excludedBefore(c.First) || s.excludedAfter(c.Last)
		if i > 0 && !c.Exclude && list[i-1].Exclude && s.listed(list[i-1].Last, c.First) {
			c.Exclude = true
		}
	}
	return list
}

func (s *scan) excludedBefore(i int) bool {
	j := i
	for j > 0 && i-j < 4 {
		switch s.norm[j-1] {
		case "el", "los", "las", "la", "en", "de", "na", "no", "o", "a", "os", "para", "por", "este", "neste", "dia", "ir", "es", "ser":
			if s.norm[j-1] == "no" && !s.pt && !s.precededByWord(j-1) {
				return true
			}
			j--
			continue
		}
		break
	}
	for _, e := range excluders {
		if j-len(e) >= 0 && s.has(j-len(e), e) {
			return true
		}
		if i-len(e) >= 0 && s.has(i-len(e), e) {
			return true
		}
	}
	return false
}

// precededByWord tells whether the "no" at i belongs to a verb phrase rather than to the time after it.
func (s *scan) precededByWord(i int) bool {
	return i > 0 && s.t.Tokens[i-1].Kind == text.Word && s.norm[i-1] != "pero" && s.norm[i-1] != "que"
}

func (s *scan) excludedAfter(i int) bool {
	n := s.any(i, refusals)
	if n == 0 {
		return false
	}
	// a lone "no" must end the clause: "el martes no, el miércoles"
	if n == 1 && (s.norm[i] == "no" || s.norm[i] == "nao") {
		return i+1 == len(s.norm) || s.t.Tokens[i+1].Kind == text.Mark
	}
	return true
}

// listed tells whether two times stand in one list: "ni el lunes ni el martes", "menos lunes y martes".
func (s *scan) listed(from, to int) bool {
	if to-from > 3 {
		return false
	}
	for i := from; i < to; i++ {
		switch s.norm[i] {
		case "y", "e", "ni", "nem", "el", "a", "o", "los":
		default:
			return false
		}
	}
	return true
}
