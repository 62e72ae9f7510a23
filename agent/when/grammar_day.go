package when

// dayTable reads days.
var dayTable = []production{
	// named from today
	{day, "hoy|hoje|hj|hoy_dia|hoy_mismo|hoje_mesmo|el_dia_de_hoy|o_dia_de_hoje|hoy_en_el_dia", today(0)},
	{day, "manana|amanha|manana_mismo|amanha_mesmo|el_dia_de_manana|o_dia_de_amanha", func(m match) (value, bool) {
		return whole(Day, 1), !m.s.morning(m.from)
	}},
	{day, "pasado_manana|pasado_de_manana|depois_de_amanha|pasadomanana|o_dia_depois_de_amanha|despues_de_manana|el_dia_despues_de_manana|pasao_manana", today(2)},
	{day, "ayer|ontem|el_dia_de_ayer|el_dia_anterior|o_dia_anterior|la_vispera|dia_anterior", today(-1)},
	{day, "anteayer|antier|antes_de_ayer|anteontem|antes_de_ontem|antesdeayer|ante_ayer", today(-2)},
	{day, "el_dia_siguiente|al_dia_siguiente|no_dia_seguinte|o_dia_seguinte|dia_siguiente|dia_seguinte|proximo_dia|el_dia_despues|el_siguiente_dia|al_otro_dia|no_outro_dia|el_proximo_dia", today(1)},
	{day, "de_hoy_en_ocho|hoy_en_ocho|de_hoy_a_ocho|de_hoje_a_oito|de_hoy_en_ocho_dias|de_hoje_a_oito_dias|en_ocho_dias|de_hoy_en_8|hoy_en_8", today(7)},
	{day, "de_hoy_en_quince|hoy_en_quince|de_hoje_a_quinze|de_hoy_en_15", today(14)},
	{day, "de_manana_en_ocho|manana_en_ocho|de_amanha_a_oito", today(8)},
	{day, "WD en|a ocho|oito|8", func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: &Days{Kind: Cycle, Unit: Week, N: 1}}}, true
	}},
	{day, "este_mismo_dia|el_mismo_dia_de_hoy|neste_mesmo_dia", today(0)},

	// weekdays
	{day, "<the>? WD", weekdayOf(Bare)},
	{day, "<on>? <this> WD", weekdayOf(This)},
	{day, "WD agora|este", func(m match) (value, bool) {
		v, _ := weekdayOf(This)(m)
		return v, m.has("agora") || m.s.endsClause(m.to)
	}},
	{day, "<the>? <next> WD", weekdayOf(Next)},
	{day, "<the>? WD <come>", weekdayOf(Next)},
	{day, "<the>? <past> WD", weekdayOf(Last)},
	{day, "<the>? WD <last>", weekdayOf(Last)},
	{day, "<the>? WD ultimo|ultima", weekdayOf(Last)},
	{day, "<this>? mismo|mesmo WD", weekdayOf(This)},
	{day, "<the>? WD <of>|en? <the>? DAY", weekdayIn},
	{day, "<the>? WD <this> UNIT", func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: &Days{Kind: Cycle, Unit: Week}}}, m.a[1].v.unit == Week
	}},
	{day, "DAY ,? el|la|na|no|para_el|en|el_dia|dia? WD", func(m match) (value, bool) { // "la próxima semana el martes", "12 de setembro de 2014, sexta"
		d := m.days(0)
		if d.Kind == Cycle && d.Unit == Week {
			return value{days: &Days{Kind: Weekday, N: m.n(1), In: d}}, true
		}
		return withWeekday(d, m.n(1))
	}},

	// dates
	{dom, "<the>? primero|primeiro|primer|primo", number(1)},
	{day, "dia|el_dia|o_dia|no_dia|al_dia|del_dia|do_dia|<this>_dia|para_el_dia|pro_dia|este_dia|essa_dia|esse_dia DOM", func(m match) (value, bool) {
		return date(m.n(0), 0, 0), !things[m.s.at(m.to)]
	}},
	{day, "el|o|al|del|pal|para_el|pro|ao DOM", bareDay},
	{day, "<the>? dia? DOM <of>? <month>? MON", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), 0) }},
	{day, "<the>? dia? DOM <of>? <month>? MON ,|<of>? YEAR", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), m.n(2)) }},
	{day, "<the>? dia? DOM <of>? <month>? MON <of>? <year> YEAR", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), m.n(2)) }},
	{day, "DOM <of>? MON <of>? NUM", func(m match) (value, bool) { return shortYear(m, m.n(0), m.n(1), m.a[2]) }},
	{day, "MON DOM", func(m match) (value, bool) { return monthDay(m, m.n(1), m.n(0), 0) }},
	{day, "MON DOM ,|<of>? YEAR", func(m match) (value, bool) { return monthDay(m, m.n(1), m.n(0), m.n(2)) }},
	{day, "<the>? dia? DOM <of>? DAY", dayInMonth},
	{day, "<the>? ORD dia|dias <of> DAY", func(m match) (value, bool) {
		if m.has("dias") && (m.n(0) == 1 || m.n(0) == -1) { // "los primeros días de diciembre"
			kind := Start
			if m.n(0) < 0 {
				kind = Finish
			}
			return value{days: &Days{Kind: kind, In: m.days(1)}}, longer(m.days(1))
		}
		return value{days: &Days{Kind: Nth, N: m.n(0), Unit: Day, In: m.days(1)}}, longer(m.days(1))
	}},
	{day, "<the>? ORD <of> MON", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), 0) }},
	{day, "<the>? ORD <of> MON <of>? YEAR", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), m.n(2)) }},
	{day, "NUM + / + NUM", func(m match) (value, bool) { return slashed(m, 0) }},
	{day, "NUM / NUM", func(m match) (value, bool) { v, ok := slashed(m, 0); return v, ok && m.s.atDate(m.from) }},
	{day, "NUM + - + NUM", func(m match) (value, bool) {
		v, ok := slashed(m, 0)
		alone := (m.s.alone(m.from, m.to) || m.s.wished(m.from, m.to)) && m.n(0) > 12 // "9-11" may be hours
		return v, ok && (m.s.atDate(m.from) || alone || m.s.timeFollows(m.to))
	}},
	{day, "NUM + . + NUM", func(m match) (value, bool) { v, ok := slashed(m, 0); return v, ok && m.s.atDate(m.from) && m.n(0) > 12 }},
	{day, "NUM + /|-|. + NUM + /|-|.|, + NUM", func(m match) (value, bool) { return slashed(m, m.n(2)) }},
	{day, "NUM /|- NUM /|-|, NUM", func(m match) (value, bool) { v, ok := slashed(m, m.n(2)); return v, ok && m.n(2) > 31 }},
	{day, "NUM +? /|-|de|. +? MON", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), 0) }},
	{day, "NUM +? /|-|. +? MON +? /|-|. +? NUM", func(m match) (value, bool) { return shortYear(m, m.n(0), m.n(1), m.a[2]) }},
	{day, "YEAR +? /|-|. +? MON +? /|-|. +? NUM", func(m match) (value, bool) { return monthDay(m, m.n(2), m.n(1), m.n(0)) }},
	{day, "MON +? /|-|. +? YEAR +? /|-|. +? NUM", func(m match) (value, bool) { return monthDay(m, m.n(2), m.n(0), m.n(1)) }},
	{day, "MON +? /|- +? DOM", func(m match) (value, bool) { return monthDay(m, m.n(1), m.n(0), 0) }},
	{day, "WD ,? dia|<the>? DOM", func(m match) (value, bool) {
		sure := m.s.digits(m.a[1].from) || m.s.at(m.a[1].from-1) != ","
		return value{days: &Days{Kind: Date, N: m.n(1), Of: m.n(0) + 1}}, sure && !m.s.counts(m.a[1])
	}},
	{day, "<the>|<on>? <this>|<next> WD ,? dia|<the>? DAY", func(m match) (value, bool) { return withWeekday(m.days(1), m.n(0)) }},
	{day, "<the>? <next> DAY", func(m match) (value, bool) { return m.a[0].v, m.days(0).Kind == Date }},
	{day, "MON + /|- + NUM + /|- + YEAR", func(m match) (value, bool) { return monthDay(m, m.n(1), m.n(0), m.n(2)) }},
	{day, "<the>? WD ,? <the>|dia|no_dia|el_dia|o_dia? DAY", func(m match) (value, bool) { return withWeekday(m.days(1), m.n(0)) }},
	{day, "WD ( DAY )", func(m match) (value, bool) { return withWeekday(m.days(1), m.n(0)) }},
	{day, "WD con|, DAY", func(m match) (value, bool) { return withWeekday(m.days(1), m.n(0)) }},
	{day, "hoy|hoje ,|dia|el|es|e? DAY", todayNamed(0)}, // "hoy lunes 23"
	{day, "manana|amanha ,|dia|el|es|e? DAY", todayNamed(1)},
	{day, "pasado_manana|depois_de_amanha ,|dia|el|es|e? DAY", todayNamed(2)},
	{day, "ayer|ontem ,|dia|el? DAY", todayNamed(-1)},
	{day, "anteayer|antier|anteontem ,|dia|el? DAY", todayNamed(-2)},

	// weeks, months, years and pieces of them
	{day, "<the>? <this> UNIT", cycle(0)},
	{day, "<this> misma|mismo|mesma|mesmo UNIT", cycle(0)},
	{day, "<the>? semana que_empieza|que_comienza|que_inicia|que_va|que_comeca|que_parte <the>|del|do? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: WeekOf, In: m.days(0)}}, m.days(0).Kind == Date
	}},
	{day, "<the>? <next> UNIT", cycle(1)},
	{day, "<the>? otro|outro|otra|outra WD", weekdayOf(Other)},
	{day, "<the>? WD subsiguiente", weekdayOf(AfterNext)},
	{day, "<the>? otra|outra|otro|outro UNIT", func(m match) (value, bool) { v, ok := cycle(1)(m); return v, ok && m.a[0].v.unit == Week }},
	{day, "<the>? UNIT <come>", cycle(1)},
	{day, "<the>? <past> UNIT", cycle(-1)},
	{day, "<the>? UNIT <last>", cycle(-1)},
	{day, "<the>? UNIT despues_de_la_proxima|depois_da_proxima|despues_de_la_proxa|despues_de_la_prox|depois_da_proxa|despues_de_la_que_viene|depois_da_que_vem|despues_de_la_siguiente|subsiguiente|retrasada", func(m match) (value, bool) {
		if m.has("retrasada") {
			return cycle(-2)(m)
		}
		return cycle(2)(m)
	}},
	{day, "<the>? UNIT actual|en_curso|atual|corrente", cycle(0)},
	{day, "<the>? <weekend>", func(m match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend}}, true }},
	{day, "este_fin|este_finde|neste_finde|no_finde|el_finde|findesemana|weekend|el_weekend|este_weekend|el_fin", func(m match) (value, bool) {
		return value{days: &Days{Kind: Cycle, Unit: Weekend}}, !m.s.is(m.to, "de") && (!m.starts("el") || !m.has("fin"))
	}},
	{day, "<this> <weekend>", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend}}, true }},
	{day, "<the>? <next>|otro|outro <weekend>", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend, Which: Next}}, true }},
	{day, "<the>? <weekend> <come>", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend, Which: Next}}, true }},
	{day, "<the>? <weekend> despues_del_proximo|despues_del_que_viene|despues_del_siguiente|subsiguiente|depois_do_proximo|depois_do_que_vem", func(match) (value, bool) {
		return value{days: &Days{Kind: Cycle, Unit: Weekend, N: 2}}, true
	}},
	{day, "<the>? <past> <weekend>", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend, N: -1}}, true }},
	{day, "<the>? <weekend> <last>", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend, N: -1}}, true }},
	{day, "<the>? ORD <weekend> <of>? <month>? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Unit: Weekend, In: m.days(1)}}, longer(m.days(1))
	}},
	{day, "<the>? ORD UNIT <of>? <month>? DAY", nthIn},
	{day, "<the>? ORD WD del_mes|do_mes|de_mes", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Of: m.n(1) + 1, Which: Next, In: &Days{Kind: Cycle, Unit: Month}}}, true
	}},
	{day, "<the>? ORD UNIT del_mes|do_mes|de_mes", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Unit: m.a[1].v.unit, Which: Next, In: &Days{Kind: Cycle, Unit: Month}}}, m.a[1].v.unit >= Day && m.a[1].v.unit < Month
	}},
	{day, "<the>? ORD <weekend> del_mes|do_mes|de_mes", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Unit: Weekend, Which: Next, In: &Days{Kind: Cycle, Unit: Month}}}, true
	}},
	{day, "<the>? ORD WD <of>? <month>? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Of: m.n(1) + 1, In: m.days(2)}}, longer(m.days(2))
	}},
	{day, "<the>? UNIT NUM <of>? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(1), Unit: Week, In: m.days(2)}}, m.a[0].v.unit == Week && (m.days(2).Kind == YearOf || m.days(2).Kind == Cycle && m.days(2).Unit == Year)
	}},
	{day, "<the>? <month>? MON", func(m match) (value, bool) { return monthOf(m, m.n(0), 0) }},
	{day, "<the>? <month>? MON ,|<of>? YEAR", func(m match) (value, bool) { return monthOf(m, m.n(0), m.n(1)) }},
	{day, "<the>? <month>? MON <of>? <year> YEAR", func(m match) (value, bool) { return monthOf(m, m.n(0), m.n(1)) }},
	{day, "<the>? <month>? MON <of> NUM", func(m match) (value, bool) { return shortYearMonth(m, m.n(0), m.a[1]) }},
	{day, "<the>? <month>? MON <of>? DAY", func(m match) (value, bool) {
		d := m.days(1)
		return value{days: &Days{Kind: MonthOf, Month: m.n(0), In: d}}, d.Kind == Cycle && d.Unit == Year
	}},
	{day, "<this> MON", func(m match) (value, bool) { return monthOf(m, m.n(0), 0) }},
	{day, "<the>|no|na? <next> <month>? MON", func(m match) (value, bool) { return monthOf(m, m.n(0), 0) }},
	{day, "MON <come>", func(m match) (value, bool) { return monthOf(m, m.n(0), 0) }},
	{day, "<the>? <past> MON", lastMonth},
	{day, "MON <last>", lastMonth},
	{day, "NUM +? /|-|. +? YEAR", func(m match) (value, bool) {
		return value{days: &Days{Kind: MonthOf, Month: m.n(0), Year: m.n(1)}}, m.n(0) >= 1 && m.n(0) <= 12 && m.s.digits(m.from)
	}},
	{day, "YEAR + /|-|. + NUM", func(m match) (value, bool) {
		return value{days: &Days{Kind: MonthOf, Month: m.n(1), Year: m.n(0)}}, m.n(1) >= 1 && m.n(1) <= 12 && m.s.digits(m.from)
	}},
	{day, "<the>? semana <of> <the>|dia? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: WeekOf, In: m.days(0)}}, m.days(0).Kind == Date || m.days(0).Kind == Feast
	}},
	{day, "<the>? semana <of> DOM", func(m match) (value, bool) {
		return value{days: &Days{Kind: WeekOf, In: &Days{Kind: Date, N: m.n(0)}}}, m.s.digits(m.a[0].from) && m.s.dayEnds(m.to)
	}},
	{day, "<the>? ORD mitad|metade <of>? <month>? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: Half, N: m.n(0), In: m.days(1)}}, longer(m.days(1)) && m.n(0) <= 2 && m.n(0) >= 1
	}},
	{day, "<year> YEAR", func(m match) (value, bool) { return value{days: &Days{Kind: YearOf, Year: m.n(0)}}, true }},
	{day, "en|em|de|del|do|durante YEAR", func(m match) (value, bool) {
		return value{days: &Days{Kind: YearOf, Year: m.n(0)}}, m.s.endsClause(m.to)
	}},
	{day, "YEAR", func(m match) (value, bool) {
		return value{days: &Days{Kind: YearOf, Year: m.n(0)}, bare: true}, m.s.digits(m.from) && false
	}},
	{day, "<begin> <of>? <month>? DAY", piece(Start)},
	{day, "<mid> <of>? <month>? DAY", piece(Middle)},
	{day, "<end> <of>? <month>? DAY", piece(Finish)},
	{day, "<begin> <of> UNIT", unitPiece(Start)},
	{day, "<mid> <of> UNIT", unitPiece(Middle)},
	{day, "<end> <of> UNIT", unitPiece(Finish)},
	{day, "<end> <of> el|o|a mes|semana|ano", func(m match) (value, bool) {
		return value{days: &Days{Kind: Finish, Which: Next, In: &Days{Kind: Cycle, Unit: units[m.s.at(m.to-1)]}}}, true
	}},
	{day, "fin_de_mes|fim_de_mes|finde_mes|fim_do_mes|fin_del_mes|fines_de_mes", func(match) (value, bool) {
		return value{days: &Days{Kind: Finish, In: &Days{Kind: Cycle, Unit: Month}}}, true
	}},
	{day, "resto|el_resto|o_resto|lo_que_queda|lo_que_resta <of> DAY", piece(Rest)},
	{day, "resto|el_resto|o_resto|lo_que_queda|lo_que_resta|o_que_sobra <of> dia|dia_de_hoy|dia_de_hoje|hoy|hoje", func(match) (value, bool) {
		return value{days: &Days{Kind: Rest, In: &Days{Kind: Cycle, Unit: Day}}}, true
	}},
	{day, "DAY <of>? <year>? YEAR", func(m match) (value, bool) { // "semana santa 2027"
		d := *m.days(0)
		d.Year = m.n(1)
		return value{days: &d}, d.Kind == Feast
	}},
	{day, "resto|el_resto|o_resto|lo_que_queda|lo_que_resta <of> UNIT", unitPiece(Rest)},
	{day, "<of>? la_quincena|para_la_quincena|la_quincena|na_quinzena|em_quinzena|cobre_la_quincena", func(m match) (value, bool) {
		return value{days: &Days{Kind: Payday}}, !m.s.is(m.to, "de") && (m.from == 0 || m.s.at(m.from) != "de" || passed[m.s.at(m.from-1)] || m.s.at(m.from-1) == "dia")
	}},
	{day, "entre_semana|dia_de_semana|dias_de_semana|dia_habil|dias_habiles|dia_util|dias_uteis|durante_a_semana|en_semana|dia_laboral|dias_laborales|dia_laborable|durante_la_semana", func(m match) (value, bool) {
		return value{days: &Days{Kind: Workday}}, !m.s.digits(m.to) // "en semana 31"
	}},

	// so many units from here
	{day, "<the>? WD festivo|feriado|de_puente|no_laborable", weekdayOf(Bare)},
	{day, "al_rato|al_ratito|mas_al_rato|mas_rato|en_un_rato|en_un_ratito|daqui_a_pouco|daqui_a_pouquinho|mas_tarde|mais_tarde|mas_tardecito", func(m match) (value, bool) {
		return value{days: &Days{Kind: Rest, In: whole(Day, 0).days}}, m.s.alone(m.from, m.to) || m.s.wished(m.from, m.to)
	}},
	{day, "<the>? NUM de|del|do MON", func(m match) (value, bool) {
		return date(m.n(0), m.n(1), 0), m.n(0) > 31 && m.n(0) < 100 && m.s.digits(m.a[0].from)
	}},
	{dur, "NUM dias_habiles|dias_uteis|dias_laborales|dias_laborables|dia_habil|dia_util", func(m match) (value, bool) { return value{n: m.n(0), unit: WorkingDay}, true }},
	{dur, "NUM UNIT", func(m match) (value, bool) { return duration(m.n(0), 0, m.a[1].v.unit) }},
	{dur, "un|una|um|uma UNIT", func(m match) (value, bool) { return duration(1, 0, m.a[0].v.unit) }},
	{dur, "un_par_de|um_par_de UNIT", func(m match) (value, bool) { return duration(2, 0, m.a[0].v.unit) }},
	{dur, "unos|unas|algunos|algunas|uns|umas|alguns|algumas UNIT", func(m match) (value, bool) { return duration(3, 0, m.a[0].v.unit) }},
	{dur, "DUR y|e|, DUR", func(m match) (value, bool) { // "1 hora y 20 minutos", "dos semanas y tres días"
		a, b := m.a[0].v, m.a[1].v
		switch {
		case a.unit == Minute && b.unit == Minute && a.n > b.n:
			return value{n: a.n + b.n, unit: Minute}, true
		case a.unit == Week && b.unit == Day:
			return value{n: 7*a.n + b.n, unit: Day}, true
		}
		return value{}, false
	}},
	{dur, "media_hora|meia_hora", func(match) (value, bool) { return duration(30, 0, Minute) }},
	{dur, "un_cuarto_de_hora|cuarto_de_hora|um_quarto_de_hora|1_/_4_de_hora", func(match) (value, bool) { return duration(15, 0, Minute) }},
	{dur, "tres_cuartos_de_hora|3_/_4_de_hora", func(match) (value, bool) { return duration(45, 0, Minute) }},
	{dur, "NUM UNIT y|e media|medio|meia|meio", func(m match) (value, bool) { return duration(m.n(0), 1, m.a[1].v.unit) }},
	{dur, "una|un|uma|um UNIT y|e media|medio|meia|meio", func(m match) (value, bool) { return duration(1, 1, m.a[0].v.unit) }},
	{dur, "NUM y|e media|medio|meia|meio UNIT", func(m match) (value, bool) { return duration(m.n(0), 1, m.a[1].v.unit) }},
	{dt, "<in> DUR", shifted(1)},
	{dt, "<ago> DUR", shifted(-1)},
	{dt, "DUR <back>", func(m match) (value, bool) {
		v, ok := shifted(-1)(m)
		return v, ok && !m.s.is(m.to, "de", "del", "da", "do")
	}},
	{dt, "DUR <then>", func(m match) (value, bool) {
		v, ok := shifted(1)(m)
		if m.has("tarde") && m.a[0].v.n <= 12*60 {
			return value{}, false // "una hora más tarde" is later than what was offered, not than now
		}
		return v, ok && !m.s.is(m.to, "de") && !m.s.is(m.to, "del")
	}},
	{dt, "DUR en_el_futuro|no_futuro|a_partir_de_ahora|desde_ahora|a_partir_de_agora|desde_hoy|a_partir_de_hoy|de_hoy", shifted(1)},
	{ord, "decimo|decima ORD", func(m match) (value, bool) { return value{n: 10 + m.n(0)}, m.n(0) > 0 && m.n(0) < 10 }},
	{ord, "vigesimo|vigesima ORD", func(m match) (value, bool) { return value{n: 20 + m.n(0)}, m.n(0) > 0 && m.n(0) < 10 }},
	{ord, "trigesimo|trigesima ORD", func(m match) (value, bool) { return value{n: 30 + m.n(0)}, m.n(0) == 1 }},
	{ord, "vigesimo|vigesima", number(20)},
	{ord, "trigesimo|trigesima", number(30)},
	{day, "el|dia|o|no_dia|do_dia|del_dia DOM del|do|/ DOM", numericMonth},
	{day, "DOM de|del|do|/ DOM <of> YEAR", func(m match) (value, bool) {
		v, ok := monthDay(m, m.n(0), m.n(1), m.n(2))
		return v, ok && m.s.digits(m.a[0].from) && m.s.digits(m.a[1].from)
	}},
	{day, "mas_tarde|mais_tarde|mas_tardecito <on>? DAY", piece(Rest)},
	{day, "hoy|hoje mas_tarde|mais_tarde|mas_tardecito|mas_rato|mais_tardinha", func(match) (value, bool) {
		return value{days: &Days{Kind: Rest, In: &Days{Kind: Cycle, Unit: Day}}}, true
	}},
	{day, "mas_tarde|mais_tarde hoy|hoje", func(match) (value, bool) {
		return value{days: &Days{Kind: Rest, In: &Days{Kind: Cycle, Unit: Day}}}, true
	}},
	{day, "DUR a_partir_de_ahora|desde_ahora|a_partir_de_agora|desde_hoy|a_partir_de_hoy|desde_hoje|a_partir_de_hoje", days(1)},
	{day, "<in> DUR", days(1)},
	{day, "<ago> DUR", days(-1)},
	{day, "DUR <back>", days(-1)},
	{day, "DUR despues_de|depois_de|despues_del|a_partir_de|desde|posteriores_a|posteriores_de|depois_do DAY", func(m match) (value, bool) { return daysFromDay(m, 1) }},
	{day, "DUR antes_de|antes_del|antes_do|previos_a DAY", func(m match) (value, bool) { return daysFromDay(m, -1) }},
	{dt, "<the>|nos|nas|en_los|en_las|no|na|durante_los|durante_las|dentro_de_los|dentro_de_las? <next> NUM UNIT", counting(1)},
	{dt, "<the>|nos|nas|en_los|en_las|no|na|durante_los|durante_las? NUM <next> UNIT", counting(1)},
	{dt, "<the>|nos|nas|en_los|en_las? NUM UNIT <come>", counting(1)},
	{dt, "<the>|nos|nas|en_los|en_las|durante_los? <past> NUM UNIT", counting(-1)},
	{dt, "<the>|nos|nas|en_los|en_las|durante_los? NUM <past> UNIT", counting(-1)},
	{dt, "<the>|nos|nas|en_los|en_las? NUM UNIT <last>", counting(-1)},
	{dt, "el|la|o|en_el|en_la|no|na ultimo|ultima|pasada|passada UNIT", func(m match) (value, bool) { return minutesCounted(m.a[0].v.unit, -1) }},
	{day, "DUR despues|depois", func(m match) (value, bool) {
		v, ok := days(1)(m)
		return v, ok && (m.s.alone(m.from, m.to) || m.s.wished(m.from, m.to))
	}},
	{dt, "la_proxima_hora|proxima_hora|na_proxima_hora|en_la_proxima_hora|proxa_hora|la_proxa_hora|na_proxa_hora|en_la_proxa_hora|prox_hora|la_prox_hora", func(match) (value, bool) { return minutesCounted(Hour, 1) }},
	{dt, "ultima_hora_passada|la_hora_anterior", func(match) (value, bool) {
		return value{c: Constraint{Ahead: -hour, Moved: true}}, true
	}},
}

func number(n int) func(match) (value, bool) {
	return func(m match) (value, bool) { return value{n: n}, !things[m.s.at(m.to)] && !counted[m.s.at(m.to)] }
}

func whole(u Unit, n int) value { return value{days: &Days{Kind: Cycle, Unit: u, N: n}} }

func today(n int) func(match) (value, bool) {
	return func(match) (value, bool) { return whole(Day, n), true }
}

func date(n, month, year int) value {
	return value{days: &Days{Kind: Date, N: n, Month: month, Year: year}}
}

// todayNamed is a day named twice: "mañana jueves", "hoy lunes 23".
func todayNamed(n int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		d := m.days(0)
		v := whole(Day, n)
		v.days.To = d // must be the same day
		return v, (d.Kind == Weekday && d.In == nil || d.Kind == Date) && !m.s.morning(m.from)
	}
}

// morning tells whether the "mañana" at i is the part of day: "la mañana", "media mañana", "jueves mañana".
func (s *scan) morning(i int) bool {
	if s.norm[i] != "manana" {
		return false
	}
	switch s.at(i - 1) {
	case "la", "una", "las", "plena", "esta", "cualquier", "alguna", "otra":
		return true
	case "media":
		return s.at(i-2) != "y"
	}
	return s.afterDay(i) && s.at(i+1) != "jueves" || s.at(i-1) == "de" && s.afterDay(i-1)
}

func weekdayOf(w Which) func(match) (value, bool) {
	return func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), Which: w}}, true
	}
}

// weekdayIn is "el jueves de la próxima semana", "el domingo de la semana pasada".
func weekdayIn(m match) (value, bool) {
	in := m.days(1)
	if in.Kind != Cycle || in.Unit != Week {
		return value{}, false
	}
	return value{days: &Days{Kind: Weekday, N: m.n(0), In: in}}, true
}

// withWeekday puts a weekday beside a date.
func withWeekday(d *Days, weekday int) (value, bool) {
	if d.Kind != Date || d.Of != 0 {
		return value{}, false
	}
	both := *d
	both.Of = weekday + 1
	return value{days: &both}, true
}

// bareDay is "el 15": not "el 15 por ciento", nor "el 2 a las 5 personas".
func bareDay(m match) (value, bool) {
	e := m.a[0]
	if m.s.counts(e) || m.s.glued(e.to) && m.s.kind(e.to) != 2 {
		return value{}, false
	}
	if !m.s.digits(e.from) && !m.s.dayEnds(e.to) {
		return value{}, false
	}
	switch m.s.norm[e.from] {
	case "un", "uno", "um", "una", "uma":
		return value{}, false
	}
	return date(e.v.n, 0, 0), m.s.dayEnds(e.to) || m.s.digits(e.from) && !things[m.s.at(e.to)]
}

// dayEnds tells whether what stands at i may follow a day that is only a number.
func (s *scan) dayEnds(i int) bool {
	if s.endsClause(i) {
		return true
	}
	switch s.at(i) {
	case "a", "as", "en", "em", "por", "al", "ao", "desde", "entre", "hasta", "ate", "despues", "depois", "antes", "temprano", "cedo", "a.m", "tipo", "estaria", "puedo", "puede", "pueden",
		"podria", "esta", "posso", "pode", "pra", "para", "con", "com", "mediodia", "que", "me", "-":
		return true
	}
	return false
}

// counts tells whether a number is an hour, an amount or goes on, rather than a day.
func (s *scan) counts(e *edge) bool {
	next := s.at(e.to)
	if things[next] || measured[next] {
		return true
	}
	switch next {
	case ":", "h", "hs", "horas", "am", "pm", "º", "ª", "media", "cuarto":
		return true
	case ".", "/", "-":
		return s.glued(e.to) && s.digits(e.to+1)
	case "y", "e":
		return s.is(e.to+1, "media") || s.is(e.to+1, "meia") || s.is(e.to+1, "cuarto")
	case "de", "da", "en":
		j := e.to + 1
		if s.at(j) == "la" {
			j++
		}
		switch s.at(j) {
		case "tarde", "noche", "noite", "manha", "madrugada":
			return e.v.n <= 12
		case "manana":
			return e.v.n <= 12 && s.at(j-1) == "la"
		}
	}
	return false
}

// monthDay is a day of a month; "set", "out", "mar" and "may" are months only beside a number.
func monthDay(m match, d, month, y int) (value, bool) {
	if d < 1 || d > 31 || month < 1 || month > 12 || m.s.counted(m.from) {
		return value{}, false
	}
	return date(d, month, y), true
}

// counted tells whether the number at i belongs to what stands before it.
func (s *scan) counted(i int) bool {
	return s.glued(i) && (s.digits(i-1) || s.at(i-1) == "$" || s.at(i-1) == "#")
}

// numericMonth is "el 17 del 11".
func numericMonth(m match) (value, bool) {
	v, ok := monthDay(m, m.n(0), m.n(1), 0)
	if ok {
		v.days.Numeric = true
	}
	return v, ok && m.s.digits(m.a[0].from) && m.s.digits(m.a[1].from) && m.s.dayEnds(m.to)
}

func shortYear(m match, d, month int, y *edge) (value, bool) {
	n := y.v.n
	if !m.s.digits(y.from) || n > 99 && n < 1900 || n > 2100 {
		return value{}, false
	}
	return monthDay(m, d, month, century(n))
}

func century(n int) int {
	switch {
	case n >= 100:
		return n
	case n < 70:
		return 2000 + n
	default:
		return 1900 + n
	}
}

// dayInMonth is "el 10 del mes que viene", "10 de este mes".
func dayInMonth(m match) (value, bool) {
	in := m.days(1)
	named := in.Kind == MonthOf && in.In != nil // "el 28 de febrero del próximo año"
	if in.Kind != Cycle || in.Unit != Month {
		return value{days: &Days{Kind: Nth, N: m.n(0), Unit: Day, In: in}}, named
	}
	return value{days: &Days{Kind: Nth, N: m.n(0), Unit: Day, In: in}}, true
}

// atDate tells whether the word before i points at a date.
func (s *scan) atDate(i int) bool {
	switch s.at(i - 1) {
	case "el", "dia", "para", "no", "em", "o", "del", "al", "desde", "fecha", "data", "do":
		return true
	}
	return false
}

// slashed is 15/12, 15-12-2026, 2026-12-15; and 12/15, which only can be the fifteenth.
func slashed(m match, y int) (value, bool) {
	a, b := m.n(0), m.n(1)
	if !m.s.digits(m.a[0].from) || !m.s.digits(m.a[1].from) || m.s.counted(m.from) || m.s.at(m.from-1) == "#" {
		return value{}, false
	}
	if len(m.a) > 2 && !m.s.digits(m.a[2].from) {
		return value{}, false
	}
	switch {
	case a > 1900 && len(m.a) > 2: // year first
		return monthDay(m, y, b, a)
	case len(m.a) > 2 && y < 100 && len(m.s.norm[m.a[2].from]) != 2:
		return value{}, false
	case len(m.a) > 2:
		y = century(y)
		if y < 1900 || y > 2100 {
			return value{}, false
		}
	}
	if b > 12 && a <= 12 {
		a, b = b, a
	}
	v, ok := monthDay(m, a, b, y)
	if ok {
		v.days.Numeric = true
	}
	return v, ok
}

// longer tells whether days are a stretch in which days or weeks are counted.
func longer(d *Days) bool {
	return d.Kind == MonthOf || d.Kind == YearOf || d.Kind == Cycle && d.Unit >= Week && d.Unit != Weekend
}

func cycle(n int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		u := m.a[0].v.unit
		if u == Minute || u == Hour || u == Day && n == 0 || u == Day && m.s.norm[m.a[0].from] != "dia" {
			return value{}, false
		}
		if u == Day && m.s.at(m.a[0].to) == "de" || m.s.is(m.to-1, "anterior") && m.s.is(m.to, "a") {
			return value{}, false // "el último día de mayo", "el año anterior a la obra"
		}
		return whole(u, n), true
	}
}

func nthIn(m match) (value, bool) {
	u, in := m.a[1].v.unit, m.days(2)
	if u < Day || !longer(in) {
		return value{}, false
	}
	return value{days: &Days{Kind: Nth, N: m.n(0), Unit: u, In: in}}, true
}

// monthOf is a month; the short names that are words of their own are not read alone.
func monthOf(m match, month, y int) (value, bool) {
	switch m.s.norm[m.a[0].from] {
	case "set", "out", "mar", "may", "mai", "sep", "ene", "dez", "abr", "ago", "jan", "feb", "fev", "jun", "jul", "oct", "nov", "dic", "sept":
		if y == 0 && !m.s.alone(m.from, m.to) && m.s.at(m.a[0].from-1) != "en" && m.s.at(m.a[0].from-1) != "em" && m.s.at(m.a[0].from-1) != "de" {
			return value{}, false
		}
	}
	return value{days: &Days{Kind: MonthOf, Month: month, Year: y}}, true
}

func shortYearMonth(m match, month int, y *edge) (value, bool) {
	if !m.s.digits(y.from) || len(m.s.norm[y.from]) != 2 || y.v.n <= 31 && y.v.n > 12 || y.v.n < 13 {
		return value{}, false
	}
	return value{days: &Days{Kind: MonthOf, Month: month, Year: century(y.v.n)}}, true
}

func lastMonth(m match) (value, bool) {
	return value{days: &Days{Kind: MonthOf, Month: m.n(0), Which: Last}}, true
}

func piece(k DaysKind) func(match) (value, bool) {
	return func(m match) (value, bool) {
		d := m.days(0)
		weekend := k == Finish && m.s.is(m.from, "fim", "de", "semana") || m.s.is(m.from+1, "fim", "de", "semana") || m.s.is(m.from+1, "fin", "de", "semana") ||
			m.s.is(m.from, "fin", "de", "semana") || m.s.is(m.from+1, "final", "de", "semana") || m.s.is(m.from, "final", "de", "semana")
		return value{days: &Days{Kind: k, In: d}}, longer(d) && !weekend
	}
}

func unitPiece(k DaysKind) func(match) (value, bool) {
	return func(m match) (value, bool) {
		u := m.a[0].v.unit
		named := m.has("final", "finales", "fines", "finais") || m.s.at(m.to-2) == "da" || m.s.at(m.to-2) == "la"
		if u != Week && u != Month && u != Year && u != Quarter && u != HalfYear || u == Week && k == Finish && !named || u == Week && k == Finish && m.s.at(m.to-2) == "de" && !m.has("finales", "fines", "finais") {
			return value{}, false
		}
		return value{days: &Days{Kind: k, Which: Next, In: &Days{Kind: Cycle, Unit: u}}}, true
	}
}
