package gateway

import (
	"context"
	"errors"
	"fmt"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// Receive stores a message and makes sure that it will be answered. When it returns nil the transport may acknowledge; a fault
// of code invalid says that the message can never be stored, any other error that it should come again.
func (g *Gateway) Receive(ctx context.Context, in channels.Inbound) (channels.Received, error) {
	in, cut, err := clean(in)
	if err != nil {
		return channels.Received{}, err
	}
	in.Phone = g.phone(in.Phone)
	var got channels.Received
	err = g.db.InTx(ctx, func(tx *db.Tx) error {
		got, err = g.receiveTx(ctx, tx, in, cut)
		return err
	})
	if errors.Is(err, errRepeated) {
		got, err = received(ctx, g.db, in.From.Channel, in.ExternalID)
	}
	if err != nil {
		return channels.Received{}, fmt.Errorf("receive: %w", err)
	}
	if cut > 0 && !got.Repeated {
		g.log.InfoContext(ctx, "message cut", "message", got.Message, "runes", cut)
	}
	return got, nil
}

// errRepeated undoes what was begun for a message that is here already.
var errRepeated = errors.New("the message was received before")

func (g *Gateway) receiveTx(ctx context.Context, tx *db.Tx, in channels.Inbound, cut int) (channels.Received, error) {
	conv, err := g.conversationFor(ctx, tx, in)
	if err != nil {
		return channels.Received{}, err
	}
	switch in.Kind {
	case channels.KindDelete:
		return g.drop(ctx, tx, conv, in)
	case channels.KindEdit:
		got, ok, err := g.amend(ctx, tx, conv, in)
		if err == nil && ok {
			err = g.hearOptOut(ctx, tx, conv, in.Text, got.Message)
		}
		if ok || err != nil {
			return got, err
		}
		in.Kind = channels.KindText // of a message that never came: it is news
	}
	if err := wantMedia(ctx, tx, &in); err != nil {
		return channels.Received{}, err
	}
	id, stored, err := insertInbound(ctx, tx, conv.ID, in, cut)
	if err != nil {
		return channels.Received{}, err
	}
	if !stored {
		return channels.Received{}, errRepeated
	}
	if conv.Created {
		err := events.Append(ctx, tx, events.Fact{
			Name: "conversation.started", Actor: "contact:" + conv.ContactID, SubjectKind: "conversation", SubjectID: conv.ID,
			ConversationID: conv.ID, ContactID: conv.ContactID, Data: events.Data(map[string]string{"channel": string(in.From.Channel)}),
		})
		if err != nil {
			return channels.Received{}, err
		}
	}
	if err := nameMedia(ctx, tx, in, id); err != nil {
		return channels.Received{}, err
	}
	if in.Kind == channels.KindText {
		if err := g.hearOptOut(ctx, tx, conv, in.Text, id); err != nil {
			return channels.Received{}, err
		}
	}
	if err := g.wantTranscript(ctx, tx, in, id); err != nil {
		return channels.Received{}, err
	}
	due, err := g.due(ctx, tx, conv.ID, in)
	if err != nil {
		return channels.Received{}, err
	}
	if err := enqueueTurn(ctx, tx, conv.ID, due); err != nil {
		return channels.Received{}, err
	}
	return channels.Received{Conversation: conv.ID, Message: id}, nil
}

// hearOptOut hears the word that stops offers, whether it was written at once or by an edit.
func (g *Gateway) hearOptOut(ctx context.Context, tx *db.Tx, conv thread, text, message string) error {
	if !OptsOut(text) {
		return nil
	}
	w := Withdrawal{Contact: conv.ContactID, Conversation: conv.ID, Message: message, Quote: text}
	if err := g.contacts.Withdraw(ctx, tx, w); err != nil {
		return fmt.Errorf("withdraw consent: %w", err)
	}
	return nil
}
