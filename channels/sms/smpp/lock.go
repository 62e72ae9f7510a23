package smpp

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// whileLocked runs fn as long as this process has the account's lock; it returns at once with nil when another has it. The lock is
// a session lock on a connection of its own, so it ends with the process, however that ends.
func (l *Link) whileLocked(ctx context.Context, fn func(ctx context.Context)) error {
	if l.o.Many {
		fn(ctx)
		return nil
	}
	conn, err := pgx.ConnectConfig(ctx, l.o.DB.Pool().Config().ConnConfig)
	if err != nil {
		return fmt.Errorf("lock: %w", db.MapError(err))
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // the lock ends with it
	if _, err := conn.Exec(ctx, keepalive); err != nil {
		return fmt.Errorf("lock: %w", db.MapError(err))
	}
	for {
		ok, err := db.Value[bool](ctx, conn, sqlTryLock, db.Args{"account": l.o.Name})
		if err != nil {
			return fmt.Errorf("lock: %w", err)
		}
		if ok {
			break
		}
		if err := clock.Wait(ctx, l.o.Timing.Lock); err != nil {
			return nil //nolint:nilerr // the program ends
		}
	}
	held, lost := context.WithCancel(ctx)
	defer lost()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer lost()
		l.watch(held, conn)
	}()
	fn(held)
	lost()
	<-done
	return nil
}

// keepalive has the server notice within some seconds that this machine is gone, and give the lock to another.
const keepalive = `SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3`

const sqlTryLock = `SELECT pg_try_advisory_lock(hashtextextended('sms account ' || @account::text, 0))`

// watch returns when the lock's connection is gone, which shows at once, or does not answer any more; or when the context ends.
func (l *Link) watch(ctx context.Context, conn *pgx.Conn) {
	for {
		if err := l.listen(ctx, conn); ctx.Err() != nil || conn.IsClosed() || !errors.Is(err, context.DeadlineExceeded) {
			return
		}
		if ping(ctx, conn, l.o.Timing.Lock) != nil {
			return
		}
	}
}

// listen waits for a while for the server to hang up; it has nothing else to say.
func (l *Link) listen(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, l.o.Timing.Lock)
	defer cancel()
	_, err := conn.WaitForNotification(ctx)
	return err
}

func ping(ctx context.Context, conn *pgx.Conn, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return conn.Ping(ctx)
}
