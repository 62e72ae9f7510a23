package smpp

import (
	"context"
	"fmt"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/sms/line"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// hear stores what the network delivered. When it returns nil the network may be told so.
func (l *Link) hear(ctx context.Context, by origin, in incoming) error {
	if in.receipt {
		if r, ok := readReceipt(guess(in.body), in.tlv); ok { // it is ASCII, whatever the coding is
			return l.report(ctx, r)
		}
		l.o.Log.WarnContext(ctx, "receipt not understood", "account", l.o.Name, "bytes", len(in.body))
		return nil
	}
	from, _ := l.o.Line.Theirs(in.from, in.form)
	m, err := l.keep(ctx, by, from, l.o.Line.Ours(in.to), in)
	if err != nil || len(m.parts) < m.total {
		return err
	}
	return l.handOn(ctx, m, from, l.o.Line.Ours(in.to))
}

// handOn gives a message to the gateway.
func (l *Link) handOn(ctx context.Context, m heardMessage, from, to channels.Address) error {
	_, phone := l.o.Line.Theirs(from.Value, line.International)
	_, err := l.o.Line.Inbox.Receive(ctx, channels.Inbound{
		From: from, Phone: phone, To: to, ExternalID: "smpp/" + m.id, SentAt: l.o.DB.Now(), Kind: channels.KindText, Text: l.textOf(ctx, m),
	})
	if err = never(err); err != nil {
		return fmt.Errorf("hand on message: %w", err)
	}
	return l.handedOn(ctx, m.id)
}

// never takes an error that no repeat can mend for done.
func never(err error) error {
	if fault.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

// lacking stands where a part never came.
const lacking = " [...] "

// textOf reads the parts. Phones cut letters of two bytes between parts, so neighbours of one coding are read as one.
func (l *Link) textOf(ctx context.Context, m heardMessage) string {
	var out strings.Builder
	next := 1
	for i := 0; i < len(m.parts); {
		if m.parts[i].N != next {
			out.WriteString(lacking)
		}
		body, j := m.parts[i].Body, i+1
		for ; j < len(m.parts) && m.parts[j].N == m.parts[j-1].N+1 && m.parts[j].Coding == m.parts[i].Coding; j++ {
			body = append(body, m.parts[j].Body...)
		}
		text, known := l.o.decode(body, byte(m.parts[i].Coding))
		if !known {
			l.o.Log.WarnContext(ctx, "short message in an unknown coding", "account", l.o.Name, "coding", m.parts[i].Coding, "bytes", len(body))
		}
		out.WriteString(text)
		next, i = m.parts[j-1].N+1, j
	}
	if next <= m.total {
		out.WriteString(lacking)
	}
	return strings.TrimSpace(out.String())
}

// sweepForever looks after parts until the context ends.
func (l *Link) sweepForever(ctx context.Context) {
	for {
		if err := l.Sweep(ctx); err != nil && ctx.Err() == nil {
			l.o.Log.WarnContext(ctx, "parts not swept", "account", l.o.Name, "error", err)
		}
		if clock.Wait(ctx, l.o.Timing.Sweep) != nil {
			return
		}
	}
}

// Sweep hands on messages whose other parts have not come for too long, and those that a crash left complete.
func (l *Link) Sweep(ctx context.Context) error {
	type waiting struct {
		Message, Theirs, Ours string
		Total                 int
	}
	now := l.o.DB.Now()
	list, err := db.Collect[waiting](ctx, l.o.DB, sqlWaitedEnough, db.Args{
		"account": l.o.Name, "incomplete": now.Add(-l.o.Timing.Parts), "complete": now.Add(-2 * l.o.Timing.Storing),
	})
	if err != nil {
		return fmt.Errorf("sweep parts: %w", err)
	}
	for _, w := range list {
		m := heardMessage{id: w.Message, total: w.Total}
		if m.parts, err = db.Collect[part](ctx, l.o.DB, sqlOpenParts, db.Args{"message": w.Message}); err != nil {
			return fmt.Errorf("sweep parts: %w", err)
		}
		if len(m.parts) == 0 {
			continue // it was complete this moment
		}
		if len(m.parts) < m.total {
			l.o.Log.InfoContext(ctx, "short message lacks parts", "account", l.o.Name, "came", len(m.parts), "total", m.total)
		}
		from := channels.Address{Channel: channels.SMS, Value: w.Theirs}
		if err := l.handOn(ctx, m, from, channels.Address{Channel: channels.SMS, Value: w.Ours}); err != nil {
			return err
		}
	}
	return l.forget(ctx)
}

const sqlWaitedEnough = `
SELECT message_id::text AS message, min(theirs) AS theirs, min(ours) AS ours, min(total)::int AS total FROM sms_parts
WHERE account = @account AND delivered_at IS NULL
GROUP BY message_id
HAVING min(at) <= @incomplete OR count(*) = min(total) AND min(at) <= @complete
ORDER BY min(at) LIMIT 100`
