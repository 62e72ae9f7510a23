package dump

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// bookkeeping are the tables that a migrated database fills without being used: they keep its steps.
var bookkeeping = []string{"public.goose_db_version", "public.river_migration"}

// oldestTable is of the first step: a database with tables but without it was not made by Chasqui.
const oldestTable = "public.facts"

// clearEmpty makes a database that holds no row one that has no tables either. A database that holds rows, or tables of somebody
// else, is a Conflict and left alone.
func clearEmpty(ctx context.Context, conn *pgx.Conn) error {
	names, err := provedEmpty(ctx, conn, nil) // before anything is locked that may be in use
	if err != nil || len(names) == 0 {
		return err
	}
	tx, err := conn.Begin(ctx)
	if err != nil {
		return fmt.Errorf("clear the schema: %w", db.MapError(err))
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // no effect after a commit
	if _, err := provedEmpty(ctx, tx, func(names []string) error { return lock(ctx, tx, names, "ACCESS EXCLUSIVE") }); err != nil {
		return err
	}
	for _, list := range []string{sqlDropTables, sqlDropRoutines, sqlDropTypes} {
		drops, err := db.Values[string](ctx, tx, list, nil)
		if err != nil {
			return fmt.Errorf("clear the schema: %w", err)
		}
		for _, d := range drops {
			if _, err := tx.Exec(ctx, d); err != nil {
				return fmt.Errorf("clear the schema: %s: %w", d, db.MapError(err))
			}
		}
	}
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("clear the schema: %w", db.MapError(err))
	}
	return nil
}

// provedEmpty lists all tables, hands them to hold, and looks into each.
func provedEmpty(ctx context.Context, q db.Querier, hold func(names []string) error) ([]string, error) {
	names, err := tables(ctx, q)
	if err == nil && hold != nil {
		err = hold(names)
	}
	if err != nil {
		return nil, err
	}
	used := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return slices.Contains(bookkeeping, n) })
	full, err := firstWithRows(ctx, q, used)
	if err != nil {
		return nil, err
	}
	const instead = "): restore into an empty one, named by DATABASE_URL or CHASQUI_DATA"
	if full != "" {
		return nil, fault.New(fault.Conflict, "dump.database.used", fault.Text("the database holds data (table "+full+instead))
	}
	if len(used) > 0 && !slices.Contains(used, oldestTable) {
		return nil, fault.New(fault.Conflict, "dump.database.foreign",
			fault.Text("the database has tables that are not Chasqui's ("+used[0]+instead))
	}
	return names, nil
}

// Extensions stay, and what belongs to them.
const sqlDropTables = `
SELECT format('DROP %s IF EXISTS %I.%I CASCADE', CASE WHEN c.relkind IN ('r', 'p') THEN 'TABLE' WHEN c.relkind = 'v' THEN 'VIEW'
    WHEN c.relkind = 'm' THEN 'MATERIALIZED VIEW' ELSE 'SEQUENCE' END, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY array_position('{r,p,v,m,S}'::"char"[], c.relkind)`

const sqlDropRoutines = `
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`

const sqlDropTypes = `
SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype)
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND (t.typtype IN ('e', 'd') OR c.relkind = 'c')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')`
