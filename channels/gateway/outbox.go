package gateway

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

const (
	giveUp      = 4 * time.Hour    // how old a message may be that is still tried
	sendTimeout = 35 * time.Second // of one try
	offerAgain  = 10 * time.Minute // when an offer that could not leave is tried again
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
		if err := enqueueSend(ctx, tx, sending{Conversation: m.Conversation, Class: m.Class}); err != nil {
			return err
		}
		if err := notify(ctx, tx, m.Conversation); err != nil {
			return err
		}
	}
	return nil
}

// sending is what to send, how urgently and when.
type sending struct {
	Conversation string
	Class        channels.Class // of the most urgent message
	In           time.Duration  // from now
}

// enqueueSend asks that a conversation's outbox be looked at. Answers go before notices, notices before offers.
func enqueueSend(ctx context.Context, tx *db.Tx, s sending) error {
	opts := []queue.Option{queue.At(tx.Now.Add(s.In)), queue.Unique(s.Conversation)}
	switch s.Class {
	case channels.ClassMarketing:
		opts = append(opts, queue.Patient())
	case channels.ClassService:
	default:
		opts = append(opts, queue.Urgent())
	}
	_, err := queue.Enqueue(ctx, tx, SendJob{s.Conversation}, opts...)
	return err
}

// flush sends what is queued in a conversation, in order. A failure that may pass stops it there, so that the order is kept, and
// it is looked at again later. What waits for its hour lets the others go first.
func (g *Gateway) flush(ctx context.Context, conversation string) error {
	next, err := g.flushClaimed(ctx, conversation)
	if errors.Is(err, errElsewhere) {
		err = g.callHolder(ctx, conversation)
	}
	return errors.Join(err, g.flushAgain(ctx, next))
}

// errElsewhere says that another process can send, and this one cannot.
var errElsewhere = errors.New("another process holds the connection")

func (g *Gateway) flushClaimed(ctx context.Context, conversation string) (next sending, err error) {
	next = sending{Conversation: conversation, Class: channels.ClassReply}
	release, ok, err := g.claimOutbox(ctx, conversation)
	if err != nil {
		return next, err
	}
	if !ok {
		return next.after(busyAgain), nil
	}
	defer release()
	for {
		list, err := g.waiting(ctx, conversation)
		if err != nil {
			return next, err
		}
		for i, m := range list {
			if i > 0 { // sends took their time: a person may have taken over
				if still, err := g.stillQueued(ctx, m.ID); err != nil || !still {
					if err != nil {
						return next, err
					}
					continue
				}
			}
			if wait, err := g.sendOne(ctx, m); err != nil || wait > 0 {
				next.Class = m.Class
				return next.after(wait), err
			}
		}
		if len(list) < page { // what was queued since has a job of its own
			return g.nextHeld(ctx, next)
		}
	}
}

// after is a sending some time from now.
func (s sending) after(wait time.Duration) sending {
	s.In = wait
	return s
}

// flushAgain has the outbox looked at after a wait; none is nothing to wait for.
func (g *Gateway) flushAgain(ctx context.Context, s sending) error {
	if s.In <= 0 {
		return nil
	}
	return g.db.InTx(ctx, func(tx *db.Tx) error { return enqueueSend(ctx, tx, s) })
}

// sendOne sends a message and records what came of it. A wait leaves it first in the queue, to be tried again after it.
func (g *Gateway) sendOne(ctx context.Context, m queued) (wait time.Duration, err error) {
	t := g.transportFor(m.From)
	if t == nil {
		if m, t, err = g.rehome(ctx, m); err != nil || t == nil {
			return g.homeless(ctx, m, err)
		}
	}
	passed, err := g.gate(ctx, m)
	switch {
	case err != nil:
		return 0, err
	case passed.refused != "":
		return 0, g.failed(ctx, m.Outbound, passed.refused)
	case passed.rule != "":
		return 0, g.hold(ctx, m, passed)
	case passed.setback != nil:
		return g.setback(ctx, m, passed.setback)
	case passed.wait > 0:
		return passed.wait, nil
	}
	receipt, err := send(ctx, t, m.Outbound)
	if err == nil {
		return 0, g.sent(ctx, m.Outbound, receipt)
	}
	if ctx.Err() != nil { // we stop: it is the same message next time
		return 0, err
	}
	known, ok := errors.AsType[*channels.SendError](err)
	if !ok {
		known = &channels.SendError{Code: "unknown", Retryable: true, Unsure: true, Err: err}
	}
	return g.setback(ctx, m, known)
}

// setback decides what becomes of a message that did not leave: another channel, another try, or nothing more.
func (g *Gateway) setback(ctx context.Context, m queued, e *channels.SendError) (wait time.Duration, err error) {
	if g.mayDivert(m, e) {
		done, err := g.divert(ctx, m.Outbound)
		if err != nil || done {
			return 0, err
		}
	}
	age := g.db.Now().Sub(m.since)
	if !e.Retryable || age >= giveUp {
		return 0, g.failed(ctx, m.Outbound, e.Code)
	}
	if e.Code == codeElsewhere {
		return orDefault(e.After, busyAgain), errElsewhere
	}
	if m.Class == channels.ClassMarketing { // nothing waits behind an offer
		return 0, g.hold(ctx, m, verdict{rule: "retry." + e.Code, until: g.db.Now().Add(offerAgain)})
	}
	g.log.InfoContext(ctx, "message waits for another try", "message", m.ID, "code", e.Code, "attempt", m.attempts+1)
	if err := g.tried(ctx, m.ID); err != nil {
		return 0, err
	}
	wait = max(e.After, backoff(m.attempts))
	if left := m.divertAt.Sub(g.db.Now()); !e.Unsure && left > 0 {
		wait = min(wait, left)
	}
	return wait, nil
}

// backoff is the wait after the nth failed try, from 0: 1 s, 2 s, 4 s, ... 2 minutes at most.
func backoff(n int) time.Duration { return min(time.Second<<min(n, 7), 2*time.Minute) }

func orDefault(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
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
