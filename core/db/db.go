package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// Querier runs SQL: a DB outside a transaction, a Tx inside.
type Querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// DB is a pool of connections to one database. It is safe for concurrent use.
type DB struct {
	pool  *pgxpool.Pool
	clock clock.Clock
	ids   ids.Source
	local sync.Map
}

// Open connects to the database at url (URL or key=value form) and checks that it answers.
func Open(ctx context.Context, url string, c clock.Clock, source ids.Source) (*DB, error) {
	cfg, err := poolConfig(url)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open database: %w", mapError(err))
	}
	return &DB{pool: pool, clock: c, ids: source}, nil
}

// maxConns of a pool whose URL does not say pool_max_conns. A turn holds one for its claim and one for its transaction, and the
// queue works ten at once.
const maxConns = 32

func poolConfig(url string) (*pgxpool.Config, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read DATABASE_URL: %w", err)
	}
	session(cfg.ConnConfig)
	if !strings.Contains(url, "pool_max_conns") {
		cfg.MaxConns = maxConns
	}
	cfg.AfterConnect = func(_ context.Context, c *pgx.Conn) error {
		typesInUTC(c.TypeMap())
		return nil
	}
	return cfg, nil
}

// session sets what every session of ours has.
func session(c *pgx.ConnConfig) {
	c.RuntimeParams["timezone"] = "UTC"
	if c.RuntimeParams["application_name"] == "" {
		c.RuntimeParams["application_name"] = "chasqui"
	}
}

// typesInUTC makes times come back in UTC whatever the machine's zone is.
func typesInUTC(m *pgtype.Map) {
	instant := &pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}}
	m.RegisterType(instant)
	m.RegisterType(&pgtype.Type{Name: "_timestamptz", OID: pgtype.TimestamptzArrayOID, Codec: &pgtype.ArrayCodec{ElementType: instant}})
	m.RegisterType(&pgtype.Type{Name: "tstzrange", OID: pgtype.TstzrangeOID, Codec: &pgtype.RangeCodec{ElementType: instant}})
}

// Close gives all connections back. It waits for those in use.
func (d *DB) Close() { d.pool.Close() }

// Pool is the pool below, for libraries that bring their own SQL (River).
func (d *DB) Pool() *pgxpool.Pool { return d.pool }

// Now is the injected clock's time. Inside a transaction use its Now.
func (d *DB) Now() time.Time { return d.clock.Now() }

// Clock is the injected clock.
func (d *DB) Clock() clock.Clock { return d.clock }

// NewID draws an id.
func (d *DB) NewID() string { return d.ids.New() }

// Local keeps values of core packages that live as long as the database handle (the reactions of core/events). Keys are of
// unexported types.
func (d *DB) Local() *sync.Map { return &d.local }

// Exec runs SQL outside any transaction.
func (d *DB) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return d.pool.Exec(ctx, sql, args...)
}

// Query runs SQL outside any transaction.
func (d *DB) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return d.pool.Query(ctx, sql, args...)
}

// QueryRow runs SQL outside any transaction.
func (d *DB) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return d.pool.QueryRow(ctx, sql, args...)
}

// Tx is a transaction. It must not outlive the function it was given to, nor be used by two goroutines.
type Tx struct {
	pgx.Tx
	// Now is the transaction's time. It does not change while the transaction lasts.
	Now time.Time

	db *DB
}

// NewID draws an id.
func (t *Tx) NewID() string { return t.db.ids.New() }

// DB is the database the transaction runs in.
func (t *Tx) DB() *DB { return t.db }

// maxTries bounds how often Postgres may give up a transaction before its caller hears of it.
const maxTries = 4

// InTx runs fn in a transaction and commits it when fn returns nil; any error rolls it back and is returned. When Postgres
// gives the transaction up, fn runs again with a new Now, three times at most.
func (d *DB) InTx(ctx context.Context, fn func(tx *Tx) error) error {
	for try := 1; ; try++ {
		err := d.tryTx(ctx, fn)
		if err == nil || try == maxTries || !transient(err) {
			return err
		}
		if werr := clock.Wait(ctx, time.Duration(try*try)*5*time.Millisecond); werr != nil {
			return err
		}
	}
}

func (d *DB) tryTx(ctx context.Context, fn func(tx *Tx) error) error {
	ptx, err := d.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", mapError(err))
	}
	defer rollback(ctx, ptx) // no effect after a commit
	if err := fn(&Tx{Tx: ptx, Now: d.clock.Now(), db: d}); err != nil {
		return err
	}
	if err := ptx.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", mapError(err))
	}
	return nil
}

// Savepoint runs fn and, when it fails, undoes what it did and returns its error; the transaction goes on.
func (t *Tx) Savepoint(ctx context.Context, fn func(tx *Tx) error) error {
	sp, err := t.Begin(ctx)
	if err != nil {
		return fmt.Errorf("savepoint: %w", mapError(err))
	}
	defer rollback(ctx, sp)
	if err := fn(&Tx{Tx: sp, Now: t.Now, db: t.db}); err != nil {
		return err
	}
	if err := sp.Commit(ctx); err != nil {
		return fmt.Errorf("release savepoint: %w", mapError(err))
	}
	return nil
}

// rollback must work when the caller's context is over, or the connection would be lost to the pool.
func rollback(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := tx.Rollback(ctx); err != nil && !errors.Is(err, pgx.ErrTxClosed) {
		_ = tx.Conn().Close(ctx) // a broken connection: the pool replaces it
	}
}
