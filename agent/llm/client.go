package llm

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/endpoint"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Bounds of the conversation with a server.
const (
	Deadline     = 4 * time.Second // the longest that a turn waits
	mostAtOnce   = 8
	failures     = 5 // in failuresIn open the breaker for restFor
	failuresIn   = 30 * time.Second
	failuresStep = 3 * time.Second
	restFor      = 20 * time.Second
	strikes      = 2 // answers in a row that cannot be read: the next rung
)

// Options of New.
type Options struct {
	BaseURL   string // of the server, with its version: https://api.openai.com/v1
	Key       string
	Model     string
	Within    time.Duration // shorter than Deadline, if it is to be
	AtOnce    int           // calls under way in this process; 0: eight
	Budget    Budget
	Rules     *nlu.Rules
	Log       *slog.Logger      // nil: nothing is logged
	Seen      func(Report)      // hears of every question; may be nil
	Transport http.RoundTripper // nil: the network
}

// Client asks one model of one server. It is safe for concurrent use.
type Client struct {
	o       Options
	reader  Reader
	store   store
	api     *openai.Client
	breaker *gobreaker.CircuitBreaker[reply]
	slots   chan struct{}
	rungs   ladder
}

// New makes a client over a migrated database.
func New(d *db.DB, o Options) *Client {
	if o.Within <= 0 || o.Within > Deadline {
		o.Within = Deadline
	}
	if o.AtOnce <= 0 {
		o.AtOnce = mostAtOnce
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.BaseURL = strings.TrimRight(o.BaseURL, "/")
	config := openai.DefaultConfig(o.Key)
	config.BaseURL, config.HTTPClient = o.BaseURL, doer{endpoint.Client(o.Transport)}
	c := &Client{o: o, reader: Reader{Rules: o.Rules}, store: store{db: d}, api: openai.NewClientWithConfig(config), slots: make(chan struct{}, o.AtOnce)}
	c.breaker = gobreaker.NewCircuitBreaker[reply](gobreaker.Settings{
		Name: "model", Interval: failuresIn, BucketPeriod: failuresStep, Timeout: restFor,
		ReadyToTrip:  func(n gobreaker.Counts) bool { return n.TotalFailures >= failures },
		IsSuccessful: func(err error) bool { return !troubles(verdictOf(err)) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
	})
	return c
}

// Propose asks what the words of a prompt mean. An error tells why there is no answer in one word, with no word of anybody.
func (c *Client) Propose(ctx context.Context, p agent.Prompt) ([]agent.Command, error) {
	q := newQuestion(p)
	if q.words == "" {
		return nil, nil
	}
	started := clock.System().Now()
	r := Report{Hash: q.key(c.o.BaseURL, c.o.Model)}
	within, cancel := context.WithTimeout(ctx, c.o.Within)
	defer cancel()
	commands, err := c.ask(within, p, q, &r)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r.Verdict = verdictOf(err)
	switch {
	case err != nil:
	case r.cached:
		r.Verdict = Cached
	case len(commands) == 0:
		r.Verdict = Nothing
	}
	r.Took, r.Kept = clock.System().Now().Sub(started), len(commands)
	c.o.Log.InfoContext(ctx, "model asked", "question", r.Hash[:16], "took", r.Took, "tokens", r.Tokens, "verdict", r.Verdict, "proposed", r.Proposed, "kept", r.Kept)
	if c.o.Seen != nil {
		c.o.Seen(r)
	}
	if err != nil {
		return nil, Fault(r.Verdict)
	}
	return commands, nil
}

func (c *Client) ask(ctx context.Context, p agent.Prompt, q question, r *Report) ([]agent.Command, error) {
	raw, ok, err := c.store.answer(ctx, r.Hash)
	if err != nil {
		return nil, err
	}
	if ok {
		if answer, err := parse(string(raw)); err == nil {
			r.cached, r.Proposed = true, len(answer)
			return c.reader.ground(p, q.masks, answer), nil
		}
	}
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	default:
		return nil, Fault(Busy)
	}
	answer, err := c.call(ctx, p, q, r)
	if err != nil {
		return nil, err
	}
	r.Proposed = len(answer)
	if err := c.store.keep(context.WithoutCancel(ctx), r.Hash, kept(answer)); err != nil {
		c.o.Log.WarnContext(ctx, "model answer not kept", "error", err)
	}
	return c.reader.ground(p, q.masks, answer), nil
}

// charsAToken is a cautious guess of how much text a token is.
const charsAToken = 3

// call reserves, asks behind the breaker, and settles what was used: of a call of which nothing is known, all that was reserved.
func (c *Client) call(ctx context.Context, p agent.Prompt, q question, r *Report) ([]said, error) {
	if c.breaker.State() == gobreaker.StateOpen {
		return nil, gobreaker.ErrOpenState
	}
	guess := int64(len(system)+len(q.catalogue)+len(q.state)+len(q.words))/charsAToken + answerTokens
	spent, err := c.store.reserve(ctx, c.o.Budget, p, guess)
	if err != nil {
		return nil, err
	}
	got, err := c.breaker.Execute(func() (reply, error) { return c.climb(ctx, q) })
	switch verdict := verdictOf(err); {
	case got.tokens > 0:
		r.Tokens = got.tokens
	case verdict == BreakerOpen || verdict == Refused429 || verdict == Unreachable:
	default:
		r.Tokens = guess
	}
	if err := c.store.settle(context.WithoutCancel(ctx), spent, r.Tokens); err != nil {
		c.o.Log.WarnContext(ctx, "model usage not settled", "error", err)
	}
	return got.commands, err
}
