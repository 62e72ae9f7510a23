package smpp

import (
	"context"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// pace keeps submits apart after the network said that they come too fast: each such answer doubles the gap, each good one takes a
// tenth of it away.
type pace struct {
	turn chan struct{} // one submit waits at a time
	rest time.Duration // the least wait after a throttled submit

	mu  sync.Mutex
	gap time.Duration
}

const (
	firstGap = 10 * time.Millisecond
	maxGap   = time.Second
)

func newPace(rest time.Duration) *pace { return &pace{turn: make(chan struct{}, 1), rest: rest} }

// wait is over when the next submit may leave.
func (p *pace) wait(ctx context.Context) error {
	if p.now() == 0 {
		return ctx.Err()
	}
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.turn }()
	return clock.Wait(ctx, p.now())
}

func (p *pace) now() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.gap
}

// slower is told of a throttled submit, and says when it makes sense to try it again.
func (p *pace) slower() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gap = min(max(2*p.gap, firstGap), maxGap)
	return max(p.rest, p.gap)
}

// faster is told of a submit that was taken.
func (p *pace) faster() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gap -= p.gap / 10; p.gap < time.Millisecond {
		p.gap = 0
	}
}
