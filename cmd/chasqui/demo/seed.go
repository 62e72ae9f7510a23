package demo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// Seed fills an empty, migrated database with the demo as it stands when its Monday begins in Chile. The same options give
// the same rows. It writes in one transaction.
func Seed(ctx context.Context, d *db.DB, o Options) error {
	w, err := imagine(o)
	if err != nil {
		return fmt.Errorf("seed the demo: %w", err)
	}
	err = d.InTx(ctx, func(tx *db.Tx) error {
		for _, t := range w.tables() {
			if err := t.copyTo(ctx, tx); err != nil {
				return err
			}
		}
		return settle(ctx, tx, w.Monday.At(0, mustZone(homeZone)))
	})
	if err != nil {
		return fmt.Errorf("seed the demo: %w", err)
	}
	if _, err := d.Exec(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("seed the demo: %w", db.MapError(err))
	}
	return nil
}

// homeZone is where the demo's Monday is a Monday.
const homeZone = "America/Santiago"

func (t *table) copyTo(ctx context.Context, tx *db.Tx) error {
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromRows(t.rows)); err != nil {
		return fmt.Errorf("copy %s: %w", t.name, db.MapError(err))
	}
	return nil
}
