// Package guard is a stand-in.
package guard

import (
	"context"
	"sync"

	"go.mau.fi/whatsmeow/store"
)

type Guard struct{ mu sync.Mutex }
type key struct{}
type token struct{ held bool }

func Wrap(dev *store.Device) *Guard {
	g := &Guard{}
	dev.EventBuffer = &buffer{dev.EventBuffer, g}
	dev.Sessions = &sessions{dev.Sessions, g}
	return g
}

func (g *Guard) Send(ctx context.Context, fn func(ctx context.Context) error) error {
	t := &token{}
	defer func() {
		if t.held {
			t.held = false
			g.mu.Unlock()
		}
	}()
	return fn(context.WithValue(ctx, key{}, t))
}

type buffer struct {
	store.EventBuffer
	g *Guard
}

func (b *buffer) DoDecryptionTxn(ctx context.Context, fn func(context.Context) error) error {
	b.g.mu.Lock()
	defer b.g.mu.Unlock()
	return b.EventBuffer.DoDecryptionTxn(ctx, fn)
}

type sessions struct {
	store.SessionStore
	g *Guard
}

func (s *sessions) GetManySessions(ctx context.Context, a []string) (map[string][]byte, error) {
	if t, ok := ctx.Value(key{}).(*token); ok && !t.held {
		s.g.mu.Lock()
		t.held = true
	}
	return s.SessionStore.GetManySessions(ctx, a)
}

func (s *sessions) PutManySessions(ctx context.Context, m map[string][]byte) error {
	err := s.SessionStore.PutManySessions(ctx, m)
	if t, ok := ctx.Value(key{}).(*token); ok && t.held {
		t.held = false
		s.g.mu.Unlock()
	}
	return err
}
