package solve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// A day plan is one day of field service as JSON. Times of day are "HH:MM" or "HH:MM:SS"; after midnight hours go on past 24.
//
//	{
//	  "name": "Santiago, Tuesday",
//	  "profile": {"detour": 1.35, "overhead_seconds": 120, "speeds": [{"hour": 0, "kmh": 45}, {"hour": 7.5, "kmh": 20}]},
//	  "technicians": [{
//	    "id": "ana", "home": {"lat": -33.45, "lng": -70.66}, "end": {"lat": -33.44, "lng": -70.65}, "open_end": false,
//	    "shift": ["08:00", "18:00"], "skills": {"gas": 2, "washer": 1},
//	    "blocked": [["13:00", "14:00"]], "breaks": [{"window": ["12:00", "15:00"], "minutes": 45}],
//	    "max_stops": 8, "fixed": 0
//	  }],
//	  "stops": [{
//	    "id": 17, "lat": -33.42, "lng": -70.60, "windows": [["09:00", "13:00"]], "service_minutes": 45,
//	    "skills": {"gas": 2}, "priority": 0, "penalty": 0, "technician": "ana"
//	  }]
//	}
//
// Needed are the technicians' id, home and shift and the stops' id, lat, lng and service_minutes. Ids are strings or whole
// numbers. "end" is the home when absent. Skills may also be a plain list: ["gas", "washer"]. "technician" allows no other.
// Windows bound the start of the service. The cost is one unit a meter and one a second driven, so mostly distance.

type dayPlan struct {
	Name        string          `json:"name"`
	Profile     *dayProfile     `json:"profile"`
	Technicians []dayTechnician `json:"technicians"`
	Stops       []dayStop       `json:"stops"`
}

type dayProfile struct {
	Detour   float64 `json:"detour"`
	Overhead int     `json:"overhead_seconds"`
	Speeds   []struct {
		Hour float64 `json:"hour"`
		KmH  float64 `json:"kmh"`
	} `json:"speeds"`
}

type dayPoint struct {
	Lat *float64 `json:"lat"`
	Lng *float64 `json:"lng"`
}

type dayTechnician struct {
	ID      json.RawMessage `json:"id"`
	Home    dayPoint        `json:"home"`
	End     *dayPoint       `json:"end"`
	OpenEnd bool            `json:"open_end"`
	Shift   dayWindow       `json:"shift"`
	Skills  daySkills       `json:"skills"`
	Blocked []dayWindow     `json:"blocked"`
	Breaks  []struct {
		Window  dayWindow `json:"window"`
		Minutes float64   `json:"minutes"`
	} `json:"breaks"`
	MaxStops int             `json:"max_stops"`
	Fixed    optimizer.Units `json:"fixed"`
}

type dayStop struct {
	ID json.RawMessage `json:"id"`
	dayPoint
	Windows    []dayWindow     `json:"windows"`
	Service    float64         `json:"service_minutes"`
	Skills     daySkills       `json:"skills"`
	Priority   uint8           `json:"priority"`
	Penalty    optimizer.Units `json:"penalty"`
	Technician json.RawMessage `json:"technician"`
}

func parseDayPlan(data []byte) (*Instance, error) {
	var plan dayPlan
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&plan); err != nil {
		return nil, fmt.Errorf("day plan: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("day plan: something follows the object")
	}
	b := &dayBuilder{
		in: &Instance{Name: plan.Name, scale: 1000}, skills: map[string]int{}, technicians: map[string]int{}, ids: map[string]bool{},
	}
	if err := b.build(&plan); err != nil {
		return nil, fmt.Errorf("day plan: %w", err)
	}
	return b.in, nil
}

// dayBuilder turns the words of a day plan into a problem.
type dayBuilder struct {
	in          *Instance
	points      []travel.Point
	skills      map[string]int
	technicians map[string]int
	ids         map[string]bool
}

func (b *dayBuilder) build(plan *dayPlan) error {
	if n := len(plan.Stops) + len(plan.Technicians); n > mostCustomers {
		return fmt.Errorf("%d stops and technicians, at most %d are supported", n, mostCustomers)
	}
	for i := range plan.Technicians {
		if err := b.technician(&plan.Technicians[i]); err != nil {
			return fmt.Errorf("technician %d: %w", i, err)
		}
	}
	for i := range plan.Stops {
		if err := b.stop(&plan.Stops[i]); err != nil {
			return fmt.Errorf("stop %d: %w", i, err)
		}
	}
	road, err := travel.NewRoad(b.points, plan.Profile.profile())
	if err != nil {
		return err
	}
	b.in.Problem.Locations = len(b.points)
	b.in.Problem.Travel = road
	return b.in.Problem.Validate()
}

func (p *dayProfile) profile() travel.Profile {
	profile := travel.DefaultProfile()
	if p == nil {
		return profile
	}
	profile.Overhead = optimizer.Seconds(min(max(p.Overhead, -1), int(optimizer.Never)))
	if p.Detour != 0 {
		profile.Detour = p.Detour
	}
	if p.Speeds != nil {
		profile.Speeds = nil
	}
	for _, s := range p.Speeds {
		profile.Speeds = append(profile.Speeds, travel.HourSpeed{Hour: s.Hour, KmH: s.KmH})
	}
	return profile
}

func (b *dayBuilder) technician(t *dayTechnician) error {
	id, err := label(t.ID)
	if err != nil {
		return err
	}
	if _, twice := b.technicians[id]; twice {
		return fmt.Errorf("id %.40q appears twice", id)
	}
	b.technicians[id] = len(b.in.Problem.Vehicles)
	v := optimizer.Vehicle{
		ID: id, Technician: id, Shift: optimizer.Window(t.Shift), MaxStops: t.MaxStops, Fixed: t.Fixed, PerMeter: 1, PerSecond: 1,
		Skills: b.levels(t.Skills),
	}
	if v.Start, err = b.place(t.Home); err != nil {
		return fmt.Errorf("home: %w", err)
	}
	v.End = v.Start
	switch {
	case t.OpenEnd:
		v.End = optimizer.NoLocation
	case t.End != nil:
		if v.End, err = b.place(*t.End); err != nil {
			return fmt.Errorf("end: %w", err)
		}
	}
	for _, w := range t.Blocked {
		v.Blocked = append(v.Blocked, optimizer.Window(w))
	}
	for _, r := range t.Breaks {
		length, err := minutes(r.Minutes)
		if err != nil {
			return fmt.Errorf("break: %w", err)
		}
		v.Breaks = append(v.Breaks, optimizer.Break{Window: optimizer.Window(r.Window), Duration: length})
	}
	b.in.Problem.Vehicles = append(b.in.Problem.Vehicles, v)
	return nil
}

func (b *dayBuilder) stop(d *dayStop) error {
	id, err := label(d.ID)
	if err != nil {
		return err
	}
	if b.ids[id] {
		return fmt.Errorf("id %.40q appears twice", id)
	}
	b.ids[id] = true
	s := optimizer.Stop{ID: id, Skills: b.levels(d.Skills), Priority: d.Priority, Penalty: d.Penalty}
	if s.Location, err = b.place(d.dayPoint); err != nil {
		return err
	}
	if s.Service, err = minutes(d.Service); err != nil {
		return err
	}
	for _, w := range d.Windows {
		s.Windows = append(s.Windows, optimizer.Window(w))
	}
	if d.Technician != nil {
		name, err := label(d.Technician)
		v, ok := b.technicians[name]
		if err != nil || !ok {
			return fmt.Errorf("technician %.40q is not known", d.Technician)
		}
		s.Allowed = []int{v}
	}
	b.in.labels = append(b.in.labels, slices.Clone(d.ID))
	b.in.Problem.Stops = append(b.in.Problem.Stops, s)
	return nil
}

func (b *dayBuilder) place(p dayPoint) (int, error) {
	if p.Lat == nil || p.Lng == nil {
		return 0, errors.New("lat and lng are needed")
	}
	b.points = append(b.points, travel.Point{Lat: *p.Lat, Lng: *p.Lng})
	return len(b.points) - 1, nil
}

// levels numbers the skills by name, in the order in which they are met.
func (b *dayBuilder) levels(skills daySkills) []optimizer.SkillLevel {
	var out []optimizer.SkillLevel
	for _, s := range skills {
		if _, ok := b.skills[s.name]; !ok {
			b.skills[s.name] = len(b.skills)
		}
		out = append(out, optimizer.SkillLevel{Skill: b.skills[s.name], Level: s.level})
	}
	return out
}
