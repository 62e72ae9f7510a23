package insert_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

const (
	hour = 3600
	day  = 24 * hour
)

// city is a synthetic organisation: technicians at home in a square of 30 km, each working every day from 8 to 18 with lunch blocked,
// and jobs of 30 to 90 minutes with a promised half day, already planned.
type city struct {
	model *insert.Model
	days  []*insert.Schedule
	// windows are the half days that can be offered.
	windows []optimizer.Window
	wishes  []*insert.Job
}

func buildCity(b testing.TB, technicians, days, jobs int, speeds []travel.HourSpeed) *city {
	b.Helper()
	dice := rand.New(rand.NewPCG(7, 11))
	var points []travel.Point
	place := func() int {
		points = append(points, travel.Point{Lat: -33.6 + 0.27*dice.Float64(), Lng: -70.8 + 0.32*dice.Float64()})
		return len(points) - 1
	}
	p := &optimizer.Problem{}
	for range technicians {
		home, skill := place(), dice.IntN(4)
		for d := range days {
			at := optimizer.Seconds(d * day)
			p.Vehicles = append(p.Vehicles, optimizer.Vehicle{
				Start: home, End: home, Shift: optimizer.Window{From: at + 8*hour, To: at + 18*hour},
				Blocked: []optimizer.Window{{From: at + 13*hour, To: at + 14*hour}},
				Skills:  []optimizer.SkillLevel{{Skill: skill}, {Skill: (skill + 1) % 4}}, PerMeter: 1, PerSecond: 3,
			})
		}
	}
	var windows []optimizer.Window
	for d := range days {
		at := optimizer.Seconds(d * day)
		for _, h := range []optimizer.Seconds{8, 10, 12, 14, 16} {
			windows = append(windows, optimizer.Window{From: at + h*hour, To: at + h*hour + 2*hour})
		}
	}
	stop := func() optimizer.Stop {
		return optimizer.Stop{
			Location: place(), Service: optimizer.Seconds(1800 + dice.IntN(3600)),
			Skills: []optimizer.SkillLevel{{Skill: dice.IntN(4)}},
		}
	}
	for range jobs {
		s := stop()
		half := windows[dice.IntN(len(windows))]
		s.Windows = []optimizer.Window{half}
		p.Stops = append(p.Stops, s)
	}
	var wishes []optimizer.Stop
	for range 64 {
		wishes = append(wishes, stop())
	}
	road, err := travel.NewRoad(points, travel.Profile{Detour: 1.35, Speeds: speeds, Overhead: 120})
	if err != nil {
		b.Fatal(err)
	}
	p.Locations, p.Travel = len(points), road
	return settle(b, p, windows, wishes)
}

// settle puts each job where it is cheapest.
func settle(b testing.TB, p *optimizer.Problem, windows []optimizer.Window, wishes []optimizer.Stop) *city {
	b.Helper()
	model, err := insert.Compile(p)
	if err != nil {
		b.Fatal(err)
	}
	c := &city{model: model, windows: windows}
	for v := range p.Vehicles {
		c.days = append(c.days, model.Empty(v))
	}
	offers := make([]insert.Offer, 1)
	for s := range p.Stops {
		insert.Across(c.days, model.Job(s), p.Stops[s].Windows, offers)
		if offers[0].Open() {
			c.days[offers[0].Best.Schedule].Put(offers[0].Best.Pos, s)
		}
	}
	for _, w := range wishes {
		job, err := model.Candidate(w)
		if err != nil {
			b.Fatal(err)
		}
		c.wishes = append(c.wishes, job)
	}
	return c
}

var (
	flat = []travel.HourSpeed{{Hour: 0, KmH: 25}}
	rush = travel.DefaultProfile().Speeds
)

func benchmarkSlots(b *testing.B, technicians, days, jobs int, speeds []travel.HourSpeed) {
	c := buildCity(b, technicians, days, jobs, speeds)
	offers := make([]insert.Offer, len(c.windows))
	positions := 0
	for _, d := range c.days {
		positions += d.Len() + 1
	}
	b.ReportAllocs()
	var times []time.Duration
	i := 0
	for b.Loop() {
		began := time.Now() //nolint:forbidigo // a benchmark
		insert.Across(c.days, c.wishes[i%len(c.wishes)], c.windows, offers)
		times = append(times, time.Since(began)) //nolint:forbidigo // a benchmark
		i++
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-us")
	b.ReportMetric(float64(positions)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpositions/s")
}

func BenchmarkSlots(b *testing.B) {
	for _, size := range [][3]int{{60, 14, 3780}, {200, 14, 3000}} {
		for name, speeds := range map[string][]travel.HourSpeed{"flat": flat, "rush": rush} {
			b.Run(fmt.Sprintf("%dx%dx%d-%s", size[0], size[1], size[2], name), func(b *testing.B) {
				benchmarkSlots(b, size[0], size[1], size[2], speeds)
			})
		}
	}
}
