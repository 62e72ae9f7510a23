package db_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func admin(t *testing.T) *db.Admin {
	t.Helper()
	a, err := db.OpenAdmin(t.Context(), testkit.ServerURL(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

// family is a name of templates that no other test has.
func family(t *testing.T, a *db.Admin) string {
	t.Helper()
	name := "x" + ids.System(clock.System()).New()[24:]
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		c, err := pgx.Connect(ctx, testkit.ServerURL(t))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close(ctx)
		names, err := db.Values[string](ctx, c, `SELECT datname FROM pg_database WHERE starts_with(datname, @p)`, db.Args{"p": "chasqui_template_" + name})
		if err != nil {
			t.Error(err)
		}
		for _, n := range names {
			if _, err := c.Exec(ctx, "DROP DATABASE "+pgx.Identifier{n}.Sanitize()); err != nil {
				t.Error(err)
			}
		}
	})
	return name
}

func execute(ctx context.Context, url, sql string) error {
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, sql)
	return errors.Join(err, c.Close(ctx))
}

func TestATemplateIsBuiltOnceByWhoeverComesFirst(t *testing.T) {
	t.Parallel()
	a := admin(t)
	name := family(t, a)
	var built atomic.Int32
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			template, err := a.Template(t.Context(), name, "1", func(ctx context.Context, url string) error {
				built.Add(1)
				return execute(ctx, url, `CREATE TABLE x AS SELECT 42 AS n`)
			})
			if err != nil {
				t.Error(err)
				return
			}
			clone, err := a.Clone(t.Context(), template)
			if err != nil {
				t.Error(err)
				return
			}
			if err := execute(t.Context(), clone.URL, `INSERT INTO x VALUES (1)`); err != nil {
				t.Error(err)
			}
			if err := clone.Drop(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if built.Load() != 1 {
		t.Errorf("built %d times", built.Load())
	}
}

func TestABuildThatFailedIsBuiltAnew(t *testing.T) {
	t.Parallel()
	a := admin(t)
	name := family(t, a)
	boom := errors.New("boom")
	if _, err := a.Template(t.Context(), name, "1", func(context.Context, string) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
	if _, err := a.Template(t.Context(), name, "1", func(context.Context, string) error { return nil }); err != nil {
		t.Error(err)
	}
}

func TestAClonesLeftByACrashIsSweptAndAHeldOneIsNot(t *testing.T) {
	t.Parallel()
	crashed, alive := admin(t), admin(t)
	template, err := alive.Template(t.Context(), family(t, alive), "1", func(context.Context, string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	left, err := crashed.Clone(t.Context(), template)
	if err != nil {
		t.Fatal(err)
	}
	held, err := alive.Clone(t.Context(), template)
	if err != nil {
		t.Fatal(err)
	}
	crashed.Close() // all that a crash does to the server: its session ends
	admin(t)
	if err := execute(t.Context(), left.URL, `SELECT 1`); err == nil {
		t.Error("the clone of the crashed process is still there")
	}
	if err := execute(t.Context(), held.URL, `SELECT 1`); err != nil {
		t.Errorf("the clone of the living process is gone: %v", err)
	}
	if err := held.Drop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestMigrateTwiceAtOnceIsMigrateOnce(t *testing.T) {
	t.Parallel()
	a := admin(t)
	template, err := a.Template(t.Context(), family(t, a), "1", func(context.Context, string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	clone, err := a.Clone(t.Context(), template)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = clone.Drop(t.Context()) }()
	before, err := db.MigrateStatus(t.Context(), clone.URL)
	if err != nil || len(before) == 0 || before[0].Applied {
		t.Errorf("before: %v, %v", before, err)
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if err := db.Migrate(t.Context(), clone.URL); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	after, err := db.MigrateStatus(t.Context(), clone.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range after {
		if !m.Applied {
			t.Errorf("%s is not applied", m.Name)
		}
	}
}

func TestTheDatabaseOfAConnectionStringIsReplacedInBothForms(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"postgres://u:p@h:1/old?sslmode=disable": "postgres://u:p@h:1/new?sslmode=disable",
		"postgres:///old?host=%2Ftmp&dbname=old": "postgres:///new?host=%2Ftmp",
		"host=h dbname=old":                      "host=h dbname=old dbname='new'",
	} {
		got, err := db.WithDatabase(in, "new")
		if err != nil || got != want {
			t.Errorf("%s: got %s, %v", in, got, err)
		}
		cfg, err := pgx.ParseConfig(got)
		if err != nil || cfg.Database != "new" {
			t.Errorf("%s: %v", got, err)
		}
	}
}
