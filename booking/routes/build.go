package routes

import (
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/visits"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// Days builds one Day for each local day on which any of the crew has a shift or something planned, in order.
func (f *Facts) Days(look Look) ([]*Day, error) {
	b := f.builder(look)
	var days []*Day
	for day := f.From; !f.To.Before(day); day = day.Add(1) {
		if len(b.days[day]) == 0 && len(b.stray[day]) == 0 {
			continue
		}
		d, err := b.day(day)
		if err != nil {
			return nil, fmt.Errorf("build day %s: %w", day, err)
		}
		days = append(days, d)
	}
	return days, nil
}

// draft is a day under construction.
type draft struct {
	*builder
	*Day
	points  []travel.Point
	modes   modes
	windows []optimizer.Window // of the stops, one each
	before  []optimizer.Previous
	needs   map[booking.ServiceCode][]optimizer.SkillLevel
}

// day builds one day: stops and vehicles over their places, then the travel between those, then the schedules.
func (b *builder) day(day booking.Day) (*Day, error) {
	works := b.days[day]
	n := len(b.look.Jobs)
	for _, w := range works {
		n += len(w.entries)
	}
	d := &draft{
		builder: b, points: make([]travel.Point, 0, n+len(works)), windows: make([]optimizer.Window, 0, n),
		before: make([]optimizer.Previous, 0, n), needs: map[booking.ServiceCode][]optimizer.SkillLevel{},
		Day: &Day{
			Day: day, Zone: b.Zone, Origin: visits.SpanOf(day, b.Zone).Start, Stray: b.stray[day],
			Problem: &optimizer.Problem{
				Vehicles: make([]optimizer.Vehicle, 0, len(works)), Stops: make([]optimizer.Stop, 0, n),
			},
			Shifts: make([]Shift, 0, len(works)), Stops: make([]Stop, 0, n),
		},
	}
	for _, j := range b.look.Jobs {
		d.addJob(j)
	}
	for i := range works {
		if err := d.addShift(&works[i]); err != nil {
			return nil, err
		}
	}
	d.Problem.Locations = len(d.points)
	if err := d.modes.drive(d.Problem, d.points); err != nil {
		return nil, err
	}
	return d.Day, d.compile()
}

func (d *draft) place(p booking.Pin) int {
	d.points = append(d.points, travel.Point{Lat: p.Lat, Lng: p.Lng})
	return len(d.points) - 1
}

// only is a window as the only one of a stop.
func (d *draft) only(w optimizer.Window) []optimizer.Window {
	d.windows = append(d.windows, w)
	n := len(d.windows)
	return d.windows[n-1 : n : n]
}

// fromNow narrows a promised window to what is still to come of it.
func (d *draft) fromNow(s span.Span) optimizer.Window {
	w := d.Window(s)
	w.From = min(max(w.From, d.ceil(d.Now)), w.To)
	return w
}

func (d *draft) addJob(j Job) {
	stop := optimizer.Stop{
		ID: string(j.Visit), Location: d.place(j.At), Service: seconds(j.Duration + d.Buffer),
		Skills: d.codes.levels(j.Skills), Zones: d.codes.zone(j.Territory),
	}
	if !j.Window.IsZero() {
		stop.Windows = d.only(d.fromNow(j.Window))
	}
	d.Problem.Stops = append(d.Problem.Stops, stop)
	d.Stops = append(d.Stops, Stop{
		Entry: &visits.Entry{
			Visit: j.Visit, Window: j.Window, Duration: j.Duration, At: j.At, Territory: j.Territory, Service: j.Service,
		},
		Job: true, Shift: -1,
	})
}

func (d *draft) addShift(w *work) error {
	origin, err := d.originIn(w.who.TimeZone)
	if err != nil {
		return err
	}
	home := d.place(w.who.Home)
	v := optimizer.Vehicle{
		ID: string(w.Resource), Technician: string(w.Resource), Start: home, End: home, PerSecond: 1,
		Mode:  d.modes.of(d.Profiles[homeTerritory(w.who.Resource)], origin),
		Shift: d.Window(w.Span), Skills: w.who.skills, Zones: w.who.zones,
	}
	for _, a := range w.who.away {
		if both := a.Intersect(w.Span); !both.Empty() {
			v.Blocked = append(v.Blocked, d.Window(both))
		}
	}
	shift := Shift{Resource: w.who.Resource, Span: w.Span}
	for i := range w.entries {
		if e := &w.entries[i]; d.look.Without == nil || !d.look.Without(*e) {
			shift.Stops = append(shift.Stops, len(d.Stops))
			d.addStop(e, len(shift.Stops)-1)
		}
	}
	d.Problem.Vehicles = append(d.Problem.Vehicles, v)
	d.Shifts = append(d.Shifts, shift)
	return nil
}

// addStop adds what is planned to the shift that is being added.
func (d *draft) addStop(e *visits.Entry, order int) {
	vehicle := len(d.Shifts)
	start := e.Planned.Start
	fixed := e.Started()
	if fixed && e.Arrived.After(start) && !d.look.Free {
		start = e.Arrived
	}
	if !fixed {
		fixed = !d.look.Free && !start.After(d.Now)
	}
	at := d.Second(start)
	d.before = append(d.before, optimizer.Previous{Vehicle: vehicle, Order: order, Start: at})
	stop := optimizer.Stop{
		Location: d.place(e.At), Service: seconds(e.Duration + d.Buffer), Skills: d.needed(e.Service),
		Zones: d.codes.zone(e.Territory), Previous: &d.before[len(d.before)-1],
	}
	switch {
	case fixed:
		stop.Windows = d.only(optimizer.Window{From: at, To: at})
		stop.Pins = optimizer.PinAll
	case d.look.Free:
		stop.Windows = d.only(d.Window(e.Window))
	default:
		stop.Windows = d.only(d.fromNow(e.Window))
	}
	d.Problem.Stops = append(d.Problem.Stops, stop)
	d.Stops = append(d.Stops, Stop{Entry: e, Shift: vehicle, Fixed: fixed})
}

func (d *draft) needed(service booking.ServiceCode) []optimizer.SkillLevel {
	if d.look.Needs == nil {
		return nil
	}
	levels, ok := d.needs[service]
	if !ok {
		levels = d.codes.levels(d.look.Needs[service])
		d.needs[service] = levels
	}
	return levels
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
	var order []int32
	for i := range d.Shifts {
		shift := &d.Shifts[i]
		order = order[:0]
		for _, stop := range shift.Stops {
			order = append(order, int32(stop))
		}
		schedule := model.Empty(i)
		if (len(order) == 0 || schedule.Assign(order)) && !broken[shift.Resource.ID] {
			shift.Schedule = schedule
		}
	}
	return nil
}

func seconds(d time.Duration) optimizer.Seconds { return optimizer.Seconds(d / time.Second) }
