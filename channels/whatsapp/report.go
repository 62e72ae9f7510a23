package whatsapp

import (
	"context"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// heartbeat is how often a state is reported that has not changed: a report that failed, or that another process overwrote as it
// ended, is mended by the next.
const heartbeat = time.Minute

// reports tells the book how the number is, whenever that changes.
func (l *line) reports(ctx context.Context) {
	tick := time.NewTicker(l.t.o.pace.scan / 3)
	defer tick.Stop()
	var last channels.Number
	var at time.Time
	for {
		now := l.now()
		n := l.standing.number(l.ours, now, l.t.o.pace.down)
		if (n != last || now.Sub(at) > heartbeat) && l.report(ctx, now) {
			last, at = n, now
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// report tells the book how the number is now. It works after the context's end.
func (l *line) report(ctx context.Context, now time.Time) bool {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := l.t.o.Numbers.Report(ctx, l.standing.number(l.ours, now, l.t.o.pace.down)); err != nil {
		l.t.o.Log.WarnContext(ctx, "whatsapp number not reported", logs.Error, err)
		return false
	}
	return true
}

// reportUnpaired says that nobody is left behind the number, unless it was paired anew.
func (l *line) reportUnpaired(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if left, err := l.t.devicesOf(ctx, l.ours.Value); err == nil && len(left) == 0 {
		l.standing.connection(health{state: channels.NumberUnpaired}, l.now())
		l.report(ctx, l.now())
	}
}
