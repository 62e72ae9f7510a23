package events

import (
	"context"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Live wakes whoever watches facts, whatever process appended them, over one session of the database however many watch.
type Live struct {
	mu      sync.Mutex
	waiting map[chan struct{}]func(Fact) bool
}

// Listen follows the facts until the context ends. It begins by itself again when the database was away, and then wakes everybody
// once.
func Listen(ctx context.Context, d *db.DB) *Live {
	l := &Live{waiting: map[chan struct{}]func(Fact) bool{}}
	go l.listen(ctx, d)
	return l
}

func (l *Live) listen(ctx context.Context, d *db.DB) {
	for ctx.Err() == nil {
		facts, err := Follow(ctx, d)
		if err != nil {
			_ = clock.Wait(ctx, time.Second)
			continue
		}
		l.wake(func(func(Fact) bool) bool { return true })
		for f := range facts {
			l.wake(func(wanted func(Fact) bool) bool { return wanted(f) })
		}
	}
}

// wake signals the watchers that are meant. One that has not looked yet needs no second signal.
func (l *Live) wake(meant func(wanted func(Fact) bool) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ch, wanted := range l.waiting {
		if !meant(wanted) {
			continue
		}
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// Watch gives a signal when there are new facts that are wanted. Call stop when done.
func (l *Live) Watch(wanted func(Fact) bool) (news <-chan struct{}, stop func()) {
	ch := make(chan struct{}, 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting[ch] = wanted
	return ch, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.waiting, ch)
	}
}
