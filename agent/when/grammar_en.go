package when

// englishTable reads the plain English forms.
var englishTable = []production{
	// the clock
	{clk, "HR", bareHour},
	{clk, "HR + : + NUM", clockMinutes},
	{clk, "NUM + : + NUM", impossibleClock},
	{clk, "HR NUM", func(m match) (value, bool) {
		v, ok := spoken(m)
		v.bare = !m.s.alone(m.from, m.to)
		return v, ok && !m.s.digits(m.from)
	}},
	{clk, "HR o'clock|oclock|o_'_clock|hours|hrs|h", func(m match) (value, bool) {
		return sure(m.a[0].v), !m.has("hours", "hrs") || m.n(0) > 12 || m.c(0).From.Minute > 12*60
	}},
	{clk, "CLK <am>", func(m match) (value, bool) { return halved(m.a[0].v, true)(false) }},
	{clk, "CLK <pm>", func(m match) (value, bool) { return halved(m.a[0].v, true)(true) }},
	{clk, "half past|an_hour_past HR", func(m match) (value, bool) { return plusMinutes(m, 30) }},
	{clk, "half_past HR", func(m match) (value, bool) { return plusMinutes(m, 30) }},
	{clk, "quarter_past|a_quarter_past HR", func(m match) (value, bool) { return plusMinutes(m, 15) }},
	{clk, "quarter_to|a_quarter_to HR", func(m match) (value, bool) { return plusMinutes(m, -15) }},
	{clk, "NUM minutes? to HR", minutesTo},
	{clk, "NUM minutes? past HR", minutesPast},
	{clk, "<at> CLK", func(m match) (value, bool) { return sure(m.a[0].v), m.s.hourEndsEN(m) }},
	{clk, "<near> CLK", func(m match) (value, bool) {
		v := sure(m.a[0].v)
		v.c.Approx = true
		return v, m.s.hourEndsEN(m)
	}},
	{clk, "CLK in_the_morning|tomorrow_morning|this_morning", func(m match) (value, bool) {
		return halved(m.a[0].v, m.s.at(m.a[0].to) == "in")(false)
	}},
	{clk, "CLK in_the_afternoon|in_the_evening|at_night", func(m match) (value, bool) { return halved(m.a[0].v, true)(true) }},
	{clk, "noon|midday|at_noon|at_midday", func(match) (value, bool) { return value{c: atMinute(12*60, true)}, true }},
	{clk, "midnight|at_midnight", func(match) (value, bool) { return value{c: atMinute(0, true)}, true }},

	// parts of the day
	{part, "morning|mornings", bareParts(Morning)},
	{part, "afternoon|afternoons", bareParts(Afternoon)},
	{part, "evening|evenings|night|nights", bareParts(Night)},
	{part, "in_the|in|the|at|by|during_the|on PART", func(m match) (value, bool) { return sure(m.a[0].v), true }},
	{part, "early|early_in_the|first_thing_in_the PART", bit(Beginning)},
	{part, "in_the_early|the_early PART", bit(Beginning)},
	{part, "late|late_in_the|in_the_late|end_of_the PART", bit(Ending)},
	{part, "mid|mid_-|middle_of_the PART", bit(Mid)},
	{part, "first_thing", parts(FirstHour, Whole)},
	{part, "end_of_the_day|at_the_end_of_the_day|last_thing", parts(LastHour, Whole)},
	{part, "after_lunch", parts(AfterLunch, Whole)},
	{part, "before_lunch", parts(BeforeLunch, Whole)},
	{part, "lunchtime|lunch_time|at_lunchtime|around_noon|around_midday|at_lunch", parts(Noon, Whole)},
	{part, "after_work", parts(AfterWork, Whole)},
	{tod, "CLK", func(m match) (value, bool) { return m.a[0].v, !m.a[0].v.bare }},
	{tod, "PART", func(m match) (value, bool) { return m.a[0].v, !m.a[0].v.bare }},
	{tod, "from|between|at? CLK <till> CLK", rangeEN},
	{tod, "<after> CLK", func(m match) (value, bool) {
		return opened(sure(m.a[0].v).c, After), m.c(0).Open == Closed && m.s.hourEndsEN(m)
	}},
	{tod, "<before> CLK", func(m match) (value, bool) {
		return opened(sure(m.a[0].v).c, Before), m.c(0).Open == Closed && m.s.hourEndsEN(m)
	}},
	{tod, "CLK onwards|onward|or_later|and_later|or_after", func(m match) (value, bool) { return opened(sure(m.a[0].v).c, After), m.c(0).Open == Closed }},
	{tod, "TOD PART", func(m match) (value, bool) { return mergeHalf(m.c(0), m.a[1].v) }},
	{tod, "PART at|,|around|about? TOD", partAndClock},

	// days
	{day, "today", today(0)},
	{day, "tomorrow|tmrw|tomorow|tommorow|tommorrow|tmr", today(1)},
	{day, "day_after_tomorrow|the_day_after_tomorrow", today(2)},
	{day, "yesterday", today(-1)},
	{day, "<on>? WD", weekdayOf(Bare)},
	{day, "<this> WD", weekdayOf(This)},
	{day, "<on>? <next> WD", weekdayOf(Next)},
	{day, "<past> WD", weekdayOf(Last)},
	{day, "WD next_week|of_next_week|the_week_after|week", func(m match) (value, bool) {
		in := &Days{Kind: Cycle, Unit: Week, N: 1}
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: in}}, !m.s.is(m.to-1, "week") || m.to-m.a[0].to > 1
	}},
	{day, "WD this_week", func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: whole(Week, 0).days}}, true
	}},
	{day, "next_week WD", func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: whole(Week, 1).days}}, true
	}},
	{day, "next_week on WD", func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: whole(Week, 1).days}}, true
	}},
	{day, "a_week_from|week_from WD", func(m match) (value, bool) {
		return value{days: &Days{Kind: Weekday, N: m.n(0), In: whole(Week, 1).days}}, true
	}},
	{day, "a_week_from_today|in_a_week|a_week_from_now|week_from_today", today(7)},
	{day, "a_week_from_tomorrow", today(8)},
	{day, "<on>? <the>? DOM <of>? MON", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), 0) }},
	{day, "<on>? <the>? DOM <of>? MON ,|<of>? YEAR", func(m match) (value, bool) { return monthDay(m, m.n(0), m.n(1), m.n(2)) }},
	{day, "<on>? MON <the>? DOM", func(m match) (value, bool) { return monthDay(m, m.n(1), m.n(0), 0) }},
	{day, "<on>? MON <the>? DOM ,|<of>? YEAR", func(m match) (value, bool) { return monthDay(m, m.n(1), m.n(0), m.n(2)) }},
	{day, "on|for? the ORD", func(m match) (value, bool) { return date(m.n(0), 0, 0), m.n(0) > 0 && m.s.digits(m.a[0].from) }},
	{day, "NUM + / + NUM", func(m match) (value, bool) { return slashed(m, 0) }},
	{day, "NUM + /|-|. + NUM + /|-|. + NUM", func(m match) (value, bool) { return slashed(m, m.n(2)) }},
	{day, "WD ,|the|<on>? DAY", func(m match) (value, bool) { return withWeekday(m.days(1), m.n(0)) }},
	{day, "WD <the>? ORD", func(m match) (value, bool) {
		return value{days: &Days{Kind: Date, N: m.n(1), Of: m.n(0) + 1}}, m.n(1) > 0 && m.s.digits(m.a[1].from)
	}},
	{day, "<this> UNIT", cycleEN(0)},
	{day, "<on>? <next> UNIT", cycleEN(1)},
	{day, "<past> UNIT", cycleEN(-1)},
	{day, "the_week_after_next|week_after_next", func(match) (value, bool) { return whole(Week, 2), true }},
	{day, "<on>|<this>? weekend|weekends", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend}}, true }},
	{day, "<next> weekend", func(match) (value, bool) { return value{days: &Days{Kind: Cycle, Unit: Weekend, Which: Next}}, true }},
	{day, "weekday|weekdays|on_weekdays|during_the_week|business_day|business_days|a_weekday", func(match) (value, bool) { return value{days: &Days{Kind: Workday}}, true }},
	{day, "beginning_of|start_of|early <on>|<of>? DAY", piece(Start)},
	{day, "end_of|late|later <on>|<of>? DAY", piece(Finish)},
	{day, "beginning_of|start_of|the_beginning_of|the_start_of|at_the_beginning_of|at_the_start_of the UNIT", unitPiece(Start)},
	{day, "end_of|the_end_of|at_the_end_of the month|year", func(m match) (value, bool) {
		return value{days: &Days{Kind: Finish, Which: Next, In: &Days{Kind: Cycle, Unit: unitsEN[m.s.at(m.to-1)]}}}, true
	}},
	{day, "in|during? MON", func(m match) (value, bool) {
		return value{days: &Days{Kind: MonthOf, Month: m.n(0)}}, m.n(0) != 5 || m.starts("in")
	}},
	{day, "christmas|on_christmas|christmas_day", aFeast(0)},
	{day, "christmas_eve", aFeast(1)},
	{day, "new_year's_eve|new_years_eve|new_year_'_s_eve", aFeast(2)},
	{day, "new_year|new_year's_day|new_years_day|new_year_'_s_day", aFeast(3)},
	{dur, "NUM UNIT", func(m match) (value, bool) { return duration(m.n(0), 0, m.a[1].v.unit) }},
	{dur, "a|an UNIT", func(m match) (value, bool) { return duration(1, 0, m.a[0].v.unit) }},
	{dur, "a_couple_of|couple_of UNIT", func(m match) (value, bool) { return duration(2, 0, m.a[0].v.unit) }},
	{dur, "half_an_hour|half_hour", func(match) (value, bool) { return duration(30, 0, Minute) }},
	{dt, "in|within DUR", shifted(1)},
	{dt, "DUR from_now|later", shifted(1)},
	{dt, "DUR ago", shifted(-1)},
	{day, "in DUR", days(1)},
	{day, "DUR from_now|from_today", days(1)},
	{day, "DUR ago", days(-1)},
	{day, "from|between? DAY to|-|through|thru|until|till DAY", func(m match) (value, bool) {
		v, ok := daySpan(m)
		return v, ok && (m.days(0).Kind == m.days(1).Kind || m.starts("from"))
	}},
	{day, "between DAY and DAY", daySpan},

	// wishes
	{dt, "DAY", func(m match) (value, bool) { return value{c: Constraint{Days: m.days(0)}}, true }},
	{dt, "TOD", func(m match) (value, bool) { return m.a[0].v, true }},
	{dt, "after DAY", openDays(After)},
	{dt, "from|starting|since DAY on|onward|onwards?", func(m match) (value, bool) {
		return value{c: Constraint{Days: m.days(0), Open: After, Through: atStart}}, true
	}},
	{dt, "before DAY", openDays(Before)},
	{dt, "until|till|by|no_later_than DAY", openDays(Until)},
	{dt, "DAY <join>? TOD", dayAndTime},
	{dt, "DAY <join>? PART", dayAndTime},
	{dt, "DAY PART ,? TOD", func(m match) (value, bool) { // "tomorrow afternoon around 4"
		v, ok := mergeHalf(m.c(2), sure(m.a[1].v))
		if !ok {
			return value{}, false
		}
		return together(m.days(0), v.c)
	}},
	{dt, "TOD <join>? DAY", timeAndDay},
	{dt, "PART <join>? DAY", timeAndDay},
	{dt, "this PART", func(m match) (value, bool) { return together(whole(Day, 0).days, m.c(0)) }},
	{dt, "tonight", func(match) (value, bool) { return together(whole(Day, 0).days, Constraint{Part: Night}) }},
	{dt, "later_today", func(match) (value, bool) {
		return value{c: Constraint{Days: &Days{Kind: Rest, In: &Days{Kind: Cycle, Unit: Day}}}}, true
	}},
	{pref, "early|earlier", func(match) (value, bool) { return value{c: Constraint{Prefer: Early}}, true }},
	{pref, "late|later", func(match) (value, bool) { return value{c: Constraint{Prefer: Late}}, true }},
	{dt, "PREF", func(m match) (value, bool) { return m.a[0].v, m.c(0).Prefer == ASAP || m.c(0).Prefer == Any }},
	{dt, "DT ,|<join>? PREF", func(m match) (value, bool) { return leaning(m.c(0), m.c(1)) }},
	{dt, "PREF ,|<join>? DT", func(m match) (value, bool) { return leaning(m.c(1), m.c(0)) }},
}

// rangeEN is "from 3 to 5", "between 9 and 11", "3-5 pm".
func rangeEN(m match) (value, bool) {
	if !m.starts("from") && !m.starts("between") && m.a[0].v.bare && m.a[1].v.bare && (!m.s.at2(m.from, "at", m.s.at(m.from+1)) || m.s.is(m.a[0].to, "and")) {
		return value{}, false
	}
	if m.s.is(m.a[0].to, "and") && !m.starts("between") {
		return value{}, false
	}
	return clockRange(m)
}

// hourEndsEN tells whether a bare number ends where an hour may end.
func (s *scan) hourEndsEN(m match) bool {
	if !m.a[0].v.bare {
		return true
	}
	switch s.at(m.to) {
	case "", ",", ".", "?", "!", "on", "tomorrow", "today", "please", "or", "and", "in", "if", "for", "would", "works", "work", "is", "this", "next", "thanks", "thank", "at":
		return true
	}
	_, day := weekdaysEN[s.at(m.to)]
	return day
}

func cycleEN(n int) func(match) (value, bool) {
	return func(m match) (value, bool) {
		u := m.a[0].v.unit
		return whole(u, n), u >= Week || u == Day && n == 1
	}
}

// leaningEN makes productions of what is wanted soon or at any time.
func leaningEN() []production { return leanings(asapEN, anytimeEN) }
