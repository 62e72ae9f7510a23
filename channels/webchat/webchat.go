package webchat

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// Ours is the address that web chats write to.
var Ours = channels.Address{Channel: channels.Webchat, Value: "web"}

// Inbox stores what was written and tells what was said (channels/gateway).
type Inbox interface {
	Receive(ctx context.Context, in channels.Inbound) (channels.Received, error)
	FindConversation(ctx context.Context, q db.Querier, ours, theirs channels.Address) (channels.Conversation, bool, error)
	Transcript(ctx context.Context, q db.Querier, conversation string, after int64) ([]channels.Line, error)
}

// Live wakes a stream when a conversation has news; "" is any.
type Live interface {
	Watch(conversation string) (news <-chan struct{}, stop func())
}

// Rate is how much one may do: Burst at once, and PerMinute in the long run.
type Rate struct{ PerMinute, Burst int }

// Limiter refuses what comes too often, with a fault of code limited.
type Limiter func(ctx context.Context, key string, r Rate) error

// Options of New.
type Options struct {
	DB    *db.DB
	Inbox Inbox
	Live  Live
	Limit Limiter      // nil: the buckets of core/identity, which all processes share
	Log   *slog.Logger // nil: nothing is logged
}

// Chat serves web chats.
type Chat struct {
	o Options
}

// New makes the endpoints.
func New(o Options) *Chat {
	if o.Limit == nil {
		o.Limit = Buckets(o.DB)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Chat{o: o}
}

// Buckets is a limiter over the shared buckets of a database.
func Buckets(d *db.DB) Limiter {
	return func(ctx context.Context, key string, r Rate) error {
		limit := identity.Limit{Every: time.Minute / time.Duration(r.PerMinute), Burst: r.Burst}
		ok, err := identity.Allow(ctx, d, key, limit, d.Now())
		if err == nil && !ok {
			err = fault.New(fault.Limited, "webchat.message.too_many")
		}
		return err
	}
}

// Transport of web chats: what is stored is sent.
type Transport struct{}

// Channel of the transport.
func (Transport) Channel() channels.Channel { return channels.Webchat }

// Serves every web chat.
func (Transport) Serves(ours channels.Address) bool { return ours.Channel == channels.Webchat }

// Send does nothing: pages read the store.
func (Transport) Send(context.Context, channels.Outbound) (channels.Receipt, error) {
	return channels.Receipt{Status: channels.StatusDelivered}, nil
}

// Widget serves the public: whoever has a token.
func (c *Chat) Widget() http.Handler {
	r := chi.NewRouter()
	r.Post("/start", c.start)
	c.routes(r, c.byToken)
	return r
}

// Simulator serves staff who speak for any number. It checks no permission.
func (c *Chat) Simulator() http.Handler {
	r := chi.NewRouter()
	c.routes(r, byNumber)
	return r
}

// person says who makes a request.
type person func(r *http.Request) (channels.Address, error)

func (c *Chat) routes(r chi.Router, who person) {
	r.NotFound(c.nowhere)
	r.MethodNotAllowed(c.nowhere)
	r.Post("/messages", c.post(who))
	r.Get("/messages", c.list(who))
	r.Get("/stream", c.stream(who))
}
