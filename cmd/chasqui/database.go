package main

import (
	"context"
	"log/slog"

	"github.com/chasqui-fsm/chasqui/core/config"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/db/private"
)

// mainDatabase is the database of a private server in which an organisation lives.
const mainDatabase = "chasqui"

// serverURL is where a Postgres is: DATABASE_URL, or the private server, which it starts when nobody has. Call the function when
// done with it.
func serverURL(ctx context.Context, cfg config.Config, log *slog.Logger) (string, func(), error) {
	if cfg.DatabaseURL != "" {
		return cfg.DatabaseURL, func() {}, nil
	}
	server, err := private.Start(ctx, private.Options{Dir: cfg.DataDir, Log: log})
	if err != nil {
		return "", nil, err
	}
	return server.URL(), func() { _ = server.Close(context.WithoutCancel(ctx)) }, nil
}

// organisationURL is the migrated database of the organisation: DATABASE_URL itself, or a database of the private server.
func organisationURL(ctx context.Context, cfg config.Config, log *slog.Logger) (string, func(), error) {
	url, leave, err := unmigratedURL(ctx, cfg, log)
	if err != nil {
		return "", nil, err
	}
	if err := db.Migrate(ctx, url); err != nil {
		leave()
		return "", nil, err
	}
	return url, leave, nil
}

// unmigratedURL is the database of the organisation as it is.
func unmigratedURL(ctx context.Context, cfg config.Config, log *slog.Logger) (string, func(), error) {
	url, leave, err := serverURL(ctx, cfg, log)
	if err != nil || cfg.DatabaseURL != "" {
		return url, leave, err
	}
	if url, err = ensureDatabase(ctx, url); err != nil {
		leave()
		return "", nil, err
	}
	return url, leave, nil
}

// ensureDatabase makes the organisation's database on the private server when it is not there yet, and gives its URL.
func ensureDatabase(ctx context.Context, server string) (string, error) {
	admin, err := db.OpenAdmin(ctx, server)
	if err != nil {
		return "", err
	}
	defer admin.Close()
	if err := admin.Ensure(ctx, mainDatabase); err != nil {
		return "", err
	}
	return db.WithDatabase(server, mainDatabase)
}
