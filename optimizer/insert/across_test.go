package insert_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/optimizer"
	"github.com/chasqui-fsm/chasqui/optimizer/insert"
)

func TestAcrossFindsWhatAskingEachScheduleFinds(t *testing.T) {
	t.Parallel()
	c := buildCity(t, 12, 3, 90, rush)
	offers := make([]insert.Offer, len(c.windows))
	open, refused := 0, 0
	for _, wish := range c.wishes {
		insert.Across(c.days, wish, c.windows, offers)
		for i, w := range c.windows {
			best, second := insert.Choice{Schedule: -1}, insert.Choice{Schedule: -1}
			for d, day := range c.days {
				fit := day.Best(wish, w)
				switch {
				case fit.Reason != optimizer.Fits:
				case best.Schedule < 0 || fit.Cost.Total() < best.Cost.Total():
					best, second = insert.Choice{Schedule: d, Insertion: fit.Insertion}, best
				case second.Schedule < 0 || fit.Cost.Total() < second.Cost.Total():
					second = insert.Choice{Schedule: d, Insertion: fit.Insertion}
				}
			}
			if diff := cmp.Diff([]insert.Choice{best, second}, []insert.Choice{offers[i].Best, offers[i].Second}); diff != "" {
				t.Fatal(diff)
			}
			if offers[i].Open() {
				open++
			} else {
				refused++
			}
		}
	}
	if open == 0 || refused == 0 {
		t.Errorf("%d windows open, %d not: the test shows nothing", open, refused)
	}
}

func TestAcrossCountsEveryScheduleOfTheDayOnce(t *testing.T) {
	t.Parallel()
	c := buildCity(t, 10, 2, 60, flat)
	offers := make([]insert.Offer, len(c.windows))
	for _, wish := range c.wishes {
		insert.Across(c.days, wish, c.windows, offers)
		for i, w := range c.windows {
			fitting, counted := 0, 0
			for d, day := range c.days {
				meets := c.model.Problem().Vehicles[d].Shift
				if _, ok := meets.Meet(w); ok && day.Best(wish, w).Reason == optimizer.Fits {
					fitting++
				}
			}
			for _, n := range offers[i].Refused {
				counted += n
			}
			if fitting+counted != 10 {
				t.Fatalf("%d fit and %d are refused of 10", fitting, counted)
			}
		}
	}
}

func TestScanningAllocatesNothing(t *testing.T) {
	c := buildCity(t, 10, 2, 60, rush)
	offers := make([]insert.Offer, len(c.windows))
	if n := testing.AllocsPerRun(20, func() { insert.Across(c.days, c.wishes[0], c.windows, offers) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
