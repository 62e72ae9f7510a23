package whatsapp

import (
	"context"
	"errors"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// ackTimeout is how long WhatsApp may take to acknowledge a message; the outbox waits a little longer.
const ackTimeout = 25 * time.Second

// Send sends a message from one of our numbers. It works in the process that [Transport.Holds] the number; in others it is a
// retryable SendError of code "elsewhere".
func (t *Transport) Send(ctx context.Context, out channels.Outbound) (channels.Receipt, error) {
	l, err := t.ready(ctx, out.From)
	if err != nil {
		return channels.Receipt{}, err
	}
	to, err := l.find(ctx, out.To.Value)
	if err != nil {
		return channels.Receipt{}, l.failed(err, false)
	}
	parts, err := l.compose(ctx, out)
	if err != nil {
		return channels.Receipt{}, l.failed(err, false)
	}
	p := person{}.with(to)
	for i, part := range parts {
		if part.name == partPoll {
			l.poll(ctx, to, out, part)
			continue
		}
		if err := l.deliver(ctx, to, messageID(out.ID, part.name), part.message); err != nil {
			return channels.Receipt{}, l.failed(err, i > 0)
		}
	}
	if known, err := p.complete(ctx, l.client.Store.LIDs); err == nil { // the send has looked it up
		p = known
	}
	r := channels.Receipt{ExternalID: externalID(p.value(), messageID(out.ID, partFirst)), Status: channels.StatusSent}
	if p.value() != out.To.Value {
		r.TheirValue = p.value()
	}
	return r, nil
}

// ready is the line of a number, if it can be used now.
func (t *Transport) ready(ctx context.Context, ours channels.Address) (*line, error) {
	l := t.lineOf(ours.Value)
	switch {
	case l == nil && t.isPaired(ctx, ours.Value):
		return nil, &channels.SendError{
			Code: "elsewhere", Retryable: true, After: elsewhereAfter, Err: errors.New("another process has the number's connection"),
		}
	case l == nil:
		return nil, &channels.SendError{Code: "unpaired", Retryable: true, Err: errors.New("no device is paired with the number")}
	case !l.standing.up() || !l.client.IsLoggedIn():
		return nil, l.failed(whatsmeow.ErrNotConnected, false)
	}
	return l, nil
}

// unsent wraps an error after which it is sure that nothing left.
type unsent struct{ err error }

func (e unsent) Error() string { return e.err.Error() }
func (e unsent) Unwrap() error { return e.err }

// deliver sends one message and waits until WhatsApp has it.
func (l *line) deliver(ctx context.Context, to types.JID, id types.MessageID, msg *waE2E.Message) error {
	var resp whatsmeow.SendResponse
	send := func(ctx context.Context) (err error) {
		resp, err = l.client.SendMessage(ctx, to, msg, whatsmeow.SendRequestExtra{ID: id, Timeout: ackTimeout})
		return err
	}
	var err error
	if l.guard == nil {
		err = send(ctx)
	} else {
		err = l.guard.Send(ctx, send)
	}
	if err != nil && resp.DebugTimings.Send == 0 { // it failed before its frame was written
		return unsent{err}
	}
	return err
}

// poll sends the choices once more as a poll. The text has them already, so a failure changes nothing.
func (l *line) poll(ctx context.Context, to types.JID, out channels.Outbound, part outgoing) {
	p, err := person{}.with(to).complete(ctx, l.client.Store.LIDs)
	id := messageID(out.ID, partPoll)
	if err == nil {
		target := externalID(p.value(), messageID(out.ID, partFirst))
		err = keepPoll(ctx, l.t.o.DB, externalID(p.value(), id), poll{Target: target, Choices: out.Choices})
	}
	if err == nil {
		err = l.deliver(ctx, to, id, part.message)
	}
	if err != nil {
		l.t.o.Log.InfoContext(ctx, "whatsapp poll not sent", logs.Message, out.ID, logs.Error, err)
	}
}
