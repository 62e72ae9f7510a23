package insert_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

// office is one technician, shift 0..100 with 40..60 blocked, who already serves stop 0 at 20..30. Places are 10 apart on a line.
func office() *optimizer.Problem {
	return &optimizer.Problem{
		Locations: 8, Travel: travel.Plane([]travel.XY{{X: 0}, {X: 10}, {X: 20}, {X: 30}, {X: 40}, {X: 50}, {X: 60}, {X: 70}}, 1),
		Vehicles: []optimizer.Vehicle{
			{
				Technician: "ana", Shift: optimizer.Window{From: 0, To: 100}, Blocked: []optimizer.Window{{From: 40, To: 60}},
				Skills: []optimizer.SkillLevel{{Skill: 1, Level: 1}}, Zones: []optimizer.Zone{1}, Capacity: []int32{2}, MaxStops: 2,
			},
			{Technician: "ben", Shift: optimizer.Window{From: 0, To: 100}},
		},
		Stops: []optimizer.Stop{{Location: 1, Service: 10, Windows: []optimizer.Window{{From: 20, To: 20}}, Demand: []int32{1}}},
	}
}

func TestEveryReasonIsGiven(t *testing.T) {
	t.Parallel()
	for want, stop := range map[optimizer.Reason]optimizer.Stop{
		optimizer.Fits:         {Location: 1, Service: 5},
		optimizer.Forbidden:    {Forbidden: []int{0}, Skills: []optimizer.SkillLevel{{Skill: 9}}},
		optimizer.Pinned:       {Previous: &optimizer.Previous{Vehicle: 1}, Pins: optimizer.PinTechnician},
		optimizer.LacksSkill:   {Skills: []optimizer.SkillLevel{{Skill: 1, Level: 2}}},
		optimizer.OutOfZone:    {Zones: []optimizer.Zone{2}},
		optimizer.OutOfShift:   {Windows: []optimizer.Window{{From: 101, To: 900}}},
		optimizer.InBlocked:    {Service: 5, Windows: []optimizer.Window{{From: 36, To: 59}}},
		optimizer.TooLong:      {Service: 30, Windows: []optimizer.Window{{From: 71, To: 90}}},
		optimizer.TooFar:       {Location: 7, Service: 5},
		optimizer.OverCapacity: {Demand: []int32{2}},
		optimizer.Neighbors:    {Location: 2, Service: 1, Windows: []optimizer.Window{{From: 10, To: 35}}},
	} {
		p := office()
		p.Stops = append(p.Stops, stop)
		model, err := insert.Compile(p)
		if err != nil {
			t.Fatal(err)
		}
		day, reason := model.Build(0, []int{0})
		if reason != optimizer.Fits {
			t.Fatal(reason)
		}
		if got := day.Best(model.Job(1), optimizer.Window{From: optimizer.Always, To: optimizer.Never}).Reason; got != want {
			t.Errorf("%v, want %v", got, want)
		}
		if day.Insert(1, 1) == optimizer.Fits && day.Len() != 2 {
			t.Error("said to fit but not inserted")
		}
	}
}

func TestStopLimitIsAReason(t *testing.T) {
	t.Parallel()
	p := office()
	p.Vehicles[0].MaxStops = 1
	model, err := insert.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	day, _ := model.Build(0, []int{0})
	job, err := model.Candidate(optimizer.Stop{Location: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := day.Best(job, optimizer.Window{From: 0, To: 100}).Reason; got != optimizer.TooManyStops {
		t.Errorf("%v", got)
	}
}

func TestOrderPinsKeepTheOrderAndLetOthersBetween(t *testing.T) {
	t.Parallel()
	p := office()
	p.Vehicles[0] = optimizer.Vehicle{Shift: optimizer.Window{From: 0, To: 1000}}
	pinned := func(order, location int) optimizer.Stop {
		return optimizer.Stop{Location: location, Previous: &optimizer.Previous{Order: order}, Pins: optimizer.PinOrder}
	}
	p.Stops = []optimizer.Stop{pinned(1, 5), pinned(3, 1), pinned(2, 6), {Location: 3}}
	model, err := insert.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	day, reason := model.Build(0, []int{0, 1})
	if reason != optimizer.Fits {
		t.Fatal(reason)
	}
	if got := day.Insert(2, 2); got != optimizer.Pinned {
		t.Errorf("second after third: %v", got)
	}
	if fit := day.Best(model.Job(2), optimizer.Window{From: 0, To: 1000}); fit.Reason != optimizer.Fits || fit.Pos != 1 {
		t.Errorf("second goes to %d, %v", fit.Pos, fit.Reason)
	}
	if got := day.Insert(1, 3); got != optimizer.Fits {
		t.Errorf("an unpinned stop between pinned ones: %v", got)
	}
}

func TestCandidateMayBeAtAnAddressAddedToTheRoadLater(t *testing.T) {
	t.Parallel()
	road, err := travel.NewRoad([]travel.Point{{Lat: -33.45, Lng: -70.66}}, travel.DefaultProfile())
	if err != nil {
		t.Fatal(err)
	}
	p := &optimizer.Problem{Locations: 1, Travel: road, Vehicles: []optimizer.Vehicle{{Shift: optimizer.Window{To: 40_000}, PerMeter: 1}}}
	model, err := insert.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	day := model.Empty(0)
	location, err := road.Add(travel.Point{Lat: -33.42, Lng: -70.60})
	if err != nil {
		t.Fatal(err)
	}
	job, err := model.Candidate(optimizer.Stop{Location: location, Service: 1800})
	if err != nil {
		t.Fatal(err)
	}
	fit := day.Best(job, optimizer.Window{From: 0, To: 40_000})
	if want := optimizer.Units(2 * road.Meters(0, location)); fit.Reason != optimizer.Fits || fit.Cost.Total() != want {
		t.Errorf("%v, cost %d, want %d", fit.Reason, fit.Cost.Total(), want)
	}
}

func TestCandidateMustBeAtAKnownPlace(t *testing.T) {
	t.Parallel()
	model, err := insert.Compile(office())
	if err != nil {
		t.Fatal(err)
	}
	for _, location := range []int{-1, 8} {
		if _, err := model.Candidate(optimizer.Stop{Location: location}); err == nil {
			t.Errorf("location %d is accepted", location)
		}
	}
}
