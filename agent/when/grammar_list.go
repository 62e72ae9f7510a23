package when

// listTable reads days that stand in a row, and days within a week or a month that was said before or after them.
var listTable = []production{
	// days that come again
	{day, "los|os|aos|nos|as|nas|todos_los|todos_os|todas_as|cada|solo_los|so_aos|los_dias|todo|toda WD", func(m match) (value, bool) {
		v, ok := weekdayOf(Bare)(m)
		v.days.Every = m.starts("los") || m.has("os", "aos", "nos", "todos", "todas", "cada", "todo", "toda") || m.s.plural(m.a[0].from)
		return v, ok && v.days.Every
	}},
	{day, "WD", func(m match) (value, bool) {
		v, ok := weekdayOf(Bare)(m)
		v.days.Every = true
		return v, ok && m.s.plural(m.from)
	}},
	{day, "los|aos|nos|todos_los|todos_os|en? fines_de_semana|fins_de_semana|finais_de_semana|findes", func(match) (value, bool) {
		return value{days: &Days{Kind: Cycle, Unit: Weekend, Every: true}}, true
	}},
	{day, "los|todos_los findes|fines_de_semana|fin_de_semanas", func(match) (value, bool) {
		return value{days: &Days{Kind: Cycle, Unit: Weekend, Every: true}}, true
	}},

	// days of the month
	{day, "entre|entre_los_dias|entre_os_dias|entre_el|entre_el_dia|entre_o_dia|entre_dia|do_dia|del_dia|desde_el_dia|desde_o_dia|del|do|desde_el|de|do_dia|dos_dias DOM y|e|al|ao|a|hasta_el|ate_o|y_el|e_o|ao_dia|al_dia|e_o_dia|y_el_dia|ate_o_dia|hasta_el_dia|ate DOM", func(m match) (value, bool) {
		days := m.s.is(m.from+1, "dia") || m.s.is(m.from+2, "dia") || m.has("dias", "dia") || m.starts("del") && !m.has("a") || m.n(0) > 24 || m.n(1) > 24 || m.starts("entre", "el") || m.starts("desde", "el") || m.has("al")
		return value{days: &Days{Kind: Stretch, From: date(m.n(0), 0, 0).days, To: date(m.n(1), 0, 0).days}}, days && m.n(0) < m.n(1) && !m.s.counts(m.a[1]) && m.s.dayEnds(m.to)
	}},
	{day, "DAY ,? el|dia|el_dia|no_dia|o_dia|al_dia DOM", func(m match) (value, bool) { // "mês que vem dia 10"
		d := m.days(0)
		switch {
		case m.s.counts(m.a[1]) || !m.s.dayEnds(m.to):
		case d.Kind == Cycle && d.Unit == Month && d.N > 0:
			return value{days: &Days{Kind: Nth, N: m.n(1), Unit: Day, In: d}}, true
		case d.Kind == MonthOf && d.In == nil && d.Which == Bare:
			return monthDay(m, m.n(1), d.Month, d.Year)
		}
		return value{}, false
	}},
	{day, "el|dia|dias|los|los_dias|el_dia|nos_dias|os_dias|no_dia|para_el|para_los|dia_o DOM ,|y|e|o|ou|u|y_el|o_el|ou_el|e_o|ou_o|o_para_el|o_dia|ou_dia|y_dia|e_dia|ou_no_dia DOM", domList},
	{day, "el|dia|dias|los|los_dias|el_dia|nos_dias|os_dias|no_dia|para_el|para_los DOM , DOM ,? y|e|o|ou DOM", func(m match) (value, bool) {
		return listOf(date(m.n(0), 0, 0).days, date(m.n(1), 0, 0).days, date(m.n(2), 0, 0).days), !m.s.counts(m.a[2]) && m.s.dayEnds(m.to)
	}},
	{day, "<the>|dia|dias|los_dias|el_dia|nos_dias|os_dias|para_el? DOM ,|y|e|o|ou|u|y_el|o_el|ou_el|e_o|e_dia|ou_dia DOM de|del|do|/ <month>? MON", func(m match) (value, bool) {
		return listOf(date(m.n(0), m.n(2), 0).days, date(m.n(1), m.n(2), 0).days), true
	}},
	{day, "<the>|dia|dias|los_dias|el_dia|nos_dias|os_dias|para_el? DOM , DOM ,? y|e|o|ou DOM de|del|do <month>? MON", func(m match) (value, bool) {
		return listOf(date(m.n(0), m.n(3), 0).days, date(m.n(1), m.n(3), 0).days, date(m.n(2), m.n(3), 0).days), true
	}},
	{day, "primero|el_primero|primeiro|dia_primeiro|1o|1ro|el_1 de_mes|del_mes|do_mes|de_cada_mes", func(match) (value, bool) { return date(1, 0, 0), true }},
	{day, "los_primeros_dias|os_primeiros_dias|nos_primeiros_dias|en_los_primeros_dias|primeros_dias|primeiros_dias|a_primeros de_mes|del_mes|do_mes", func(match) (value, bool) {
		return value{days: &Days{Kind: Start, Which: Next, In: whole(Month, 0).days}}, true
	}},
	{dt, "<afterday> DOM", openDom(After)},
	{dt, "<beforeday> DOM", openDom(Before)},
	{dt, "<untilday> DOM", openDom(Until)},
	{dt, "<fromday> DOM", func(m match) (value, bool) {
		v, ok := openDom(After)(m)
		v.c.Through = atStart
		return v, ok
	}},

	// days of a week
	{day, "la_proxima|la_otra|la_que_viene|la_siguiente|a_proxima|na_proxima|na_outra|a_outra|na_que_vem", func(m match) (value, bool) { // "esta semana no, la próxima"
		return whole(Week, 1), m.s.within(0, m.from, []string{"semana"}) && m.s.dayEnds(m.to) && !m.s.is(m.to, "semana")
	}},
	{day, "DAY ,? <fromday> WD", weekFrom(0)},
	{day, "DAY ,? <afterday> WD", weekFrom(1)},
	{day, "DAY ,? <beforeday> WD", weekUntil(-1)},
	{day, "DAY ,? <untilday> WD", weekUntil(0)},
	{day, "<fromday> WD <of> DAY", inWeek(weekFrom(0))},
	{day, "<afterday> WD <of> DAY", inWeek(weekFrom(1))},
	{day, "<beforeday> WD <of> DAY", inWeek(weekUntil(-1))},
	{day, "<untilday> WD <of> DAY", inWeek(weekUntil(0))},
	{day, "DAY ,? <amid> WD <and> WD", weekSpan},
	{day, "<from>|<amid>? WD <till>|y|e|<and> WD <of> DAY", func(m match) (value, bool) {
		in := m.days(2)
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Weekday, N: m.n(0), In: in}, To: &Days{Kind: Weekday, N: m.n(1), In: in}}},
			in.Kind == Cycle && in.Unit == Week && (m.n(0)+6)%7 < (m.n(1)+6)%7 && !m.s.is(m.a[0].to, "y") && !m.s.is(m.a[0].to, "e") || m.starts("entre")
	}},
	{day, "<the>? WD o|ou|y|e|u|o_el|ou_el|y_el|ou_na|e_na|e_a|ou_a WD <of> DAY", func(m match) (value, bool) {
		in := m.days(2)
		return listOf(&Days{Kind: Weekday, N: m.n(0), In: in}, &Days{Kind: Weekday, N: m.n(1), In: in}), in.Kind == Cycle && in.Unit == Week
	}},
	{day, "DAY ,|- de_preferencia|idealmente|ojala|preferentemente|preferiblemente|puede_ser|podria_ser|pode_ser|poderia_ser|tal_vez|talvez|quizas|mejor|melhor|de_preferencia_no|de_preferencia_na|por_ejemplo|por_exemplo|si_se_puede|se_possivel|ojala_que_el|que_sea el|la|na|no|a? WD", preferredIn},
	{day, "DAY de_preferencia|idealmente|ojala|preferentemente|preferiblemente|puede_ser|podria_ser|pode_ser|poderia_ser|tal_vez|talvez|quizas|mejor|melhor|de_preferencia_no|de_preferencia_na|por_ejemplo|por_exemplo|que_sea el|la|na|no|a? WD", preferredIn},
	{day, "DAY ,|- tipo|como? <the>|no|na WD", preferredIn},

	{day, "<the>? WD <in> DUR", func(m match) (value, bool) { // "el lunes en dos semanas"
		d := m.a[1].v
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: whole(Week, d.n).days}}, d.unit == Week && d.n > 0 && d.n < 10
	}},
	{day, "<ago> NUM WD", func(m match) (value, bool) { // "hace dos lunes"
		last := &Days{Kind: Weekday, N: m.n(1), Which: Last}
		return value{days: &Days{Kind: Shift, N: -7 * (m.n(0) - 1), Unit: Day, From: last}}, m.n(0) > 0 && m.n(0) < 10
	}},
	{day, "<the>? ORD WD del_ano|do_ano", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Of: m.n(1) + 1, Which: Next, In: whole(Year, 0).days}}, true
	}},
	{day, "<the>? ORD UNIT del_ano|do_ano", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Unit: m.a[1].v.unit, Which: Next, In: whole(Year, 0).days}}, m.a[1].v.unit >= Day && m.a[1].v.unit < Year && m.a[1].v.unit != WorkingDay
	}},
	{day, "resto|el_resto|o_resto|lo_que_queda de_la|da quincena|quinzena", func(match) (value, bool) { return value{days: &Days{Kind: Payday, N: 2}}, true }},

	{day, "pasado", func(m match) (value, bool) { // "mañana o pasado"
		joined := m.s.at(m.from-1) == "ou" || m.s.at(m.from-1) == "o" || m.s.at(m.from-1) == "y"
		return whole(Day, 2), joined && m.s.at(m.from-2) == "manana" && m.s.dayEnds(m.to) && !m.s.is(m.to, "el")
	}},
	{dt, "DAY ,? a_mas_tardar|no_maximo|como_maximo|maximo|a_lo_mas|como_mucho|no_mas_tarde|o_mais_tardar|no_mais_tardar", openDays(Until)},
	{tod, "CLK ,? a_mas_tardar|no_maximo|como_maximo|maximo|a_lo_mas|como_mucho", func(m match) (value, bool) {
		return opened(m.c(0), Before), m.c(0).Open == Closed && !m.a[0].v.bare
	}},
	{dt, "<from>? DAY <onward> ,|<join>? PART", func(m match) (value, bool) { // "del jueves en adelante en la mañana"
		d := m.days(0)
		to := &Days{Kind: Shift, N: anyDays - 1, Unit: Day, From: d}
		return together(&Days{Kind: Stretch, From: d, To: to}, m.c(1))
	}},

	// what lasts
	{day, "en_el_transcurso|en_transcurso|durante_el_transcurso|en_el_curso|no_decorrer|ao_longo|a_lo_largo|no_transcorrer <of> UNIT", func(m match) (value, bool) {
		u := m.a[0].v.unit
		if u == Day {
			return value{days: &Days{Kind: Rest, In: whole(Day, 0).days}}, true
		}
		return whole(u, 0), u == Week || u == Month
	}},
	{day, "en_el_transcurso|durante_el_transcurso|en_el_curso|no_decorrer|ao_longo|a_lo_largo <of> DAY", func(m match) (value, bool) { return m.a[0].v, true }},
	{dt, "ahora|ahorita|agora|ahora_mas|agorinha|hoy ,|mas|mesmo|mismo? a|en|na|no|por? TOD", func(m match) (value, bool) { // "ahora en la tarde" is today
		c := m.c(0)
		return value{c: withDay(c, whole(Day, 0).days)}, c.Days == nil && !c.Moved && c.Prefer == NoPrefer && m.from+1 < m.to
	}},
	{day, "<the>? <next> quincena|quinzena", func(match) (value, bool) { return value{days: &Days{Kind: Payday, N: 1}}, true }},
	{day, "la_quincena_que_viene|quinzena_que_vem|la_otra_quincena", func(match) (value, bool) {
		return value{days: &Days{Kind: Payday, N: 1}}, true
	}},
	{day, "esta_quincena|esta_quinzena|nesta_quinzena|en_esta_quincena|fin_de_quincena|a_fin_de_quincena|antes_de_la_quincena", func(m match) (value, bool) {
		return value{days: &Days{Kind: Payday, N: 2}}, !m.starts("antes")
	}},
	{day, "dia|el_dia|los_dias|dias|en_dia|no_dia de_quincena|de_pago|de_pagamento|do_pagamento|del_pago", func(match) (value, bool) { return value{days: &Days{Kind: Payday}}, true }},
}

// plural tells whether the weekday at i is said of many: "sábados", "quintas".
func (s *scan) plural(i int) bool {
	switch s.norm[i] {
	case "sabados", "domingos", "segundas", "tercas", "quartas", "quintas", "sextas":
		return true
	}
	return false
}

func withDay(c Constraint, d *Days) Constraint {
	c.Days = d
	return c
}

func listOf(all ...*Days) value {
	out := all[len(all)-1]
	for i := len(all) - 2; i >= 0; i-- {
		out = &Days{Kind: List, From: all[i], To: out}
	}
	return value{days: out}
}

// domList is "el 15 o 16", "dia 15 ou 20".
func domList(m match) (value, bool) {
	for _, e := range m.a {
		if !m.s.digits(e.from) && m.s.norm[e.from] != "primero" || things[m.s.at(e.to)] {
			return value{}, false
		}
	}
	return listOf(date(m.n(0), 0, 0).days, date(m.n(1), 0, 0).days), !m.s.counts(m.a[1]) && m.s.dayEnds(m.to) && m.n(0) != m.n(1)
}

// openDom is "después del 15", "antes del veinte".
func openDom(o Open) func(match) (value, bool) {
	return func(m match) (value, bool) {
		e := m.a[0]
		ok := m.s.dayBefore(e.from) && !m.s.counts(e) && m.s.dayEnds(m.to)
		return value{c: Constraint{Days: date(e.v.n, 0, 0).days, Open: o}}, ok
	}
}

// thatWeek tells whether days are one week.
func thatWeek(d *Days) bool {
	return d.Kind == Cycle && d.Unit == Week || d.Kind == Nth && d.Unit == Week || d.Kind == WeekOf
}

// weekFrom is what is left of a week from a weekday on, or after it: "la próxima semana a partir del martes".
func weekFrom(after int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		in, n := m.days(0), (m.n(1)+after)%7
		from := &Days{Kind: Weekday, N: n, In: in}
		return value{days: &Days{Kind: Stretch, From: from, To: &Days{Kind: Weekday, N: 0, In: in}}}, thatWeek(in) && (after == 0 || m.n(1) != 0)
	}
}

// weekUntil is a week up to a weekday, or before it.
func weekUntil(before int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		in := m.days(0)
		to := &Days{Kind: Weekday, N: (m.n(1) + before + 7) % 7, In: in}
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Weekday, N: 1, In: in}, To: to}}, thatWeek(in) && (before == 0 || m.n(1) != 1)
	}
}

// inWeek is a production of a week and a weekday whose week is said last: "a partir del martes de la próxima semana".
func inWeek(build func(match) (value, bool)) func(match) (value, bool) {
	return func(m match) (value, bool) { return build(match{m.s, m.from, m.to, []*edge{m.a[1], m.a[0]}}) }
}

// weekSpan is "la próxima semana entre martes y jueves".
func weekSpan(m match) (value, bool) {
	in := m.days(0)
	from, to := &Days{Kind: Weekday, N: m.n(1), In: in}, &Days{Kind: Weekday, N: m.n(2), In: in}
	return value{days: &Days{Kind: Stretch, From: from, To: to}}, thatWeek(in) && (m.n(1)+6)%7 < (m.n(2)+6)%7
}

// preferredIn is a week and the day of it that suits best: "la próxima semana, de preferencia el martes".
func preferredIn(m match) (value, bool) {
	return value{days: &Days{Kind: Weekday, N: m.n(1), In: m.days(0)}}, thatWeek(m.days(0))
}
