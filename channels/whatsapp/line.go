package whatsapp

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/whatsapp/guard"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// line is one device while this process has its claim: its connection, and whoever sends by it.
type line struct {
	t      *Transport
	key    string
	jid    types.JID
	ours   channels.Address
	client *whatsmeow.Client
	guard  *guard.Guard // nil: a test wants to see what happens without

	claim uint32        // process id of the connection that holds the claim
	grace time.Duration // before the first connection

	standing standing
	people   people
	news     chan any   // events of the connection
	manners  chan shown // what is to be marked as read
	deaf     atomic.Bool
	over     atomic.Bool
	stop     context.CancelCauseFunc
}

func newLine(t *Transport, d *store.Device, stop context.CancelCauseFunc) *line {
	l := &line{
		t: t, key: d.ID.String(), jid: *d.ID, ours: channels.Address{Channel: channels.WhatsApp, Value: number(*d.ID)}, stop: stop,
		news: make(chan any, 64), manners: make(chan shown, 256),
	}
	d.Container = keeper{d.Container}
	if !t.o.unguarded {
		l.guard = guard.Wrap(d)
	}
	l.client = t.client(d)
	l.people.clock = t.o.Clock
	l.standing.tries(l.now())
	return l
}

// run keeps the device connected until the context ends or its phone removes it.
func (l *line) run(ctx context.Context) {
	l.client.AddEventHandlerWithSuccessStatus(func(event any) bool { return l.handle(ctx, event) })
	l.recallPhone(ctx)
	aside, end := context.WithCancel(ctx)
	var others sync.WaitGroup
	others.Go(func() { l.reports(aside) })
	others.Go(func() { l.mannerly(aside) })
	removed := l.connections(ctx)
	end()
	others.Wait()
	switch cause := context.Cause(ctx); {
	case removed:
		l.report(ctx, l.now())
	case errors.Is(cause, errClaimsLost): // somebody else speaks for the number now
	case errors.Is(cause, errUnpaired):
		l.reportUnpaired(ctx)
	case cause != nil:
		l.standing.connection(health{state: channels.NumberConnecting, detail: "stopped"}, l.now())
		l.report(ctx, l.now())
	}
}

// connections makes one connection after the other. removed tells that the phone has ended it.
func (l *line) connections(ctx context.Context) (removed bool) {
	if clock.Wait(ctx, l.grace) != nil {
		return false
	}
	for n := 0; ctx.Err() == nil; n++ {
		began := l.now()
		v := l.connection(ctx)
		if ctx.Err() != nil || v.next == gone {
			return v.next == gone
		}
		pause := l.t.o.pace.pause(n)
		switch {
		case v.next == rest && v.until.IsZero():
			<-ctx.Done()
			return false
		case v.next == rest:
			n, pause = 0, max(pause, v.until.Sub(l.now()))
		case l.now().Sub(began) > l.t.o.pace.calm:
			n, pause = 0, l.t.o.pace.pause(0)
		}
		if clock.Wait(ctx, pause) != nil {
			return false
		}
	}
	return false
}

// connection connects once and says how it ended.
func (l *line) connection(ctx context.Context) (v verdict) {
	conn, hangUp := context.WithCancel(context.WithoutCancel(ctx)) // it ends after a Disconnect: at once with it is a race of the library
	defer hangUp()
	l.quiet()
	l.standing.tries(l.now())
	patient := context.AfterFunc(ctx, hangUp)
	err := l.client.ConnectContext(conn)
	patient()
	if errors.Is(err, store.ErrDeviceDeleted) {
		return l.buried(ctx, verdict{health: health{state: channels.NumberLoggedOut}, next: gone})
	}
	if err != nil {
		l.t.o.Log.InfoContext(ctx, "whatsapp connection failed", logs.Error, err)
		l.standing.connection(health{state: channels.NumberConnecting, detail: "the server cannot be reached"}, l.now())
		return verdict{next: again}
	}
	v = l.watch(ctx)
	if v.state == channels.NumberReplaced && !alive(ctx, l.t.o.DB, l.claim) { // by the process that has the claim now
		l.stop(errClaimsLost)
		return v
	}
	l.standing.connection(v.health, l.now())
	switch {
	case v.next == gone:
		return l.buried(ctx, v)
	case errors.Is(context.Cause(ctx), errUnpaired):
		l.logout(ctx)
	case v.next == again && ctx.Err() == nil:
		l.cut()
	default:
		l.client.Disconnect()
	}
	return v
}

// cut ends a connection that is to be made anew. Unlike a Disconnect, it lets sends that wait for their ack write the same frame on
// the next connection.
func (l *line) cut() {
	if l.client.IsConnected() {
		l.client.ResetConnection()
	}
}

// quiet forgets what a former connection said.
func (l *line) quiet() {
	for {
		select {
		case <-l.news:
		default:
			l.deaf.Store(false)
			return
		}
	}
}

// watch follows a connection to its end.
func (l *line) watch(ctx context.Context) verdict {
	login := time.NewTimer(l.t.o.pace.login)
	defer login.Stop()
	for {
		select {
		case <-ctx.Done():
			return lost("stopped")
		case <-login.C:
			return lost("the login was not answered")
		case event := <-l.news:
			v, ok := judge(event, l.now())
			if !ok || l.stale(v) {
				continue
			}
			l.t.o.Log.InfoContext(ctx, "whatsapp number", logs.Status, v.state, "detail", v.detail)
			if v.next != stay {
				return v
			}
			login.Stop()
			l.standing.connection(v.health, l.now())
		}
	}
}

// stale tells whether news of an end came from the connection before this one.
func (l *line) stale(v verdict) bool {
	return v.next == again && v.detail == "disconnected" && l.client.IsConnected()
}

// buried waits until the library has deleted a device that its phone removed. The client and its store must not be touched meanwhile.
func (l *line) buried(ctx context.Context, v verdict) verdict {
	for range 20 {
		if there, err := l.t.isDevice(ctx, l.jid); err == nil && !there {
			break
		}
		if clock.Wait(ctx, 100*time.Millisecond) != nil {
			break
		}
	}
	if d, err := l.t.devices.GetDevice(ctx, l.jid); err == nil && d != nil {
		_ = l.t.devices.DeleteDevice(ctx, d) // or it is found again and its next login says the same
	}
	l.t.forget()
	l.t.stir()
	return v
}

// logout tells the phone that we are no longer its device, as well as that can be done.
func (l *line) logout(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := l.client.Logout(ctx); err != nil && !errors.Is(err, errRowDeleted) {
		l.t.o.Log.InfoContext(ctx, "whatsapp logout failed", logs.Error, err)
		l.client.Disconnect()
	}
}

func (l *line) now() time.Time { return l.t.o.Clock.Now() }
