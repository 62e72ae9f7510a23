package when

import "time"

// stretch is a run of whole days and their grain.
type stretch struct {
	first, end time.Time // midnights, half open
	grain      string
}

func (s stretch) days() int { return int(s.end.Sub(s.first).Hours()/24 + 0.5) }

func one(t time.Time) stretch { return stretch{t, midnight(t, 1), "day"} }

// monday of the week of t.
func monday(t time.Time) time.Time { return midnight(t, -(int(t.Weekday())+6)%7) }

// stretches lists the days that may be meant: one stretch, or several when the words are ambiguous.
func stretches(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	just := func(s stretch) ([]stretch, bool) { return []stretch{s}, s.end.After(s.first) }
	switch d.Kind {
	case Cycle:
		if d.Unit == Weekend && d.Which == Next && now.Weekday() != time.Saturday && now.Weekday() != time.Sunday {
			return []stretch{cycleOf(Weekend, 1, now), cycleOf(Weekend, 0, now)}, true
		}
		if d.Which == Next {
			return just(cycleOf(d.Unit, 1, now))
		}
		if s := cycleOf(d.Unit, d.N, now); d.To != nil {
			return named(s, d.To, now, c)
		}
		return just(cycleOf(d.Unit, d.N, now))
	case Weekday:
		return weekdayFrom(d, now, c)
	case Date:
		return dateFrom(d, now, c)
	case MonthOf:
		return monthFrom(d, now, c)
	case YearOf:
		return just(stretch{day0(d.Year, 1, now), day0(d.Year+1, 1, now), "month"})
	case Nth:
		return nthFrom(d, now, c)
	case WeekOf:
		list, ok := stretches(d.In, now, c)
		if !ok {
			return nil, false
		}
		first := monday(list[0].first)
		return just(stretch{first, midnight(first, 7), "week"})
	case Start, Middle, Finish, Rest, Half:
		return pieceFrom(d, now, c)
	case Count:
		return just(countFrom(d, now))
	case Shift:
		return shiftFrom(d, now, c)
	case Feast:
		s, ok := c.feastFrom(d.N, d.Year, now)
		if !ok {
			return nil, false
		}
		return just(s)
	case Holiday:
		s, ok := c.holidayFrom(now)
		if !ok {
			return nil, false
		}
		return just(s)
	case Stretch:
		return spanFrom(d, now, c)
	case Workday:
		return just(stretch{midnight(now, 1), midnight(now, 8), "week"}) // the days that are none are left out of Daily
	case Payday:
		return just(payday(d.N, now))
	}
	return nil, false
}

func day0(year int, month time.Month, now time.Time) time.Time {
	return time.Date(year, month, 1, 0, 0, 0, 0, now.Location())
}

// cycleOf is the unit that is n from this one. This week, month or year begin today.
func cycleOf(u Unit, n int, now time.Time) stretch {
	today := midnight(now, 0)
	from := func(t time.Time) time.Time {
		if n == 0 {
			return today
		}
		return t
	}
	switch u {
	case Week:
		first := midnight(monday(now), 7*n)
		return stretch{from(first), midnight(first, 7), "week"}
	case Weekend:
		first := midnight(monday(now), 5+7*n)
		return stretch{later(first, today, n), midnight(first, 2), "weekend"}
	case Month:
		first := day0(now.Year(), now.Month()+time.Month(n), now)
		return stretch{from(first), first.AddDate(0, 1, 0), "month"}
	case Quarter:
		first := day0(now.Year(), (now.Month()-1)/3*3+1+time.Month(3*n), now)
		return stretch{from(first), first.AddDate(0, 3, 0), "month"}
	case HalfYear:
		first := day0(now.Year(), (now.Month()-1)/6*6+1+time.Month(6*n), now)
		return stretch{from(first), first.AddDate(0, 6, 0), "month"}
	case Year:
		first := day0(now.Year()+n, 1, now)
		return stretch{from(first), first.AddDate(1, 0, 0), "month"}
	case Fortnight:
		return stretch{midnight(now, 15*n), midnight(now, 15*n+15), "week"}
	default:
		return one(midnight(now, n))
	}
}

func later(a, b time.Time, n int) time.Time {
	if n == 0 && b.After(a) {
		return b
	}
	return a
}

// weekdayFrom gives the next such day, or two when it is ambiguous: said on that very day, or "próximo" within two days.
func weekdayFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	if d.In != nil {
		list, ok := stretches(d.In, now, c)
		if !ok {
			return nil, false
		}
		return []stretch{one(midnight(monday(list[0].first), (d.N+6)%7))}, true
	}
	ahead := (d.N - int(now.Weekday()) + 7) % 7
	at := func(n int) stretch { return one(midnight(now, n)) }
	switch {
	case d.Which == Last && ahead == 0:
		return []stretch{at(-7)}, true
	case d.Which == Last:
		return []stretch{at(ahead - 7)}, true
	case d.Which == AfterNext:
		return []stretch{at(7 + (ahead+6)%7 + 1)}, true
	case d.Which == Other && ahead > 0:
		return []stretch{at(ahead + 7), at(ahead)}, true
	case d.Every:
		return []stretch{at(ahead)}, true
	case ahead == 0 && d.Which == Bare:
		return []stretch{at(7), at(0)}, true
	case ahead == 0 && d.Which == This:
		return []stretch{at(0)}, true
	case ahead == 0:
		return []stretch{at(7)}, true
	case d.Which == Next && ahead <= c.near():
		return []stretch{at(ahead), at(ahead + 7)}, true
	default:
		return []stretch{at(ahead)}, true
	}
}

// soon is how many days ahead a day may lie that only its number and its weekday name, before somebody is asked.
const soon = 45

// dateFrom gives the next such date that is not over. A weekday that does not agree with the date makes it ambiguous: both are readings.
func dateFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	today := midnight(now, 0)
	var near []stretch // such dates, whatever their weekday
	y, m := d.Year, time.Month(d.Month)
	if y == 0 {
		y = now.Year()
	}
	if m == 0 {
		m = now.Month()
	}
	day := d.N
	if d.Numeric && c.MonthFirst && d.N <= 12 && d.Month != 0 {
		day, m = d.Month, time.Month(d.N)
	}
	for range 60 {
		t := midnight(time.Date(y, m, day, 12, 0, 0, 0, now.Location()), 0)
		if t.Day() == day && (!t.Before(today) || d.Year != 0 && d.Month != 0) {
			near = append(near, one(t))
			if d.Of == 0 || int(t.Weekday()) == d.Of-1 {
				return agreeing(near, d, now, c)
			}
		}
		switch {
		case d.Year != 0 && d.Month != 0, d.Month != 0 && len(near) > 0:
			return contradicted(near, d, now, c)
		case d.Month != 0:
			y++
		default:
			m++
		}
	}
	return contradicted(near, d, now, c)
}

// agreeing is the date found last. When it lies far ahead because its weekday was waited for, the two were a slip: "jueves 15" of a
// month in which the 15th is a Tuesday. Then the nearest date and the weekday beside it are readings too.
func agreeing(near []stretch, d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	last := near[len(near)-1]
	if len(near) == 1 || last.first.Sub(now) < soon*24*time.Hour {
		return []stretch{last}, true
	}
	others, _ := contradicted(near, d, now, c)
	return append([]stretch{last}, others...), true
}

// contradicted are the date and the weekday that do not agree: "jueves 15" of a month in which the 15th is a Friday.
func contradicted(near []stretch, d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	if len(near) == 0 {
		return nil, false
	}
	weekday, _ := weekdayFrom(&Days{Kind: Weekday, N: d.Of - 1}, midnight(near[0].first, -4), c)
	if !weekday[0].end.After(now) {
		return near[:1], true
	}
	return []stretch{near[0], weekday[0]}, true
}

// named is a day that was named twice, "mañana martes": both when the names do not agree.
func named(s stretch, d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	list, ok := stretches(d, now, c)
	if !ok {
		return []stretch{s}, true
	}
	for _, other := range list {
		if other.first.Equal(s.first) {
			return []stretch{s}, true
		}
	}
	if d.Kind == Date && d.Of == 0 || d.Kind == Weekday {
		return []stretch{s, list[0]}, true
	}
	return []stretch{s}, true
}

func monthFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	y := d.Year
	if d.In != nil {
		list, ok := stretches(d.In, now, c)
		if !ok {
			return nil, false
		}
		y = list[0].first.Year()
	}
	if y == 0 {
		y = now.Year()
		switch {
		case d.Which == Last && time.Month(d.Month) >= now.Month():
			y--
		case d.Which != Last && time.Month(d.Month) < now.Month():
			y++
		}
	}
	first := day0(y, time.Month(d.Month), now)
	return []stretch{{first, first.AddDate(0, 1, 0), "month"}}, true
}

// nthFrom is the n-th day, weekday, week, weekend or month of a longer stretch.
func nthFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	in, ok := around(d.In, now, c)
	if !ok {
		return nil, false
	}
	list, ok := nthOf(d, in)
	if d.Which == Next && (!ok || !list[0].end.After(now)) {
		return nthOf(d, cycleOf(d.In.Unit, 1, now))
	}
	return list, ok
}

func nthOf(d *Days, in stretch) ([]stretch, bool) {
	var all []stretch
	first := in.first
	if d.Unit == Week { // a week belongs to where its Thursday lies, as in ISO 8601
		first = monday(first)
	}
	for t := first; t.Before(in.end); {
		var s stretch
		switch {
		case d.Of > 0:
			s, t = one(t), midnight(t, 1)
			if int(s.first.Weekday()) != d.Of-1 {
				continue
			}
		case d.Unit == Week:
			s = stretch{t, midnight(t, 7), "week"}
			t = s.end
			if thursday := midnight(s.first, 3); thursday.Before(in.first) || !thursday.Before(in.end) {
				continue
			}
		case d.Unit == Weekend:
			s = stretch{t, midnight(t, 2), "weekend"}
			t = midnight(t, 1)
			if s.first.Weekday() != time.Saturday {
				continue
			}
		case d.Unit == Fortnight:
			s = stretch{t, midnight(t, 14), "week"}
			if t.Day() > 1 {
				s.end = t.AddDate(0, 1, 1-t.Day())
			}
			t = s.end
		case d.Unit == Month:
			s = stretch{t, t.AddDate(0, 1, 0), "month"}
			t = s.end
		case d.Unit == Quarter:
			s = stretch{t, t.AddDate(0, 3, 0), "month"}
			t = s.end
		case d.Unit == HalfYear:
			s = stretch{t, t.AddDate(0, 6, 0), "month"}
			t = s.end
		default:
			s, t = one(t), midnight(t, 1)
		}
		all = append(all, s)
	}
	i := d.N - 1
	if d.N < 0 {
		i = len(all) - 1
	}
	if i < 0 || i >= len(all) {
		return nil, false
	}
	return all[i : i+1], true
}

// around is a longer stretch from its true first day; a month without a year is the next one that is not over.
func around(d *Days, now time.Time, c Conventions) (stretch, bool) {
	list, ok := stretches(d, now, c)
	if !ok {
		return stretch{}, false
	}
	s := list[0]
	if d.Kind == Cycle && d.N == 0 {
		switch d.Unit {
		case Week:
			s.first = monday(now)
		case Month:
			s.first = day0(now.Year(), now.Month(), now)
		case Quarter:
			s.first = day0(now.Year(), (now.Month()-1)/3*3+1, now)
		case HalfYear:
			s.first = day0(now.Year(), (now.Month()-1)/6*6+1, now)
		case Year:
			s.first = day0(now.Year(), 1, now)
		}
	}
	return s, true
}

// pieceFrom is the beginning, the middle, the end or the rest of a week, a month or a year.
func pieceFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	in, ok := around(d.In, now, c)
	if !ok {
		return nil, false
	}
	list, ok := pieceOf(d, in, now)
	if ok && d.Which == Next && !list[0].end.After(now) { // "a principios de mes", said at its end
		return pieceOf(d, cycleOf(d.In.Unit, 1, now), now)
	}
	return list, ok
}

func pieceOf(d *Days, in stretch, now time.Time) ([]stretch, bool) {
	n := in.days()
	from, to := 0, n
	switch {
	case d.Kind == Rest && n == 1:
		return []stretch{{now.Truncate(time.Minute), in.end, "day"}}, in.end.After(now)
	case d.Kind == Rest:
		return []stretch{{later(in.first, midnight(now, 0), 0), in.end, "day"}}, true
	case d.Kind == Half && d.N == 1:
		to = n / 2
	case d.Kind == Half:
		from = n / 2
	case n <= 7 && d.Kind == Start:
		to = 2
	case n <= 7 && d.Kind == Middle:
		from, to = 2, 4
	case n <= 7:
		from = 3
	case n <= 31 && d.Kind == Start:
		to = 5
	case n <= 31 && d.Kind == Middle:
		from, to = 9, 19
	case n <= 31 && d.In.Kind == Cycle: // "a fin de mes" begins around the twentieth, "a fines de marzo" in its last week
		from = n - 10
	case n <= 31:
		from = n - 7
	case d.Kind == Start:
		to = n / 4
	case d.Kind == Middle:
		from, to = n/3, 2*n/3
	default:
		from = 3 * n / 4
	}
	s := stretch{midnight(in.first, from), midnight(in.first, to), "day"}
	if today := midnight(now, 0); d.Kind == Finish && s.first.Before(today) && s.end.After(today) {
		s.first = today // what is over of it is no wish
	}
	return []stretch{s}, true
}

// countFrom is the next N days, weeks or months, or the last ones.
func countFrom(d *Days, now time.Time) stretch {
	n, today := d.N, midnight(now, 0)
	switch d.Unit {
	case Week:
		first := monday(now)
		if n < 0 {
			return stretch{midnight(first, 7*n), first, "week"}
		}
		return stretch{midnight(first, 7), midnight(first, 7+7*n), "week"}
	case Month, Year:
		months := n
		first := day0(now.Year(), now.Month(), now)
		if d.Unit == Year {
			months, first = 12*n, day0(now.Year(), 1, now)
		}
		if n < 0 {
			return stretch{first.AddDate(0, months, 0), first, "month"}
		}
		next := first.AddDate(0, 1, 0)
		if d.Unit == Year {
			next = first.AddDate(1, 0, 0)
		}
		return stretch{next, next.AddDate(0, months, 0), "month"}
	case Weekend:
		first := midnight(monday(now), 5)
		return stretch{first, midnight(first, 7*n-5), "weekend"}
	default:
		if n < 0 {
			return stretch{midnight(today, n), today, "day"}
		}
		return stretch{midnight(today, 1), midnight(today, 1+n), "day"}
	}
}

// shiftFrom is the day that is so many units from another.
func shiftFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	from := midnight(now, 0)
	if d.From != nil {
		list, ok := stretches(d.From, now, c)
		if !ok {
			return nil, false
		}
		from = list[0].first
		if d.N > 0 {
			from = midnight(list[0].end, -1)
		}
	}
	switch d.Unit {
	case WorkingDay:
		step, left := 1, d.N
		if left < 0 {
			step, left = -1, -left
		}
		for i := 0; left > 0 && i < 1000; i++ {
			if from = midnight(from, step); c.works(from) {
				left--
			}
		}
		return []stretch{one(from)}, true
	case Week:
		return []stretch{one(midnight(from, 7*d.N))}, true
	case Month:
		return []stretch{one(from.AddDate(0, d.N, 0))}, true
	case Year:
		return []stretch{one(from.AddDate(d.N, 0, 0))}, true
	default:
		return []stretch{one(midnight(from, d.N))}, true
	}
}

// spanFrom is from one stretch up to and including another that follows it.
func spanFrom(d *Days, now time.Time, c Conventions) ([]stretch, bool) {
	list, ok := stretches(d.From, now, c)
	if !ok {
		return nil, false
	}
	from := list[0]
	if again, ok := recurring(d); ok && again(now) || d.From.Kind == Weekday && d.From.In == nil && d.From.N == int(now.Weekday()) {
		from = one(midnight(now, 0)) // in the midst of it
	}
	if d.To.Year != 0 && d.From.Year == 0 && (d.From.Kind == Date || d.From.Kind == MonthOf) { // the year was said once, at the end
		copied := *d.From
		copied.Year = d.To.Year
		if copied.Month == 0 {
			copied.Month = d.To.Month
		}
		if copied.Month > d.To.Month && d.To.Month != 0 {
			copied.Year--
		}
		if list, ok = stretches(&copied, now, c); !ok {
			return nil, false
		}
		from = list[0]
	}
	if earlier, ok := lastYear(d, from, now, c); ok && d.From.Year == 0 && d.To.Year == 0 {
		from = earlier
	}
	ends, ok := stretches(d.To, from.first, c)
	if !ok {
		return nil, false
	}
	end := ends[0].end
	if d.To.Kind == Cycle || d.To.Kind == Shift || d.To.Kind == Weekday && d.To.In != nil {
		if ends, ok = stretches(d.To, now, c); !ok {
			return nil, false
		}
		end = ends[0].end
	}
	if d.To.Kind == Weekday && d.To.In == nil && len(ends) > 1 {
		end = ends[len(ends)-1].end // the same weekday: that very day
	}
	return []stretch{{from.first, end, "day"}}, end.After(from.first)
}

// lastYear is the start a year earlier, where the whole stretch would otherwise begin after we are in the midst of it: "entre el 1
// de diciembre y el 4 de febrero", said on 7 December.
func lastYear(d *Days, from stretch, now time.Time, c Conventions) (stretch, bool) {
	if d.From.Year != 0 || d.From.Month == 0 || d.From.Kind != Date && d.From.Kind != MonthOf || !from.first.After(now) {
		return stretch{}, false
	}
	before := stretch{from.first.AddDate(-1, 0, 0), from.end.AddDate(-1, 0, 0), from.grain}
	ends, ok := stretches(d.To, before.first, c)
	return before, ok && ends[0].end.After(now) && !before.first.After(now)
}

// payday is the next 15th or last day of a month; of the kind 1 the half month that comes next, of the kind 2 what is left of this one.
func payday(kind int, now time.Time) stretch {
	y, m := now.Year(), now.Month()
	mid, end := midnight(time.Date(y, m, 15, 12, 0, 0, 0, now.Location()), 0), midnight(time.Date(y, m+1, 0, 12, 0, 0, 0, now.Location()), 0)
	first := now.Day() <= 15
	switch {
	case kind == 1 && first:
		return stretch{midnight(mid, 1), midnight(end, 1), "week"}
	case kind == 1:
		return stretch{midnight(end, 1), midnight(end, 16), "week"}
	case kind == 2 && first:
		return stretch{midnight(now, 0), midnight(mid, 1), "week"}
	case kind == 2:
		return stretch{midnight(now, 0), midnight(end, 1), "week"}
	case first:
		return one(mid)
	}
	return one(end)
}
