package cloud

import (
	"context"
	"net/http"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
)

// receive stores a message and that its sender may be spoken to.
func (c *Cloud) receive(ctx context.Context, ours string, people map[string]contact, m message) error {
	if m.GroupID != "" {
		c.o.Log.InfoContext(ctx, "message of a group ignored")
		return nil
	}
	in := inbound(ours, people, m)
	if _, ok := recipientOf(in.From.Value); ok {
		if err := c.openWindow(ctx, in); err != nil {
			return err
		}
	}
	got, err := c.o.Inbox.Receive(ctx, in)
	if err != nil {
		return err
	}
	if !got.Repeated && in.Kind != channels.KindReaction && in.Kind != channels.KindDelete {
		c.markRead(ctx, in)
	}
	return nil
}

// readTimeout bounds a read mark.
const readTimeout = 10 * time.Second

// markRead tells them that we have read it and are writing. Nobody waits for it, and nothing depends on it; when too many are on
// their way it is left out.
func (c *Cloud) markRead(ctx context.Context, in channels.Inbound) {
	select {
	case c.slots <- struct{}{}:
	default:
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readTimeout)
	c.told.Go(func() {
		defer func() { cancel(); <-c.slots }()
		var done struct{}
		err := c.graph.call(ctx, http.MethodPost, "/"+c.o.Lines[in.To.Value]+"/messages", fields{
			"messaging_product": "whatsapp", "status": "read", "message_id": in.ExternalID, "typing_indicator": fields{"type": "text"},
		}, &done)
		if err != nil {
			c.o.Log.DebugContext(ctx, "read mark not sent", "error", err)
		}
	})
}
