package search_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/search"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// fieldService is a day or more of technicians with homes, skills, lunch blocked and jobs promised for half a day.
func fieldService(b *testing.B, technicians, days, jobs int, speeds []travel.HourSpeed) *insert.Model {
	b.Helper()
	const hour = 3600
	dice := rand.New(rand.NewPCG(3, 5))
	p := &optimizer.Problem{}
	var points []travel.Point
	place := func() int {
		points = append(points, travel.Point{Lat: -33.6 + 0.27*dice.Float64(), Lng: -70.8 + 0.32*dice.Float64()})
		return len(points) - 1
	}
	for range technicians {
		home, skill := place(), dice.IntN(4)
		for d := range days {
			at := optimizer.Seconds(d * 24 * hour)
			p.Vehicles = append(p.Vehicles, optimizer.Vehicle{
				Start: home, End: home, Shift: optimizer.Window{From: at + 8*hour, To: at + 18*hour},
				Blocked: []optimizer.Window{{From: at + 13*hour, To: at + 14*hour}},
				Skills:  []optimizer.SkillLevel{{Skill: skill}, {Skill: (skill + 1) % 4}}, PerMeter: 1, PerSecond: 3,
			})
		}
	}
	for range jobs {
		at := optimizer.Seconds(dice.IntN(days)*24*hour + 8*hour + 5*hour*dice.IntN(2))
		p.Stops = append(p.Stops, optimizer.Stop{
			Location: place(), Service: optimizer.Seconds(1800 + dice.IntN(3600)),
			Windows: []optimizer.Window{{From: at, To: at + 5*hour}}, Skills: []optimizer.SkillLevel{{Skill: dice.IntN(4)}},
		})
	}
	road, err := travel.NewRoad(points, travel.Profile{Detour: 1.35, Speeds: speeds, Overhead: 120})
	if err != nil {
		b.Fatal(err)
	}
	p.Locations, p.Travel = len(points), travel.Dense(road, len(points))
	model, err := insert.Compile(p)
	if err != nil {
		b.Fatal(err)
	}
	return model
}

// BenchmarkIterations counts ruin and recreate rounds with every field-service rule on.
func BenchmarkIterations(b *testing.B) {
	flat := []travel.HourSpeed{{Hour: 0, KmH: 25}}
	for _, size := range [][3]int{{200, 1, 1000}, {200, 14, 3000}} {
		for name, speeds := range map[string][]travel.HourSpeed{"flat": flat, "rush": travel.DefaultProfile().Speeds} {
			b.Run(fmt.Sprintf("%dx%dx%d-%s", size[0], size[1], size[2], name), func(b *testing.B) {
				model := fieldService(b, size[0], size[1], size[2], speeds)
				search.Run(b.Context(), model, search.Params{Pace: []int{1}})
				b.ReportAllocs()
				b.ResetTimer()
				out := search.Run(b.Context(), model, search.Params{Pace: steady(100, max(1, b.N/100))})
				b.ReportMetric(float64(out.Iterations)/b.Elapsed().Seconds(), "iterations/s")
				b.ReportMetric(float64(len(out.Plan.Unassigned)), "unassigned")
			})
		}
	}
}
