package whatsapp

import (
	"context"
	"errors"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// opened reads a message. Votes and new edits are encrypted once more, with a key of the message that they are about. ok is false for
// what says nothing; an error is the database's.
func (l *line) opened(ctx context.Context, e *events.Message) (in channels.Inbound, ok bool, err error) {
	switch msg := unwrap(e.Message); {
	case msg.GetPollUpdateMessage() != nil:
		return l.vote(ctx, e, msg)
	case msg.GetSecretEncryptedMessage().GetSecretEncType() == waE2E.SecretEncryptedMessage_MESSAGE_EDIT:
		in, ok = l.secretEdit(ctx, e, msg)
		return in, ok, nil
	default:
		in, ok = read(msg)
		return in, ok, nil
	}
}

// secretEdit reads an edit that is encrypted once more.
func (l *line) secretEdit(ctx context.Context, e *events.Message, msg *waE2E.Message) (channels.Inbound, bool) {
	inner := *e
	inner.Message = msg
	clear, err := l.client.DecryptSecretEncryptedMessage(ctx, &inner)
	if err != nil {
		l.t.tally.unreadable.Add(1)
		l.t.o.Log.InfoContext(ctx, "whatsapp edit unreadable", logs.Error, errors.Unwrap(err))
		return channels.Inbound{Kind: channels.KindOther, Text: "edit"}, true
	}
	if in, ok := readChange(unwrap(clear)); ok {
		return in, true
	}
	target := msg.GetSecretEncryptedMessage().GetTargetMessageKey().GetID()
	return channels.Inbound{Kind: channels.KindEdit, TargetID: target, Text: wordsOf(clear)}, target != ""
}

// vote reads a vote in a poll of ours as the choice that it stands for. One that was withdrawn, or is not in a poll of ours, says
// nothing: the numbered text still waits for an answer.
func (l *line) vote(ctx context.Context, e *events.Message, msg *waE2E.Message) (channels.Inbound, bool, error) {
	inner := *e
	inner.Message = msg
	clear, err := l.client.DecryptPollVote(ctx, &inner)
	if err != nil {
		l.t.tally.unreadable.Add(1)
		l.t.o.Log.InfoContext(ctx, "whatsapp vote unreadable", "known", !errors.Is(err, whatsmeow.ErrOriginalMessageSecretNotFound))
		return channels.Inbound{}, false, nil
	}
	p, err := person{}.with(e.Info.Sender).with(e.Info.SenderAlt).complete(ctx, l.client.Store.LIDs)
	if err != nil {
		return channels.Inbound{}, false, err
	}
	key := msg.GetPollUpdateMessage().GetPollCreationMessageKey().GetID()
	poll, ok, err := findPoll(ctx, l.t.o.DB, externalID(p.value(), key))
	if err != nil || !ok {
		return channels.Inbound{}, false, db.MapError(err)
	}
	c, ok := poll.chosen(clear.GetSelectedOptions())
	return channels.Inbound{Kind: channels.KindChoice, ChoiceID: c.ID, Text: c.Title, TargetID: poll.message()}, ok, nil
}
