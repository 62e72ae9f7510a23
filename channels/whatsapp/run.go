package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mau.fi/whatsmeow/store"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// Why a line is stopped.
var (
	errClaimsLost = errors.New("the claims were lost")
	errUnpaired   = errors.New("the device was unpaired")
)

// Run runs every paired device that no other process runs, until the context ends, and takes over those of processes that end.
// Errors are logged and tried again: it returns nil when the context is over.
func (t *Transport) Run(ctx context.Context) error {
	for n := 0; ctx.Err() == nil; n++ {
		began := t.o.Clock.Now()
		err := t.hold(ctx)
		if ctx.Err() != nil {
			break
		}
		t.o.Log.WarnContext(ctx, "whatsapp claims lost", logs.Error, err)
		if t.o.Clock.Now().Sub(began) > t.o.pace.calm {
			n = 0
		}
		_ = clock.Wait(ctx, min(t.o.pace.pause(n), 5*time.Second)) // the context's end ends the loop
	}
	return nil
}

// hold runs devices for as long as one connection with their claims lives.
func (t *Transport) hold(ctx context.Context) (err error) {
	if err := t.prepare(ctx); err != nil {
		return err
	}
	c, err := openClaims(ctx, t.o.DB)
	if err != nil {
		return err
	}
	defer c.close(ctx)
	lines, stop := context.WithCancelCause(ctx)
	var running sync.WaitGroup
	defer func() { // the claims go last: nobody else connects before we have hung up
		stop(err)
		running.Wait()
	}()
	for {
		if err := t.scan(ctx, lines, c, &running); err != nil && ctx.Err() == nil {
			return fmt.Errorf("%w: %w", errClaimsLost, err)
		}
		scan := time.NewTimer(t.o.pace.scan)
		select {
		case <-scan.C:
		case <-t.wake:
			scan.Stop()
		case <-ctx.Done():
			scan.Stop()
			return ctx.Err()
		}
	}
}

// scan takes devices that are free, and stops those that are no longer paired. Its error means that the claims are lost.
func (t *Transport) scan(ctx, lines context.Context, c *claims, running *sync.WaitGroup) error {
	if err := c.check(ctx); err != nil {
		return err
	}
	look, cancel := context.WithTimeout(ctx, claimTimeout)
	all, err := t.list(look)
	cancel()
	if err != nil { // the claims are there: what runs goes on
		t.o.Log.WarnContext(ctx, "whatsapp devices unknown", logs.Error, err)
		return nil
	}
	t.remember(all)
	if err := t.bury(ctx, c, all); err != nil {
		return err
	}
	for _, d := range all {
		key := d.ID.String()
		if t.runs(key) {
			continue
		}
		ok, err := c.take(ctx, key)
		if err != nil {
			return err
		}
		if ok {
			t.start(lines, d, running)
		}
	}
	return nil
}

func (t *Transport) runs(device string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.lines[device] != nil
}

// start runs a device. Its claim is held.
func (t *Transport) start(ctx context.Context, d *store.Device, running *sync.WaitGroup) {
	ctx, stop := context.WithCancelCause(ctx)
	l := newLine(t, d, stop)
	t.mu.Lock()
	t.lines[l.key] = l
	t.mu.Unlock()
	running.Go(func() {
		defer stop(nil)
		l.run(ctx)
		if ctx.Err() != nil && !errors.Is(context.Cause(ctx), errUnpaired) {
			t.drop(l) // the claims go with their connection
		}
		l.over.Store(true)
	})
}

func (t *Transport) drop(l *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.lines, l.key)
}

// bury stops lines whose device is no longer in the store, and lets go of those that have ended.
func (t *Transport) bury(ctx context.Context, c *claims, all []*store.Device) error {
	paired := map[string]bool{}
	for _, d := range all {
		paired[d.ID.String()] = true
	}
	t.mu.Lock()
	var ended []*line
	for key, l := range t.lines {
		if l.over.Load() {
			ended = append(ended, l)
		} else if !paired[key] {
			l.stop(errUnpaired)
		}
	}
	t.mu.Unlock()
	for _, l := range ended {
		t.drop(l)
		if err := c.leave(ctx, l.key); err != nil {
			return err
		}
	}
	return nil
}
