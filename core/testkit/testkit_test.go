package testkit_test

import (
	"testing"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

func TestEveryWorldIsItsOwnAndTheSame(t *testing.T) {
	t.Parallel()
	a, b := testkit.World(t), testkit.World(t)
	if a.URL == b.URL || a.IDs.New() != b.IDs.New() || !a.Clock.Now().Equal(testkit.Start) {
		t.Errorf("%s, %s", a.URL, b.URL)
	}
	const count = `SELECT count(*) FROM rate_buckets`
	if _, err := a.DB.Exec(t.Context(), `INSERT INTO rate_buckets VALUES ('x', 1, '2026-11-23')`); err != nil {
		t.Fatal(err)
	}
	if n, err := db.Value[int](t.Context(), b.DB, count, nil); n != 0 || err != nil {
		t.Errorf("one world sees the other's rows: %d, %v", n, err)
	}
}

func TestGoldenFilesAreComparedLineByLine(t *testing.T) {
	t.Parallel()
	testkit.Golden(t, "golden.txt", "one\ntwo\n")
}

func BenchmarkWorld(b *testing.B) {
	for b.Loop() {
		testkit.World(b)
	}
}
