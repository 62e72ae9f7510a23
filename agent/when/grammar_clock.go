package when

// clockTable reads times of day. An hour that nothing marks as one ("3") is bare: it counts in "a las 3" and "de 3 a 5" only.
var clockTable = []production{
	{clk, "HR", bareHour},
	{clk, "HR + : + NUM", clockMinutes},
	{clk, "HR + : + NUM + : + NUM", clockMinutes},
	{clk, "HR + h + NUM", clockMinutes},
	{clk, "HR + . + NUM", dottedClock},
	{clk, "HR h NUM", clockMinutes},
	{clk, "HR + h", func(m match) (value, bool) {
		c := m.c(0)
		c.From.Decided = true
		return value{c: c}, m.s.digits(m.from)
	}},
	{clk, "HR <h>", func(m match) (value, bool) {
		v, ok := bareHour(m)
		if w := m.s.norm[m.from]; w == "una" || w == "uma" { // "cerca de uma hora" is how long
			ok = ok && (m.s.is(m.from-1, "la") || m.s.pt && m.s.is(m.from-1, "a"))
		}
		v.c.From.Decided = v.c.From.Decided || v.c.From.Minute == 12*60
		late := v.c.From.Minute >= 13*60 && (m.s.alone(m.from, m.to) || m.s.wished(m.from, m.to)) // "16 hrs"; "24 horas" is how long
		v.bare = !late && (!m.s.glued(m.a[0].to) || v.c.From.Minute < 7*60)                       // "14hs"
		return v, ok
	}},
	{clk, "HR <h>? y|e NUM minuto|minutos|min?", spokenMinutes},
	{clk, "HR <h>? NUM minuto|minutos|min", spokenMinutes},
	{clk, "HR y|e|con media|meia", func(m match) (value, bool) { return plusMinutes(m, 30) }},
	{clk, "HR y|e cuarto|quarto|un_cuarto|um_quarto|cuatro|quatro", func(m match) (value, bool) { return plusMinutes(m, 15) }},
	{clk, "HR menos cuarto|quarto|un_cuarto|um_quarto|cuatro|quatro", func(m match) (value, bool) { return plusMinutes(m, -15) }},
	{clk, "HR menos NUM", func(m match) (value, bool) { return plusMinutes(m, -m.n(1)) }},
	{clk, "cuarto|quarto|un_cuarto|um_quarto para_las|para_la|para_as|pras HR", func(m match) (value, bool) { return plusMinutes(m, -15) }},
	{clk, "NUM minuto|minutos|min? para_las|para_la|para_as|pras|pa_las|para_o|p_las|p_as|p_la HR", minutesTo},
	{clk, "NUM minuto|minutos|min? para_las|para_la|para_as|para_o|para_el|p_o|p_el|pro mediodia|medio_dia|meio_dia|meiodia|meio_-_dia", func(m match) (value, bool) {
		return value{c: atMinute(12*60-m.n(0), true)}, m.n(0) < 60
	}},
	{clk, "NUM minuto|minutos|min|mins despues_de_las|depois_das|passadas_das|depois_da|despues_de_la HR", minutesPast},
	{clk, "quince|quinze|diez|veinte|cinco|dez|vinte depois_das|despues_de_las HR", func(m match) (value, bool) {
		n, _ := m.s.t.Numeral(m.from)
		return plusMinutes(m, n)
	}},
	{clk, "cuarto|quarto|un_cuarto pasadas_las|pasadas_de_las|pasada_la|passado_das HR", func(m match) (value, bool) { return plusMinutes(m, 15) }},
	{clk, "HR cero|zero|0 NUM", func(m match) (value, bool) {
		v, ok := plusMinutes(m, m.n(1))
		v.bare = true
		return v, ok && m.n(1) < 10
	}},
	{clk, "<at> HR NUM", func(m match) (value, bool) {
		n := m.n(1)
		v, ok := plusMinutes(m, n)
		return v, ok && n >= 10 && n%5 == 0
	}},
	{clk, "HR NUM <pm>", func(m match) (value, bool) { return halved(spoken(m))(true) }},
	{clk, "HR NUM <am>", func(m match) (value, bool) { return halved(spoken(m))(false) }},
	{clk, "HR NUM", func(m match) (value, bool) { // "tres quince"
		v, ok := spoken(m)
		v.bare = true
		return v, ok && !m.s.digits(m.from) && !m.s.digits(m.a[1].from)
	}},
	{clk, "NUM + : + NUM", impossibleClock},
	{clk, "a_las|as|a_la NUM", func(m match) (value, bool) { // "a las 25"
		n := m.n(0)
		return value{c: Constraint{From: Clock{Set: true, Minute: never}}}, n > 24 && n < 60 && m.s.digits(m.a[0].from) && (m.s.endsClause(m.to) || m.s.at(m.to) == "horas" || m.s.at(m.to) == "h")
	}},
	{clk, "HR NUM de_la_tarde|da_tarde|de_la_noche|da_noite", func(m match) (value, bool) { return halved(plusMinutes(m, m.n(1)))(true) }},
	{clk, "HR NUM de_la_manana|da_manha", func(m match) (value, bool) { return halved(plusMinutes(m, m.n(1)))(false) }},
	{clk, "NUM <am>", func(m match) (value, bool) { return halved(runTogether(m))(false) }},
	{clk, "NUM <pm>", func(m match) (value, bool) { return halved(runTogether(m))(true) }},
	{clk, "a_las|as|las|tipo_las|das NUM", func(m match) (value, bool) { // "a las 1530"
		v, ok := military(m)
		return v, ok && !things[m.s.at(m.to)] && !measured[m.s.at(m.to)]
	}},
	{clk, "NUM <h>", func(m match) (value, bool) { // "1500 hrs"
		v, ok := military(m)
		return v, ok && len(m.s.norm[m.from]) == 4
	}},
	{clk, "CLK <h>? <am>", func(m match) (value, bool) { return halved(m.a[0].v, true)(false) }},
	{clk, "CLK <h>? <pm>", func(m match) (value, bool) { return halved(m.a[0].v, true)(true) }},
	{clk, "CLK <h>", func(m match) (value, bool) { return sure(m.a[0].v), !m.c(0).From.Hourly }},
	{clk, "CLK y|e media|meia", func(m match) (value, bool) { return onTheHour(m, 30) }},
	{clk, "CLK y|e cuarto|quarto", func(m match) (value, bool) { return onTheHour(m, 15) }},
	{clk, "CLK menos cuarto|quarto", func(m match) (value, bool) { return onTheHour(m, -15) }},
	{clk, "CLK <sharp>", func(m match) (value, bool) { return sure(m.a[0].v), true }},
	{clk, "<at> CLK", func(m match) (value, bool) {
		choice := m.starts("la") && m.a[0].from == m.from+1 && m.a[0].v.bare && m.c(0).From.Minute/60 != 1 // "la 3" is one of a list
		if m.starts("a") && m.a[0].from == m.from+1 && m.s.digits(m.from-1) {
			return value{}, false // the second half of "15 a 17"
		}
		one := m.s.norm[m.a[0].from] == "una" || m.s.norm[m.a[0].from] == "uma" // "a una hora" and "a uma quadra" are no one o'clock
		if one && m.a[0].v.bare && (m.s.is(m.a[0].from-1, "a") && !m.s.pt || !m.s.endsClause(m.to)) {
			return value{}, false
		}
		return sure(m.a[0].v), m.s.hourEnds(m.a[0]) && !choice
	}},
	{clk, "<near> CLK", func(m match) (value, bool) {
		v := sure(m.a[0].v)
		v.c.Approx = true
		if _, k := m.s.t.Numeral(m.from - 1); k > 0 && m.starts("sobre") {
			return value{}, false // "uno sobre tres"
		}
		return v, m.s.hourEnds(m.a[0])
	}},
	{clk, "CLK <near2>", func(m match) (value, bool) {
		v := m.a[0].v
		v.c.Approx = true
		return v, true
	}},
	{clk, "medianoche|media_noche|meia_noite|meianoite|meia_-_noite|las_doce_de_la_noche|12_de_la_noche|doce_de_la_noche|doze_da_noite", func(match) (value, bool) {
		return value{c: atMinute(0, true)}, true
	}},
	{clk, "<noon> y|e media|meia", func(match) (value, bool) { return value{c: atMinute(12*60+30, true)}, true }},
	{clk, "<noon> y|e cuarto|quarto", func(match) (value, bool) { return value{c: atMinute(12*60+15, true)}, true }},
	{clk, "<noon> y|e NUM", func(m match) (value, bool) {
		return value{c: atMinute(12*60+m.n(0), true)}, m.n(0) < 60 && m.n(0) >= 5 && m.n(0)%5 == 0
	}},
	{clk, "CLK <of>|en|en_la|por_la|a_la|pela|a|na|de_la|esta|desta|dessa|de_esta manana|manha|mananita|madrugada|amanecer", func(m match) (value, bool) {
		if from := m.c(0).From; from.Minute/60 == 12 && !from.Decided { // "12 de la mañana" is noon
			return sure(m.a[0].v), m.s.at(m.to-1) == "manana" && (m.s.at(m.to-2) == "la")
		}
		if m.s.at(m.to-1) == "manana" && m.s.at(m.to-2) != "la" && m.s.at(m.to-2) != "esta" {
			return value{}, false // "las 8 de mañana" is tomorrow
		}
		return halved(m.a[0].v, true)(false)
	}},
	{clk, "CLK <of>|en|en_la|por_la|a_la|pela|a|na|de_la|esta|desta|dessa|de_esta tarde|tardecita|tardinha|tardes", func(m match) (value, bool) { return halved(m.a[0].v, true)(true) }},
	{clk, "CLK <of>|en|en_la|por_la|a_la|pela|a|na|de_la|esta|desta|dessa|de_esta noche|noite|nochecita", nightClock},
	{clk, "CLK <of>|de_la|del <noon>", func(m match) (value, bool) {
		v := sure(m.a[0].v)
		if v.c.From.Minute < 11*60 {
			v.c.From.setHalf(true)
		}
		v.c.From.Decided = true
		return v, true
	}},
	{clk, "CLK del_dia|do_dia", func(m match) (value, bool) {
		v := sure(m.a[0].v)
		return v, m.s.at(m.to) != "siguiente"
	}},
}

// never is the minute of a clock that does not exist: 25:00.
const never = -1

// impossibleClock is 25:00, 14:75.
func impossibleClock(m match) (value, bool) {
	h, n := m.n(0), m.n(1)
	two := len(m.s.norm[m.a[1].from]) == 2 && len(m.s.norm[m.from]) <= 2
	return value{c: Constraint{From: Clock{Set: true, Minute: never}}}, two && m.s.digits(m.from) && m.s.digits(m.a[1].from) && h < 60 && (h > 24 || n > 59) && m.s.at(m.to) != ":" && m.s.at(m.from-1) != ":"
}

// spoken is an hour and its minutes in a row: "tres quince", "once 30".
func spoken(m match) (value, bool) {
	v, ok := plusMinutes(m, m.n(1))
	return v, ok && (m.n(1) >= 10 || len(m.s.norm[m.a[1].from]) == 2 && m.s.digits(m.a[1].from))
}

// onTheHour adds minutes to an hour that is complete: "8 pm y media".
func onTheHour(m match, minutes int) (value, bool) {
	if !m.c(0).From.Hourly || !m.c(0).From.Decided || m.a[0].v.bare {
		return value{}, false
	}
	return plusMinutes(m, minutes)
}

// bareHour is a number that may be an hour. "un" and "uno" are none; "una" is one.
func bareHour(m match) (value, bool) {
	switch m.s.norm[m.from] {
	case "un", "uno", "um":
		return value{}, false
	}
	return value{c: m.c(0), bare: true}, !m.s.dayBeforePart(m.from)
}

// toPart are words between a day and a part of it.
var toPart = map[string]bool{"en": true, "por": true, "a": true, "de": true, "pela": true, "na": true}

// dayBeforePart tells whether the number at i, which stands by itself between a weekday and a part of the day, is rather the day of
// the month: "martes 22 por la tarde".
func (s *scan) dayBeforePart(i int) bool {
	n, k := s.t.Numeral(i)
	if k != 1 || n < 13 || n > 31 || !s.digits(i) || !toPart[s.at(i+1)] {
		return false
	}
	switch next := s.at(i + 2); {
	case next == "la" && (s.at(i+3) == "tarde" || s.at(i+3) == "noche" || s.at(i+3) == "manana"):
	case next == "tarde", next == "noite", next == "manha", next == "noche":
	default:
		return false
	}
	_, es := weekdays[s.at(i-1)]
	_, pt := weekdaysPT[s.at(i-1)]
	return es || pt || s.at(i-1) == "feira"
}

func atMinute(minute int, decided bool) Constraint {
	return Constraint{From: Clock{Set: true, Minute: minute, Decided: decided}}
}

// clockMinutes is 15:30, 15h30; the minutes have two digits.
func clockMinutes(m match) (value, bool) {
	mm := m.a[1]
	if !m.s.digits(m.from) || !m.s.digits(mm.from) || len(m.s.norm[mm.from]) != 2 || mm.v.n > 59 {
		return value{}, false
	}
	v, ok := plusMinutes(m, mm.v.n)
	if m.s.has(m.from+1, []string{"h"}) || len(m.s.norm[m.from]) == 2 && m.s.norm[m.from][0] == '0' {
		v.c.From.Decided = true
	}
	v.c.From.Hourly = false
	return v, ok
}

// dottedClock is 15.30 where nothing says that it is a price or a measure.
func dottedClock(m match) (value, bool) {
	v, ok := clockMinutes(m)
	if !ok || measured[m.s.at(m.to)] || measured[m.s.word(m.from-1)] || m.s.is(m.to, "%") {
		return value{}, false
	}
	v.bare = !m.s.alone(m.from, m.to) && !m.s.wished(m.from, m.to) && !m.s.afterDay(m.from)
	return v, true
}

// measured are words beside which a number is an amount.
var measured = map[string]bool{
	"$": true, "%": true, "€": true, "pesos": true, "reais": true, "mil": true, "lucas": true, "usd": true, "soles": true, "kg": true, "kilos": true,
	"km": true, "metros": true, "m": true, "cm": true, "mm": true, "litros": true, "lts": true, "l": true, "btu": true, "btus": true, "volts": true,
	"watts": true, "amperes": true, "uf": true, "clp": true, "brl": true, "r": true, "us": true, "mts": true, "grados": true, "graus": true,
}

// plusMinutes adds minutes to the hour that a match found first.
func plusMinutes(m match, minutes int) (value, bool) {
	c := m.c(0)
	if m.s.norm[m.a[0].from] == "un" || m.s.norm[m.a[0].from] == "uno" || m.s.norm[m.a[0].from] == "um" || minutes > 59 {
		return value{}, false
	}
	c.From.Minute = (c.From.Minute + minutes + 24*60) % (24 * 60)
	c.From.Hourly = false
	return value{c: c}, true
}

// spokenMinutes is "tres y veinte", "doce horas y treinta minutos".
func spokenMinutes(m match) (value, bool) {
	n := m.n(1)
	v, ok := plusMinutes(m, n)
	named := m.has("minuto", "minutos", "min")
	v.bare = m.has("hora", "horas", "h", "hs", "hrs") || m.s.digits(m.from) || n%5 != 0
	return v, ok && (n >= 10 || n == 5 || named && n > 0)
}

func minutesTo(m match) (value, bool) {
	n := m.n(0)
	c := m.c(1)
	c.From.Minute, c.From.Hourly = (c.From.Minute-n+24*60)%(24*60), false
	return value{c: c}, n > 0 && n < 60
}

func minutesPast(m match) (value, bool) {
	n := m.n(0)
	c := m.c(1)
	c.From.Minute, c.From.Hourly = c.From.Minute+n, false
	return value{c: c}, n > 0 && n < 60
}

// runTogether is 1140 as a time.
func runTogether(m match) (value, bool) {
	n := m.n(0)
	return value{c: atMinute(n/100*60+n%100, false)}, m.s.digits(m.from) && n >= 100 && n/100 <= 12 && n%100 < 60
}

// military is 0830 or 1500 as a time.
func military(m match) (value, bool) {
	n, digits := m.n(0), m.s.norm[m.a[0].from]
	v := value{c: atMinute(n/100*60+n%100, n >= 1300 || digits[0] == '0')}
	return v, m.s.digits(m.a[0].from) && (len(digits) == 4 || len(digits) == 3 && n%15 == 0 && n >= 700) && n/100 <= 23 && n%100 < 60
}

// halved decides the half of the day of a clock.
func halved(v value, ok bool) func(pm bool) (value, bool) {
	return func(pm bool) (value, bool) {
		if !ok || !v.c.From.Set || v.c.Open != Closed || v.c.To.Set {
			return value{}, false
		}
		if v.c.From.Minute >= 13*60 && !pm || v.c.From.Minute < 0 { // "14 am" is a slip
			return value{}, false
		}
		v = sure(v)
		v.c.From.setHalf(pm)
		return v, true
	}
}

// nightClock is "8 de la noche", "12 de la noche", "1 de la noche".
func nightClock(m match) (value, bool) {
	v := sure(m.a[0].v)
	switch h := v.c.From.Minute / 60; {
	case h == 12:
		v.c.From.Minute -= 12 * 60
	case h >= 5 && h < 12:
		v.c.From.Minute += 12 * 60
	}
	v.c.From.Decided = true
	return v, true
}

func sure(v value) value {
	v.bare = false
	return v
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

// hourEnds tells whether a bare number ends where an hour may end: no thing is counted by it, no longer number goes on.
func (s *scan) hourEnds(e *edge) bool {
	return !e.v.bare || !things[s.at(e.to)]
}

// things are what a number before them counts.
var things = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range []string{
		"personas", "pessoas", "equipos", "aparelhos", "aires", "ares", "mil", "millones", "milhoes", "lucas", "pesos", "reais", "soles",
		"metros", "cuadras",
		"quadras", "piso", "pisos", "andar", "andares", "dias", "semanas", "meses", "anos", "minutos", "toneladas", "btu", "btus", "kilos", "pulgadas",
		"polegadas", "unidades", "puntos", "pontos", "camaras", "cameras", "veces", "vezes", "casas", "cuartos", "quartos", "lavadoras", "maquinas",
		"refrigeradores", "geladeiras", "computadores", "tecnicos", "opciones", "opcoes", "primeras", "primeiras", "ultimas", "tres", "%",
		"amigos", "hijos", "filhos",
		"cosas", "coisas", "llaves", "chaves", "puertas", "portas", "ventanas", "janelas", "banos", "banheiros", "litros", "departamentos",
		"apartamentos", "torres",
	} {
		out[w] = true
	}
	return out
}()
