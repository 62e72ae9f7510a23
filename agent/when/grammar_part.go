package when

// partTable reads parts of the day, and what is said around them.
var partTable = []production{
	// words that are a part of the day only where something around them says so
	{part, "tarde|tardecita|tardinha|tardes|tardesita|tardezinha|tardita", bareParts(Afternoon)},
	{part, "noche|noite|nochecita|noites|nochesita|noitinha|noitezinha|noches", bareParts(Night)},
	{part, "manha|mananita|manhazinha|mananas|manhas", bareParts(Morning)},
	{part, "manana", func(m match) (value, bool) {
		v, _ := bareParts(Morning)(m)
		return v, m.s.at(m.from-1) == "la" || m.s.at(m.from-1) == "media" || m.s.at(m.from-1) == "esta" || m.s.at(m.from-1) == "plena" || m.s.at(m.from-1) == "una" || m.s.at(m.from-1) == "cualquier" || m.s.at(m.from-1) == "alguna" || m.s.at(m.from-1) == "otra" || m.s.afterDay(m.from) || m.s.at(m.from-1) == "de" && m.s.afterDay(m.from-1)
	}},
	{part, "madrugada|amanecer", parts(Dawn, Whole)},
	{part, "<noon>", func(m match) (value, bool) { return value{c: Constraint{Part: Noon}}, !m.has("almuerzo") }},

	{part, "en_la|en_las|por_la|por_las|a_la|a_las|de_la|en|por|na|nas|pela|pelas|da|a|as|de|na_parte_da|a_parte_da|en_horas_de_la|en_el_horario_de_la|durante_la|durante_a|parte_da|en_la_parte_de_la|hacia_la|no_periodo_da|periodo_da|turno_da|no_turno_da|en_el_turno_de_la|jornada_de|en_la_jornada_de_la|jornada_de_la|horario_de|horario_da|no_horario_da|pra|para_la|ja_de|la|una|alguna|uma|x_la|cualquier|qualquer|alguma|otra|outra|no_turno_da|en_el_bloque_de_la|bloque_de_la|en_el_transcurso_de_la|transcurso_de_la|no_decorrer_da|ao_longo_da|a_lo_largo_de_la|durante_toda_la|toda_la|toda_a|en_toda_la PART", pointedPart},
	{part, "media|a_media|en_media|meio_da|no_meio_da|em_plena|en_plena|a_plena|plena|a_mitad_de_la|en_medio_de_la|na_metade_da|mitad_de_la|en_mitad_de_la PART", bit(Mid)},
	{part, "<begin> <of> PART", bit(Beginning)},
	{part, "<begin> <of>? dia", parts(FirstHour, Whole)},
	{part, "<begin> el_dia|o_dia", parts(FirstHour, Whole)},
	{part, "<end> <of>? PART", bit(Ending)},
	{part, "<end> <of>? dia|expediente|jornada", func(m match) (value, bool) {
		return value{c: Constraint{Part: LastHour}}, !m.s.is(m.to, "de", "semana")
	}},
	{part, "<end> el_dia|o_dia", parts(LastHour, Whole)},
	{part, "<mid> <of>? dia", parts(Noon, Whole)},
	{part, "<firsthour> <of>|por|por_la|en_la|pela PART", bit(Beginning)},
	{part, "<firsthour> <of> dia", parts(FirstHour, Whole)},
	{part, "<firsthour>", parts(FirstHour, Whole)},
	{part, "<lasthour> <of>|por|por_la|en_la|pela PART", bit(Ending)},
	{part, "<lasthour> <of> dia", parts(LastHour, Whole)},
	{part, "<lasthour>", parts(LastHour, Whole)},
	{part, "PART <firsthour>", func(m match) (value, bool) { return firstBit(m, Beginning) }},
	{part, "PART , <firsthour>", func(m match) (value, bool) { return firstBit(m, Beginning) }},
	{part, "PART <lasthour>", func(m match) (value, bool) { return firstBit(m, Ending) }},
	{part, "pronto|temprano|tempranito|logo|bem_cedo|cedo|cedinho|muy_temprano|bien_temprano PART", bit(Beginning)},
	{part, "PART temprano|tempranito|cedo|cedinho|pronto|bem_cedo|bien_temprano|muy_temprano|bem_cedinho", func(m match) (value, bool) { return firstBit(m, Beginning) }},
	{part, "mas_tarde|mais_tarde|mas_tardecito|mais_tardinha en_la|por_la|na|a|pela|de|de_la|da PART", bit(Ending)},
	{part, "<early> en_la|por_la|de_la|na|da|pela|de|a_la|da PART", bit(Beginning)},
	{part, "tarde_-_noche|tarde_-_noite|tarde_noche|tarde_noite|tardenoche|tarde_/_noche", parts(AfterWork, Whole)},
	{part, "<near>|por_volta_do|perto_do|la_pelo|pelo|cerca_del|cerca_do|alrededor_del|como_al|hacia_el|a_eso_del|proximo_al|tipo_al|mais_ou_menos_ao <noon>", func(m match) (value, bool) { return value{c: Constraint{Part: Noon, Approx: true}}, !m.has("almuerzo") }},
	{part, "tarde PART", func(m match) (value, bool) { v, ok := bit(Ending)(m); return v, ok && v.c.Part != Afternoon }},
	{part, "PART tarde", func(m match) (value, bool) {
		v, ok := firstBit(m, Ending)
		return v, ok && v.c.Part != Afternoon && m.s.at(m.to-1) == "tarde"
	}},

	{part, "despues_de|despues_del|luego_de|luego_del|depois_do|depois_de|pasado_el|apos_o|tras_el|despues_de_la_hora_de|despues_de_la_hora_del <meal>", parts(AfterLunch, Whole)},
	{part, "antes_de|antes_del|antes_do|antes_de_la_hora_de|antes_de_la_hora_del|antes_da_hora_do <meal>", parts(BeforeLunch, Whole)},
	{part, "a_la_hora_de|a_la_hora_del|en_la_hora_de|na_hora_do|no_horario_do|hora_de|hora_del|hora_do|horario_de|horario_do|en_el_almuerzo|no_almoco <meal>", parts(Noon, Whole)},
	{part, "despues_del|despues_de|saliendo_del|saliendo_de|depois_do|a_la_salida_del|a_la_salida_de|salida_del|al_salir_del|apos_o|saindo_do|luego_del|terminando_el|cuando_salga_del|na_saida_do|depois_de_sair_do|despues_de_salir_del|despues_de_la|saliendo_de_la|saliendo_de_mi|cuando_salgo_del|cuando_salga_de_la|cuando_salgo_de_la|apenas_salga_del|apenas_salgo_del|luego_de_salir_del|despues_que_salga_del|despues_que_salgo_del|depois_que_eu_sair_do|depois_que_sair_do|quando_eu_sair_do|quando_sair_do|assim_que_sair_do|quando_chegar_do|cuando_llegue_del|cuando_llego_del|ao_sair_do|a_la_vuelta_del|volviendo_del|chegando_do|despues_de_mi|depois_do_meu|al_volver_del <work>", parts(AfterWork, Whole)},
	{part, "antes_del|antes_de|antes_do|antes_de_ir_al|antes_de_entrar_al|antes_de_ir_pro <work>", parts(FirstHour, Whole)},
}

// tods joins clocks, parts and stretches of both.
var todTable = []production{
	{tod, "CLK", func(m match) (value, bool) { return m.a[0].v, !m.a[0].v.bare }},
	{tod, "PART", func(m match) (value, bool) { return m.a[0].v, !m.a[0].v.bare }},
	{tod, "<from> CLK <till> CLK", clockRange},
	{tod, "<at> CLK <till> CLK", clockRange},
	{tod, "<amid> CLK <and> CLK", clockRange},
	{tod, "<amid> CLK -|a|o CLK", clockRange},
	{tod, "CLK <till> CLK", looseRange},
	{tod, "<amid>|<from>|desde_el|entre_el|entre_o|del|do <noon> <and>|<till> CLK", func(m match) (value, bool) {
		return value{c: between(atMinute(12*60, true), m.c(0))}, m.c(0).Open == Closed && !m.c(0).To.Set && m.s.hourEnds(m.a[0])
	}},
	{tod, "<from>|<amid>|<at>? CLK <and>|<till>|al|ao <noon>", func(m match) (value, bool) {
		return value{c: between(m.c(0), atMinute(12*60, true))}, m.c(0).Open == Closed && !m.c(0).To.Set && m.c(0).From.Minute < 12*60
	}},
	{tod, "CLK y|o|u|ou CLK", func(m match) (value, bool) {
		v, ok := clockRange(m)                                                              // "tipo 3 o 4"
		near := m.c(0).Approx || !m.a[0].v.bare && m.a[1].v.bare && !m.s.is(m.a[0].to, "y") // "a las 5 o 6"; "3 y cuaro" is a quarter past
		v.c.Approx = true
		step := m.c(1).From.Minute - m.c(0).From.Minute
		return v, ok && near && step > 0 && step <= 60
	}},
	{tod, "<after> CLK", openClock(After)},
	{tod, "<after>|despues_del|depois_do|pasado_el|pasadito_el|pasadito|apos_o|a_partir_del|a_partir_do|luego_del|desde_el <noon>", func(match) (value, bool) { return opened(atMinute(12*60, true), After), true }},
	{tod, "<after> PART", func(m match) (value, bool) { return afterPart(m) }},
	{tod, "CLK <onward>", onward},
	{tod, "<from>|<at> CLK <onward>", onward},
	{tod, "<noon>|de_mediodia|del_mediodia|do_meio_dia|de_meio_dia|desde_el_mediodia|desde_mediodia <onward>", func(match) (value, bool) { return opened(atMinute(12*60, true), After), true }},
	{tod, "<before> CLK", openClock(Before)},
	{tod, "<before>|antes_del|antes_do|hasta_el|ate_o <noon>", func(match) (value, bool) { return opened(atMinute(12*60, true), Before), true }},
	{tod, "no_antes_de|nao_antes_de|no_antes_de_las|nao_antes_das CLK", openClock(After)},
	{tod, "tan_temprano_como|a_las CLK", func(m match) (value, bool) { return opened(m.c(0), After), m.starts("tan") }},
	{tod, "PART ,|de|da|tipo? TOD", partAndClock},
	{tod, "PART TOD", partAndClock},
	{tod, "TOD ,? PART", func(m match) (value, bool) { return mergeHalf(m.c(0), m.a[1].v) }},
}

// onward is "de las 3 en adelante"; "hoje ou depois de amanhã" is not.
func onward(m match) (value, bool) {
	return opened(m.c(0), After), m.c(0).Open == Closed && !m.s.goesOn(m.to)
}

// goesOn tells whether what stands at i belongs to what "después" says before it.
func (s *scan) goesOn(i int) bool {
	switch s.at(i) {
	case "de", "del", "do", "da", "das", "dos":
		return true
	}
	return false
}

func bareParts(p Part) func(match) (value, bool) {
	return func(match) (value, bool) { return value{c: Constraint{Part: p}, bare: true}, true }
}

func parts(p Part, b Bit) func(match) (value, bool) {
	return func(match) (value, bool) { return value{c: Constraint{Part: p, Bit: b}}, true }
}

// bit is a piece of the part of day that a match found first.
func bit(b Bit) func(match) (value, bool) {
	return func(m match) (value, bool) { return firstBit(m, b) }
}

func firstBit(m match, b Bit) (value, bool) {
	c := m.c(0)
	if c.Part < Dawn || c.Part > Night || c.Part == Noon || c.Bit != Whole {
		return value{}, false
	}
	c.Bit = b
	return value{c: c}, true
}

// pointedPart is a part of day after a word that points at it. "mañana" without an article is tomorrow; "muy tarde" is no wish.
func pointedPart(m match) (value, bool) {
	before := m.s.at(m.a[0].from - 1)
	word := m.s.at(m.a[0].from)
	if word == "manana" && !m.s.morning(m.a[0].from) {
		return value{}, false
	}
	if m.a[0].from-m.from == 1 && (before == "la" || before == "una" || before == "uma" || before == "alguna") && m.s.at(m.from-1) == "toda" {
		return value{}, false
	}
	v := sure(m.a[0].v)
	if m.has("toda") {
		return v, m.s.alone(m.from, m.to) || m.s.within(0, len(m.s.norm), there) // "gotea toda la noche" is no wish
	}
	return v, true
}

// there are words of being at home, and free.
var there = []string{"estoy", "estare", "estou", "estarei", "estamos", "estaremos", "puedo", "posso", "podemos", "libre", "livre", "disponible", "disponivel", "tengo", "tenho"}

// afterPart is "después de la mañana": what follows it.
func afterPart(m match) (value, bool) {
	switch m.c(0).Part {
	case Morning:
		return opened(atMinute(12*60, true), After), m.c(0).Bit == Whole && !m.starts("desde", "a")
	}
	return value{}, false
}

func opened(c Constraint, o Open) value {
	c.Open = o
	return value{c: c}
}

func openClock(o Open) func(match) (value, bool) {
	return func(m match) (value, bool) {
		c := m.c(0)
		if c.Open != Closed || c.To.Set || !m.s.hourEnds(m.a[0]) {
			return value{}, false
		}
		if m.a[0].v.bare && m.s.dayBefore(m.a[0].from) {
			return value{}, false // "después del 15"
		}
		if m.a[0].v.bare && m.to-m.from > 0 && !m.s.hourish(m, m.a[0]) {
			return value{}, false
		}
		return opened(c, o), true
	}
}

// dayBefore tells whether the article before i is one of days: "del 15", "o 15".
func (s *scan) dayBefore(i int) bool {
	switch s.at(i - 1) {
	case "del", "el", "do", "dia", "o", "dos":
		return true
	}
	return false
}

// hourish tells whether a bare number after "después de" or "hasta" can only be an hour: "hasta las 5" can, "hasta 5" cannot.
func (s *scan) hourish(m match, e *edge) bool {
	switch s.at(e.from - 1) {
	case "las", "la", "as", "das", "da":
		return true
	}
	return s.suffixed(e) || s.endsClause(e.to)
}

func (s *scan) suffixed(e *edge) bool {
	return s.within(e.from, e.to, []string{"h", "horas", "hs", "hrs"})
}

// endsClause tells whether nothing that a number could count stands at i.
func (s *scan) endsClause(i int) bool {
	switch s.at(i) {
	case "", ",", ".", "?", "!", "o", "y", "e", "ou", "por", "si", "se", "pm", "am", "gracias", "obrigado", "obrigada", "el", "del", "no", "na", "de":
		return true
	}
	return false
}

// clockRange is from one clock to another.
func clockRange(m match) (value, bool) {
	from, to := m.c(0), m.c(1)
	if from.Open != Closed || to.Open != Closed || from.To.Set || to.To.Set || !m.s.hourEnds(m.a[1]) {
		return value{}, false
	}
	if m.s.norm[m.a[1].from] == "00" && m.s.is(m.a[0].to, "-") {
		return value{}, false // "15-00" is on a door
	}
	if m.a[0].v.bare && m.a[1].v.bare && (m.s.dayBefore(m.a[0].from) || m.s.at(m.a[0].to) == "al") {
		return value{}, false // "del 1 al 4" are days
	}
	// "de 2014 a 2018", "de 13 a 15 de julio" are no hours
	return value{c: between(from, to)}, true
}

// between joins two clocks; what one of them says of the half of the day counts for the other.
func between(from, to Constraint) Constraint {
	a, b := from.From, to.From
	if !a.Decided && b.Decided {
		if pm := a.Minute + 12*60; a.Minute < 12*60 && pm < b.Minute {
			a.Minute = pm
		}
		a.Decided = true
	}
	return Constraint{From: a, To: b, Approx: from.Approx || to.Approx}
}

// looseRange is "9:30 - 11:00", "5 a 6 pm": something must say that these are hours.
func looseRange(m match) (value, bool) {
	first, second := m.a[0].v, m.a[1].v
	from, to := m.between(0, 1)
	word := m.s.at(from)
	if to-from == 1 && (word == "y" || word == "e") {
		return value{}, false
	}
	if first.bare && (word == "a" || word == "as") && m.s.dateBefore(m, from) {
		return value{}, false // "viernes 15 a las 16"
	}
	marked := !second.bare || word == "as" && m.s.pt || m.s.alone(m.from, m.to) || m.s.wished(m.from, m.to)
	if first.bare && !marked {
		return value{}, false
	}
	return clockRange(m)
}

// dateBefore tells whether the first number of what looks like a range is the day of a weekday before it.
func (s *scan) dateBefore(m match, sep int) bool {
	before := s.at(m.from - 1)
	if before == "dia" {
		return true
	}
	if s.is(sep, "-") {
		return false // "jueves 15-17"
	}
	_, es := weekdays[before]
	_, pt := weekdaysPT[before]
	if !es && !pt && before != "feira" {
		return false
	}
	a, b := m.c(0).From.Minute, m.c(1).From.Minute
	return !s.pt || s.at(sep) == "a" || b <= a || a > 20*60
}

// partAndClock is "en la tarde a las 3": the part says which half of the day.
func partAndClock(m match) (value, bool) { return mergeHalf(m.c(1), m.a[0].v) }

func mergeHalf(c Constraint, p value) (value, bool) {
	if !c.From.Set || p.c.Part == NoPart || p.c.From.Set || c.Part != NoPart || p.bare {
		return value{}, false
	}
	if p.c.Part == Afternoon && c.From.Minute >= 21*60 {
		return value{}, false // "el 22 en la tarde"
	}
	pm := p.c.Part == Afternoon || p.c.Part == Night || p.c.Part == AfterLunch || p.c.Part == AfterWork
	for _, clock := range []*Clock{&c.From, &c.To} {
		if clock.Set && (!clock.Decided || clock.Hourly && pm && clock.Minute < 12*60) { // "7h da noite"
			clock.setHalf(pm || p.c.Part == Noon && clock.Minute < 11*60)
		}
	}
	return value{c: c}, true
}

// afterDay tells whether the word before i names a day of the week: "jueves mañana".
func (s *scan) afterDay(i int) bool {
	_, ok := weekdays[s.at(i-1)]
	return ok
}
