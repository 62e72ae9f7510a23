package demo

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
)

// technician is a member of the crew with the week they work.
type technician struct {
	booking.Resource
	city   string
	seat   seat
	ends   map[booking.SkillCode]string // skills whose paper ran out, and when
	trades map[trade]bool
}

// hire fills the seats of every city. n counts the technicians of a unit: their phones end in it.
func (w *world) hire() error {
	d := newDraw(1)
	n := map[booking.UnitCode]int{}
	for _, c := range cities {
		list := seats[c.name]
		if w.Small {
			list = smallSeats(c)
		}
		for _, s := range list {
			n[c.unit]++
			t, err := w.technician(d, c, s, n[c.unit])
			if err != nil {
				return err
			}
			w.technicians = append(w.technicians, t)
		}
	}
	w.expire("Conce", "electrical_SEC_B", "2026-11-03")
	w.expire("Campinas", "NR35_height", "2026-11-10")
	return nil
}

// smallSeats is a crew of four in the first city of each country, who go everywhere in it.
func smallSeats(c city) []seat {
	switch c.name {
	case "Santiago", "São Paulo", "Ciudad de México":
		week := long
		if c.unit == "MX" {
			week = ordinary
		}
		return smallCrew(c.territories[len(c.territories)-1].code, week)
	}
	return nil
}

func (w *world) technician(d draw, c city, s seat, n int) (technician, error) {
	homes := servedBy(w.localities, s.home)
	if len(homes) == 0 {
		return technician{}, fmt.Errorf("territory %s has no locality", s.home)
	}
	given := technicianGiven[c.unit]
	t := technician{
		Resource: booking.Resource{
			ID:         booking.ResourceID(w.ids.New()),
			Unit:       c.unit,
			Name:       given[(n-1)%len(given)] + " " + familyName(d, c.unit),
			Employment: s.employment,
			Phone:      phoneOf(unitOf(c.unit).technicianPhone, n),
			Home:       near(d, one(d, homes).Center, 1.5),
			TimeZone:   c.zone,
		},
		city: c.name, seat: s, trades: map[trade]bool{}, ends: map[booking.SkillCode]string{},
	}
	t.Territories = append(t.Territories, s.home)
	for _, x := range c.territories {
		if x.code != s.home && (w.Small || nearTo(x, s.home)) {
			t.Territories = append(t.Territories, x.code)
		}
	}
	for _, tr := range s.trades {
		t.trades[tr] = true
	}
	t.Skills = learn(d, c.unit, s)
	return t, nil
}

func nearTo(x territory, home booking.TerritoryCode) bool {
	for _, code := range x.near {
		if code == home {
			return true
		}
	}
	return false
}

// learn gives the skills of a seat: all of its trades at level 3 or better, and a few more.
func learn(d draw, u booking.UnitCode, s seat) []booking.SkillNeed {
	var list []booking.SkillNeed
	have := map[booking.SkillCode]bool{}
	add := func(code booking.SkillCode, level int) {
		if code != "" && !have[code] {
			have[code] = true
			list = append(list, booking.SkillNeed{Skill: code, Level: level})
		}
	}
	for _, tr := range s.trades {
		for _, code := range trades[tr] {
			add(code, 3+d.IntN(3))
		}
		if tr == climate && len(national[u]) > 0 {
			add(one(d, national[u]), 3)
		}
	}
	add(one(d, extras[s.trades[0]]), 1+d.IntN(3))
	add(s.rare, 4)
	return list
}

// expire ends a paper of a territory's second technician.
func (w *world) expire(home booking.TerritoryCode, code booking.SkillCode, day string) {
	seen := 0
	for i := range w.technicians {
		t := &w.technicians[i]
		if t.seat.home != home {
			continue
		}
		if seen++; seen != 2 {
			continue
		}
		for _, k := range t.Skills {
			if k.Skill == code {
				t.ends[code] = day
				return
			}
		}
		t.Skills = append(t.Skills, booking.SkillNeed{Skill: code, Level: 3})
		t.ends[code] = day
	}
}

// can tells whether a technician may do a service in a territory.
func (t *technician) can(s *service, in booking.TerritoryCode) bool {
	member := false
	for _, code := range t.Territories {
		member = member || code == in
	}
	return member && t.Has(needs(s))
}

// needs are the skills of a service, as stored.
func needs(s *service) []booking.SkillNeed {
	list := make([]booking.SkillNeed, len(s.needs))
	for i, code := range s.needs {
		list[i] = booking.SkillNeed{Skill: code, Level: 2}
	}
	return list
}
