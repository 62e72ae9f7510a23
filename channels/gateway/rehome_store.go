package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// rehome moves a conversation whose number we gave up to another one of the unit, on the same channel: its next message leaves from
// there, and what they answer comes back to it. No transport is given when there is no such number. They never wrote to it, so the
// message is cold.
func (g *Gateway) rehome(ctx context.Context, m queued) (queued, channels.Transport, error) {
	who, err := g.contacts.Profile(ctx, g.db, m.contact)
	if err != nil {
		return m, nil, fmt.Errorf("profile: %w", err)
	}
	ours, ok, err := g.NumberFor(ctx, g.db, m.From.Channel, who.Unit)
	if err != nil || !ok || ours == m.From || who.Phone == "" {
		return m, nil, err
	}
	t := g.transportFor(ours)
	if t == nil {
		return m, nil, nil
	}
	n, err := db.Exec(ctx, g.db, sqlRehome, db.Args{"id": m.Conversation, "ours": ours.Value, "theirs": who.Phone})
	if err != nil {
		return m, nil, fmt.Errorf("rehome conversation: %w", err)
	}
	if n == 0 { // they talk with that number already, in another conversation
		return m, nil, nil
	}
	m.From, m.To.Value, m.cold = ours, who.Phone, true
	g.log.InfoContext(ctx, "conversation goes on from another number", "conversation", m.Conversation)
	return m, t, nil
}

// An address of theirs may mean nothing to the other number's transport; their phone does.
const sqlRehome = `
UPDATE conversations c SET ours = @ours, theirs = @theirs
WHERE id = @id AND NOT EXISTS (SELECT FROM conversations o WHERE o.channel = c.channel AND o.ours = @ours AND o.theirs = @theirs
  AND o.id <> c.id)`

// homeless is a message that no transport sends.
func (g *Gateway) homeless(ctx context.Context, m queued, err error) (time.Duration, error) {
	if err != nil {
		return 0, err
	}
	return g.setback(ctx, m, &channels.SendError{Code: "no_transport"})
}
