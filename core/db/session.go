package db

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Connect opens one session outside any pool, for work that belongs to a session: a lock, a snapshot. Close it when done.
func Connect(ctx context.Context, url string) (*pgx.Conn, error) {
	cfg, err := poolConfig(url) // it knows the settings of pools, which a session does not have
	if err != nil {
		return nil, err
	}
	conn, err := pgx.ConnectConfig(ctx, cfg.ConnConfig)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", mapError(err))
	}
	typesInUTC(conn.TypeMap())
	return conn, nil
}

// HoldSchema runs fn while nobody migrates the database at url: Migrate waits until fn returns. The session is fn's to use; fn
// must not call Migrate.
func HoldSchema(ctx context.Context, url string, fn func(ctx context.Context, conn *pgx.Conn) error) error {
	conn, err := Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx)) // and with it goes the lock
	if _, err := conn.Exec(ctx, sqlLock, Args{"key": migrateLock}); err != nil {
		return fmt.Errorf("hold the schema: %w", mapError(err))
	}
	return fn(ctx, conn)
}
