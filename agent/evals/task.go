package evals

import (
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
)

// Style is how a person writes.
type Style string

// The styles.
const (
	Plain     Style = "plain"
	Terse     Style = "terse"       // as few words as it takes
	AllAtOnce Style = "all-at-once" // the first message says everything
	Corrector Style = "corrector"   // says something wrong and puts it right later
	Digresser Style = "digressive"  // asks other things in between
	Typist    Style = "typos"       // chat spellings, no accents, slips of the thumb
	Voice     Style = "voice"       // as a voice note is written down: no points, fillers
	Rude      Style = "rude"        // impatient and foul
	Switcher  Style = "switching"   // changes between Spanish and Portuguese
	Malicious Style = "malicious"   // wants what is not theirs, besides a visit
)

// Styles in the order of reports.
var Styles = []Style{Plain, Terse, AllAtOnce, Corrector, Digresser, Typist, Voice, Rude, Switcher, Malicious}

// Kind is what a person wants in the end.
type Kind string

// The kinds of goals.
const (
	WantsVisit    Kind = "book"
	WantsMove     Kind = "move"     // a visit, and then another time for it
	WantsCancel   Kind = "cancel"   // a visit, and then none
	WantsPrice    Kind = "price"    // to know a price, and no visit
	WantsWaitlist Kind = "waitlist" // lives where nobody goes, and wants to be told
	WantsNothing  Kind = "leave"    // changes their mind half way
	WantsHuman    Kind = "human"    // a person
	WantsSafety   Kind = "danger"   // smells gas
	WantsSilence  Kind = "optout"   // no more messages
)

// Slip is what a corrector says wrong at first.
type Slip string

// The slips.
const (
	SlipPlace   Slip = "place"
	SlipAddress Slip = "address"
	SlipWhen    Slip = "when"
	SlipName    Slip = "name"
)

// Goal is what must stand in the database in the end.
type Goal struct {
	Kind       Kind
	Service    booking.ServiceCode
	Quantity   int // 0: one, and not spoken of
	Place      Spot
	Street     string
	Number     string
	Unit       string // "" for a house
	Name       string // first and family name
	Wish       Wish
	Then       Wish // for a move
	PriceFirst bool
	Slip       Slip // what is said wrong first
	WrongPlace Spot
	WrongWish  Wish
	WrongHouse string // number
	WrongName  string
}

// Spot is where the work is.
type Spot struct {
	ID   booking.PlaceID
	Name string
}

// Part of a day in which a window begins.
type Part string

// Parts of a day.
const (
	Any       Part = ""
	Morning   Part = "morning"
	Afternoon Part = "afternoon"
)

// Wish is a set of windows that suit: those that begin on one of the days, in the part. No days: any day.
type Wish struct {
	Days   []string // 2026-11-26
	Not    []string // days that do not suit
	Part   Part
	Phrase string // key of the words that say it
}

// Suits tells whether a window that begins at a wall clock is fine.
func (w Wish) Suits(start time.Time) bool {
	day := start.Format(time.DateOnly)
	ok := len(w.Days) == 0
	for _, d := range w.Days {
		ok = ok || d == day
	}
	for _, d := range w.Not {
		ok = ok && d != day
	}
	switch w.Part {
	case Morning:
		return ok && start.Hour() < 12
	case Afternoon:
		return ok && start.Hour() >= 12 && start.Hour() < 19
	default:
		return ok
	}
}

// Task is one person with a goal.
type Task struct {
	ID       string // "cl-typos-03"
	Country  string // CL, MX, BR
	Language string // es, pt
	Phone    string
	Style    Style
	Goal     Goal
	seed     uint64
}

// Books tells whether a visit stands in the end.
func (g Goal) Books() bool { return g.Kind == WantsVisit || g.Kind == WantsMove }

// Units is the quantity that must be booked.
func (g Goal) Units() int { return max(1, g.Quantity) }

func (g Goal) String() string {
	return fmt.Sprintf("%s %s x%d, %s %s %s, %s, %s %v not %v %s", g.Kind, g.Service, g.Units(), g.Street, g.Number, g.Place.Name, g.Name,
		g.Wish.Phrase, g.Wish.Days, g.Wish.Not, g.Wish.Part)
}
