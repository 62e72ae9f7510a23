package dump

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Target is where a backup goes.
type Target struct {
	URL string // an empty database
	// Step hears how many bytes of the dump are read, often. May be nil.
	Step func(bytes int64)
}

// Restore fills an empty database, compares it with the manifest, and brings it to this version's schema. It gives the steps that
// the database has then.
func (f *File) Restore(ctx context.Context, t Target) (db.Steps, error) {
	err := db.HoldSchema(ctx, t.URL, func(ctx context.Context, conn *pgx.Conn) error {
		if err := steady(ctx, conn); err != nil {
			return err
		}
		major, _, err := serverVersion(ctx, conn)
		if err != nil {
			return err
		}
		pgRestore, err := find(ctx, "pg_restore", max(major, f.PgDump))
		if err != nil {
			return err
		}
		if err := clearEmpty(ctx, conn); err != nil {
			return err
		}
		if err := f.load(ctx, pgRestore, conn.Config(), t.Step); err != nil {
			return err
		}
		if err := f.compare(ctx, conn); err != nil {
			return err
		}
		if _, err := conn.Exec(ctx, "ANALYZE"); err != nil {
			return fmt.Errorf("analyze: %w", db.MapError(err))
		}
		return nil
	})
	if err != nil {
		return db.Steps{}, err
	}
	if err := db.Migrate(ctx, t.URL); err != nil {
		return db.Steps{}, err
	}
	return db.NewestSteps()
}

// load runs pg_restore on the dump, all in one transaction. Owners and rights are the target's; comments are left out, since
// that of an extension only its owner may set.
func (f *File) load(ctx context.Context, pgRestore program, on *pgx.ConnConfig, step func(int64)) error {
	name := strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(on.Database)
	cmd := pgRestore.command(ctx, on, "--format=custom", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
		"--no-comments", "--no-tablespaces", "--dbname=dbname='"+name+"'")
	var read int64
	content := io.NewSectionReader(f.file, f.dumpAt, f.dumpBytes)
	cmd.Stdin = readerFunc(func(b []byte) (int, error) {
		n, err := content.Read(b)
		if read += int64(n); step != nil {
			step(read)
		}
		return n, err
	})
	if err := run(ctx, cmd); err != nil {
		return fmt.Errorf("nothing was restored: %w", err)
	}
	return nil
}

// compare counts the restored tables and names the first that is not as it was.
func (f *File) compare(ctx context.Context, conn *pgx.Conn) error {
	names, err := tables(ctx, conn)
	if err != nil {
		return err
	}
	got, err := count(ctx, conn, names)
	if err != nil {
		return err
	}
	restored := map[string]Table{}
	for _, t := range got {
		restored[t.Name] = t
	}
	for _, want := range f.Tables {
		t, ok := restored[want.Name]
		switch {
		case !ok:
			return differs(want.Name, "it is missing")
		case t.Rows != want.Rows:
			return differs(want.Name, fmt.Sprintf("it has %d rows and had %d", t.Rows, want.Rows))
		case t != want:
			return differs(want.Name, "its rows are others")
		}
		delete(restored, want.Name)
	}
	for _, t := range got {
		if _, ok := restored[t.Name]; ok {
			return differs(t.Name, "the manifest does not know it")
		}
	}
	return nil
}

func differs(table, how string) error {
	return fault.New(fault.Internal, "dump.restore.differs", fault.Text(fmt.Sprintf(
		"the restored table %s is not as it was backed up: %s; do not use this database", table, how)))
}
