// Package clock is the only place that reads the machine's time.
//
// Everything that decides by time takes a Clock, and inside a transaction the transaction's Now, so that a test, a golden
// dialogue or `chasqui chat --now` decides what time it is. A Manual clock stands still until it is told, and never goes back.
package clock

import (
	"context"
	"sync"
	"time"
)

// Clock tells the time.
type Clock interface {
	Now() time.Time
}

// System is the machine's clock, in UTC with microseconds: what a Postgres timestamptz can keep.
func System() Clock { return system{} }

type system struct{}

func (system) Now() time.Time { return trim(time.Now()) }

// Manual is a clock that moves only when told. It is safe for concurrent use.
type Manual struct {
	mu  sync.RWMutex
	now time.Time
}

// NewManual makes a clock that stands at t.
func NewManual(t time.Time) *Manual { return &Manual{now: trim(t)} }

// Now is the time the clock was last set to.
func (m *Manual) Now() time.Time {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.now
}

// Set moves the clock to t. A t in the clock's past leaves it where it is.
func (m *Manual) Set(t time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if t = trim(t); t.After(m.now) {
		m.now = t
	}
}

// Advance moves the clock by d; a negative d does nothing.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d > 0 {
		m.now = trim(m.now.Add(d))
	}
}

// Wait returns nil after d of the machine's time, or the context's error if it ends first. It is for pacing and backoff of
// loops that talk to the outside; decisions are taken by a Clock.
func Wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func trim(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
