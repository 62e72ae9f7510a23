package when

import "time"

const hour = time.Hour

// wishTable joins days and times of day to wishes.
var wishTable = []production{
	{day, "<from> DAY <till> DAY", daySpan},
	{day, "<from> DAY , <till> DAY", daySpan},
	{day, "<amid> DAY <and> DAY", daySpan},
	{day, "DAY <till> DAY", func(m match) (value, bool) {
		v, ok := daySpan(m)
		a, b := m.days(0), m.days(1)
		named := m.s.at(m.a[0].to) != "al" && (a.Kind == Cycle || b.Kind == Cycle)
		return v, ok && (a.Kind == b.Kind || named) && !m.s.at2(m.a[0].to, "a", "la")
	}},
	{day, "<from>|<amid>? DOM <till>|y|e|y_el|e_o DAY", domSpan},
	{day, "<amid> <the>? DOM y|e|y_el|e_o|y_el_dia <the>? DAY", domSpan},
	{day, "<from> <the>? DOM <till> <the>? DAY", domSpan},
	{day, "<from>|<amid> DOM <till>|y|e|y_el|e_o|al_dia|ao_dia DOM", func(m match) (value, bool) {
		ok := m.starts("del") || m.starts("do") || m.starts("desde", "el") || m.starts("entre", "el") || m.starts("a", "partir") || m.starts("entre", "o") || m.starts("dos")
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Date, N: m.n(0)}, To: &Days{Kind: Date, N: m.n(1)}}}, ok && !m.s.counts(m.a[1])
	}},
	{day, "MON DOM <till> DOM", func(m match) (value, bool) {
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Date, N: m.n(1), Month: m.n(0)}, To: &Days{Kind: Date, N: m.n(2), Month: m.n(0)}}}, true
	}},
	{day, "MON ,? <from> DOM <till> DOM", func(m match) (value, bool) {
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Date, N: m.n(1), Month: m.n(0)}, To: &Days{Kind: Date, N: m.n(2), Month: m.n(0)}}}, true
	}},
	{day, "<from>|<amid> YEAR <till>|y|e|<and>|~ YEAR", func(m match) (value, bool) { return yearSpan(m.n(0), m.n(1)) }},
	{day, "<from>|<amid>? <year> YEAR <till>|y|e|<and>|~ <year>? YEAR", func(m match) (value, bool) { return yearSpan(m.n(0), m.n(1)) }},
	{day, "<from>|<amid>? MON <till>|y|e|<and> MON <of>? YEAR", func(m match) (value, bool) {
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: MonthOf, Month: m.n(0), Year: m.n(2)}, To: &Days{Kind: MonthOf, Month: m.n(1), Year: m.n(2)}}}, m.n(0) < m.n(1)
	}},
	{day, "DAY <of>? <from> WD <till>|y WD", func(m match) (value, bool) { // "la próxima semana de martes a jueves"
		in := m.days(0)
		ok := in.Kind == Cycle && in.Unit == Week
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Weekday, N: m.n(1), In: in}, To: &Days{Kind: Weekday, N: m.n(2), In: in}}}, ok
	}},

	{dt, "DAY", func(m match) (value, bool) { return value{c: Constraint{Days: m.days(0)}}, true }},
	{dt, "TOD", func(m match) (value, bool) { return m.a[0].v, true }},
	{dt, "<afterday> DAY", openDays(After)},
	{dt, "<fromday> DAY", func(m match) (value, bool) {
		return value{c: Constraint{Days: m.days(0), Open: After, Through: atStart}}, true
	}},
	{dt, "<from>? DAY <onward>", func(m match) (value, bool) {
		return value{c: Constraint{Days: m.days(0), Open: After, Through: atStart}}, true
	}},
	{dt, "<beforeday> DAY", openDays(Before)},
	{dt, "<untilday> DAY", openDays(Until)},
	{dt, "<untilday> DAY <join>? PART", func(m match) (value, bool) { // "até amanhã de manhã"
		v, ok := together(m.days(0), m.c(1))
		v.c.Open = Until
		return v, ok
	}},
	{dt, "vuelvo|regreso|llego|volto|chego|retorno|vuelvo_recien|llego_recien|estoy_de_vuelta|volvemos|regresamos|llegamos|voltamos|chegamos|so_volto|so_chego|volto_so|chego_so <join>? DAY", func(m match) (value, bool) {
		return value{c: Constraint{Days: m.days(0), Open: After, Through: atStart}}, m.days(0).Kind != Stretch // who is back may be visited from then on
	}},

	{dt, "<afterday> YEAR", openYear(After)},
	{dt, "<fromday> YEAR", openYear(After)},
	{dt, "<beforeday> YEAR", openYear(Before)},
	{dt, "<untilday> YEAR", openYear(Until)},
	{dt, "<fromday> DAY <join>? TOD", func(m match) (value, bool) {
		c := m.c(1)
		if c.Part == Noon {
			c = atMinute(12*60, true)
		}
		if c.Open != Closed || c.To.Set || !c.From.Set {
			return value{}, false
		}
		c.Open = After
		return together(m.days(0), c)
	}},

	{day, "<the>? ORD WD <of> <month>? DAY", func(m match) (value, bool) {
		return value{days: &Days{Kind: Nth, N: m.n(0), Of: m.n(1) + 1, In: m.days(2)}}, longer(m.days(2))
	}},
	{dt, "<the>? ORD WD <join>? TOD <of>|en|en_el|no? <month>? DAY", func(m match) (value, bool) { // "el primer lunes por la tarde del próximo mes"
		d := m.days(3)
		if d.Kind != MonthOf && (d.Kind != Cycle || d.Unit != Month) {
			return value{}, false
		}
		return together(&Days{Kind: Nth, N: m.n(0), Of: m.n(1) + 1, In: d}, m.c(2))
	}},
	{dt, "DAY TOD", dayAndTime},
	{dt, "DAY <join> TOD", dayAndTime},
	{dt, "TOD DAY", func(m match) (value, bool) { return timeAndDay(m) }},
	{dt, "TOD <join> DAY", func(m match) (value, bool) { return timeAndDay(m) }},
	{dt, "DAY PART ,|a|as? TOD", func(m match) (value, bool) { // "mañana noche a las 9"
		v, ok := mergeHalf(m.c(2), sure(m.a[1].v))
		if !ok {
			return value{}, false
		}
		return together(m.days(0), v.c)
	}},
	{dt, "DAY PART", func(m match) (value, bool) { return together(m.days(0), m.c(1)) }},
	{dt, "DAY <join> PART", func(m match) (value, bool) { return together(m.days(0), m.c(1)) }},
	{dt, "PART <join> DAY", func(m match) (value, bool) { return together(m.days(1), m.c(0)) }},
	{dt, "<on>? <this> PART", func(m match) (value, bool) { return together(whole(Day, 0).days, m.c(0)) }},
	{dt, "<on>? <this> PART ,|de? TOD", func(m match) (value, bool) {
		v, ok := mergeHalf(m.c(1), sure(m.a[0].v))
		v.c.Days = whole(Day, 0).days
		return v, ok
	}},
	{dt, "TOD ,|de|da|do|en|na? <this> PART", func(m match) (value, bool) {
		v, ok := mergeHalf(m.c(0), sure(m.a[1].v))
		v.c.Days = whole(Day, 0).days
		return v, ok
	}},
	{dt, "anoche|ontem_a_noite|ayer_noche|la_noche_pasada|noite_passada|a_noite_passada|na_noite_passada ,|a|as? TOD", func(m match) (value, bool) {
		v, ok := mergeHalf(m.c(0), value{c: Constraint{Part: Night}})
		v.c.Days = whole(Day, -1).days
		return v, ok
	}},
	{dt, "anoche|ontem_a_noite|ayer_noche|la_noche_pasada|noite_passada|a_noite_passada|na_noite_passada", func(match) (value, bool) { return together(whole(Day, -1).days, Constraint{Part: Night}) }},
	{dt, "DAY a|as CLK", func(m match) (value, bool) { // "mañana a 11"
		return together(m.days(0), m.c(1))
	}},
	{dt, "TOD ,|<join>? DAY <join>? PART", func(m match) (value, bool) { // "a las cinco y media mañana por la tarde"
		v, ok := mergeHalf(m.c(0), sure(m.a[2].v))
		if !ok {
			return value{}, false
		}
		return together(m.days(1), v.c)
	}},
	{dt, "DAY CLK a|as|-|hasta|ate CLK", func(m match) (value, bool) {
		rest := match{m.s, m.a[1].from, m.to, m.a[1:]}
		v, ok := clockRange(rest)
		if !ok || m.s.dateBefore(rest, m.a[1].to) {
			return value{}, false
		}
		return together(m.days(0), v.c)
	}},
	{dt, "DAY CLK", func(m match) (value, bool) { // "mañana 9", "mañana 15 hrs"
		d, v := m.days(0), m.a[1].v
		named := d.Kind == Cycle && d.Unit == Day && d.N > 0 && d.To == nil || d.Kind == Weekday && m.s.hoursSaid(m.a[1])
		ok := v.bare && (m.s.hoursSaid(m.a[1]) && v.c.From.Minute >= 8*60 || v.c.From.Minute <= 12*60 && m.a[1].to-m.a[1].from == 1 && !m.s.is(m.to, "de"))
		if !named || !ok || v.c.To.Set || !m.s.endsClause(m.to) {
			return value{}, false
		}
		return together(d, v.c)
	}},
	{dt, "DAY HR NUM", func(m match) (value, bool) { // "viernes 8 30"
		n := m.n(2)
		v, ok := plusMinutes(match{m.s, m.a[1].from, m.to, m.a[1:]}, n)
		if !ok || len(m.s.norm[m.a[2].from]) != 2 || n%15 != 0 || !m.s.digits(m.a[1].from) || m.days(0).Kind != Weekday && m.days(0).Kind != Cycle || !m.s.endsClause(m.to) {
			return value{}, false
		}
		return together(m.days(0), v.c)
	}},
	{dt, "CLK -|a CLK <join>? DAY", func(m match) (value, bool) { // "6-8 próximo lunes"
		d := m.days(2)
		v, ok := clockRange(m)
		if !ok || d.Kind != Weekday && (d.Kind != Cycle || d.Unit != Day) || !m.s.digits(m.a[0].from) || m.c(0).From.Minute >= m.c(1).From.Minute {
			return value{}, false
		}
		return together(d, v.c)
	}},
	{dt, "CLK DAY", func(m match) (value, bool) { v, ok := timeAndDay(m); return v, ok && !m.a[0].v.bare }},
	{dt, "CLK <of>|, DAY", func(m match) (value, bool) { // "siete del 15"
		v, ok := timeAndDay(m)
		return v, ok && (!m.a[0].v.bare || m.days(1).Kind == Date && m.days(1).Month == 0 && m.s.is(m.a[0].to, "del"))
	}},
	{dt, "DAY + t + CLK", func(m match) (value, bool) { return together(m.days(0), m.c(1)) }}, // ISO 8601
	{dt, "al_finalizar|ao_finalizar el|o|la? DAY", func(m match) (value, bool) {
		d := m.days(0)
		return value{c: Constraint{Days: d, Part: LastHour}}, d.Kind == Weekday || d.Kind == Cycle && d.Unit == Day || d.Kind == Date
	}},
	{dt, "<end> <of> <this> PART", func(m match) (value, bool) { return todayBit(m, Ending) }},
	{dt, "<begin> <of> <this> PART", func(m match) (value, bool) { return todayBit(m, Beginning) }},
	{dt, "<end> <of> DAY", func(m match) (value, bool) { // "al final del domingo"
		d := m.days(0)
		return value{c: Constraint{Days: d, Part: LastHour}}, d.Kind == Weekday || d.Kind == Cycle && d.Unit == Day || d.Kind == Date
	}},

	{dt, "<from>|<after>|<at>? DT <till> DT", through},

	{pref, "<early>", func(match) (value, bool) { return value{c: Constraint{Prefer: Early}}, true }},
	{pref, "lo_mas_tarde_posible|o_mais_tarde_possivel|mas_tardecito|bien_tarde|bem_tarde|tardecito", func(match) (value, bool) { return value{c: Constraint{Prefer: Late}}, true }},
	{dt, "PREF", func(m match) (value, bool) { return m.a[0].v, true }},
	{dt, "DT ,|<join>? PREF", func(m match) (value, bool) { return leaning(m.c(0), m.c(1)) }},
	{dt, "PREF ,|<join>|el|la|no|na|para_el? DT", func(m match) (value, bool) { return leaning(m.c(1), m.c(0)) }},
}

// todayBit is "al final de esta tarde".
func todayBit(m match, b Bit) (value, bool) {
	v, ok := firstBit(m, b)
	v.c.Days = whole(Day, 0).days
	return v, ok
}

// hoursSaid tells whether a clock ends in the word for hours: "15 hrs".
func (s *scan) hoursSaid(e *edge) bool {
	return s.within(e.to-1, e.to, []string{"h", "hs", "hrs", "horas", "hr"})
}

// atStart marks a stretch that begins with the days that it names rather than after them.
var atStart = &Constraint{}

func yearSpan(a, b int) (value, bool) {
	return value{days: &Days{Kind: Stretch, From: &Days{Kind: YearOf, Year: a}, To: &Days{Kind: YearOf, Year: b}}}, a < b
}

func daySpan(m match) (value, bool) {
	a, b := m.days(0), m.days(1)
	if a.Kind == Stretch || b.Kind == Stretch || a.Kind == Workday || b.Kind == Workday {
		return value{}, false
	}
	if a.Kind == Date && a.Month == 0 && a.Of == 0 { // "del 3 al 12 de septiembre": the month is said once
		switch {
		case b.Kind == Nth && b.Unit == Day:
			a = &Days{Kind: Nth, N: a.N, Unit: Day, In: b.In}
		case b.Kind == Date && b.Month != 0:
			a = &Days{Kind: Date, N: a.N, Month: b.Month, Year: b.Year}
			if a.N > b.N {
				return value{}, false
			}
		}
	}
	return value{days: &Days{Kind: Stretch, From: a, To: b}}, true
}

// domSpan is "13 a 15 de julio", "entre el 4 y el 8 de septiembre", "4 até 23 do próximo mês".
func domSpan(m match) (value, bool) {
	b := m.days(1)
	switch {
	case b.Kind == Date && (b.Month != 0 || m.starts("del") || m.starts("desde") || m.starts("entre") || m.starts("do")):
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Date, N: m.n(0), Month: b.Month, Year: b.Year}, To: b}}, m.n(0) < b.N || b.Month == 0
	case b.Kind == Nth && b.Unit == Day:
		return value{days: &Days{Kind: Stretch, From: &Days{Kind: Nth, N: m.n(0), Unit: Day, In: b.In}, To: b}}, true
	}
	return value{}, false
}

func openYear(o Open) func(match) (value, bool) {
	return func(m match) (value, bool) {
		return value{c: Constraint{Days: &Days{Kind: YearOf, Year: m.n(0)}, Open: o}}, true
	}
}

func openDays(o Open) func(match) (value, bool) {
	return func(m match) (value, bool) {
		return value{c: Constraint{Days: m.days(0), Open: o}}, m.days(0).Kind != Stretch
	}
}

func together(d *Days, c Constraint) (value, bool) {
	if c.Days != nil || c.Moved || c.From.Set && !d.short() {
		return value{}, false
	}
	c.Days = d
	return value{c: c}, true
}

func dayAndTime(m match) (value, bool) { return together(m.days(0), m.c(1)) }

func timeAndDay(m match) (value, bool) { return together(m.days(1), m.c(0)) }

// through is from one moment to another on another day.
func through(m match) (value, bool) {
	a, b := m.c(0), m.c(1)
	switch {
	case a.Through != nil || b.Through != nil || a.Open == Before || b.Open != Closed || a.Prefer != NoPrefer || b.Prefer != NoPrefer:
		return value{}, false
	case a.Days == nil || !a.From.Set || !b.From.Set || a.To.Set || b.To.Set || b.Days == nil || a.Moved || b.Moved:
		return value{}, false
	}
	a.Open = Closed
	end := b
	a.Through = &end
	return value{c: a}, true
}

func leaning(c, p Constraint) (value, bool) {
	part := c.Days == nil && c.Part >= Dawn && c.Part <= Night && c.Bit == Whole // "temprano en la mañana" is a piece of it
	if c.Prefer != NoPrefer || (c.From.Set || part) && p.Prefer == Early {
		return value{}, false
	}
	c.Prefer = p.Prefer
	return value{c: c}, true
}

// duration is n units and so many halves, in minutes where that is exact, else in the unit itself.
func duration(n, halves int, u Unit) (value, bool) {
	switch u {
	case Hour:
		return value{n: n*60 + 30*halves, unit: Minute}, true
	case Day:
		if halves > 0 {
			return value{n: n*24*60 + 12*60, unit: Minute}, true
		}
	case Month:
		if halves > 0 {
			return value{n: n*30 + 15, unit: Day}, true
		}
	case Year:
		return value{n: n*12 + 6*halves, unit: Month}, true
	case Fortnight:
		return value{n: n * 15, unit: Day}, true
	case Quarter:
		return value{n: n * 3, unit: Month}, true
	case HalfYear:
		return value{n: n * 6, unit: Month}, true
	}
	return value{n: n, unit: u}, halves == 0 || u == Minute
}

// shifted is a moment: "en 20 minutos", "hace dos horas".
func shifted(sign int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		d := m.a[0].v
		if d.unit != Minute || d.n > 60*24*14 {
			return value{}, false
		}
		return value{c: Constraint{Ahead: time.Duration(sign*d.n) * time.Minute, Moved: true}}, true
	}
}

// days is a day so many days, weeks, months or years from today.
func days(sign int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		d := m.a[0].v
		if d.unit < Day || d.n > 5000 {
			return value{}, false
		}
		if m.has("antes", "atras") && m.s.is(m.to, "de") {
			return value{}, false
		}
		return value{days: &Days{Kind: Shift, N: sign * d.n, Unit: d.unit}}, true
	}
}

func daysFromDay(m match, sign int) (value, bool) {
	d := m.a[0].v
	if d.unit < Day || d.n > 5000 {
		return value{}, false
	}
	return value{days: &Days{Kind: Shift, N: sign * d.n, Unit: d.unit, From: m.days(1)}}, true
}

// counting is "los próximos 3 días", "las últimas 2 semanas".
func counting(sign int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		n, u := m.a[0].v.n, m.a[1].v.unit
		if n < 1 || n > 1000 {
			return value{}, false
		}
		if u == Minute || u == Hour {
			return minutesCounted(u, sign*n)
		}
		if u == Fortnight {
			n, u = n*15, Day
		}
		return value{c: Constraint{Days: &Days{Kind: Count, N: sign * n, Unit: u}}}, true
	}
}

// minutesCounted is a stretch of hours or minutes from now, or up to now.
func minutesCounted(u Unit, n int) (value, bool) {
	if u != Minute && u != Hour {
		return value{}, false
	}
	d := time.Duration(n) * time.Minute
	if u == Hour {
		d = time.Duration(n) * hour
	}
	return value{c: Constraint{Ahead: d, Moved: true, Through: atStart}}, true
}

// at2 tells whether two words stand at i.
func (s *scan) at2(i int, a, b string) bool { return s.at(i) == a && s.at(i+1) == b }
