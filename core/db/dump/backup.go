package dump

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Backup says what to write, and where.
type Backup struct {
	URL     string    // the database
	Path    string    // the file
	Force   bool      // replace a file of that name
	Version string    // of Chasqui
	At      time.Time // when it is made
	// Step hears how many bytes are written, often. May be nil.
	Step func(bytes int64)
}

// Make writes a backup and reads it back. The file has its name when Make returns no error, and only then. Close what it gives.
func Make(ctx context.Context, b Backup) (*File, error) {
	p, err := create(b.Path, b.Force)
	if err != nil {
		return nil, err
	}
	err = b.fill(ctx, archive{file: p.File, at: b.At})
	var f *File
	if err == nil {
		f, err = p.finish(ctx)
	}
	if err != nil {
		p.discard()
		_ = p.Close()
		return nil, err
	}
	return f, nil
}

func (b Backup) fill(ctx context.Context, a archive) error {
	conn, err := db.Connect(ctx, b.URL)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx)) // and with it ends the transaction
	if err := steady(ctx, conn); err != nil {
		return err
	}
	m := Manifest{Format: format, Chasqui: b.Version, CreatedAt: b.At}
	major, text, err := serverVersion(ctx, conn)
	if err != nil {
		return err
	}
	m.Postgres = text
	pgDump, err := find(ctx, "pg_dump", major)
	if err != nil {
		return err
	}
	m.PgDump = pgDump.major
	s, err := takeSnapshot(ctx, conn)
	if err != nil {
		return err
	}
	m.Migration = s.steps
	sum, err := b.write(ctx, a, s, pgDump, &m)
	if err != nil {
		return err
	}
	if err := a.writeRest(m, sum); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	return nil
}

// write dumps and counts at the same time: the snapshot, which keeps the server from cleaning up, lasts no longer than it must.
// It gives the dump's SHA-256.
func (b Backup) write(ctx context.Context, a archive, s snapshot, pgDump program, m *Manifest) (string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	counted := make(chan error, 1)
	go func() {
		var err error
		if m.Tables, err = count(ctx, s.tx, s.tables); err != nil {
			cancel(err)
		}
		counted <- err
	}()
	sum, err := a.writeDump(func(w io.Writer) error {
		cmd := pgDump.command(ctx, s.tx.Conn().Config(), "--format=custom", "--snapshot="+s.id, "--lock-wait-timeout=10s")
		cmd.Stdout = w
		return run(ctx, cmd)
	}, b.Step)
	if err != nil {
		cancel(fmt.Errorf("write the backup: %w", err))
	}
	if cerr := <-counted; err != nil || cerr != nil {
		return "", context.Cause(ctx) // the first of the two
	}
	return sum, nil
}

// snapshot is one moment of a database that other sessions can see too, for as long as its transaction lasts.
type snapshot struct {
	tx     pgx.Tx
	id     string
	tables []string
	steps  db.Steps
}

// takeSnapshot locks all tables against what changes them otherwise than row by row, then fixes the moment.
func takeSnapshot(ctx context.Context, conn *pgx.Conn) (snapshot, error) {
	before, err := tables(ctx, conn)
	if err != nil {
		return snapshot{}, err
	}
	s := snapshot{}
	if s.tx, err = conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}); err != nil {
		return snapshot{}, fmt.Errorf("take a snapshot: %w", db.MapError(err))
	}
	if err := lock(ctx, s.tx, before, "ACCESS SHARE"); err != nil {
		return snapshot{}, err
	}
	if s.id, err = db.Value[string](ctx, s.tx, sqlExportSnapshot, nil); err != nil {
		return snapshot{}, fmt.Errorf("take a snapshot: %w", err)
	}
	if s.tables, err = tables(ctx, s.tx); err != nil {
		return snapshot{}, err
	}
	if s.steps, err = db.AppliedSteps(ctx, s.tx); err != nil {
		return snapshot{}, err
	}
	if s.steps.Schema == 0 {
		return snapshot{}, fault.New(fault.NotFound, "dump.database.empty", fault.Text(
			"there is nothing to back up: the database was never migrated (is it the right DATABASE_URL or CHASQUI_DATA?)"))
	}
	if !slices.Equal(before, s.tables) {
		return snapshot{}, moving(nil)
	}
	return s, nil
}

const sqlExportSnapshot = `SELECT pg_export_snapshot()`

// serverVersion is 15 and "15.4".
func serverVersion(ctx context.Context, q db.Querier) (major int, text string, err error) {
	number, err := db.Value[int](ctx, q, sqlServerVersion, nil)
	if err != nil {
		return 0, "", fmt.Errorf("version of Postgres: %w", err)
	}
	major = number / 10000
	return major, strconv.Itoa(major) + "." + strconv.Itoa(number%10000), nil
}

const sqlServerVersion = `SELECT current_setting('server_version_num')::int`
