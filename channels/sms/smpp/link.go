package smpp

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/linxGnu/gosmpp"
	"github.com/linxGnu/gosmpp/data"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/clock"
)

// Link is our side of an account. It is safe for concurrent use.
type Link struct {
	o       Options
	pace    *pace
	window  chan struct{} // a token for each submit that waits for its answer
	held    atomic.Bool   // this process may bind
	session atomic.Pointer[session]
	early   early
}

// New makes a link. Run connects it.
func New(o Options) *Link {
	o = o.orDefault()
	return &Link{o: o, pace: newPace(o.Timing.Throttle), window: make(chan struct{}, o.Window)}
}

// Holds tells whether this process may send: it has the account's lock.
func (l *Link) Holds() bool { return l.held.Load() }

// Bound tells whether the link is up.
func (l *Link) Bound() bool { return l.session.Load() != nil }

// Run keeps the account bound, as long as this process has its lock, until the context ends.
func (l *Link) Run(ctx context.Context) {
	for ctx.Err() == nil {
		err := l.whileLocked(ctx, l.serve)
		if err != nil && ctx.Err() == nil {
			l.o.Log.WarnContext(ctx, "SMPP lock not had", "account", l.o.Name, "error", err)
		}
		if clock.Wait(ctx, l.o.Timing.Lock) != nil {
			return
		}
	}
}

// serve binds again and again until the context ends.
func (l *Link) serve(ctx context.Context) {
	l.held.Store(true)
	defer l.held.Store(false)
	l.o.Line.Forget()
	l.o.Line.Report(ctx, channels.NumberConnecting, "")
	var sweeping sync.WaitGroup
	sweeping.Go(func() { l.sweepForever(ctx) })
	defer sweeping.Wait()
	wait := l.o.Timing.Rebind
	for ctx.Err() == nil {
		s, err := l.bind(ctx)
		if err == nil {
			wait = l.o.Timing.Rebind
			l.stay(ctx, s)
			continue
		}
		if ctx.Err() != nil {
			return
		}
		next := l.refused(ctx, err, wait)
		wait = min(2*wait, RebindAtMost)
		if clock.Wait(ctx, next) != nil {
			return
		}
	}
}

// stay is what happens while the link is up.
func (l *Link) stay(ctx context.Context, s *session) {
	l.session.Store(s)
	l.o.Line.Report(ctx, channels.NumberUp, "")
	l.o.Log.InfoContext(ctx, "SMPP bound", "account", l.o.Name)
	select {
	case <-s.over:
	case <-ctx.Done():
	}
	l.session.Store(nil)
	s.close()
	if ctx.Err() == nil {
		l.o.Log.InfoContext(ctx, "SMPP link lost", "account", l.o.Name)
		l.o.Line.Report(ctx, channels.NumberConnecting, "link lost")
		_ = clock.Wait(ctx, l.o.Timing.Rebind) // the context's end is seen by the caller
	}
}

// refused reports why a bind failed and says how long to wait.
func (l *Link) refused(ctx context.Context, err error, wait time.Duration) time.Duration {
	state, detail := channels.NumberDown, "no connection"
	if b, ok := errors.AsType[gosmpp.BindError](err); ok {
		detail = b.CommandStatus.String()
		switch b.CommandStatus {
		case data.ESME_RINVPASWD, data.ESME_RINVSYSID, data.ESME_RBINDFAIL, data.ESME_RINVSYSTYP:
			state, wait = channels.NumberRefused, max(wait, l.o.Timing.Refused)
		}
	}
	l.o.Log.WarnContext(ctx, "SMPP bind failed", "account", l.o.Name, "state", state, "detail", detail, "error", err)
	l.o.Line.Report(ctx, state, detail)
	return wait
}
