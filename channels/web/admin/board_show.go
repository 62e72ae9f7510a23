package admin

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/places"
	"github.com/chasqui-fsm/chasqui/channels/web"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/locales"
)

// A board shows the hours of its shifts and visits, at least these.
const (
	leastFirst = 9
	leastLast  = 18
)

// boardView is one board as the page draws it.
type boardView struct {
	words       locales.Words
	board       booking.Board
	units       []booking.Unit
	territories []places.Territory
	territory   booking.TerritoryCode // shown alone; empty: all
	zone        *time.Location
	now         time.Time
	escalations int
	urgent      int // of them P1
	mayMove     bool
	mayHandle   bool
	first, last int // hours that the track shows
}

func (c *Console) boardShow(w http.ResponseWriter, r *http.Request) error {
	v, err := c.readBoard(r)
	if err != nil {
		return err
	}
	if r.Header.Get("X-Fragment") == "board" {
		return c.kit.Show(w, r, http.StatusOK, boardBody(v))
	}
	f := c.frame(r, "board", v.words.Text("web.board.title", nil), "board.js")
	return c.kit.Show(w, r, http.StatusOK, boardPage(f, v))
}

// readBoard reads the day that the address names: the reader's first unit and its today by default.
func (c *Console) readBoard(r *http.Request) (boardView, error) {
	ctx, q := r.Context(), r.URL.Query()
	units, err := c.unitsOf(r)
	if err != nil {
		return boardView{}, err
	}
	unit := units[0]
	for _, u := range units {
		if string(u.Code) == q.Get("unit") {
			unit = u
		}
	}
	zone, err := time.LoadLocation(unit.TimeZone)
	if err != nil {
		return boardView{}, err
	}
	now := c.d.DB.Now()
	day := booking.DayOf(now, zone)
	if s := q.Get("day"); s != "" {
		if day, err = booking.ParseDay(s); err != nil {
			return boardView{}, fault.New(fault.Invalid, "web.board.bad_day", fault.Cause(err))
		}
	}
	v := boardView{
		words: c.kit.Words(r), units: units, zone: zone, now: now, territory: booking.TerritoryCode(q.Get("territory")),
		mayMove: web.User(ctx).Can("visits.change"), mayHandle: web.User(ctx).Can("escalations.handle"),
	}
	if v.board, err = c.d.Dispatch.Board(ctx, c.d.DB, unit.Code, day, now); err != nil {
		return boardView{}, err
	}
	if v.territories, err = c.d.Places.Territories(ctx, c.d.DB, unit.Code); err != nil {
		return boardView{}, err
	}
	open, err := c.d.Escalations.List(ctx, c.d.DB, unit.Code, booking.EscalationOpen)
	if err != nil {
		return boardView{}, err
	}
	v.escalations = len(open)
	for _, e := range open {
		if e.Priority == booking.P1 {
			v.urgent++
		}
	}
	slices.SortStableFunc(v.board.Unassigned, func(a, b booking.BoardVisit) int {
		return cmp.Or(a.Window.Start.Compare(b.Window.Start), cmp.Compare(a.Number, b.Number))
	})
	v.first, v.last = v.span()
	return v, nil
}

// span is the first hour and the last that somebody works.
func (v boardView) span() (first, last int) {
	first, last = leastFirst, leastLast
	midnight := v.board.Day.At(0, v.zone)
	take := func(s span.Span) {
		if s.IsZero() {
			return
		}
		first = max(0, min(first, int(s.Start.Sub(midnight)/time.Hour)))
		last = min(24, max(last, int((s.End.Sub(midnight)+time.Hour-1)/time.Hour)))
	}
	for _, l := range v.board.Lanes {
		for _, s := range l.Shifts {
			take(s)
		}
		for _, b := range l.Visits {
			take(b.Planned)
		}
	}
	return first, last
}

// unitsOf lists the units that the reader sees.
func (c *Console) unitsOf(r *http.Request) ([]booking.Unit, error) {
	all, err := c.d.Places.Units(r.Context(), c.d.DB)
	if err != nil {
		return nil, err
	}
	user := web.User(r.Context())
	units := slices.DeleteFunc(all, func(u booking.Unit) bool { return !user.Sees(string(u.Code)) })
	if len(units) == 0 {
		return nil, fault.New(fault.Forbidden, "web.board.no_unit")
	}
	return units, nil
}

// lanes of the territory that is shown, in the order of the board.
func (v boardView) lanes() []booking.Lane {
	if v.territory == "" {
		return v.board.Lanes
	}
	var out []booking.Lane
	for _, l := range v.board.Lanes {
		if slices.Contains(l.Resource.Territories, v.territory) {
			out = append(out, l)
		}
	}
	return out
}

// place of a stretch of time on the track: the quarter it begins in, counted from 1, and how many it takes; ok is false when
// the track does not show it.
func (v boardView) place(s span.Span) (from, wide int, ok bool) {
	if s.IsZero() {
		return 0, 0, false
	}
	start := v.board.Day.At(time.Duration(v.first)*time.Hour, v.zone)
	a := max(0, int(s.Start.Sub(start)/(15*time.Minute)))
	b := min((v.last-v.first)*4, int((s.End.Sub(start)+15*time.Minute-1)/(15*time.Minute)))
	return a + 1, b - a, b > a
}

// late lists the visits that are late, those first whose customers have waited longest.
func (v boardView) late() []booking.BoardVisit {
	var out []booking.BoardVisit
	for _, l := range v.board.Lanes {
		for _, b := range l.Visits {
			if b.Late {
				out = append(out, b)
			}
		}
	}
	slices.SortFunc(out, func(a, b booking.BoardVisit) int { return a.Window.End.Compare(b.Window.End) })
	return out
}
