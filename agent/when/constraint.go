package when

// DayKind says how a day was named.
type DayKind int

const (
	NoDay    DayKind = iota
	Offset           // N days from today
	Weekday          // N is 0 (Sunday) to 6
	Date             // N is the day; Month and Year may be 0
	Weekend          // Saturday and Sunday
	Week             // N weeks from this one
	Month            // N is 1 to 12; 0 with Weeks as the offset in months
	Workday          // any day from Monday to Friday
	MonthEnd         // the last days of this month
)

// Which says how a weekday, weekend or week was pointed at.
type Which int

const (
	Bare     Which = iota // "el jueves"
	This                  // "este jueves"
	Next                  // "el próximo jueves", "jueves que viene"
	NextWeek              // "el jueves de la próxima semana"
)

// Day is a day, or days, as named.
type Day struct {
	Kind        DayKind
	N           int
	Month, Year int
	Of          int // with Date: the weekday said beside it, 1 (Sunday) to 7; it must agree
	Which       Which
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
	AfterWork
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

// Constraint is one wish for a time: a day or days, and a clock, a stretch of clock or a part of day.
type Constraint struct {
	Day     Day
	DayTo   Day // with Day: a stretch of days
	Part    Part
	From    Clock
	To      Clock
	Open    string // "after" or "before" From; "" for none
	Hours   int    // "en 3 horas": from now
	Prefer  Prefer
	Approx  bool
	Exclude bool
	// Tokens that carry it: First up to, not including, Last.
	First, Last int
}

func (c Constraint) empty() bool {
	return c.Day.Kind == NoDay && c.Part == NoPart && !c.From.Set && c.Prefer == NoPrefer && c.Hours == 0
}
