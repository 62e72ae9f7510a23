package ids_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

var start = time.Date(2026, 11, 23, 12, 5, 0, 0, time.UTC)

func TestIdsAreVersion7AndSortAsTheyWereDrawn(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(start)
	for name, s := range map[string]ids.Source{"seeded": ids.Seeded(1, c), "system": ids.System(clock.System()), "still": ids.System(c)} {
		var drawn []string
		for range 10_000 { // more than one millisecond's counter holds
			drawn = append(drawn, s.New())
		}
		if !slices.IsSorted(drawn) || len(slices.Compact(slices.Clone(drawn))) != len(drawn) {
			t.Errorf("%s: out of order or repeated", name)
		}
		for _, id := range drawn {
			if !ids.Valid(id) || id[14] != '7' || id[19] < '8' || id[19] > 'b' {
				t.Fatalf("%s: %s is not version 7", name, id)
			}
		}
	}
	if got, want := ids.Seeded(1, c).New()[:13], fmt.Sprintf("%012x", start.UnixMilli()); strings.ReplaceAll(got, "-", "") != want {
		t.Errorf("got %s, want the milliseconds %s", got, want)
	}
}

func TestASeedGivesTheSameIdsAgain(t *testing.T) {
	t.Parallel()
	draw := func(seed uint64) (out []string) {
		c := clock.NewManual(start)
		s := ids.Seeded(seed, c)
		for range 3 {
			out = append(out, s.New())
			c.Advance(time.Second)
		}
		return out
	}
	if a, b := draw(1), draw(1); !slices.Equal(a, b) {
		t.Errorf("%v, then %v", a, b)
	}
	if a, b := draw(1), draw(2); a[0] == b[0] {
		t.Errorf("two seeds gave %s", a[0])
	}
}

func TestConcurrentDrawsNeverRepeat(t *testing.T) {
	t.Parallel()
	s := ids.Seeded(1, clock.NewManual(start))
	var mu sync.Mutex
	seen := map[string]bool{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 500 {
				id := s.New()
				mu.Lock()
				if seen[id] {
					t.Errorf("%s twice", id)
				}
				seen[id] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

func TestOnlyCanonicalTextIsValid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"0192f3a4-5b6c-7d8e-9f01-234567890123": true, "0192F3A4-5b6c-7d8e-9f01-234567890123": false,
		"0192f3a45b6c7d8e9f01234567890123": false, "": false, "0192f3a4-5b6c-7d8e-9f01-23456789012g": false,
	} {
		if ids.Valid(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
