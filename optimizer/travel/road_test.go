package travel_test

import (
	"math"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

var (
	santiago   = travel.Point{Lat: -33.4489, Lng: -70.6693}
	valparaiso = travel.Point{Lat: -33.0472, Lng: -71.6127}
	arica      = travel.Point{Lat: -18.4783, Lng: -70.3126}
)

func TestRoadLengthsMatchTheHaversineFormula(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		point := func() travel.Point {
			return travel.Point{
				Lat: santiago.Lat + rapid.Float64Range(-3, 3).Draw(t, "lat"), Lng: santiago.Lng + rapid.Float64Range(-3, 3).Draw(t, "lng"),
			}
		}
		a, b := point(), point()
		road, err := travel.NewRoad([]travel.Point{a, b}, travel.Profile{Detour: 1})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := float64(road.Meters(0, 1)), haversine(a, b); math.Abs(got-want) > 1 {
			t.Fatalf("%v m, haversine says %v", got, want)
		}
	})
}

func haversine(a, b travel.Point) float64 {
	rad := math.Pi / 180
	lat, lng := math.Sin((b.Lat-a.Lat)*rad/2), math.Sin((b.Lng-a.Lng)*rad/2)
	h := lat*lat + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*lng*lng
	return 2 * 6_371_008.8 * math.Asin(math.Sqrt(h))
}

func TestRoadIsSlowerInTheRush(t *testing.T) {
	t.Parallel()
	road, err := travel.NewRoad([]travel.Point{santiago, {Lat: -33.42, Lng: -70.60}}, travel.DefaultProfile())
	if err != nil {
		t.Fatal(err)
	}
	night, rush := road.Seconds(0, 1, 3*3600), road.Seconds(0, 1, 8*3600)
	if rush <= night {
		t.Errorf("8:00 takes %d s, 3:00 %d s", rush, night)
	}
	if road.Seconds(0, 0, 0) != 0 {
		t.Error("staying takes time")
	}
	shifted := travel.DefaultProfile()
	shifted.Origin = 8 * 3600
	fromEight, err := travel.NewRoad([]travel.Point{santiago, {Lat: -33.42, Lng: -70.60}}, shifted)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []optimizer.Seconds{0, 3600, 15 * 3600, 17 * 3600, 30 * 3600} {
		if got, want := fromEight.Seconds(0, 1, at), road.Seconds(0, 1, at+8*3600); got != want {
			t.Errorf("origin at 8:00, %d s later: %d s, want %d", at, got, want)
		}
	}
}

func TestDenseTablesAnswerAsTheRoadDoes(t *testing.T) {
	t.Parallel()
	flat := travel.Profile{Detour: 1.2, Speeds: []travel.HourSpeed{{Hour: 0, KmH: 30}}, Overhead: 60}
	for _, profile := range []travel.Profile{travel.DefaultProfile(), flat} {
		road, err := travel.NewRoad([]travel.Point{santiago, valparaiso}, profile)
		if err != nil {
			t.Fatal(err)
		}
		if at, err := road.Add(arica); err != nil || at != 2 {
			t.Fatal(at, err)
		}
		table := travel.Dense(road, road.Locations())
		for at := optimizer.Seconds(-50_000); at < 200_000; at += 1009 {
			for pair := range 9 {
				i, j := pair/3, pair%3
				if road.Seconds(i, j, at) != table.Seconds(i, j, at) || road.Latest(i, j, at) != table.Latest(i, j, at) ||
					road.Meters(i, j) != table.Meters(i, j) {
					t.Fatalf("road and table differ from %d to %d at %d", i, j, at)
				}
			}
		}
	}
}

func TestPlaneTruncatesToTenths(t *testing.T) {
	t.Parallel()
	m := travel.Plane([]travel.XY{{X: 0, Y: 0}, {X: 3, Y: 4}, {X: 1, Y: 1}, {X: 5, Y: 12}}, 10)
	for to, want := range []optimizer.Meters{0, 50, 14, 130} {
		if got := m.Meters(0, to); got != want {
			t.Errorf("to %d: %d, want %d", to, got, want)
		}
	}
}

func TestRoadRefusesPointsOffTheEarthAndOddProfiles(t *testing.T) {
	t.Parallel()
	good := travel.DefaultProfile()
	for _, p := range []travel.Point{{Lat: 91}, {Lng: -181}, {Lat: math.NaN()}} {
		if _, err := travel.NewRoad([]travel.Point{p}, good); err == nil {
			t.Errorf("%v accepted", p)
		}
	}
	for _, p := range []travel.Profile{
		{},
		{Detour: math.NaN()},
		{Detour: 1, Overhead: -1},
		{Detour: 1, Origin: 90_000},
		{Detour: 1, Speeds: []travel.HourSpeed{{Hour: 1, KmH: 30}}},
		{Detour: 1, Speeds: []travel.HourSpeed{{Hour: 0, KmH: 0}}},
	} {
		if _, err := travel.NewRoad(nil, p); err == nil {
			t.Errorf("%+v accepted", p)
		}
	}
}

func TestPointsMayBeAddedWhileOthersAsk(t *testing.T) {
	t.Parallel()
	road, err := travel.NewRoad([]travel.Point{santiago}, travel.DefaultProfile())
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 100 {
				at, err := road.Add(valparaiso)
				if err != nil || road.Meters(0, at) < 100_000 {
					t.Errorf("%v, %d m", err, road.Meters(0, at))
				}
			}
		})
	}
	wait.Wait()
	if road.Locations() != 401 {
		t.Errorf("%d locations", road.Locations())
	}
}
