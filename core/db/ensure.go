package db

import (
	"context"
	"fmt"
)

// Ensure makes a database of that name when the server has none. Processes that ensure the same one wait for each other.
func (a *Admin) Ensure(ctx context.Context, name string) error {
	conn, err := connect(ctx, a.url)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, sqlLock, Args{"key": lockKey(name)}); err != nil {
		return fmt.Errorf("ensure database %s: lock: %w", name, err)
	}
	var there bool
	if err := conn.QueryRow(ctx, sqlDatabaseThere, Args{"name": name}).Scan(&there); err != nil {
		return fmt.Errorf("ensure database %s: %w", name, mapError(err))
	}
	if there {
		return nil
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+quoted(name)+" TEMPLATE template0"); err != nil {
		return fmt.Errorf("ensure database %s: %w", name, mapError(err))
	}
	return nil
}

const sqlDatabaseThere = `SELECT EXISTS (SELECT FROM pg_database WHERE datname = @name)`
