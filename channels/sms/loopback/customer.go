package loopback

import (
	"context"
	"errors"
	"sync"
)

// Customer is somebody with a phone. What is sent to them is kept until it is read.
type Customer struct {
	Number string // E.164

	say func(ctx context.Context, to, text string) error

	mu    sync.Mutex
	texts []Text
	news  chan struct{} // closed when a text comes
}

// Text is a message to a customer.
type Text struct {
	From  string
	Text  string
	Parts int
}

// Say writes to one of our numbers, and returns when it was acknowledged.
func (c *Customer) Say(ctx context.Context, to, text string) error { return c.say(ctx, to, text) }

// Next waits for the next message and gives its words.
func (c *Customer) Next(ctx context.Context) (string, error) {
	t, err := c.NextText(ctx)
	return t.Text, err
}

// NextText waits for the next message.
func (c *Customer) NextText(ctx context.Context) (Text, error) {
	for {
		c.mu.Lock()
		if len(c.texts) > 0 {
			t := c.texts[0]
			c.texts = c.texts[1:]
			c.mu.Unlock()
			return t, nil
		}
		news := c.news
		c.mu.Unlock()
		select {
		case <-news:
		case <-ctx.Done():
			return Text{}, errors.Join(errors.New("no message came to "+c.Number), ctx.Err())
		}
	}
}

// Waiting is how many messages were not read.
func (c *Customer) Waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.texts)
}

func (c *Customer) hear(t Text) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.texts = append(c.texts, t)
	close(c.news)
	c.news = make(chan struct{})
}

// people are the customers of a network.
type people struct {
	mu  sync.Mutex
	all map[string]*Customer
	say func(c *Customer) func(ctx context.Context, to, text string) error
}

func (p *people) get(number string) *Customer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c, ok := p.all[number]; ok {
		return c
	}
	c := &Customer{Number: number, news: make(chan struct{})}
	c.say = p.say(c)
	if p.all == nil {
		p.all = map[string]*Customer{}
	}
	p.all[number] = c
	return c
}
