package when

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

// part gives the hours of a part of the day, or of a piece of it: its first or last two hours, or what lies between.
func (p Policy) part(x Part, b Bit) (from, to int) {
	from, to = p.whole(x)
	switch {
	case b == Beginning:
		return from, from + 120
	case b == Ending && x == Night:
		return 21 * 60, 23 * 60
	case b == Ending:
		return to - 120, to
	case b == Mid && x == Afternoon:
		return 15 * 60, 17 * 60
	case b == Mid:
		middle := (from + to) / 2 / 60 * 60
		return middle - 60, middle + 60
	}
	return from, to
}

func (p Policy) whole(x Part) (from, to int) {
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
