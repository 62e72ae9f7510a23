package routes

import (
	"slices"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
)

// technician is a member of the crew as every one of his days needs him.
type technician struct {
	*crew.Able
	skills []optimizer.SkillLevel
	zones  []optimizer.Zone
	away   []span.Span // absences, merged, in order
}

// work is a shift with what is planned in it.
type work struct {
	booking.Shift
	who     *technician
	entries []visits.Entry // by planned start
}

// builder holds the facts sorted by day.
type builder struct {
	*Facts
	look  Look
	days  map[booking.Day][]work
	stray map[booking.Day][]visits.Entry // planned outside of every shift
	codes codes
}

func (f *Facts) builder(look Look) *builder {
	b := &builder{
		Facts: f, look: look, days: map[booking.Day][]work{}, stray: map[booking.Day][]visits.Entry{},
		codes: codes{skills: map[booking.SkillCode]int{}, zones: map[booking.TerritoryCode][]optimizer.Zone{}},
	}
	away := map[booking.ResourceID][]span.Span{}
	for _, a := range f.Absences {
		away[a.Resource] = append(away[a.Resource], a.Span)
	}
	entries := map[booking.ResourceID][]visits.Entry{}
	for from := 0; from < len(f.Entries); {
		to, who := from, f.Entries[from].Resource
		for to < len(f.Entries) && f.Entries[to].Resource == who {
			to++
		}
		entries[who] = f.Entries[from:to]
		from = to
	}
	shifts := map[booking.ResourceID][]booking.Shift{}
	for _, s := range f.Shifts {
		shifts[s.Resource] = append(shifts[s.Resource], s)
	}
	for i := range f.Crew {
		able := &f.Crew[i]
		who := &technician{Able: able, skills: b.codes.levels(able.Skills), away: span.Union(away[able.ID]...)}
		for _, t := range able.Territories {
			who.zones = append(who.zones, b.codes.zone(t)...)
		}
		b.share(who, shifts[able.ID], entries[able.ID])
	}
	return b
}

// share deals out a technician's entries to his shifts; both are in order of time.
func (b *builder) share(who *technician, shifts []booking.Shift, entries []visits.Entry) {
	for _, s := range shifts {
		before := 0
		for before < len(entries) && entries[before].Planned.Start.Before(s.Span.Start) {
			before++
		}
		b.strand(entries[:before])
		entries = entries[before:]
		in := 0
		for in < len(entries) && entries[in].Planned.Start.Before(s.Span.End) {
			in++
		}
		if who.On(s.Day) {
			b.days[s.Day] = append(b.days[s.Day], work{s, who, entries[:in]})
		}
		entries = entries[in:]
	}
	b.strand(entries)
}

// strand notes what is planned outside of every shift.
func (b *builder) strand(entries []visits.Entry) {
	for _, e := range entries {
		if b.look.Without == nil || !b.look.Without(e) {
			day := booking.DayOf(e.Planned.Start, b.Zone)
			b.stray[day] = append(b.stray[day], e)
		}
	}
}

// codes numbers skills and territories as they come.
type codes struct {
	skills map[booking.SkillCode]int
	zones  map[booking.TerritoryCode][]optimizer.Zone
}

func (c codes) levels(list []booking.SkillNeed) []optimizer.SkillLevel {
	if len(list) == 0 {
		return nil
	}
	out := make([]optimizer.SkillLevel, len(list))
	for i, n := range list {
		number, ok := c.skills[n.Skill]
		if !ok {
			number = len(c.skills)
			c.skills[n.Skill] = number
		}
		out[i] = optimizer.SkillLevel{Skill: number, Level: n.Level}
	}
	return out
}

// zone is a territory's number as a list to be shared; no territory is no zone.
func (c codes) zone(code booking.TerritoryCode) []optimizer.Zone {
	if code == "" {
		return nil
	}
	z, ok := c.zones[code]
	if !ok {
		z = slices.Clip([]optimizer.Zone{optimizer.Zone(len(c.zones))})
		c.zones[code] = z
	}
	return z
}
