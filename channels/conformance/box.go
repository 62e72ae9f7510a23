package conformance

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/chasqui-fsm/chasqui/channels"
)

// Box is the inbox and the book of numbers that a transport under test is given. It keeps each message once, as the gateway does.
type Box struct {
	mu       sync.Mutex
	heard    []channels.Inbound
	seen     map[string]bool
	statuses []channels.Delivery
	fail     int
	news     chan struct{} // closed when something comes
}

func newBox() *Box { return &Box{seen: map[string]bool{}, news: make(chan struct{})} }

var errBroken = errors.New("the store is away")

// Fail makes the next n messages not be stored.
func (b *Box) Fail(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fail = n
}

// Receive keeps a message.
func (b *Box) Receive(_ context.Context, in channels.Inbound) (channels.Received, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail > 0 {
		b.fail--
		return channels.Received{}, errBroken
	}
	if b.seen[in.ExternalID] {
		return channels.Received{Repeated: true}, nil
	}
	b.seen[in.ExternalID] = true
	b.heard = append(b.heard, in)
	b.tell()
	return channels.Received{Conversation: in.From.Value, Message: in.ExternalID}, nil
}

// SetStatus keeps a status.
func (b *Box) SetStatus(_ context.Context, d channels.Delivery) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.statuses = append(b.statuses, d)
	b.tell()
	return nil
}

// Report takes no note of how numbers are.
func (b *Box) Report(context.Context, channels.Number) error { return nil }

func (b *Box) tell() {
	close(b.news)
	b.news = make(chan struct{})
}

// until waits for what was heard to be as wanted.
func (b *Box) until(ctx context.Context, ok func([]channels.Inbound) bool) ([]channels.Inbound, error) {
	for {
		b.mu.Lock()
		heard, news := slices.Clone(b.heard), b.news
		b.mu.Unlock()
		if ok(heard) {
			return heard, nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return heard, ctx.Err()
		}
	}
}
