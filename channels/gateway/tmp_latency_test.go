package gateway_test

import (
	"context"
	"testing"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

func TestTmpLatency(t *testing.T) {
	for _, quick := range []bool{true, false} {
		w := newWorld(t, nil)
		c := clock.System()
		d, err := db.Open(t.Context(), w.URL, c, ids.System(c))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(d.Close)
		w.IDs = ids.System(c)
		w.DB = d
		w.tape.got = make(chan channels.Outbound, 200)
		w.over(d, nil)
		runner, _ := queue.NewRunner(d, w.reg, queue.RunnerOptions{})
		ctx := context.WithoutCancel(t.Context())
		_ = runner.Start(ctx)
		for range 6 {
			m := w.text("tengo una lavadora")
			if quick {
				m.Text = "1"
			}
			m.SentAt = c.Now()
			start := c.Now()
			w.receive(m)
			<-w.tape.got
			t.Logf("quick %v: %v", quick, c.Now().Sub(start))
		}
		_ = runner.Stop(ctx)
	}
}
