package whatsapp

import (
	"context"
	"time"

	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
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

// gather is how long manners wait for more messages of a burst: one receipt is for all of them, and comes after those that say
// "delivered".
const gather = 300 * time.Millisecond

// mannerly marks messages as read and seems to write. Errors mean that the connection is going; nothing is tried twice.
func (l *line) mannerly(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-l.manners:
			if clock.Wait(ctx, gather) != nil {
				return
			}
			for chat, burst := range l.burst(s) {
				l.beMannerly(ctx, chat, burst)
			}
		}
	}
}

// burst is what else is queued, by its chat.
func (l *line) burst(first shown) map[types.JID][]shown {
	all := map[types.JID][]shown{first.chat: {first}}
	for range cap(l.manners) {
		select {
		case s := <-l.manners:
			all[s.chat] = append(all[s.chat], s)
		default:
			return all
		}
	}
	return all
}

func (l *line) beMannerly(ctx context.Context, chat types.JID, burst []shown) {
	if !l.standing.up() {
		return
	}
	if !l.t.o.LeaveUnread {
		ids := make([]types.MessageID, len(burst))
		for i, s := range burst {
			ids[i] = s.id
		}
		_ = l.client.MarkRead(ctx, ids, burst[len(burst)-1].at, chat, burst[0].sender)
	}
	if !l.t.o.HideTyping {
		_ = l.client.SendChatPresence(ctx, chat, types.ChatPresenceComposing, types.ChatPresenceMediaText)
	}
}
