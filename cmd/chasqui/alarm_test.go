package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Each trouble of a number is an alert that says what to do, and closes itself when the number works again.
func TestANumberInTroubleIsAnAlertThatClosesItself(t *testing.T) {
	t.Parallel()
	o := newOutside(t, demoStart(t), config.Config{})
	ours := channels.Address{Channel: channels.WhatsApp, Value: "+56229000781"}
	must(t, o.sys.db.InTx(o.ctx, func(tx *db.Tx) error {
		return o.sys.gateway.Assign(o.ctx, tx, channels.Number{Ours: ours, Transport: "linked"}, "CL")
	}))
	report := func(s channels.NumberState) {
		must(t, o.sys.gateway.Report(o.ctx, channels.Number{Ours: ours, Transport: "linked", State: s, Until: o.clk.Now().Add(6 * time.Hour)}))
	}
	const open = `SELECT count(*) FROM escalations WHERE cause = 'channel_down' AND status NOT IN ('resolved','closed','auto_closed')`
	for _, state := range []channels.NumberState{
		channels.NumberDown, channels.NumberUnpaired, channels.NumberLoggedOut, channels.NumberReplaced, channels.NumberBanned,
		channels.NumberOutdated, channels.NumberLimited, channels.NumberAway, channels.NumberRefused, channels.NumberPaused,
	} {
		report(state)
		report(state) // told twice is one alert
		if n := o.count(open); n != 1 {
			t.Errorf("%s: %d alerts", state, n)
		}
		var summary string
		must(t, o.sys.db.Pool().QueryRow(o.ctx, `SELECT summary FROM escalations WHERE cause = 'channel_down' ORDER BY opened_at DESC, id DESC LIMIT 1`).
			Scan(&summary))
		if len(summary) < 20 || strings.Contains(summary, "web.number") {
			t.Errorf("%s says %q", state, summary)
		}
		report(channels.NumberConnecting)
		report(channels.NumberUp)
		if n := o.count(open); n != 0 {
			t.Errorf("%s: %d alerts are open though the number is up", state, n)
		}
	}
}
