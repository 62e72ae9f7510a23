package when

import "time"

// Reading is a constraint in the wall clock of now's zone.
type Reading struct {
	Start, End   time.Time // half open
	Grain        string    // minute hour daypart day weekend week month
	Open         string    // after, before or ""
	Exclude      bool
	Approx       bool
	Prefer       Prefer
	Weekly       bool      // a day of the week was named: it comes again every week
	Past         bool      // all of it is over, or it was told aside and is no wish (Constraint.Aside)
	Away         bool      // the person is away then
	Undated      bool      // no day was named: Start and End are those of the first one that fits
	Daily        []Window  // where the same hours of several days are meant: each of them
	Alternatives []Reading // both readings when the words are ambiguous; Start and End are then the first's
}

// Bare tells whether a reading is a leaning and names no time.
func (r Reading) Bare() bool {
	return r.Prefer != NoPrefer && r.Grain == "minute" && r.Open == string(After)
}

// Window is a stretch of time, half open.
type Window struct{ Start, End time.Time }

// openFor is how far a wish goes that is open to one side.
const openFor = 28

// anyDays is for how many days an hour is wished that came without a day.
const anyDays = 14

// Resolve says which hours a constraint means. ok is false for a day that does not exist.
func Resolve(c Constraint, now time.Time, p Policy) (Reading, bool) {
	switch {
	case !c.Exists():
		return Reading{}, false
	case c.Moved:
		return moved(c, now), true
	case c.Days == nil && c.Part == NoPart && !c.From.Set:
		return preferOnly(c, now)
	}
	list, ok := stretchesOf(c, now, p)
	if !ok {
		return Reading{}, false
	}
	var readings []Reading
	for _, d := range list {
		if r, ok := onDays(c, d, now, p); ok {
			r.Past = r.Past || c.Aside || !r.End.After(now)
			r.daily(c, d, p)
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

// daily lists the hours of each day, where hours of several days are meant or only some of the days.
func (r *Reading) daily(c Constraint, d stretch, p Policy) {
	workdays := c.Days != nil && workable(c.Days)
	if c.Days == nil && (c.From.Set || c.Part != NoPart) { // an hour without a day is one of any day
		d.first = midnight(r.Start, 0)
		d.end = midnight(d.first, anyDays)
		r.Undated = true
		r.Daily = r.every(d, nil)
		return
	}
	if again, ok := recurring(c.Days); ok && (c.Open == Closed || c.From.Set) {
		d.end = midnight(d.first, anyDays)
		r.Daily = r.every(d, again)
		return
	}
	if d.days() < 2 || c.Through != nil || !c.From.Set && c.Part == NoPart && !workdays {
		return
	}
	if workdays {
		r.Daily = r.every(d, p.works)
		return
	}
	r.Daily = r.every(d, nil)
}

// recurring gives the days of the week that come again: "los sábados", "de lunes a viernes".
func recurring(d *Days) (func(time.Time) bool, bool) {
	switch {
	case d == nil:
	case d.Kind == Weekday && d.Every:
		return func(day time.Time) bool { return int(day.Weekday()) == d.N }, true
	case d.Kind == Cycle && d.Every:
		return func(day time.Time) bool { return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday }, true
	case d.Kind == Stretch && d.From.Kind == Weekday && d.To.Kind == Weekday && d.From.In == nil && d.To.In == nil && d.From.Which == Bare && d.To.Which == Bare:
		from, to := (d.From.N+6)%7, (d.To.N+6)%7
		return func(day time.Time) bool {
			n := (int(day.Weekday()) + 6) % 7
			return n >= from && n <= to
		}, from < to
	}
	return nil, false
}

// workable tells whether only days of work are meant.
func workable(d *Days) bool { return d.Kind == Workday }

// every gives the same hours of each day of a stretch for which wanted holds; nil: of all.
func (r *Reading) every(d stretch, wanted func(time.Time) bool) []Window {
	from, to := minuteOf(r.Start), minuteOf(r.End)
	if to == 0 || to < from {
		to += 24 * 60
	}
	var out []Window
	for day := d.first; day.Before(d.end) && len(out) < 31; day = midnight(day, 1) {
		if wanted != nil && !wanted(day) {
			continue
		}
		w := Window{wall(day, from), wall(day, to)}
		if w.End.After(w.Start) {
			out = append(out, w)
		}
	}
	return out
}

// minuteOf is the wall clock of t in minutes after midnight.
func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// moved is a moment so far from now, or the stretch up to it.
func moved(c Constraint, now time.Time) Reading {
	at := now.Add(c.Ahead).Truncate(time.Minute)
	r := Reading{Start: at, End: at.Add(time.Hour), Grain: "minute", Exclude: c.Exclude, Approx: c.Approx, Prefer: c.Prefer, Past: c.Ahead < 0}
	if c.Through != nil {
		r.Start, r.End, r.Grain = now.Truncate(time.Minute), at, "hour"
		if c.Ahead >= 2*time.Hour { // nobody comes this very minute
			r.Start = now.Add(time.Hour - 1).Truncate(time.Hour)
		}
		if c.Ahead < 0 {
			r.Start, r.End = at, r.Start
		}
	}
	return r
}

// preferOnly resolves a wish that names no time; "as soon as possible" begins now.
func preferOnly(c Constraint, now time.Time) (Reading, bool) {
	r := Reading{Start: now.Truncate(time.Minute), Grain: "minute", Exclude: c.Exclude, Prefer: c.Prefer, Open: "after"}
	r.End = r.Start.Add(time.Minute)
	return r, c.Prefer != NoPrefer
}

// stretchesOf lists the days that may be meant; a time without a day is today's.
func stretchesOf(c Constraint, now time.Time, p Policy) ([]stretch, bool) {
	if c.Days == nil {
		return []stretch{{midnight(now, 0), midnight(now, 1), "day"}}, true
	}
	return stretches(c.Days, now, p.Conventions)
}

// onDays puts the clock of a constraint on a stretch of days.
func onDays(c Constraint, d stretch, now time.Time, p Policy) (Reading, bool) {
	r := Reading{
		Exclude: c.Exclude, Away: c.Away, Approx: c.Approx, Prefer: c.Prefer, Open: string(c.Open), Grain: d.grain,
		Weekly: c.Days != nil && c.Days.Kind == Weekday && c.Days.In == nil,
	}
	last := midnight(d.end, -1)
	today := c.Days == nil
	switch {
	case c.From.Set && c.Through != nil:
		return throughDays(c, d, now, p)
	case c.From.Set && c.To.Set:
		from, to := p.decideRange(c.From, c.To)
		if today && !wall(last, to).After(now) {
			d.first, last = midnight(d.first, 1), midnight(last, 1)
		}
		r.Start, r.End, r.Grain = wall(d.first, from), wall(last, to), "hour"
	case c.From.Set:
		r.onClock(c, d, now, p)
	case c.Part != NoPart:
		from, to := p.part(c.Part, c.Bit)
		if today && !wall(d.first, to).After(now) {
			d.first, last = midnight(d.first, 1), midnight(last, 1)
		}
		r.Start, r.End, r.Grain = wall(d.first, from), wall(last, to), "daypart"
		if c.Open == Until {
			r.Start, r.Open = earlier(now, r.End), string(Before)
		}
	default:
		r.openDays(c, d, now)
	}
	return r, r.End.After(r.Start)
}

// onClock sets one time of day, or what lies after or before it.
func (r *Reading) onClock(c Constraint, d stretch, now time.Time, p Policy) {
	opens, closes := p.hours()
	last := midnight(d.end, -1)
	at := p.decide(c.From)
	if pm := c.From.Minute + 12*60; !c.From.Decided && at < 12*60 && pm <= closes && !wall(d.first, at).After(now) && wall(d.first, pm).After(now) {
		at = pm // "hoy antes de las 8", said at nine
	}
	if c.Days == nil && !wall(d.first, at).After(now) && (c.Open != After || !wall(last, max(closes, at+60)).After(now)) {
		d.first, last = midnight(d.first, 1), midnight(last, 1)
	}
	switch c.Open {
	case After:
		r.Start, r.End, r.Grain = wall(d.first, at), wall(last, max(closes, at+60)), "hour"
	case Before, Until:
		r.Start, r.End, r.Grain, r.Open = wall(d.first, min(opens, at-60)), wall(last, at), "hour", string(Before)
	default:
		r.Start, r.Grain = wall(d.first, at), "minute"
		if c.From.Hourly {
			r.Grain = "hour"
		}
		r.End = r.Start.Add(time.Hour)
	}
}

// openDays sets whole days, or those after or before them.
func (r *Reading) openDays(c Constraint, d stretch, now time.Time) {
	switch c.Open {
	case After:
		r.Start = d.end
		if c.Through != nil {
			r.Start = d.first
		}
		r.End = midnight(r.Start, openFor)
		r.Past = r.Start.Before(midnight(now, 0)) // "desde ayer" tells since when
	case Before:
		end := d.first
		if c.Days.Kind == Finish { // "antes de fin de mes" is before the month is over
			end = d.end
		}
		r.Start, r.End, r.Open = earlier(now, end), end, string(Before)
	case Until:
		end := d.end                                         // whole days count
		if c.Days.Kind == MonthOf || c.Days.Kind == YearOf { // "hasta agosto": before it begins
			end = d.first
		}
		r.Start, r.End, r.Open = earlier(now, end), end, string(Before)
	default:
		r.Start, r.End = d.first, d.end
	}
}

// earlier is now, or a day before a moment that is over.
func earlier(now, end time.Time) time.Time {
	if now.Before(end) {
		return now.Truncate(time.Minute)
	}
	return midnight(end, -1)
}

// throughDays is from a time of one day to a time of another.
func throughDays(c Constraint, d stretch, now time.Time, p Policy) (Reading, bool) {
	end, ok := Resolve(*c.Through, now, p)
	if !ok {
		return Reading{}, false
	}
	r := Reading{Start: wall(d.first, p.decide(c.From)), End: end.Start, Grain: "hour", Exclude: c.Exclude, Approx: c.Approx}
	return r, r.End.After(r.Start)
}

// wall is a wall clock time of a day; minutes may pass midnight.
func wall(day time.Time, minutes int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, minutes, 0, 0, day.Location())
}

// midnight of the day that is so many after that of t: its first moment, where a change of the clocks skips zero o'clock.
func midnight(t time.Time, add int) time.Time {
	y, m, d := t.Date()
	out := time.Date(y, m, d+add, 0, 0, 0, 0, t.Location())
	if out.Hour() == 23 {
		return out.Add(time.Hour)
	}
	return out
}
