package when

import (
	"maps"
	"time"
)

// Conventions are what people of a country, or an organisation, mean by their words. Every zero field is the convention of the
// package, so an organisation writes only what differs; [For] gives those of a country and [Conventions.With] overrides them.
type Conventions struct {
	Country       string          // ISO 3166 alpha-2: which holidays are meant; "": only those of every country
	Opens, Closes int             // minutes after midnight; both 0: 8:00 to 20:00
	Parts         map[Part][2]int // minutes after midnight; missing parts are as in Spanish by default
	Edge          int             // minutes of the first and of the last hour of a day; 0: 120
	MonthFirst    bool            // 12/05 is 5 December
	Near          int             // "próximo jueves" is asked about when it is at most so many days away; 0: 2; negative: never
	Workdays      []time.Weekday  // days of work; none: Monday to Friday
	Holidays      []time.Time     // days off beside the national ones of Country: regional, moved, the organisation's own
}

// Policy is what a constraint is resolved by.
type Policy struct {
	Conventions
	Offered []Window // what is on the table: an hour that says neither am nor pm is the one that is offered
}

// parts of the day in minutes (CONVERSATION.md 2.5).
var (
	partsES = map[Part][2]int{
		Dawn: {0, 6 * 60}, Morning: {8 * 60, 12 * 60}, Noon: {12 * 60, 14 * 60}, Afternoon: {13 * 60, 19 * 60},
		Night: {19 * 60, 22 * 60}, AfterLunch: {14 * 60, 18 * 60}, BeforeLunch: {10 * 60, 12 * 60}, AfterWork: {18 * 60, 21 * 60},
	}
	partsPT = map[Part][2]int{Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 22 * 60}, AfterLunch: {13 * 60, 18 * 60}}
	partsEN = map[Part][2]int{Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 21 * 60}, AfterLunch: {13 * 60, 18 * 60}}
)

// partsOf are the countries whose day parts differ from those of their language. In Mexico "la comida" is at two or three, around
// the River Plate evenings are late, near the equator the sun sets at six.
var partsOf = map[string]map[Part][2]int{
	"MX": {AfterLunch: {16 * 60, 19 * 60}, BeforeLunch: {11 * 60, 14 * 60}},
	"AR": {Afternoon: {13 * 60, 20 * 60}, Night: {20 * 60, 23 * 60}},
	"UY": {Afternoon: {13 * 60, 20 * 60}, Night: {20 * 60, 23 * 60}},
	"CO": {Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 21 * 60}},
	"EC": {Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 21 * 60}},
	"VE": {Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 21 * 60}},
	"CR": {Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 21 * 60}},
	"PA": {Afternoon: {12 * 60, 18 * 60}, Night: {18 * 60, 21 * 60}},
}

// For gives the conventions of a country and a language (es, pt, en). An unknown country has those of the language.
func For(country, lang string) Conventions {
	c := Conventions{Country: country, Parts: map[Part][2]int{}}
	switch lang {
	case "pt":
		if country == "" {
			c.Country = "BR"
		}
		maps.Copy(c.Parts, partsPT)
	case "en":
		maps.Copy(c.Parts, partsEN)
	default:
		maps.Copy(c.Parts, partsOf[country])
	}
	c.MonthFirst = country == "US"
	return c
}

// With is c with all that an organisation says otherwise.
func (c Conventions) With(own Conventions) Conventions {
	out := c
	out.Parts = maps.Clone(c.Parts)
	if out.Parts == nil {
		out.Parts = map[Part][2]int{}
	}
	maps.Copy(out.Parts, own.Parts)
	if own.Country != "" {
		out.Country = own.Country
	}
	if own.Closes != 0 {
		out.Opens, out.Closes = own.Opens, own.Closes
	}
	if own.Edge != 0 {
		out.Edge = own.Edge
	}
	if own.Near != 0 {
		out.Near = own.Near
	}
	if len(own.Workdays) > 0 {
		out.Workdays = own.Workdays
	}
	if len(own.Holidays) > 0 {
		out.Holidays = own.Holidays
	}
	out.MonthFirst = c.MonthFirst || own.MonthFirst
	return out
}

func (c Conventions) hours() (opens, closes int) {
	if c.Closes <= c.Opens {
		return 8 * 60, 20 * 60
	}
	return c.Opens, c.Closes
}

func (c Conventions) edge() int {
	if c.Edge <= 0 {
		return 120
	}
	return c.Edge
}

func (c Conventions) near() int {
	if c.Near == 0 {
		return 2
	}
	return c.Near
}

// works tells whether people work on a day.
func (c Conventions) works(day time.Time) bool {
	if c.off(day) {
		return false
	}
	if len(c.Workdays) == 0 {
		return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
	}
	for _, w := range c.Workdays {
		if w == day.Weekday() {
			return true
		}
	}
	return false
}

// part gives the hours of a part of the day, or of a piece of it: its first or last two hours, or what lies between.
func (c Conventions) part(x Part, b Bit) (from, to int) {
	from, to = c.whole(x)
	switch {
	case b == Beginning:
		return from, from + c.edge()
	case b == Ending && x == Night:
		return 21 * 60, 23 * 60
	case b == Ending:
		return to - c.edge(), to
	case b == Mid && x == Afternoon:
		return 15 * 60, 17 * 60
	case b == Mid:
		middle := (from + to) / 2 / 60 * 60
		return middle - 60, middle + 60
	}
	return from, to
}

func (c Conventions) whole(x Part) (from, to int) {
	opens, closes := c.hours()
	switch x {
	case FirstHour:
		return opens, opens + c.edge()
	case LastHour:
		return closes - c.edge(), closes
	}
	if h, ok := c.Parts[x]; ok && h[1] > h[0] {
		return h[0], h[1]
	}
	h := partsES[x]
	return h[0], h[1]
}

// decide picks the half of the day of an hour that did not say it: the one inside the opening hours; if both are, the one offered.
func (p Policy) decide(c Clock) int {
	if c.Decided || c.Minute >= 12*60 {
		return c.Minute
	}
	opens, closes := p.hours()
	pm := c.Minute + 12*60
	early, late := c.Minute >= opens && c.Minute <= closes, pm >= opens && pm <= closes
	if late && (!early || p.offers(pm) && !p.offers(c.Minute)) {
		return pm
	}
	return c.Minute
}

// offers tells whether something on the table has a minute of the day in it.
func (p Policy) offers(minute int) bool {
	for _, w := range p.Offered {
		from := w.Start.Hour()*60 + w.Start.Minute()
		if minute >= from && minute < from+int(w.End.Sub(w.Start).Minutes()) {
			return true
		}
	}
	return false
}

// decideRange picks the halves of both ends so that the end comes after the start.
func (p Policy) decideRange(a, b Clock) (from, to int) {
	from, to = p.decide(a), p.decide(b)
	if to <= from && !a.Decided && a.Minute < 12*60 && b.Decided && b.Minute > a.Minute {
		from = a.Minute
	}
	for to <= from && to < 24*60 {
		to += 12 * 60
	}
	return from, to
}
