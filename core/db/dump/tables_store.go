package dump

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// tables lists what the dump holds: all tables but those of the system and of extensions.
func tables(ctx context.Context, q db.Querier) ([]string, error) {
	names, err := db.Values[string](ctx, q, sqlListTables, nil)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	slices.Sort(names)
	return names, nil
}

const sqlListTables = `
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`

// count gives rows and checksum of each table. Names are as tables gives them.
func count(ctx context.Context, q db.Querier, names []string) ([]Table, error) {
	out := make([]Table, 0, len(names))
	for _, n := range names {
		t := Table{Name: n}
		err := q.QueryRow(ctx, "SELECT count(*), coalesce(sum(hashtextextended(chasqui_row::text, 0)::numeric), 0)::text FROM ONLY "+
			n+" AS chasqui_row").Scan(&t.Rows, &t.Checksum)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", n, db.MapError(err))
		}
		out = append(out, t)
	}
	return out, nil
}

// firstWithRows is the first of the tables that holds a row, "" when none does.
func firstWithRows(ctx context.Context, q db.Querier, names []string) (string, error) {
	for _, n := range names {
		var holds bool
		if err := q.QueryRow(ctx, "SELECT EXISTS (SELECT FROM ONLY "+n+")").Scan(&holds); err != nil {
			return "", fmt.Errorf("look into %s: %w", n, db.MapError(err))
		}
		if holds {
			return n, nil
		}
	}
	return "", nil
}

// stateLockTimeout is the SQLSTATE of a lock that did not come in time (PostgreSQL, appendix A).
const stateLockTimeout = "55P03"

// lock holds tables until the transaction's end. Who changes the schema for long meanwhile is a Conflict.
func lock(ctx context.Context, tx pgx.Tx, names []string, mode string) error {
	if len(names) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "LOCK TABLE ONLY "+strings.Join(names, ", ONLY ")+" IN "+mode+" MODE"); err != nil {
		if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.Code == stateLockTimeout {
			return moving(err)
		}
		return fmt.Errorf("lock tables: %w", db.MapError(err))
	}
	return nil
}

// moving says that somebody else works on the tables themselves.
func moving(cause error) error {
	return fault.New(fault.Conflict, "dump.schema.moving", fault.Text("the schema is being changed by somebody else: try again"), fault.Cause(cause))
}

// steady sets what a session needs whose transactions are long, and what rows look like as text.
func steady(ctx context.Context, conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, sqlSetSession); err != nil {
		return fmt.Errorf("prepare the session: %w", db.MapError(err))
	}
	return nil
}

const sqlSetSession = `
SELECT set_config('lock_timeout', '10s', false), set_config('statement_timeout', '0', false),
  set_config('idle_in_transaction_session_timeout', '0', false), set_config('idle_session_timeout', '0', false),
  set_config('DateStyle', 'ISO, MDY', false), set_config('IntervalStyle', 'postgres', false),
  set_config('TimeZone', 'UTC', false), set_config('bytea_output', 'hex', false), set_config('extra_float_digits', '1', false)`
