package db

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Names of the databases that Admin makes.
const (
	templatePrefix = "chasqui_template_"
	clonePrefix    = "chasqui_clone_"
	templatesKept  = 3 // of one family, the youngest
)

// Admin makes and drops databases of a server: templates that are built once, and clones of them.
//
// A clone is held by an advisory lock of the process that made it. When the process is gone, however it went, the lock is gone
// too and the next OpenAdmin on the server drops the clone. Any number of processes may do this at once.
type Admin struct {
	url string

	mu   sync.Mutex // one session, one statement at a time
	conn *pgx.Conn  // holds the locks of this process's clones
}

// OpenAdmin connects to a database whose user may create databases, and drops clones that crashed processes left.
func OpenAdmin(ctx context.Context, url string) (*Admin, error) {
	conn, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	a := &Admin{url: url, conn: conn}
	if err := a.sweep(ctx); err != nil {
		_ = conn.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return a, nil
}

// Close lets the clones of this Admin go: those not dropped are swept by the next.
func (a *Admin) Close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	_ = a.conn.Close(context.Background())
}

// Template makes sure that a template named family_version exists and gives its name. When it does not, build gets the URL of
// an empty database and fills it; it must close its connections. One process builds, others wait. A build that failed or
// crashed is thrown away. Of one family only the youngest few versions are kept.
func (a *Admin) Template(ctx context.Context, family, version string, build func(ctx context.Context, url string) error) (string, error) {
	name := templatePrefix + family + "_" + version
	// A session of its own: the builder may take long, and clones of others must not wait for it.
	conn, err := connect(ctx, a.url)
	if err != nil {
		return "", err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, sqlLock, Args{"key": lockKey(name)}); err != nil {
		return "", fmt.Errorf("template %s: lock: %w", name, err)
	}
	var ready bool
	err = conn.QueryRow(ctx, sqlTemplateReady, Args{"name": name}).Scan(&ready)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
	case err != nil:
		return "", fmt.Errorf("template %s: %w", name, err)
	case ready:
		return name, nil
	default: // half built
		if err := drop(ctx, conn, name); err != nil {
			return "", err
		}
	}
	if err := a.build(ctx, conn, name, build); err != nil {
		return "", fmt.Errorf("template %s: %w", name, err)
	}
	return name, dropOldTemplates(ctx, conn, templatePrefix+family+"_")
}

const sqlTemplateReady = `SELECT NOT datallowconn FROM pg_database WHERE datname = @name`

func (a *Admin) build(ctx context.Context, conn *pgx.Conn, name string, build func(context.Context, string) error) error {
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+quoted(name)+" TEMPLATE template0"); err != nil {
		return fmt.Errorf("create: %w", mapError(err))
	}
	target, err := WithDatabase(a.url, name)
	if err != nil {
		return err
	}
	if err := build(ctx, target); err != nil {
		return errors.Join(err, drop(context.WithoutCancel(ctx), conn, name))
	}
	if _, err := conn.Exec(ctx, "ALTER DATABASE "+quoted(name)+" ALLOW_CONNECTIONS false"); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	if _, err := conn.Exec(ctx, sqlHangUp, Args{"name": name}); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	return nil
}

const sqlHangUp = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = @name`

// dropOldTemplates keeps the youngest versions; oids grow with age.
func dropOldTemplates(ctx context.Context, conn *pgx.Conn, prefix string) error {
	names, err := Values[string](ctx, conn, sqlOldTemplates, Args{"prefix": prefix, "kept": templatesKept})
	if err != nil {
		return fmt.Errorf("list templates: %w", err)
	}
	for _, n := range names {
		_ = drop(ctx, conn, n) // someone may be cloning it this moment; there will be a next time
	}
	return nil
}

const sqlOldTemplates = `
SELECT datname FROM pg_database
WHERE starts_with(datname, @prefix) AND NOT datallowconn
ORDER BY oid DESC OFFSET @kept`

// Clone is a database copied from a template.
type Clone struct {
	URL string

	name  string
	admin *Admin
}

// Clone copies a template. Drop the clone when done.
func (a *Admin) Clone(ctx context.Context, template string) (*Clone, error) {
	var random [6]byte
	_, _ = rand.Read(random[:]) // never fails
	name := fmt.Sprintf("%s%d_%s", clonePrefix, os.Getpid(), hex.EncodeToString(random[:]))
	target, err := WithDatabase(a.url, name)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	_, err = a.conn.Exec(ctx, sqlLock, Args{"key": lockKey(name)}) // before it exists, so that no sweep takes it
	a.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("clone %s: lock: %w", template, err)
	}
	conn, err := connect(ctx, a.url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+quoted(name)+" TEMPLATE "+quoted(template)); err != nil {
		return nil, fmt.Errorf("clone %s: %w", template, mapError(err))
	}
	// A clone does not survive its process, so its commits need not wait for the disk.
	if _, err := conn.Exec(ctx, "ALTER DATABASE "+quoted(name)+" SET synchronous_commit = off"); err != nil {
		return nil, errors.Join(fmt.Errorf("clone %s: %w", template, mapError(err)), drop(ctx, conn, name))
	}
	return &Clone{URL: target, name: name, admin: a}, nil
}

// Drop drops the clone, hanging up on whoever is connected to it. It works after the context's end.
func (c *Clone) Drop(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	conn, err := connect(ctx, c.admin.url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if err := drop(ctx, conn, c.name); err != nil {
		return err
	}
	c.admin.mu.Lock()
	defer c.admin.mu.Unlock()
	_, _ = c.admin.conn.Exec(ctx, sqlUnlock, Args{"key": lockKey(c.name)}) // a closed Admin holds no locks
	return nil
}

// sweep drops the clones that nobody holds.
func (a *Admin) sweep(ctx context.Context) error {
	names, err := Values[string](ctx, a.conn, sqlClones, Args{"prefix": clonePrefix})
	if err != nil {
		return fmt.Errorf("sweep clones: %w", err)
	}
	for _, n := range names {
		free, err := Value[bool](ctx, a.conn, sqlTryLock, Args{"key": lockKey(n)})
		if err != nil {
			return fmt.Errorf("sweep clones: %w", err)
		}
		if !free {
			continue
		}
		derr := drop(ctx, a.conn, n)
		if _, err := a.conn.Exec(ctx, sqlUnlock, Args{"key": lockKey(n)}); err != nil {
			return fmt.Errorf("sweep clones: %w", err)
		}
		if derr != nil {
			return derr
		}
	}
	return nil
}

const sqlClones = `SELECT datname FROM pg_database WHERE starts_with(datname, @prefix)`

const sqlTryLock = `SELECT pg_try_advisory_lock(@key)`

func drop(ctx context.Context, conn *pgx.Conn, name string) error {
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+quoted(name)+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("drop %s: %w", name, mapError(err))
	}
	return nil
}

func connect(ctx context.Context, url string) (*pgx.Conn, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read DATABASE_URL: %w", err)
	}
	session(cfg)
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", mapError(err))
	}
	return conn, nil
}

// WithDatabase is the connection string s with another database.
func WithDatabase(s, name string) (string, error) {
	if !strings.Contains(s, "://") {
		return s + " dbname='" + name + "'", nil // libpq and pgx: the last one holds
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", fault.New(fault.Invalid, "config.database_url.invalid", fault.Text("DATABASE_URL cannot be read"))
	}
	q := u.Query()
	q.Del("dbname")
	q.Del("database")
	u.RawQuery, u.Path = q.Encode(), "/"+name
	return u.String(), nil
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

// lockKey is the advisory lock of a name.
func lockKey(name string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return int64(h.Sum64())
}
