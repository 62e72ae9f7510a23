package whatsapp

import (
	"context"
	"time"

	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// handle takes an event of the library, which calls it for one event at a time and acknowledges what it returns true for. It keeps
// what came and does nothing else.
func (l *line) handle(ctx context.Context, event any) bool {
	switch e := event.(type) {
	case *events.Message:
		return l.hear(ctx, e)
	case *events.Receipt:
		return l.hearReceipt(ctx, e)
	case *events.UndecryptableMessage:
		l.hearUnreadable(ctx, e)
	case *events.CallOffer:
		l.hearCall(ctx, e)
	case *events.NotifyAccountReachoutTimelock:
		l.hearLimit(e)
	default:
		if _, ok := judge(event, l.now()); ok {
			l.tell(ctx, event)
		}
	}
	return true
}

// tell passes an event on to the line's own loop, which is never long in taking it.
func (l *line) tell(ctx context.Context, event any) {
	select {
	case l.news <- event:
	case <-ctx.Done():
	default: // 64 events of one connection wait: its end is among them
	}
}

// hear keeps a message. false: it has to come again.
func (l *line) hear(ctx context.Context, e *events.Message) bool {
	if e.Info.IsFromMe && e.Info.Sender.Device == 0 {
		l.sawPhone(ctx)
	}
	if !direct(e.Info.MessageSource) {
		return true
	}
	if l.deaf.Load() {
		return false
	}
	p, err := person{}.with(e.Info.Sender).with(e.Info.SenderAlt).complete(ctx, l.client.Store.LIDs)
	if err != nil {
		return l.turnDeaf(ctx, err)
	}
	in, ok, err := l.opened(ctx, e)
	if err != nil {
		return l.turnDeaf(ctx, err)
	}
	if !ok {
		return true
	}
	in = addressed(in, p, e.Info)
	in.To = l.ours
	kept, again := l.keep(ctx, in)
	if kept {
		l.show(e, in.Kind)
	}
	return !again
}

// addressed adds who wrote a message, when, and its id.
func addressed(in channels.Inbound, p person, info types.MessageInfo) channels.Inbound {
	in.From = channels.Address{Channel: channels.WhatsApp, Value: p.value()}
	in.Also, in.Phone = p.also(), p.phone()
	in.ExternalID = externalID(p.value(), info.ID)
	if in.TargetID != "" {
		in.TargetID = externalID(p.value(), in.TargetID)
	}
	in.SentAt, in.ProfileName = info.Timestamp.UTC(), info.PushName
	return in
}

// keep stores a message. kept: it is new. again: it could not be stored and has to come again.
func (l *line) keep(ctx context.Context, in channels.Inbound) (kept, again bool) {
	got, err := l.t.o.Inbox.Receive(ctx, in)
	switch {
	case err == nil:
		return !got.Repeated, false
	case fault.Is(err, fault.Invalid):
		l.t.o.Log.InfoContext(ctx, "whatsapp message refused", logs.Kind, in.Kind, logs.Error, err)
		return false, false
	}
	return false, !l.turnDeaf(ctx, err)
}

// turnDeaf gives up a connection on which something could not be kept: it and all that follows are not acknowledged, and come again
// in their order on the next connection. It returns false.
func (l *line) turnDeaf(ctx context.Context, err error) bool {
	if ctx.Err() == nil && !l.deaf.Swap(true) {
		l.t.o.Log.WarnContext(ctx, "whatsapp message not stored", logs.Error, err)
		l.tell(ctx, deaf{err})
	}
	return false
}

var statuses = map[types.ReceiptType]channels.Status{
	types.ReceiptTypeDelivered: channels.StatusDelivered,
	types.ReceiptTypeRead:      channels.StatusRead,
	types.ReceiptTypePlayed:    channels.StatusRead,
}

// hearReceipt keeps what became of messages of ours. What our other devices do with them tells that the phone is alive.
func (l *line) hearReceipt(ctx context.Context, e *events.Receipt) bool {
	if e.IsFromMe && e.Sender.Device == 0 {
		l.sawPhone(ctx)
	}
	status, ok := statuses[e.Type]
	if !ok || !direct(e.MessageSource) {
		return true
	}
	if l.deaf.Load() {
		return false
	}
	p, err := person{}.with(e.Sender).with(e.SenderAlt).complete(ctx, l.client.Store.LIDs)
	if err != nil {
		return l.turnDeaf(ctx, err)
	}
	for _, id := range e.MessageIDs {
		err := l.t.o.Inbox.SetStatus(ctx, channels.Delivery{
			Channel: channels.WhatsApp, ExternalID: externalID(p.value(), id), Status: status, At: e.Timestamp.UTC(),
		})
		if err != nil && !fault.Is(err, fault.Invalid) {
			return l.turnDeaf(ctx, err)
		}
	}
	return true
}

// hearUnreadable counts what could not be decrypted; the library has asked for it again. What phones alone may see is told to people.
func (l *line) hearUnreadable(ctx context.Context, e *events.UndecryptableMessage) {
	l.t.tally.unreadable.Add(1)
	l.t.o.Log.InfoContext(ctx, "whatsapp message unreadable", "withheld", e.IsUnavailable, logs.Kind, string(e.UnavailableType))
	if e.UnavailableType == events.UnavailableTypeViewOnce {
		l.hearOther(ctx, e.Info, "view once")
	}
}

// hearCall tells people that somebody called; nobody answers here.
func (l *line) hearCall(ctx context.Context, e *events.CallOffer) {
	if e.GroupJID.IsEmpty() {
		l.hearOther(ctx, types.MessageInfo{
			ID: "call-" + e.CallID, Timestamp: e.Timestamp,
			MessageSource: types.MessageSource{Chat: e.From.ToNonAD(), Sender: e.CallCreator, SenderAlt: e.CallCreatorAlt},
		}, "call")
	}
}

// hearOther keeps what has no words. It was acknowledged before we heard of it.
func (l *line) hearOther(ctx context.Context, info types.MessageInfo, what string) {
	if !direct(info.MessageSource) {
		return
	}
	p, err := person{}.with(info.Sender).with(info.SenderAlt).complete(ctx, l.client.Store.LIDs)
	if err == nil && !p.unknown() {
		in := addressed(channels.Inbound{Kind: channels.KindOther, Text: what}, p, info)
		in.To = l.ours
		_, err = l.t.o.Inbox.Receive(ctx, in)
	}
	if err != nil {
		l.t.o.Log.InfoContext(ctx, "whatsapp message not stored", logs.Kind, what, logs.Error, err)
	}
}

// hearLimit keeps for how long WhatsApp lets us write to nobody who did not write first.
func (l *line) hearLimit(e *events.NotifyAccountReachoutTimelock) {
	until := e.TimeEnforcementEnds.Time
	switch {
	case !e.IsActive:
		until = time.Time{}
	case until.IsZero():
		until = l.now().Add(limitGuess)
	}
	l.standing.limitedUntil(until, e.EnforcementType)
}
