package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// codeElsewhere is how a transport says that another process holds the connection of a number.
const codeElsewhere = "elsewhere"

// Holder is a transport whose connection one process of several has.
type Holder interface {
	// Holds tells whether it is this one.
	Holds(ours channels.Address) bool
}

const sendChannel = "chasqui_send"

// callHolder asks the process that holds the connection to send what waits in a conversation.
func (g *Gateway) callHolder(ctx context.Context, conversation string) error {
	_, err := db.Exec(ctx, g.db, sqlCallHolder, db.Args{"conversation": conversation})
	return err
}

const sqlCallHolder = `SELECT pg_notify('` + sendChannel + `', @conversation)`

// Attend sends what other processes ask this one to, until the context ends. What it misses is sent a moment later by their jobs.
func (g *Gateway) Attend(ctx context.Context) {
	for ctx.Err() == nil {
		if err := g.attend(ctx); err != nil && ctx.Err() == nil {
			g.log.InfoContext(ctx, "listening for other processes failed", "error", err)
		}
		if clock.Wait(ctx, time.Second) != nil {
			return
		}
	}
}

func (g *Gateway) attend(ctx context.Context) error {
	conn, err := g.db.Pool().Acquire(ctx)
	if err != nil {
		return err
	}
	raw := conn.Hijack() // a connection that listens never goes back to the pool
	defer raw.Close(context.WithoutCancel(ctx))
	if _, err := raw.Exec(ctx, "LISTEN "+sendChannel); err != nil {
		return err
	}
	for {
		n, err := raw.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		if err := g.sendFor(ctx, n.Payload); err != nil {
			return err
		}
	}
}

// sendFor has a conversation's outbox looked at now if this process holds its number.
func (g *Gateway) sendFor(ctx context.Context, conversation string) error {
	c, err := g.Conversation(ctx, g.db, conversation)
	if err != nil {
		return fmt.Errorf("called for a conversation: %w", err)
	}
	h, ok := g.transportFor(c.Ours).(Holder)
	if !ok || !h.Holds(c.Ours) {
		return nil
	}
	go func() {
		if err := g.flush(ctx, conversation); err != nil && ctx.Err() == nil {
			g.log.WarnContext(ctx, "sending for another process failed", "conversation", conversation, "error", err)
		}
	}()
	return nil
}
