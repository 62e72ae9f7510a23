package db_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// things is a table for tests.
func things(t *testing.T) *testkit.TheWorld {
	t.Helper()
	w := testkit.World(t)
	_, err := w.DB.Exec(t.Context(), `CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE TABLE things (
		id uuid PRIMARY KEY, name text NOT NULL CONSTRAINT things_name_once UNIQUE, at timestamptz, arrival tstzrange,
		parent uuid REFERENCES things, size int CONSTRAINT things_size_positive CHECK (size > 0),
		CONSTRAINT things_never_overlap EXCLUDE USING gist (size WITH =, arrival WITH &&))`)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const addThing = `INSERT INTO things (id, name, at, arrival, size) VALUES (@id, @name, @at, @arrival, @size)`

func add(ctx context.Context, q db.Querier, id, name string, at time.Time, s span.Span, size int) error {
	_, err := db.Exec(ctx, q, addThing, db.Args{"id": id, "name": name, "at": at, "arrival": s, "size": size})
	return err
}

type thing struct {
	ID      string
	Name    string
	At      time.Time
	Arrival span.Span
	Parent  *string
}

const readThings = `SELECT id::text, name, at, arrival, parent::text FROM things ORDER BY name`

func TestWhatATransactionWroteIsReadBackTheSame(t *testing.T) {
	t.Parallel()
	w := things(t)
	ctx := t.Context()
	window := span.Of(w.Clock.Now(), 2*time.Hour)
	err := w.DB.InTx(ctx, func(tx *db.Tx) error {
		if !tx.Now.Equal(testkit.Start) {
			t.Errorf("the transaction's time is %v", tx.Now)
		}
		if err := add(ctx, tx, tx.NewID(), "a", tx.Now, window, 1); err != nil {
			return err
		}
		return add(ctx, tx, tx.NewID(), "b", tx.Now, span.Span{}, 2)
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := db.Collect[thing](ctx, w.DB, readThings, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || !got[0].Arrival.Equal(window) || !got[1].Arrival.IsZero() || got[0].At.Location() != time.UTC ||
		got[0].Arrival.Start.Location() != time.UTC || got[0].Parent != nil {
		t.Errorf("got %+v", got)
	}
}

func TestAFailedTransactionLeavesNothing(t *testing.T) {
	t.Parallel()
	w := things(t)
	ctx := t.Context()
	boom := errors.New("boom")
	err := w.DB.InTx(ctx, func(tx *db.Tx) error {
		if err := add(ctx, tx, tx.NewID(), "a", tx.Now, span.Span{}, 1); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
	if n, err := db.Value[int](ctx, w.DB, `SELECT count(*) FROM things`, nil); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestASavepointUndoesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	w := things(t)
	ctx := t.Context()
	err := w.DB.InTx(ctx, func(tx *db.Tx) error {
		if err := add(ctx, tx, tx.NewID(), "a", tx.Now, span.Span{}, 1); err != nil {
			return err
		}
		err := tx.Savepoint(ctx, func(sp *db.Tx) error { return add(ctx, sp, sp.NewID(), "a", sp.Now, span.Span{}, 1) })
		if !db.IsUnique(err, "things_name_once") {
			t.Errorf("got %v", err)
		}
		return add(ctx, tx, tx.NewID(), "b", tx.Now, span.Span{}, 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	if names, err := db.Values[string](ctx, w.DB, `SELECT name FROM things ORDER BY name`, nil); err != nil || len(names) != 2 {
		t.Errorf("got %v, %v", names, err)
	}
}

func TestViolationsAreFaultsWithTheConstraintsName(t *testing.T) {
	t.Parallel()
	w := things(t)
	ctx := t.Context()
	at := w.Clock.Now()
	window := span.Of(at, time.Hour)
	if err := add(ctx, w.DB, w.IDs.New(), "a", at, window, 1); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		err        error
		code       fault.Code
		constraint string
		is         bool
	}{
		"unique":    {err: add(ctx, w.DB, w.IDs.New(), "a", at, span.Span{}, 1), code: fault.Conflict, constraint: "things_name_once"},
		"exclusion": {err: add(ctx, w.DB, w.IDs.New(), "b", at, window.Shift(time.Minute), 1), code: fault.Conflict, constraint: "things_never_overlap"},
		"check":     {err: add(ctx, w.DB, w.IDs.New(), "b", at, span.Span{}, 0), code: fault.Invalid, constraint: "things_size_positive"},
		"bad id":    {err: add(ctx, w.DB, "nonsense", "b", at, span.Span{}, 1), code: fault.Invalid},
	} {
		if fault.CodeOf(c.err) != c.code || db.Constraint(c.err) != c.constraint {
			t.Errorf("%s: %v has code %s, constraint %q", name, c.err, fault.CodeOf(c.err), db.Constraint(c.err))
		}
	}
	if err := add(ctx, w.DB, w.IDs.New(), "next", at, window.Shift(time.Hour), 1); err != nil {
		t.Errorf("windows that touch collided: %v", err)
	}
	if err := add(ctx, w.DB, w.IDs.New(), "c", at, window, 1); !db.IsExclusion(err) || db.IsExclusion(err, "another") {
		t.Errorf("got %v", err)
	}
}

func TestNoRowIsNotFoundAndArgumentsAreStrict(t *testing.T) {
	t.Parallel()
	w := testkit.World(t)
	ctx := t.Context()
	if _, err := db.Value[int](ctx, w.DB, `SELECT 1 WHERE false`, nil); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
	if _, err := db.Value[int](ctx, w.DB, `SELECT @n::int`, db.Args{"n": 1, "unused": 2}); err == nil {
		t.Error("an unused argument was accepted")
	}
	if _, err := db.Value[int](ctx, w.DB, `SELECT @n::int`, db.Args{"m": 1}); err == nil {
		t.Error("a missing argument was accepted")
	}
	if got, err := db.Value[*int](ctx, w.DB, `SELECT @n::int`, db.Args{"n": db.Null(0)}); err != nil || got != nil {
		t.Errorf("got %v, %v", got, err)
	}
	type id string
	const text = "0192f3a4-5b6c-7d8e-9f01-234567890123"
	if got, err := db.Value[id](ctx, w.DB, `SELECT @id::uuid`, db.Args{"id": id(text)}); err != nil || got != text {
		t.Errorf("a uuid came back as %v, %v", got, err)
	}
	if got, err := db.Values[id](ctx, w.DB, `SELECT unnest(@ids::uuid[])`, db.Args{"ids": []id{text}}); err != nil || len(got) != 1 || got[0] != text {
		t.Errorf("uuids came back as %v, %v", got, err)
	}
}

func TestADeadlockIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := things(t)
	ctx := t.Context()
	for _, n := range []string{"a", "b"} {
		if err := add(ctx, w.DB, w.IDs.New(), n, w.Clock.Now(), span.Span{}, 1); err != nil {
			t.Fatal(err)
		}
	}
	var met sync.WaitGroup // both hold one row before they want the other's
	met.Add(2)
	touch := func(first, second string) error {
		var once sync.Once
		return w.DB.InTx(ctx, func(tx *db.Tx) error {
			const set = `UPDATE things SET size = size + 1 WHERE name = @name`
			if _, err := db.Exec(ctx, tx, set, db.Args{"name": first}); err != nil {
				return err
			}
			once.Do(met.Done)
			met.Wait()
			_, err := db.Exec(ctx, tx, set, db.Args{"name": second})
			return err
		})
	}
	errs := make(chan error, 2)
	go func() { errs <- touch("a", "b") }()
	go func() { errs <- touch("b", "a") }()
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if sizes, err := db.Values[int](ctx, w.DB, `SELECT size FROM things`, nil); err != nil || sizes[0] != 3 || sizes[1] != 3 {
		t.Errorf("got %v, %v", sizes, err)
	}
}
