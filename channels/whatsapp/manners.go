package whatsapp

import (
	"context"
	"time"

	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/channels"
)

// shown is a message that was stored: its sender may see that it was read, and that we write.
type shown struct {
	id           types.MessageID
	chat, sender types.JID
	at           time.Time
}

// show queues what is polite. It never waits: what finds no room is left out.
func (l *line) show(e *events.Message, kind channels.Kind) {
	switch kind {
	case channels.KindReaction, channels.KindEdit, channels.KindDelete:
		return
	}
	select {
	case l.manners <- shown{id: e.Info.ID, chat: e.Info.Chat, sender: e.Info.Sender, at: l.now()}:
	default:
	}
}

// mannerly marks messages as read and seems to write. Errors mean that the connection is going; nothing is tried twice.
func (l *line) mannerly(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-l.manners:
			if !l.standing.up() {
				continue
			}
			if !l.t.o.LeaveUnread {
				_ = l.client.MarkRead(ctx, []types.MessageID{s.id}, s.at, s.chat, s.sender)
			}
			if !l.t.o.HideTyping && len(l.manners) == 0 { // the last of a burst says it for all
				_ = l.client.SendChatPresence(ctx, s.chat, types.ChatPresenceComposing, types.ChatPresenceMediaText)
			}
		}
	}
}
