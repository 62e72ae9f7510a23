package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"sync"

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
		err := t.hold(ctx, n > 0)
		if ctx.Err() != nil {
			break
		}
		t.o.Log.WarnContext(ctx, "whatsapp claims lost", logs.Error, err)
		if t.o.Clock.Now().Sub(began) > t.o.pace.calm {
			n = 0
		}
		_ = clock.Wait(ctx, min(t.o.pace.pause(n), t.o.pace.first*2)) // the context's end ends the loop
	}
	return nil
}

// shift is what one connection with claims is good for.
type shift struct {
	t       *Transport
	claims  *claims
	running sync.WaitGroup
	others  map[string]bool // devices that another process had when we looked last
	wary    bool            // the claims before these were lost: who has had the devices since is not known
}

// hold runs devices for as long as one connection with their claims lives.
func (t *Transport) hold(ctx context.Context, wary bool) (err error) {
	if err := t.prepare(ctx); err != nil {
		return err
	}
	c, err := openClaims(ctx, t.o.DB)
	if err != nil {
		return err
	}
	defer c.close(ctx)
	s := &shift{t: t, claims: c, others: map[string]bool{}, wary: wary}
	lines, stop := context.WithCancelCause(ctx)
	defer func() { // the claims go last: nobody else connects before we have hung up
		stop(err)
		s.running.Wait()
	}()
	for {
		err := s.scan(ctx, lines)
		if err == nil {
			err = c.linger(ctx, t.o.pace.scan, t.wake)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errClaimsLost, err)
		}
	}
}

// scan takes devices that are free, and stops those that are no longer paired. Its error means that the claims are lost.
func (s *shift) scan(ctx, lines context.Context) error {
	if err := s.claims.check(ctx); err != nil {
		return err
	}
	look, cancel := context.WithTimeout(ctx, claimTimeout)
	all, err := s.t.list(look)
	cancel()
	if err != nil { // the claims are there: what runs goes on
		s.t.o.Log.WarnContext(ctx, "whatsapp devices unknown", logs.Error, err)
		return nil
	}
	s.t.remember(all)
	if err := s.bury(ctx, all); err != nil {
		return err
	}
	for _, d := range all {
		key := d.ID.String()
		if s.t.runs(key) {
			continue
		}
		ok, err := s.claims.take(ctx, key)
		if err != nil {
			return err
		}
		if ok {
			s.start(lines, d)
		}
		s.others[key] = !ok
	}
	s.wary = false
	return nil
}

func (t *Transport) runs(device string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.lines[device] != nil
}

// start runs a device. Its claim is held. One that another process had is left alone for a moment: that process may live, and be about to
// find out that its claims are gone. Two that decrypt for one device at once lose messages.
func (s *shift) start(ctx context.Context, d *store.Device) {
	t := s.t
	ctx, stop := context.WithCancelCause(ctx)
	l := newLine(t, d, stop)
	l.claim = s.claims.pid()
	if s.others[l.key] || s.wary {
		l.grace = t.o.pace.scan + t.o.pace.scan/3
	}
	t.mu.Lock()
	t.lines[l.key] = l
	t.mu.Unlock()
	s.running.Go(func() {
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
func (s *shift) bury(ctx context.Context, all []*store.Device) error {
	paired := map[string]bool{}
	for _, d := range all {
		paired[d.ID.String()] = true
	}
	var ended []*line
	s.t.mu.Lock()
	for key, l := range s.t.lines {
		if l.over.Load() {
			ended = append(ended, l)
		} else if !paired[key] {
			l.stop(errUnpaired)
		}
	}
	s.t.mu.Unlock()
	for _, l := range ended {
		s.t.drop(l)
		if err := s.claims.leave(ctx, l.key); err != nil {
			return err
		}
	}
	return nil
}
