package demo

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// Template makes sure that the server of admin has the demo as a template database and gives its name, for admin.Clone. The
// name changes with the schema and with the demo itself. A clone stands in the template's week: Prepare it before use.
func Template(ctx context.Context, admin *db.Admin) (string, error) {
	version, err := Version()
	if err != nil {
		return "", err
	}
	return admin.Template(ctx, "demo", version, func(ctx context.Context, url string) error {
		if err := db.Migrate(ctx, url); err != nil {
			return err
		}
		stands := clock.NewManual(templateMonday.At(0, mustZone(homeZone)))
		d, err := db.Open(ctx, url, stands, ids.Seeded(seed, stands))
		if err != nil {
			return err
		}
		defer d.Close()
		return Seed(ctx, d, Options{})
	})
}

// Prepare brings a clone to the week and the moment of the database's clock: it moves the demo by whole weeks of local time,
// and makes history of the visits that are over.
func Prepare(ctx context.Context, d *db.DB) error {
	err := d.InTx(ctx, func(tx *db.Tx) error {
		if err := shift(ctx, tx, mondayOf(tx.Now)); err != nil {
			return err
		}
		return settle(ctx, tx, tx.Now)
	})
	if err != nil {
		return fmt.Errorf("prepare the demo: %w", err)
	}
	return nil
}
