package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// What a technician wrote during two hours without a signal arrives at once, shuffled, and each word counts at its own time.
func TestWordsWrittenWithoutASignalCountAtTheirOwnTime(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	l, err := openLab(ctx, testkit.ServerURL(t))
	must(t, err)
	t.Cleanup(l.Close)
	sys, hands, at := l.sys, l.hands, l.hands.Now()
	say := func(text string, minutes int) {
		t.Helper()
		_, err := sys.gateway.Receive(ctx, channels.Inbound{
			From: channels.Address{Channel: channels.Terminal, Value: "+56991000003"}, To: channels.Address{Channel: channels.Terminal, Value: "+56229000001"},
			ExternalID: fmt.Sprint(text, minutes), SentAt: at.Add(time.Duration(minutes) * time.Minute), Kind: channels.KindText, Text: text,
		})
		must(t, err)
	}
	say("2026", 0)
	must(t, sys.drain(ctx, hands, hands.Now()))
	hands.Set(at.Add(2 * time.Hour))
	for _, m := range []struct {
		text    string
		minutes int
	}{{"sigo", 65}, {"llegué", 20}, {"pausa", 50}, {"voy", 2}, {"empiezo", 25}} {
		say(m.text, m.minutes)
	}
	must(t, sys.drain(ctx, hands, hands.Now()))
	hands.Set(at.Add(125 * time.Minute))
	say("incompleto, falta una pieza", 95)
	must(t, sys.drain(ctx, hands, hands.Now()))

	var status string
	var arrived time.Time
	var worked, paused int
	must(t, sys.db.Pool().QueryRow(ctx, `SELECT v.status, lower(v.actual), v.worked_minutes, v.paused_minutes FROM visits v
		JOIN assignments a ON a.visit_id = v.id JOIN resources r ON r.id = a.resource_id
		WHERE r.phone = '+56991000003' AND v.en_route_at IS NOT NULL`).Scan(&status, &arrived, &worked, &paused))
	if status != "incomplete" || !arrived.Equal(at.Add(20*time.Minute)) || worked != 55 || paused != 15 {
		t.Errorf("%s, arrived %s, worked %d min, paused %d min", status, arrived, worked, paused)
	}
}
