package gateway

import (
	"context"
	"sync"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Live wakes whoever watches conversations when one of them has news, on whatever process it came.
type Live struct {
	mu      sync.Mutex
	waiting map[chan struct{}]string // to the conversation watched; empty: all
}

// Follow listens until the context ends. It reconnects by itself, and then wakes everybody once, for what was missed.
func Follow(ctx context.Context, d *db.DB) *Live {
	l := &Live{waiting: map[chan struct{}]string{}}
	go l.follow(ctx, d)
	return l
}

func (l *Live) follow(ctx context.Context, d *db.DB) {
	for ctx.Err() == nil {
		_ = l.listen(ctx, d) // whatever went wrong, the remedy is to connect again
		if clock.Wait(ctx, time.Second) != nil {
			return
		}
	}
}

func (l *Live) listen(ctx context.Context, d *db.DB) error {
	conn, err := d.Pool().Acquire(ctx)
	if err != nil {
		return err
	}
	raw := conn.Hijack() // a connection that listens never goes back to the pool
	defer raw.Close(context.WithoutCancel(ctx))
	if _, err := raw.Exec(ctx, "LISTEN "+NotifyChannel); err != nil {
		return err
	}
	l.wake("")
	for {
		n, err := raw.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		l.wake(n.Payload)
	}
}

// wake signals the watchers of a conversation; "" signals all. A watcher that has not looked yet needs no second signal.
func (l *Live) wake(conversation string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ch, watched := range l.waiting {
		if conversation != "" && watched != "" && watched != conversation {
			continue
		}
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// Watch gives a signal each time that a conversation ("" is any) has news. Call stop when done.
func (l *Live) Watch(conversation string) (news <-chan struct{}, stop func()) {
	ch := make(chan struct{}, 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting[ch] = conversation
	return ch, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.waiting, ch)
	}
}
