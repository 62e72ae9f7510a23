package main

import (
	"context"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

var systemClock = clock.System()

// waitABit is the pause between two looks at what another goroutine does.
func waitABit(ctx context.Context) error { return clock.Wait(ctx, 50*time.Millisecond) }
