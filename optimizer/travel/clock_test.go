package travel_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/travel"
)

func drawClock(t *rapid.T) *travel.Clock {
	var steps []travel.Step
	at := 0
	for range rapid.IntRange(1, 5).Draw(t, "steps") {
		steps = append(steps, travel.Step{From: optimizer.Seconds(at), Speed: rapid.Int32Range(1, 40).Draw(t, "speed")})
		at += rapid.IntRange(1, 2000).Draw(t, "length")
	}
	c, err := travel.NewClock(optimizer.Seconds(at), steps)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestClockIsFIFOAndLatestIsItsInverse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawClock(t)
		work := rapid.Int32Range(0, 200_000).Draw(t, "work")
		at := optimizer.Seconds(rapid.IntRange(-20_000, 20_000).Draw(t, "at"))
		if now, later := c.Arrive(at, work), c.Arrive(at+1, work); later < now || now < at {
			t.Fatalf("leaving at %d arrives at %d, one second later at %d", at, now, later)
		}
		last := c.Latest(at, work)
		if c.Arrive(last, work) > at {
			t.Fatalf("leaving at %d arrives at %d, after %d", last, c.Arrive(last, work), at)
		}
		if c.Arrive(last+1, work) <= at {
			t.Fatalf("leaving at %d, after %d, still arrives by %d", last+1, last, at)
		}
	})
}

func TestClockDrivesThroughTheSteps(t *testing.T) {
	t.Parallel()
	// 10 a second until 100, then 5; the period is 200, so a period does 1500.
	c, err := travel.NewClock(200, []travel.Step{{From: 0, Speed: 10}, {From: 100, Speed: 5}})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		depart optimizer.Seconds
		work   int32
		want   optimizer.Seconds
	}{
		{0, 0, 0},
		{0, 1000, 100},
		{90, 150, 110},  // ten seconds at 10, ten at 5
		{90, 151, 111},  // a begun second counts
		{190, 100, 205}, // over the end of the period
		{0, 3100, 410},  // two whole periods and ten seconds
		{-10, 50, 0},
	} {
		if got := c.Arrive(test.depart, test.work); got != test.want {
			t.Errorf("%d of work from %d: done at %d, want %d", test.work, test.depart, got, test.want)
		}
	}
}

func TestClockRefusesNonsense(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string][]travel.Step{
		"none": nil, "late": {{From: 1, Speed: 1}}, "still": {{From: 0}},
		"unordered": {{From: 0, Speed: 1}, {From: 0, Speed: 2}}, "outside": {{From: 0, Speed: 1}, {From: 100, Speed: 2}},
	} {
		if _, err := travel.NewClock(100, steps); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
