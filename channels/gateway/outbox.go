package gateway

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

const (
	giveUp      = 4 * time.Hour    // how old a message may be that is still tried
	sendTimeout = 35 * time.Second // of one try
	busyAgain   = time.Second      // when another process is sending for the conversation
)

// Send puts messages that are no answer of a turn into the outbox, in the caller's transaction. author is bot, system or
// user:<id>. A message without an id is given one; its conversation says whom it goes to. What a
// person says leaves only while they have the conversation: otherwise it is a Conflict, and says who has it.
func (g *Gateway) Send(ctx context.Context, tx *db.Tx, author string, messages ...channels.Outbound) error {
	for _, m := range messages {
		if m.ID == "" {
			m.ID = tx.NewID()
		}
		if user, ok := strings.CutPrefix(author, "user:"); ok {
			if err := g.holds(ctx, tx, Hold{Conversation: m.Conversation, User: user}); err != nil {
				return err
			}
		}
		if err := queueOut(ctx, tx, "", m, author); err != nil {
			return err
		}
		if err := enqueueSend(ctx, tx, m.Conversation, tx.Now); err != nil {
			return err
		}
		if err := notify(ctx, tx, m.Conversation); err != nil {
			return err
		}
	}
	return nil
}

func enqueueSend(ctx context.Context, tx *db.Tx, conversation string, at time.Time) error {
	_, err := queue.Enqueue(ctx, tx, SendJob{conversation}, queue.At(at), queue.Unique(conversation), queue.Urgent())
	return err
}

// flush sends what is queued in a conversation, in order. A failure that may pass stops it there: the job is tried again and
// the order kept.
func (g *Gateway) flush(ctx context.Context, j queue.Job[SendJob]) error {
	release, ok, err := g.claimOutbox(ctx, j.Args.Conversation)
	if err != nil {
		return err
	}
	if !ok {
		return queue.Snooze(busyAgain)
	}
	defer release()
	for {
		list, err := g.waiting(ctx, j.Args.Conversation)
		if err != nil {
			return err
		}
		for i, m := range list {
			if i > 0 { // sends took their time: a person may have taken over
				if still, err := g.stillQueued(ctx, m.ID); err != nil || !still {
					if err != nil {
						return err
					}
					continue
				}
			}
			if err := g.sendOne(ctx, m); err != nil {
				return err
			}
		}
		if len(list) < page { // what was queued since has a job of its own
			return nil
		}
	}
}

// sendOne sends a message and records what came of it. An error leaves it first in the queue.
func (g *Gateway) sendOne(ctx context.Context, m queued) error {
	if m.withdrawn {
		return g.failed(ctx, m.Outbound, "consent_withdrawn")
	}
	t := g.transportFor(m.From)
	if t == nil {
		return g.failed(ctx, m.Outbound, "no_transport")
	}
	receipt, err := send(ctx, t, m.Outbound)
	if err == nil {
		return g.sent(ctx, m.Outbound, receipt)
	}
	code, retry := "unknown", true
	if known, ok := errors.AsType[*channels.SendError](err); ok {
		code, retry = known.Code, known.Retryable
	}
	if !retry || g.db.Now().Sub(m.since) >= giveUp {
		return g.failed(ctx, m.Outbound, code)
	}
	if err := g.tried(ctx, m.ID); err != nil {
		return err
	}
	return fmt.Errorf("send message %s: %w", m.ID, err)
}

// transportFor sends for one of our addresses; nil when none does.
func (g *Gateway) transportFor(ours channels.Address) channels.Transport {
	for _, t := range g.transports {
		if t.Serves(ours) {
			return t
		}
	}
	return nil
}

func send(ctx context.Context, t channels.Transport, m channels.Outbound) (channels.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	return t.Send(ctx, m)
}

// claimOutbox keeps two processes from sending one conversation's messages at once.
func (g *Gateway) claimOutbox(ctx context.Context, conversation string) (func(), bool, error) {
	return g.claim(ctx, "outbox "+conversation)
}
