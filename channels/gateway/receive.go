package gateway

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// maxRunes is how much of a text is kept; WhatsApp itself allows 4,096 characters in a reply.
const maxRunes = 4096

// Receive stores a message and makes sure that it will be answered. When it returns nil the transport may acknowledge.
func (g *Gateway) Receive(ctx context.Context, in channels.Inbound) (channels.Received, error) {
	in, err := clean(in)
	if err != nil {
		return channels.Received{}, err
	}
	var got channels.Received
	err = g.db.InTx(ctx, func(tx *db.Tx) error {
		got, err = g.receiveTx(ctx, tx, in)
		return err
	})
	if err != nil {
		return channels.Received{}, fmt.Errorf("receive: %w", err)
	}
	return got, nil
}

func (g *Gateway) receiveTx(ctx context.Context, tx *db.Tx, in channels.Inbound) (channels.Received, error) {
	known, err := findInbound(ctx, tx, in.From.Channel, in.ExternalID)
	if err != nil || known.ID != "" {
		return channels.Received{Conversation: known.ConversationID, Message: known.ID, Repeated: true}, err
	}
	conv, created, err := g.conversationFor(ctx, tx, in)
	if err != nil {
		return channels.Received{}, err
	}
	id, stored, err := insertInbound(ctx, tx, conv, in)
	if err != nil || !stored { // another process was faster by a hair
		return channels.Received{Conversation: conv, Message: id, Repeated: true}, err
	}
	if err := touchIn(ctx, tx, conv); err != nil {
		return channels.Received{}, err
	}
	if created {
		err := events.Append(ctx, tx, events.Fact{
			Name: "conversation.started", SubjectKind: "conversation", SubjectID: conv, ConversationID: conv,
			Data: events.Data(map[string]string{"channel": string(in.From.Channel)}),
		})
		if err != nil {
			return channels.Received{}, err
		}
	}
	due, err := g.due(ctx, tx, conv, in)
	if err != nil {
		return channels.Received{}, err
	}
	if err := enqueueTurn(ctx, tx, conv, due); err != nil {
		return channels.Received{}, err
	}
	return channels.Received{Conversation: conv, Message: id}, notify(ctx, tx, conv)
}

// clean refuses what cannot be answered, cuts what is too long and takes out what nobody typed.
func clean(in channels.Inbound) (channels.Inbound, error) {
	if in.From.Value == "" || in.From.Channel == "" || in.To.Value == "" || in.ExternalID == "" {
		return in, fault.New(fault.Invalid, "message.receive.incomplete", fault.Text("the message lacks a sender, a receiver or an id"))
	}
	in.Text = strings.TrimSpace(strings.Map(printable, in.Text))
	if runes := []rune(in.Text); len(runes) > maxRunes {
		in.Text = string(runes[:maxRunes])
	}
	if in.Kind == "" {
		in.Kind = channels.KindText
	}
	if in.Kind == channels.KindText && in.Text == "" {
		return in, fault.New(fault.Invalid, "message.receive.empty", fault.Text("the message is empty"))
	}
	return in, nil
}

// printable drops control characters but line breaks, and the invisible ones that hide or reorder text. The joiner of emoji
// stays.
func printable(r rune) rune {
	switch {
	case r == '\n' || r == '\u200d':
		return r
	case r == '\r' || r == '\t':
		return ' '
	case unicode.IsControl(r), r == unicode.ReplacementChar, unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
