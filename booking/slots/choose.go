package slots

import (
	"cmp"
	"math"
	"slices"

	"github.com/chasqui-fsm/chasqui/booking"
)

// What matters when slots are chosen, in seconds of driving.
const (
	perDay      = 600       // to come a day later
	perHour     = 900       // an hour away from the wished end of the day
	perHourASAP = 7200      // an hour later for who wants us at once
	sameDay     = 100_000   // the day is among the chosen already
	sameClock   = 1200      // so is the hour
	premiumLast = 1_000_000 // a premium window, while there are others
	perDistance = 3600      // an hour away from the wish
)

// option is a candidate under a wish.
type option struct {
	candidate
	score float64
	taken bool
}

// choose picks what to offer, see the package.
func (t *terms) choose(found []candidate, req booking.SlotRequest) []booking.Slot {
	left := req.Max
	if left <= 0 {
		left = DefaultMax
	}
	left = min(left, MostMax)
	var fit, near, premium []option
	for _, c := range found {
		if excluded(c.slot.Window, req.Wish) || slices.ContainsFunc(req.Skip, c.slot.Same) {
			continue
		}
		c.slot.Fits = fits(c.slot.Window, req.Wish)
		o := option{candidate: c, score: t.score(c, req.Wish)}
		switch {
		case c.slot.Fits && (!c.premium || precise(req.Wish)):
			fit = append(fit, o)
		case !c.premium:
			near = append(near, o)
		default:
			premium = append(premium, o)
		}
	}
	apart := float64(sameDay)
	if req.Wish.Prefer == booking.PreferASAP {
		apart = 0
	}
	var chosen []option
	for _, group := range [][]option{fit, near, premium} {
		chosen = append(chosen, spread(group, left-len(chosen), apart)...)
	}
	slices.SortStableFunc(chosen, order)
	list := make([]booking.Slot, len(chosen))
	for i, o := range chosen {
		list[i] = o.slot
	}
	return list
}

// order is how slots are shown: what fits first, premium last, then by time.
func order(a, b option) int {
	return cmp.Or(
		-cmp.Compare(truth(a.slot.Fits), truth(b.slot.Fits)),
		cmp.Compare(truth(a.premium), truth(b.premium)),
		a.slot.Window.Start.Compare(b.slot.Window.Start),
		a.slot.Window.End.Compare(b.slot.Window.End),
	)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// score is the marginal cost, and what the customer makes of the time.
func (t *terms) score(c candidate, w booking.Wish) float64 {
	score := c.slot.Cost
	if c.premium {
		score += premiumLast
	}
	if !c.slot.Fits && len(w.Windows) > 0 {
		return score/perHour + perDistance*distance(c.slot.Window, w, t.zone)
	}
	wait := c.slot.Window.Start.Sub(t.now).Hours()
	switch w.Prefer {
	case booking.PreferASAP:
		return score + perHourASAP*wait
	case booking.PreferEarly:
		score += perHour * clockOf(c.slot.Window.Start, t.zone)
	case booking.PreferLate:
		score -= perHour * clockOf(c.slot.Window.Start, t.zone)
	}
	return score + perDay*math.Floor(wait/24)
}

// spread takes the n best, each day's second best only when all days have had a turn, and rather another hour than the same.
func spread(group []option, n int, apart float64) []option {
	var chosen []option
	for len(chosen) < n {
		best, lowest := -1, math.Inf(1)
		for i := range group {
			if group[i].taken {
				continue
			}
			score := group[i].score
			for _, c := range chosen {
				if c.day == group[i].day {
					score += apart
				} else if apart > 0 && sameHours(c, group[i]) {
					score += sameClock
				}
			}
			if score < lowest {
				best, lowest = i, score
			}
		}
		if best < 0 {
			break
		}
		group[best].taken = true
		chosen = append(chosen, group[best])
	}
	return chosen
}

func sameHours(a, b option) bool {
	return a.slot.Window.Start.Hour() == b.slot.Window.Start.Hour() && a.slot.Window.Duration() == b.slot.Window.Duration()
}
