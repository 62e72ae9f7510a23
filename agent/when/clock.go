package when

import "github.com/chasqui-fsm/chasqui/agent/text"

// part reads a part of the day at i. known says that a day was named just before, so that a bare "tarde" counts.
func (s *scan) part(i int, known bool) (Part, int) {
	switch {
	case s.is(i, "primera", "hora"), s.is(i, "primeira", "hora"):
		return FirstHour, 2
	case s.is(i, "ultima", "hora"):
		return LastHour, 2
	case s.is(i, "despues", "de", "almuerzo"), s.is(i, "despues", "de", "almorzar"), s.is(i, "depois", "do", "almoco"),
		s.is(i, "despues", "de", "comer"):
		return AfterLunch, 3
	case s.is(i, "despues", "del", "almuerzo"):
		return AfterLunch, 3
	case s.is(i, "antes", "de", "almuerzo"), s.is(i, "antes", "del", "almuerzo"), s.is(i, "antes", "do", "almoco"):
		return Morning, 3
	case s.is(i, "despues", "del", "trabajo"), s.is(i, "saliendo", "del", "trabajo"), s.is(i, "depois", "do", "trabalho"),
		s.is(i, "despues", "de", "trabajo"), s.is(i, "salida", "del", "trabajo"):
		return AfterWork, 3
	case s.is(i, "meio", "-", "dia"), s.is(i, "medio", "dia") && s.at(i-1) != "por":
		return Noon, len([]string{"m", "d"}) + b2i(s.is(i, "meio", "-", "dia"))
	case s.is(i, "mediodia"), s.is(i, "meio", "dia"):
		return Noon, 1 + b2i(s.is(i, "meio"))
	case s.is(i, "madrugada"):
		return Dawn, 1
	case s.is(i, "media", "manana"):
		return Morning, 2
	case s.is(i, "manana") && s.morning(i), s.is(i, "manha") && s.pointed(i, known), s.is(i, "mananita"), s.is(i, "mananas") && known:
		return Morning, 1
	case (s.is(i, "tarde") || s.is(i, "tardecita") || s.is(i, "tardinha")) && s.pointed(i, known):
		return Afternoon, 1
	case (s.is(i, "noche") || s.is(i, "noite") || s.is(i, "nochecita")) && s.pointed(i, known):
		return Night, 1
	}
	return NoPart, 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pointed tells whether a part of day is one that is wished: after a day, or after a word that points ("en la", "à", "de").
func (s *scan) pointed(i int, known bool) bool {
	if known {
		return true
	}
	switch s.at(i - 1) {
	case "la", "a", "na", "da", "de", "pela", "una", "las", "alguna", "mas", "as":
		return s.at(i-2) != "muy"
	case "en", "por", "parte":
		return true
	}
	return false
}

// hour reads a time of day at i. loose accepts a bare number, which only a word before it can justify ("a las 3").
func (s *scan) hour(i int, loose bool) (Clock, int) {
	if s.is(i, "medianoche") || s.is(i, "meia", "noite") {
		return Clock{Set: true, Decided: true}, 1 + b2i(s.is(i, "meia"))
	}
	if k := s.noon(i); k > 0 {
		c := Clock{Set: true, Minute: 12 * 60, Decided: true}
		return c, k + s.fraction(i+k, &c)
	}
	if s.is(i, "cuarto", "para", "las") || s.is(i, "quarto", "para", "as") || s.is(i, "cuarto", "para", "la") {
		if h, k := s.number(i + 3); k > 0 && h >= 1 && h <= 12 {
			return Clock{Set: true, Minute: h*60 - 15}, 3 + k
		}
	}
	h, k := s.number(i)
	if k == 0 || h > 24 {
		return Clock{}, 0
	}
	c := Clock{Set: true, Minute: h % 24 * 60, Decided: h > 12 || h == 0, Hourly: true}
	j, explicit := i+k, false
	if m, n := s.minutes(j); n > 0 {
		c.Minute, c.Hourly, explicit, j = c.Minute+m, false, true, j+n
	} else if n := s.fraction(j, &c); n > 0 {
		j += n
		explicit = loose
	}
	if n := s.meridiem(j, &c); n > 0 {
		explicit, j = true, j+n
	} else if s.suffix(j) {
		explicit, j = true, j+1
	}
	if n := s.ofPart(j, &c); n > 0 {
		explicit, j = true, j+n
	}
	if !explicit && !loose || !explicit && s.countsThings(j) {
		return Clock{}, 0
	}
	return c, j - i
}

// noon reads midday as a time: after "a", "al", "ao".
func (s *scan) noon(i int) int {
	if at := s.at(i - 1); at != "al" && at != "ao" && at != "a" && at != "del" && at != "o" {
		return 0
	}
	_, k := s.part(i, false)
	if p, _ := s.part(i, false); p == Noon {
		return k
	}
	return 0
}

// minutes reads ":30", "h30", ".30" glued to the hour, and "y 30".
func (s *scan) minutes(i int) (minute, tokens int) {
	if i+1 >= len(s.norm) {
		return 0, 0
	}
	switch s.at(i) {
	case ":", "h", ".":
		if s.t.Tokens[i].Glued && s.t.Tokens[i+1].Glued && len(s.norm[i+1]) == 2 {
			if m, k := s.number(i + 1); k == 1 && m < 60 {
				return m, 2
			}
		}
	}
	return 0, 0
}

// fraction reads "y media", "y cuarto", "e meia", "menos cuarto", "y veinte".
func (s *scan) fraction(i int, c *Clock) int {
	switch {
	case s.is(i, "y", "media"), s.is(i, "e", "meia"):
		c.Minute += 30
	case s.is(i, "y", "cuarto"), s.is(i, "e", "quinze"):
		c.Minute += 15
	case s.is(i, "menos", "cuarto"):
		c.Minute -= 15
	case s.is(i, "y", "algo"), s.is(i, "e", "pouco"), s.is(i, "y", "pico"):
		return 2
	default:
		if s.at(i) == "y" || s.at(i) == "e" {
			if m, k := s.number(i + 1); k == 1 && m >= 5 && m < 60 && m%5 == 0 && s.at(i+2) != "de" {
				c.Minute, c.Hourly = c.Minute+m, false
				return 2
			}
		}
		return 0
	}
	c.Hourly = false
	return 2
}

// meridiem reads am and pm, with or without dots.
func (s *scan) meridiem(i int, c *Clock) int {
	letter, n := "", 0
	switch {
	case s.is(i, "am"), s.is(i, "pm"):
		letter, n = s.at(i)[:1], 1
	case s.is(i, "a", ".", "m"), s.is(i, "p", ".", "m"):
		letter, n = s.at(i), 3+b2i(s.is(i+3, "."))
	case s.is(i, "a", "m"), s.is(i, "p", "m"):
		letter, n = s.at(i), 2
	default:
		return 0
	}
	c.setHalf(letter == "p")
	return n
}

func (c *Clock) setHalf(pm bool) {
	h := c.Minute / 60
	if pm && h < 12 {
		c.Minute += 12 * 60
	}
	if !pm && h == 12 {
		c.Minute -= 12 * 60
	}
	c.Decided = true
}

// suffix tells whether a unit of hours stands at i: 15h, 15 hrs, 3 horas.
func (s *scan) suffix(i int) bool {
	switch s.at(i) {
	case "h", "hs", "hrs", "horas", "hora":
		return true
	}
	return false
}

// ofPart reads "de la tarde", "da manhã" after an hour, which decide its half of the day.
func (s *scan) ofPart(i int, c *Clock) int {
	j := s.skip(i, "de", "la", "da", "en", "por", "a")
	if j == i {
		return 0
	}
	switch s.at(j) {
	case "manana", "manha", "madrugada":
		c.setHalf(false)
	case "tarde", "tardecita":
		c.setHalf(true)
	case "noche", "noite":
		c.setHalf(c.Minute/60 != 12)
	case "dia":
		c.Decided = true
	default:
		return 0
	}
	return j + 1 - i
}

// countsThings tells whether a bare number before i is a count, an amount or an address rather than an hour.
func (s *scan) countsThings(i int) bool {
	if i >= len(s.t.Tokens) {
		return false
	}
	if tok := s.t.Tokens[i]; tok.Kind == text.Mark && tok.Glued && i+1 < len(s.t.Tokens) && s.t.Tokens[i+1].Glued {
		return true
	}
	switch s.at(i) {
	case "personas", "pessoas", "equipos", "aparelhos", "aires", "mil", "lucas", "pesos", "reais", "metros", "cuadras", "quadras",
		"piso", "andar", "dias", "semanas", "meses", "anos", "toneladas", "btu", "btus", "kilos", "pulgadas", "polegadas":
		return true
	}
	return false
}
