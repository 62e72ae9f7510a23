package when

import "time"

// Unit is a stretch of the calendar that is counted.
type Unit int

const (
	NoUnit Unit = iota
	Minute
	Hour
	Day
	Week
	Weekend
	Fortnight
	Month
	Quarter
	HalfYear
	Year
	WorkingDay // a day on which people work
)

// DaysKind says how days were named.
type DaysKind int

const (
	NoDays  DaysKind = iota
	Cycle            // the Unit that is N from this one: today, next week, last month
	Weekday          // N is 0 (Sunday) to 6; In: the week or month that it was said of
	Date             // N is the day of the month; Month and Year may be 0
	MonthOf          // Month, and Year or 0
	YearOf           // Year
	Nth              // the N-th Unit, or Weekday of Of, in In; -1 is the last
	Start            // the first days of In
	Middle           // the middle of In
	Finish           // the last days of In
	Half             // the N-th half of In
	WeekOf           // the week in which In lies
	Rest             // what is left of In
	Count            // N Units, from the next one on, or back from the last one when N is negative
	Shift            // N Units after From, or after today
	Feast            // the feast N of feasts.go, in Year or 0
	Holiday          // the next day off
	Stretch          // From up to and including To
	Workday          // any day from Monday to Friday
	List             // From, and To, which may be a List too: "el 15 o el 20"; Parse gives each its own wish
	Payday           // "la quincena": the 15th or the last of a month
)

// Which says how a weekday or weekend was pointed at.
type Which int

const (
	Bare      Which = iota // "el jueves"
	This                   // "este jueves"
	Next                   // "el próximo jueves", "jueves que viene"
	Last                   // "el jueves pasado"
	Other                  // "el otro jueves": the next one, or that after it
	AfterNext              // "el jueves subsiguiente"
)

// Days are one day or several in a row, as they were named.
type Days struct {
	Kind        DaysKind
	N           int
	Unit        Unit
	Month, Year int
	Of          int // with Date and Nth: the weekday said beside it, 1 (Sunday) to 7
	Which       Which
	In          *Days
	From, To    *Days
	Every       bool // "los sábados": each of them
	Numeric     bool // a date in numbers, day first; Conventions.MonthFirst may swap it
}

// short tells whether days are few enough for an hour of them to be meant.
func (d *Days) short() bool {
	switch d.Kind {
	case MonthOf, YearOf, Half:
		return false
	case Cycle, Nth:
		return d.Unit <= Weekend
	}
	return true
}

// Part of a day; its hours are the policy's.
type Part int

const (
	NoPart Part = iota
	Dawn
	Morning
	Noon
	Afternoon
	Night
	FirstHour
	LastHour
	AfterLunch
	BeforeLunch
	AfterWork
)

// Bit is the piece of a part of day that was meant.
type Bit int

const (
	Whole     Bit = iota
	Beginning     // "a primera hora de la tarde"
	Mid           // "a media tarde"
	Ending        // "al final de la tarde"
)

// Prefer is a leaning that names no time.
type Prefer int

const (
	NoPrefer Prefer = iota
	ASAP
	Early
	Late
	Any
)

// Clock is a time of day, in minutes after midnight.
type Clock struct {
	Set     bool
	Minute  int
	Decided bool // am or pm was said, or the hour is past 12
	Hourly  bool // only the hour was said
}

// Open says to which side a wish is open.
type Open string

const (
	Closed Open = ""
	After  Open = "after"
	Before Open = "before"
	Until  Open = "until" // before, and including what is named
)

// Constraint is one wish for a time: days, and a clock, a stretch of clock or a part of the day.
type Constraint struct {
	Days    *Days
	Part    Part
	Bit     Bit
	From    Clock
	To      Clock
	Open    Open          // of the clock, or of the days where there is no clock
	Ahead   time.Duration // "en 3 horas": from now; negative: ago
	Moved   bool          // Ahead was said
	Through *Constraint   // "desde hoy a las 4 hasta mañana a las 5": where it ends
	Prefer  Prefer
	Approx  bool
	Exclude bool
	Aside   bool // not when somebody shall come: "no funciona desde el lunes", "vinieron el martes", "te aviso mañana"
	Away    bool // the person says that they are away then: "estarei fora na quinta"
	// Tokens that carry it: First up to, not including, Last.
	First, Last int
}

func (c Constraint) empty() bool {
	return c.Days == nil && c.Part == NoPart && !c.From.Set && c.Prefer == NoPrefer && !c.Moved
}

// Exists tells whether the calendar has such a day and the clock such an hour: there is no 31 June in any year, and no 25:00.
func (c Constraint) Exists() bool {
	if c.From.Set && c.From.Minute < 0 || c.To.Set && c.To.Minute < 0 || c.Through != nil && !c.Through.Exists() {
		return false
	}
	return c.Days.exists()
}

// exists tells whether days, and those that they are counted from, are in any calendar.
func (d *Days) exists() bool {
	if d == nil {
		return true
	}
	if !d.In.exists() || !d.From.exists() || !d.To.exists() {
		return false
	}
	if d.Kind != Date {
		return true
	}
	if d.N < 1 || d.N > 31 || d.Month > 12 {
		return false
	}
	if d.Month == 0 {
		return true
	}
	year := d.Year
	if year == 0 {
		year = 2000 // a leap year: 29 February exists
	}
	return time.Date(year, time.Month(d.Month), d.N, 0, 0, 0, 0, time.UTC).Day() == d.N
}
