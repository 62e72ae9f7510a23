package llm

import (
	"context"
	"errors"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"github.com/chasqui-fsm/chasqui/agent/endpoint"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// reply is what came of one call.
type reply struct {
	commands []said
	tokens   int64
}

// ladder remembers the rung of this server and model; the store, for all processes.
type ladder struct {
	mu    sync.Mutex
	until time.Time // when it is to be read again
	at    rung
	bad   int // answers in a row that could not be read
}

// rungFresh is how long what the store said holds.
const rungFresh = 10 * time.Minute

// climb asks at the rung that is known to work, and at the ones below when the server does not take it.
func (c *Client) climb(ctx context.Context, q question) (reply, error) {
	at := c.start(ctx)
	for r := at; ; r++ {
		res, err := c.api.CreateChatCompletion(ctx, request(c.o.Model, q, r))
		if err != nil {
			if r+1 < rungs && ctx.Err() == nil && unsuited(err) {
				continue
			}
			return reply{}, err
		}
		got := reply{tokens: int64(res.Usage.TotalTokens)}
		answer, err := content(res)
		if err == nil {
			got.commands, err = parse(answer)
		}
		c.stand(ctx, at, r, errors.Is(err, errUnusable))
		return got, err
	}
}

// unsuited tells whether the server does not know what it was asked to do; the client library's own refusals count too.
func unsuited(err error) bool {
	if status := endpoint.Status(err); status != 0 {
		return steps(status)
	}
	return errors.Is(err, openai.ErrReasoningToolsRequireResponses)
}

func (c *Client) start(ctx context.Context) rung {
	l := &c.rungs
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := clock.System().Now(); now.After(l.until) {
		at, err := c.store.rung(ctx, c.o.BaseURL, c.o.Model)
		if err != nil {
			return l.at
		}
		l.at, l.until = at, now.Add(rungFresh)
	}
	return l.at
}

// stand notes the rung that was answered at. After two answers in a row that cannot be read the next one is tried from then on.
func (c *Client) stand(ctx context.Context, from, at rung, bad bool) {
	l := &c.rungs
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bad++; !bad {
		l.bad = 0
	}
	if l.bad >= strikes && at+1 < rungs {
		at, l.bad = at+1, 0
	}
	if at == from {
		return
	}
	l.at = at
	if err := c.store.learn(context.WithoutCancel(ctx), c.o.BaseURL, c.o.Model, at); err != nil {
		c.o.Log.WarnContext(ctx, "model's rung not kept", "error", err)
	}
}
