package demo

import (
	"fmt"
	"time"
)

// The promise of DEMO.md: for every service in every city, each half of each working day has a window that is free. It is kept
// while the days are filled: a visit that would break it is not booked.

// margin is what the seed leaves besides, so that the promise holds for an address at the edge of a locality too.
const margin = 20 // minutes

// halves are the arrival windows of a day by half: before noon, until the evening, and São Paulo's evening.
func (p *dayplan) halves() [][]arrival {
	var list [3][]arrival
	for _, a := range p.windows {
		switch {
		case a.premium:
		case a.starts.hour < 12:
			list[0] = append(list[0], a)
		case a.starts.hour < 19:
			list[1] = append(list[1], a)
		case p.date.Weekday() != time.Saturday:
			list[2] = append(list[2], a)
		}
	}
	var out [][]arrival
	for _, h := range list {
		if len(h) > 0 {
			out = append(out, h)
		}
	}
	return out
}

// promising tells whether every service can still be promised in every half of the day, everywhere in the city. Only the
// longest service of each trade has to be asked: who can do it can do the others.
func (p *dayplan) promising() bool { return p.unpromised() == "" }

// unpromised is a service that cannot be promised any more, with its place and half; "" when there is none.
func (p *dayplan) unpromised() string {
	for _, h := range p.halves() {
		evening := h[0].starts.hour >= 19
		for tr, s := range longest(evening) {
			for _, c := range p.centers {
				if !p.free(c, tr, h, s.median+margin) {
					return fmt.Sprintf("%s in %s on %s from %d:00", s.code, c.Name, p.date, h[0].starts.hour)
				}
			}
		}
	}
	return ""
}

// free tells whether somebody of a trade has room at a place in one of the windows.
func (p *dayplan) free(c center, tr trade, windows []arrival, minutes int) bool {
	for _, r := range p.routes {
		if !r.tech.trades[tr] || !r.tech.goesTo(c) {
			continue
		}
		for _, a := range windows {
			if r.fits(stopOf(c.where, a, minutes)) {
				return true
			}
		}
	}
	return false
}

func (t *technician) goesTo(c center) bool {
	for _, code := range t.Territories {
		if code == c.Territory {
			return true
		}
	}
	return false
}

// eveningMinutes is the longest service that evenings are kept free for. DEMO.md does not ask for evenings.
const eveningMinutes = 120

// longest is the longest service of each trade.
func longest(evening bool) map[trade]*service {
	out := map[trade]*service{}
	for i := range services {
		s := &services[i]
		tr := tradeOf(s)
		if evening && s.median > eveningMinutes {
			continue
		}
		if out[tr] == nil || s.median > out[tr].median {
			out[tr] = s
		}
	}
	return out
}

// tradeOf is the trade that a service's skills belong to.
func tradeOf(s *service) trade {
	for tr, codes := range trades {
		for _, code := range codes {
			if code == s.needs[0] {
				return tr
			}
		}
	}
	panic("demo: no trade for " + string(s.code))
}
