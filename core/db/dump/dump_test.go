package dump_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/db/dump"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// bare makes a database without tables.
func bare(t *testing.T) string {
	t.Helper()
	admin, err := db.OpenAdmin(t.Context(), testkit.ServerURL(t))
	must(t, err)
	t.Cleanup(admin.Close)
	family := "x" + ids.System(clock.System()).New()[24:]
	template, err := admin.Template(t.Context(), family, "1", func(context.Context, string) error { return nil })
	must(t, err)
	clone, err := admin.Clone(t.Context(), template)
	must(t, err)
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		must(t, clone.Drop(ctx))
		c, err := pgx.Connect(ctx, testkit.ServerURL(t))
		must(t, err)
		defer c.Close(ctx)
		_, err = c.Exec(ctx, "DROP DATABASE "+pgx.Identifier{template}.Sanitize())
		must(t, err)
	})
	return clone.URL
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// session is a connection of the test's own.
func session(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	c, err := db.Connect(t.Context(), url)
	must(t, err)
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(t.Context())) })
	return c
}

func value[T any](t *testing.T, url, sql string) T {
	t.Helper()
	v, err := db.Value[T](t.Context(), session(t, url), sql, nil)
	must(t, err)
	return v
}

func execute(t *testing.T, url, sql string) {
	t.Helper()
	_, err := session(t, url).Exec(t.Context(), sql)
	must(t, err)
}

const aUnit = `INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name)
VALUES ('cl', 'Andes ''n'' hijos', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56221234567', 'IVA')`

// used is a database with customers, two contacts each.
func used(t *testing.T, customers int) string {
	t.Helper()
	url := testkit.Database(t)
	execute(t, url, aUnit)
	execute(t, url, fmt.Sprintf(`
WITH c AS (INSERT INTO customers (id, unit_code, name, created_at)
  SELECT gen_random_uuid(), 'cl', 'Peña ' || n || E'\n\t\\', '2026-11-23 12:05:00.123456Z' FROM generate_series(1, %d) n RETURNING id)
INSERT INTO contacts (id, customer_id, unit_code, name, country, created_at)
SELECT gen_random_uuid(), c.id, 'cl', 'Ñandú', 'CL', '2026-11-23Z' FROM c, generate_series(1, 2)`, customers))
	execute(t, url, aFact)
	return url
}

const aFact = `INSERT INTO facts (id, name, at, actor, subject_kind, subject_id, data)
VALUES (gen_random_uuid(), 'lead.created', '2026-11-23Z', 'bot', 'lead', '1', '{"x": 1.50}')`

func backup(t *testing.T, url string) *dump.File {
	t.Helper()
	f, err := dump.Make(t.Context(), dump.Backup{
		URL: url, Path: filepath.Join(t.TempDir(), "x.chasqui"), Version: "test", At: testkit.Start,
	})
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func open(t *testing.T, path string) *dump.File {
	t.Helper()
	f, err := dump.Open(t.Context(), path)
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// load keeps inserting and updating in one transaction after another until it is told to stop: each adds a customer with two
// contacts and a fact, and renames another customer.
func load(t *testing.T, url string, worker int, committed *atomic.Int64, stop <-chan struct{}) {
	ctx := t.Context()
	c, err := db.Connect(ctx, url)
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close(context.WithoutCancel(ctx))
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		err := pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
			for _, sql := range []string{
				`WITH c AS (INSERT INTO customers (id, unit_code, name, created_at) VALUES (gen_random_uuid(), 'cl', 'new', '2026-11-23Z') RETURNING id)
				 INSERT INTO contacts (id, customer_id, unit_code, country, created_at)
				 SELECT gen_random_uuid(), c.id, 'cl', 'CL', '2026-11-23Z' FROM c, generate_series(1, 2)`,
				aFact,
				fmt.Sprintf(`UPDATE customers SET name = 'renamed %d %d' WHERE id = (SELECT id FROM customers ORDER BY id LIMIT 1 OFFSET %d)`,
					worker, n, worker*7+n%7),
			} {
				if _, err := tx.Exec(ctx, sql); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
			return
		}
		committed.Add(1)
	}
}

func TestABackupOfADatabaseUnderLoadIsOneMoment(t *testing.T) {
	t.Parallel()
	url := used(t, 2000)
	var committed atomic.Int64
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Go(func() { load(t, url, w, &committed, stop) })
	}
	for committed.Load() < 20 && !t.Failed() {
		must(t, clock.Wait(t.Context(), 1e6))
	}
	before := committed.Load()
	f := backup(t, url)
	after := committed.Load()
	close(stop)
	wg.Wait()
	if after-before < 10 {
		t.Errorf("only %d transactions were committed during the backup: it was not under load, or kept others from writing", after-before)
	}
	rows := value[int64](t, url, `SELECT count(*) FROM customers`)
	if at := of(f, "public.customers").Rows; at <= 2000 || at >= rows {
		t.Errorf("the backup has %d customers; there were 2000 at first and %d in the end", at, rows)
	}
	target := bare(t)
	_, err := open(t, f.Path).Restore(t.Context(), dump.Target{URL: target})
	must(t, err)
	checkRestored(t, f, target)
}

func of(f *dump.File, table string) dump.Table {
	i := slices.IndexFunc(f.Tables, func(t dump.Table) bool { return t.Name == table })
	if i < 0 {
		return dump.Table{}
	}
	return f.Tables[i]
}

// checkRestored looks at a restored database with eyes of its own, and backs it up again: the second manifest must be the first.
func checkRestored(t *testing.T, f *dump.File, url string) {
	t.Helper()
	for table, sql := range map[string]string{
		"public.customers": `SELECT count(*) FROM customers`,
		"public.contacts":  `SELECT count(*) FROM contacts JOIN customers ON customers.id = customer_id`,
		"public.facts":     `SELECT count(DISTINCT seq) FROM facts`,
	} {
		if got, want := value[int64](t, url, sql), of(f, table).Rows; got != want || want == 0 {
			t.Errorf("%s: %d rows, the manifest says %d", table, got, want)
		}
	}
	if c, k := of(f, "public.customers").Rows, of(f, "public.contacts").Rows; k != 2*c {
		t.Errorf("%d customers and %d contacts: a transaction is there by half", c, k)
	}
	_, err := session(t, url).Exec(t.Context(), `DELETE FROM customers`)
	if !db.IsForeignKey(err) {
		t.Errorf("customers with contacts can be deleted: %v", err)
	}
	if _, err := session(t, url).Exec(t.Context(), `UPDATE facts SET name = 'a.b'`); !db.IsCheck(err) {
		t.Errorf("facts can be changed: %v", err)
	}
	if diff := cmp.Diff(f.Tables, backup(t, url).Tables); diff != "" {
		t.Errorf("a backup of the restored database (-first +second):\n%s", diff)
	}
	execute(t, url, aFact) // the sequence goes on
}

func TestABackupIsRestoredIntoAMigratedDatabaseThatWasNeverUsed(t *testing.T) {
	t.Parallel()
	f := backup(t, used(t, 10))
	target := testkit.Database(t)
	steps, err := f.Restore(t.Context(), dump.Target{URL: target})
	if err != nil || steps != f.Migration {
		t.Fatalf("at %+v, made at %+v: %v", steps, f.Migration, err)
	}
	checkRestored(t, f, target)
}

func TestADatabaseInUseIsNeverRestoredInto(t *testing.T) {
	t.Parallel()
	f := backup(t, used(t, 10))
	target := bare(t)
	_, err := f.Restore(t.Context(), dump.Target{URL: target})
	must(t, err)
	execute(t, target, `UPDATE customers SET name = 'kept'`)
	_, err = f.Restore(t.Context(), dump.Target{URL: target})
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "public.") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	if n := value[int](t, target, `SELECT count(*) FROM customers WHERE name = 'kept'`); n != 10 {
		t.Errorf("%d customers are as they were", n)
	}
	other := bare(t)
	execute(t, other, `CREATE TABLE somebodys (n int)`)
	if _, err := f.Restore(t.Context(), dump.Target{URL: other}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a database of somebody else: %v", err)
	}
	if n := value[int](t, other, `SELECT count(*) FROM somebodys`); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestABackupReplacesNoFileUnlessTold(t *testing.T) {
	t.Parallel()
	url := used(t, 1)
	dir := t.TempDir()
	path := filepath.Join(dir, "x.chasqui")
	must(t, os.WriteFile(path, []byte("mine"), 0o600))
	b := dump.Backup{URL: url, Path: path, At: testkit.Start}
	if _, err := dump.Make(t.Context(), b); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "mine" {
		t.Errorf("the file is now %q, %v", text, err)
	}
	b.Force = true
	f, err := dump.Make(t.Context(), b)
	must(t, err)
	must(t, f.Close())
	open(t, path)
	must(t, os.WriteFile(path+".part", nil, 0o600))
	if _, err := dump.Make(t.Context(), b); !fault.Is(err, fault.Conflict) {
		t.Errorf("beside another that is written: %v", err)
	}
	if names := list(t, dir); !slices.Equal(names, []string{"x.chasqui", "x.chasqui.part"}) {
		t.Errorf("the folder holds %v", names)
	}
	for _, bad := range []string{dir, filepath.Join(dir, "none", "x")} {
		b.Path = bad
		if _, err := dump.Make(t.Context(), b); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestABackupThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	url := used(t, 20000)
	ctx, stop := context.WithCancel(t.Context())
	_, err := dump.Make(ctx, dump.Backup{URL: url, Path: filepath.Join(dir, "a"), At: testkit.Start, Step: func(int64) { stop() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := dump.Make(t.Context(), dump.Backup{URL: bare(t), Path: filepath.Join(dir, "b"), At: testkit.Start}); !fault.Is(err, fault.NotFound) {
		t.Errorf("of a database without tables: %v", err)
	}
	if names := list(t, dir); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
