package whatsapp

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// phoneSeen reads when the phone of a number gave its last sign of life; zero: never.
func phoneSeen(ctx context.Context, q db.Querier, ours string) (time.Time, error) {
	at, err := db.Value[time.Time](ctx, q, sqlPhoneSeen, db.Args{"ours": ours})
	if fault.Is(err, fault.NotFound) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("phone of a number: %w", err)
	}
	return at, nil
}

const sqlPhoneSeen = `SELECT seen_at FROM whatsapp_phones WHERE ours = @ours`

// setPhoneSeen keeps when the phone of a number gave a sign of life.
func setPhoneSeen(ctx context.Context, q db.Querier, ours string, at time.Time) error {
	if _, err := db.Exec(ctx, q, sqlSetPhoneSeen, db.Args{"ours": ours, "at": at}); err != nil {
		return fmt.Errorf("phone of a number seen: %w", err)
	}
	return nil
}

const sqlSetPhoneSeen = `
INSERT INTO whatsapp_phones (ours, seen_at) VALUES (@ours, @at)
ON CONFLICT (ours) DO UPDATE SET seen_at = greatest(whatsapp_phones.seen_at, excluded.seen_at)`

// recallPhone takes up what is known of the phone. One that was never seen counts from now.
func (l *line) recallPhone(ctx context.Context) {
	at, err := phoneSeen(ctx, l.t.o.DB, l.ours.Value)
	switch {
	case err != nil:
		l.t.o.Log.WarnContext(ctx, "whatsapp phone unknown", logs.Error, err)
	case at.IsZero():
		l.sawPhone(ctx)
	default:
		l.standing.seen(at)
	}
}

// sawPhone keeps that the phone is alive: once an hour is often enough to count days.
func (l *line) sawPhone(ctx context.Context) {
	now := l.now()
	if !l.standing.seen(now) {
		return
	}
	if err := setPhoneSeen(ctx, l.t.o.DB, l.ours.Value, now); err != nil {
		l.t.o.Log.WarnContext(ctx, "whatsapp phone not kept", logs.Error, err)
	}
}
