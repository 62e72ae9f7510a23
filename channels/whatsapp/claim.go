package whatsapp

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// claims are the numbers that this process has: session locks of Postgres on one connection of its own. They end with the
// connection, so a process that dies lets go of all at once. Not safe for concurrent use.
type claims struct{ conn *pgx.Conn }

// claimTimeout is how long Postgres may take to answer. A server that cut us off lets the locks go after 8 seconds (keepalives
// below); we have hung up long before.
const claimTimeout = 3 * time.Second

// claimApplication names the connections of claims in pg_stat_activity.
const claimApplication = "chasqui whatsapp"

func openClaims(ctx context.Context, d *db.DB) (*claims, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*claimTimeout)
	defer cancel()
	cfg := d.Pool().Config().ConnConfig
	cfg.RuntimeParams["application_name"] = claimApplication
	cfg.RuntimeParams["tcp_keepalives_idle"] = "5" // the server's side: a machine that vanished is noticed
	cfg.RuntimeParams["tcp_keepalives_interval"] = "1"
	cfg.RuntimeParams["tcp_keepalives_count"] = "3"
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open claims: %w", db.MapError(err))
	}
	return &claims{conn: conn}, nil
}

// take claims a device for this process; ok is false while somebody else has it.
func (c *claims) take(ctx context.Context, device string) (ok bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	ok, err = db.Value[bool](ctx, c.conn, sqlTakeDevice, db.Args{"device": device})
	if err != nil {
		return false, fmt.Errorf("claim device: %w", err)
	}
	return ok, nil
}

const sqlTakeDevice = `SELECT pg_try_advisory_lock(hashtextextended('whatsapp device ' || @device, 0))`

// linger waits for a time, or until woken. It fails as soon as the connection ends, or else a process would go on with claims that it
// no longer has.
func (c *claims) linger(ctx context.Context, d time.Duration, wake <-chan struct{}) error {
	wait, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	go func() {
		select {
		case <-wake:
			cancel()
		case <-wait.Done():
		}
	}()
	_, err := c.conn.WaitForNotification(wait) // there are none: it reads until the connection or the time is over
	if err != nil && wait.Err() != nil && !c.conn.IsClosed() {
		return nil
	}
	return err
}

// pid is the connection's process id.
func (c *claims) pid() uint32 { return c.conn.PgConn().PID() }

// leave lets go of a device. It was taken once.
func (c *claims) leave(ctx context.Context, device string) error {
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	if _, err := db.Exec(ctx, c.conn, sqlLeaveDevice, db.Args{"device": device}); err != nil {
		return fmt.Errorf("leave device: %w", err)
	}
	return nil
}

const sqlLeaveDevice = `SELECT pg_advisory_unlock(hashtextextended('whatsapp device ' || @device, 0))`

// check fails when the connection is gone, and with it every claim.
func (c *claims) check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	if err := c.conn.Ping(ctx); err != nil {
		return fmt.Errorf("check claims: %w", db.MapError(err))
	}
	return nil
}

// alive tells whether the connection with a process id still holds its claims, as Postgres sees it. When Postgres does not answer, it is
// not.
func alive(ctx context.Context, q db.Querier, pid uint32) bool {
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	ok, err := db.Value[bool](ctx, q, sqlAlive, db.Args{"pid": int64(pid), "application": claimApplication})
	return err == nil && ok
}

const sqlAlive = `
SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = @pid::bigint::int AND application_name = @application)`

// close lets go of everything. It works after the context's end.
func (c *claims) close(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), claimTimeout)
	defer cancel()
	_ = c.conn.Close(ctx)
}
