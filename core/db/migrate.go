package db

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/chasqui-fsm/chasqui/migrations"
)

// migrateLock is the advisory lock that lets one process migrate at a time.
const migrateLock = 0x6368_6173_7175_6901 // "chasqui", 1

// Migration is one step of the schema.
type Migration struct {
	Name    string `json:"name"` // file name, or "river_007" for a step of the queue
	Applied bool   `json:"applied"`
}

// Migrate brings the database at url to this version's schema. Processes that migrate at the same time wait for each other; a
// database that is already there is left alone.
func Migrate(ctx context.Context, url string) error {
	return withMigrators(ctx, url, func(m migrators) error {
		if _, err := m.ours.Up(ctx); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		if _, err := m.river.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("migrate the queue: %w", err)
		}
		return nil
	})
}

// MigrateStatus lists the steps of this version and whether the database at url has them.
func MigrateStatus(ctx context.Context, url string) ([]Migration, error) {
	var out []Migration
	err := withMigrators(ctx, url, func(m migrators) error {
		steps, err := m.ours.Status(ctx)
		if err != nil {
			return fmt.Errorf("migration status: %w", err)
		}
		for _, s := range steps {
			out = append(out, Migration{Name: s.Source.Path, Applied: s.State == goose.StateApplied})
		}
		have, err := m.river.ExistingVersions(ctx)
		if err != nil {
			return fmt.Errorf("migration status of the queue: %w", err)
		}
		applied := map[int]bool{}
		for _, v := range have {
			applied[v.Version] = true
		}
		for _, v := range m.river.AllVersions() {
			out = append(out, Migration{Name: fmt.Sprintf("river_%03d", v.Version), Applied: applied[v.Version]})
		}
		return nil
	})
	return out, err
}

type migrators struct {
	ours  *goose.Provider
	river *rivermigrate.Migrator[pgx.Tx]
}

// withMigrators holds the lock in a session of its own while fn works through a pool.
func withMigrators(ctx context.Context, url string, fn func(migrators) error) error {
	cfg, err := poolConfig(url)
	if err != nil {
		return err
	}
	cfg.MaxConns = 4
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer pool.Close()
	holder, err := pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", mapError(err))
	}
	defer holder.Release()
	if _, err := holder.Exec(ctx, sqlLock, Args{"key": migrateLock}); err != nil {
		return fmt.Errorf("migrate: lock: %w", err)
	}
	defer func() { _, _ = holder.Exec(context.WithoutCancel(ctx), sqlUnlock, Args{"key": migrateLock}) }()

	std := stdlib.OpenDBFromPool(pool)
	defer std.Close()
	std.SetMaxIdleConns(0)
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	ours, err := goose.NewProvider(goose.DialectPostgres, std, migrations.FS,
		goose.WithSlog(quiet), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	river, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: quiet})
	if err != nil {
		return fmt.Errorf("migrate the queue: %w", err)
	}
	return fn(migrators{ours: ours, river: river})
}

const sqlLock = `SELECT pg_advisory_lock(@key)`

const sqlUnlock = `SELECT pg_advisory_unlock(@key)`

// SchemaVersion names the schema that Migrate would make: a hash of every step. Two builds with one version have one schema.
func SchemaVersion() (string, error) {
	h, err := hashFS(migrations.FS)
	if err != nil {
		return "", err
	}
	for _, v := range riverVersions() {
		fmt.Fprintf(h, "river %d\n%s\n", v.Version, strings.TrimSpace(v.SQLUp))
	}
	return fmt.Sprintf("%x", h.Sum(nil))[:12], nil
}
