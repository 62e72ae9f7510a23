package when

import "time"

// Policy is what an organisation means by its words. The zero Policy is the convention of the package.
type Policy struct {
	Opens, Closes int             // minutes after midnight; both 0: 8:00 to 20:00
	Parts         map[Part][2]int // minutes; missing parts are the convention's
	Portuguese    bool            // the parts of day as in Brazil
}

func (p Policy) hours() (int, int) {
	if p.Closes == 0 {
		return 8 * 60, 20 * 60
	}
	return p.Opens, p.Closes
}

// parts of the day by convention (CONVERSATION 2.5): Spanish, then Portuguese where it differs.
var (
	partsES = map[Part][2]int{
		Dawn: {0, 6 * 60}, Morning: {8 * 60, 12 * 60}, Noon: {12 * 60, 14 * 60}, Afternoon: {13 * 60, 19 * 60},
		Night: {19 * 60, 22 * 60}, AfterLunch: {14 * 60, 18 * 60}, AfterWork: {18 * 60, 21 * 60},
	}
	partsPT = map[Part][2]int{Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 22 * 60}, AfterLunch: {13 * 60, 18 * 60}}
)

func (p Policy) part(x Part) (from, to int) {
	opens, closes := p.hours()
	switch x {
	case FirstHour:
		return opens, opens + 120
	case LastHour:
		return closes - 120, closes
	}
	if h, ok := p.Parts[x]; ok {
		return h[0], h[1]
	}
	if h, ok := partsPT[x]; ok && p.Portuguese {
		return h[0], h[1]
	}
	h := partsES[x]
	return h[0], h[1]
}

// Reading is a constraint in the wall clock of now's zone.
type Reading struct {
	Start, End   time.Time // half open
	Grain        string    // minute hour daypart day weekend week month
	Open         string    // after, before or ""
	Exclude      bool
	Approx       bool
	Prefer       Prefer
	Weekly       bool      // a day of the week was named: it comes again every week
	Alternatives []Reading // both readings when the words are ambiguous; Start and End are then the first's
}

// Resolve says which hours a constraint means. ok is false for a day that does not exist or that is over.
func Resolve(c Constraint, now time.Time, p Policy) (Reading, bool) {
	if c.Hours > 0 {
		at := now.Add(time.Duration(c.Hours) * time.Hour).Truncate(time.Minute)
		return Reading{Start: at, End: at.Add(time.Hour), Grain: "hour", Exclude: c.Exclude}, true
	}
	if c.Day.Kind == NoDay && c.Part == NoPart && !c.From.Set {
		return preferOnly(c, now)
	}
	days, ok := daysOf(c, now)
	if !ok {
		return Reading{}, false
	}
	var readings []Reading
	for _, d := range days {
		if r, ok := onDays(c, d, now, p); ok {
			readings = append(readings, r)
		}
	}
	if len(readings) == 0 {
		return Reading{}, false
	}
	r := readings[0]
	if len(readings) > 1 {
		r.Alternatives = readings
	}
	return r, true
}

// preferOnly resolves a wish that names no time; "as soon as possible" begins now.
func preferOnly(c Constraint, now time.Time) (Reading, bool) {
	r := Reading{Start: now.Truncate(time.Minute), Grain: "minute", Exclude: c.Exclude, Prefer: c.Prefer, Open: "after"}
	r.End = r.Start.Add(time.Minute)
	return r, c.Prefer != NoPrefer
}

// stretch is a run of whole days and their grain.
type stretch struct {
	first time.Time
	days  int
	grain string
}

func midnight(t time.Time, add int) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d+add, 0, 0, 0, 0, t.Location())
}

// daysOf lists the days that may be meant: one stretch, or two when it is ambiguous.
func daysOf(c Constraint, now time.Time) ([]stretch, bool) {
	if c.Day.Kind == NoDay {
		return []stretch{{midnight(now, 0), 1, "day"}}, true
	}
	list, ok := daysFrom(c.Day, now)
	if !ok || c.DayTo.Kind == NoDay {
		return list, ok
	}
	from := list[len(list)-1]
	if c.Day.Kind == Weekday && c.Day.N == int(now.Weekday()) {
		from = list[0]
	}
	to, ok := daysFrom(c.DayTo, from.first)
	if !ok {
		return nil, false
	}
	end := to[0].first
	n := int(end.Sub(from.first).Hours()/24+0.5) + 1
	return []stretch{{from.first, n, "day"}}, n > 0 && n < 40
}

func daysFrom(d Day, now time.Time) ([]stretch, bool) {
	switch d.Kind {
	case Offset:
		return []stretch{{midnight(now, d.N), 1, "day"}}, true
	case Weekday:
		return weekdayFrom(d, now), true
	case Date:
		return dateFrom(d, now)
	case Weekend:
		add := (6 - int(now.Weekday()) + 7) % 7
		days := 2
		if now.Weekday() == time.Sunday {
			add, days = 0, 1
		}
		if d.Which == Next {
			add += 7
			days = 2
		}
		return []stretch{{midnight(now, add), days, "weekend"}}, true
	case Week:
		if d.N == 0 {
			left := (7-int(now.Weekday()))%7 + 1
			return []stretch{{midnight(now, 0), left, "week"}}, true
		}
		return []stretch{{midnight(now, monday(now)+7*d.N), 7, "week"}}, true
	case Workday:
		return []stretch{{midnight(now, 1), 7, "week"}}, true
	case Month:
		y, m, _ := now.Date()
		first := time.Date(y, m+time.Month(d.Year), 1, 0, 0, 0, 0, now.Location())
		return []stretch{{first, first.AddDate(0, 1, -1).Day(), "month"}}, true
	case MonthEnd:
		y, m, _ := now.Date()
		last := time.Date(y, m+1, 0, 0, 0, 0, 0, now.Location())
		first := last.AddDate(0, 0, -4)
		if first.Before(midnight(now, 0)) {
			first = midnight(now, 0)
		}
		return []stretch{{first, int(last.Sub(first).Hours()/24+0.5) + 1, "day"}}, true
	}
	return nil, false
}

// monday is how many days before now its week began, as a negative number.
func monday(now time.Time) int { return -(int(now.Weekday()) + 6) % 7 }

// weekdayFrom gives the next such day, or two when it is ambiguous: said on that very day, or "próximo" within two days.
func weekdayFrom(d Day, now time.Time) []stretch {
	ahead := (d.N - int(now.Weekday()) + 7) % 7
	one := func(n int) stretch { return stretch{midnight(now, n), 1, "day"} }
	switch {
	case d.Which == NextWeek:
		return []stretch{one(monday(now) + 7 + (d.N+6)%7)}
	case ahead == 0 && d.Which == Bare:
		return []stretch{one(7), one(0)}
	case ahead == 0:
		return []stretch{one(7)}
	case d.Which == Next && ahead <= 2:
		return []stretch{one(ahead), one(ahead + 7)}
	default:
		return []stretch{one(ahead)}
	}
}

// dateFrom gives the next such date that is not over.
func dateFrom(d Day, now time.Time) ([]stretch, bool) {
	today := midnight(now, 0)
	y, m := d.Year, time.Month(d.Month)
	if y == 0 {
		y = now.Year()
	}
	if m == 0 {
		m = now.Month()
	}
	for range 13 {
		t := time.Date(y, m, d.N, 0, 0, 0, 0, now.Location())
		exists := t.Day() == d.N && (d.Of == 0 || d.Month == 0 || int(t.Weekday()) == d.Of-1)
		if exists && !t.Before(today) {
			if d.Of != 0 && int(t.Weekday()) != d.Of-1 { // "jueves 15" that is no Thursday: ask
				return nil, false
			}
			return []stretch{{t, 1, "day"}}, true
		}
		switch {
		case d.Year != 0:
			return nil, false
		case d.Month != 0:
			y++
		default:
			m++
		}
	}
	return nil, false
}

// onDays puts the clock of a constraint on a stretch of days.
func onDays(c Constraint, d stretch, now time.Time, p Policy) (Reading, bool) {
	r := Reading{Exclude: c.Exclude, Approx: c.Approx, Prefer: c.Prefer, Open: c.Open, Grain: d.grain, Weekly: c.Day.Kind == Weekday}
	last := midnight(d.first, d.days-1)
	opens, closes := p.hours()
	switch {
	case c.From.Set && c.To.Set:
		from, to := p.decide(c.From), p.decide(c.To)
		for to <= from && to < 24*60 {
			to += 12 * 60
		}
		r.Start, r.End, r.Grain = wall(d.first, from), wall(last, to), "hour"
	case c.From.Set && c.Open == "after":
		at := p.decide(c.From)
		r.Start, r.End, r.Grain = wall(d.first, at), wall(last, max(closes, at+60)), "hour"
	case c.From.Set && c.Open == "before":
		at := p.decide(c.From)
		r.Start, r.End, r.Grain = wall(d.first, min(opens, at-60)), wall(last, at), "hour"
	case c.From.Set:
		at := p.decide(c.From)
		r.Start, r.Grain = wall(d.first, at), "minute"
		if c.From.Hourly {
			r.Grain = "hour"
		}
		r.End = r.Start.Add(time.Hour)
		if c.Day.Kind == NoDay && r.Start.Before(now) {
			r.Start, r.End = wall(midnight(d.first, 1), at), wall(midnight(d.first, 1), at+60)
		}
	case c.Part != NoPart:
		from, to := p.part(c.Part)
		if c.Day.Kind == NoDay && !wall(d.first, to).After(now) {
			d.first, last = midnight(d.first, 1), midnight(last, 1)
		}
		r.Start, r.End, r.Grain = wall(d.first, from), wall(last, to), "daypart"
	default:
		r.Start, r.End = d.first, midnight(last, 1)
	}
	return r, r.End.After(r.Start) && r.End.After(now)
}

// decide picks the half of the day of an hour that did not say it: the one that is inside the opening hours.
func (p Policy) decide(c Clock) int {
	if c.Decided || c.Minute >= 12*60 {
		return c.Minute
	}
	opens, closes := p.hours()
	am, pm := c.Minute >= opens && c.Minute <= closes, c.Minute+12*60 <= closes
	if pm && !am {
		return c.Minute + 12*60
	}
	return c.Minute
}

// wall is a wall clock time of a day; minutes may pass midnight.
func wall(day time.Time, minutes int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, minutes, 0, 0, day.Location())
}
