package clock_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("x", -3*3600))

func TestAManualClockMovesOnlyForward(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(noon)
	c.Set(noon.Add(-time.Hour))
	c.Advance(-time.Hour)
	if got := c.Now(); !got.Equal(noon) || got.Location() != time.UTC {
		t.Errorf("got %v", got)
	}
	c.Advance(time.Minute)
	c.Set(noon.Add(time.Hour + 1500*time.Nanosecond))
	if got := c.Now(); !got.Equal(noon.Add(time.Hour + time.Microsecond)) {
		t.Errorf("got %v", got)
	}
}

func TestTheSystemClockKeepsWhatPostgresCanKeep(t *testing.T) {
	t.Parallel()
	if got := clock.System().Now(); got.Location() != time.UTC || got.Nanosecond()%1000 != 0 {
		t.Errorf("got %v", got)
	}
}

func TestAWaitEndsByItsTimeOrItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := clock.System().Now()
		if err := clock.Wait(t.Context(), time.Hour); err != nil || clock.System().Now().Sub(began) != time.Hour {
			t.Errorf("got %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := clock.Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}
