package routes

import (
	"fmt"
	"slices"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// Days builds one Day for each local day on which any of the crew has a shift, in order.
func (f *Facts) Days(look Look) ([]*Day, error) {
	b := f.builder(look)
	var days []*Day
	for day := f.From; !f.To.Before(day); day = day.Add(1) {
		shifts := b.shifts[day]
		if len(shifts) == 0 && len(b.stray[day]) == 0 {
			continue
		}
		d, err := b.day(day, shifts)
		if err != nil {
			return nil, fmt.Errorf("build day %s: %w", day, err)
		}
		days = append(days, d)
	}
	return days, nil
}

// builder holds the facts sorted by day and technician.
type builder struct {
	*Facts
	look     Look
	crew     map[booking.ResourceID]*crew.Able
	shifts   map[booking.Day][]booking.Shift
	entries  map[booking.ResourceID][]visits.Entry // of those with a shift at their time, by planned start
	stray    map[booking.Day][]visits.Entry        // of those without
	absences map[booking.ResourceID][]span.Span
	skills   map[booking.SkillCode]int
	zones    map[booking.TerritoryCode]optimizer.Zone
}

func (f *Facts) builder(look Look) *builder {
	b := &builder{
		Facts: f, look: look,
		crew: map[booking.ResourceID]*crew.Able{}, shifts: map[booking.Day][]booking.Shift{},
		entries: map[booking.ResourceID][]visits.Entry{}, stray: map[booking.Day][]visits.Entry{},
		absences: map[booking.ResourceID][]span.Span{},
		skills:   map[booking.SkillCode]int{}, zones: map[booking.TerritoryCode]optimizer.Zone{},
	}
	for i := range f.Crew {
		b.crew[f.Crew[i].ID] = &f.Crew[i]
	}
	work := map[booking.ResourceID][]span.Span{}
	for _, s := range f.Shifts {
		if able := b.crew[s.Resource]; able != nil && able.On(s.Day) {
			b.shifts[s.Day] = append(b.shifts[s.Day], s)
			work[s.Resource] = append(work[s.Resource], s.Span)
		}
	}
	for _, e := range f.Entries {
		if look.Without != nil && look.Without(e) {
			continue
		}
		if slices.ContainsFunc(work[e.Resource], func(s span.Span) bool { return s.Contains(e.Planned.Start) }) {
			b.entries[e.Resource] = append(b.entries[e.Resource], e)
		} else {
			day := booking.DayOf(e.Planned.Start, f.Zone)
			b.stray[day] = append(b.stray[day], e)
		}
	}
	for _, a := range f.Absences {
		b.absences[a.Resource] = append(b.absences[a.Resource], a.Span)
	}
	return b
}

// day builds one day: places first, then stops and vehicles over them, then the schedules.
func (b *builder) day(day booking.Day, shifts []booking.Shift) (*Day, error) {
	d := &Day{Day: day, Zone: b.Zone, Origin: visits.SpanOf(day, b.Zone).Start, Problem: &optimizer.Problem{}, Stray: b.stray[day]}
	var points []travel.Point
	place := func(p booking.Pin) int {
		points = append(points, travel.Point{Lat: p.Lat, Lng: p.Lng})
		return len(points) - 1
	}
	for _, j := range b.look.Jobs {
		d.Problem.Stops = append(d.Problem.Stops, b.jobStop(d, j, place(j.At)))
		d.Stops = append(d.Stops, Stop{
			Entry: visits.Entry{
				Visit: j.Visit, Window: j.Window, Duration: j.Duration, At: j.At, Territory: j.Territory, Service: j.Service,
			},
			Job: true, Shift: -1,
		})
	}
	var modes modes
	for _, s := range shifts {
		able := b.crew[s.Resource]
		mode := modes.of(b.Profiles[homeTerritory(able.Resource)])
		d.Problem.Vehicles = append(d.Problem.Vehicles, b.vehicle(d, s, place(able.Home), mode))
		shift := Shift{Resource: able.Resource, Span: s.Span}
		for _, e := range b.entries[s.Resource] {
			if s.Span.Contains(e.Planned.Start) {
				shift.Stops = append(shift.Stops, len(d.Stops))
				b.addStop(d, e, place(e.At), len(shift.Stops)-1)
			}
		}
		d.Shifts = append(d.Shifts, shift)
	}
	d.Problem.Locations = len(points)
	if err := modes.drive(d.Problem, points); err != nil {
		return nil, err
	}
	return d, d.compile()
}

func (b *builder) jobStop(d *Day, j Job, location int) optimizer.Stop {
	stop := optimizer.Stop{ID: string(j.Visit), Location: location, Service: seconds(j.Duration + b.Buffer)}
	if !j.Window.IsZero() {
		w := d.Window(j.Window)
		w.From = min(max(w.From, d.ceil(b.Now)), w.To)
		stop.Windows = []optimizer.Window{w}
	}
	stop.Skills = b.needs(j.Skills)
	stop.Zones = b.zonesOf(j.Territory)
	return stop
}

// addStop adds a stored stop to the vehicle that comes next.
func (b *builder) addStop(d *Day, e visits.Entry, location, order int) {
	stop := Stop{Entry: e, Shift: len(d.Shifts)}
	start := e.Planned.Start
	if e.Started() {
		stop.Fixed = true
		if e.Arrived.After(start) && !b.look.Free {
			start = e.Arrived
		}
	} else {
		stop.Fixed = !b.look.Free && !start.After(b.Now)
	}
	at := d.Second(start)
	plan := optimizer.Stop{
		ID: string(e.Visit) + string(e.Hold), Location: location, Service: seconds(e.Duration + b.Buffer),
		Skills: b.needs(b.look.Needs[e.Service]), Zones: b.zonesOf(e.Territory),
		Previous: &optimizer.Previous{Vehicle: len(d.Shifts), Order: order, Start: at},
	}
	if stop.Fixed {
		plan.Windows = []optimizer.Window{{From: at, To: at}}
		plan.Pins = optimizer.PinAll
	} else {
		w := d.Window(e.Window)
		if !b.look.Free {
			w.From = min(max(w.From, d.ceil(b.Now)), w.To)
		}
		plan.Windows = []optimizer.Window{w}
	}
	d.Problem.Stops = append(d.Problem.Stops, plan)
	d.Stops = append(d.Stops, stop)
}

func (b *builder) vehicle(d *Day, s booking.Shift, home, mode int) optimizer.Vehicle {
	able := b.crew[s.Resource]
	v := optimizer.Vehicle{
		ID: string(s.Resource), Technician: string(s.Resource), Start: home, End: home, Mode: mode, PerSecond: 1,
		Shift: optimizer.Window{From: d.Second(s.Span.Start), To: d.Second(s.Span.End)},
	}
	for _, a := range span.Union(b.absences[s.Resource]...) {
		if both := a.Intersect(s.Span); !both.Empty() {
			v.Blocked = append(v.Blocked, d.Window(both))
		}
	}
	for _, k := range able.Skills {
		v.Skills = append(v.Skills, optimizer.SkillLevel{Skill: b.skill(k.Skill), Level: k.Level})
	}
	for _, t := range able.Territories {
		v.Zones = append(v.Zones, b.zonesOf(t)...)
	}
	return v
}

func (b *builder) needs(list []booking.SkillNeed) []optimizer.SkillLevel {
	var out []optimizer.SkillLevel
	for _, n := range list {
		out = append(out, optimizer.SkillLevel{Skill: b.skill(n.Skill), Level: n.Level})
	}
	return out
}

// skill numbers skills as they come.
func (b *builder) skill(code booking.SkillCode) int {
	n, ok := b.skills[code]
	if !ok {
		n = len(b.skills)
		b.skills[code] = n
	}
	return n
}

// zonesOf numbers territories as they come; no territory is no zone.
func (b *builder) zonesOf(code booking.TerritoryCode) []optimizer.Zone {
	if code == "" {
		return nil
	}
	z, ok := b.zones[code]
	if !ok {
		z = optimizer.Zone(len(b.zones))
		b.zones[code] = z
	}
	return []optimizer.Zone{z}
}

// compile makes the schedules of the stored plans.
func (d *Day) compile() error {
	model, err := insert.Compile(d.Problem)
	if err != nil {
		return err
	}
	d.Model = model
	broken := map[booking.ResourceID]bool{}
	for _, e := range d.Stray {
		broken[e.Resource] = true
	}
	for i := range d.Shifts {
		shift := &d.Shifts[i]
		order := make([]int32, len(shift.Stops))
		for k, stop := range shift.Stops {
			order[k] = int32(stop)
		}
		schedule := model.Empty(i)
		if (len(order) == 0 || schedule.Assign(order)) && !broken[shift.Resource.ID] {
			shift.Schedule = schedule
		}
	}
	return nil
}

func seconds(d time.Duration) optimizer.Seconds { return optimizer.Seconds(d / time.Second) }
