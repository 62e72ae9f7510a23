// Package testkit gives a test a world of its own in one call: an empty, migrated database, a clock that stands still and ids
// that are the same on every run.
//
//	func TestAHoldExpires(t *testing.T) {
//		t.Parallel()
//		w := testkit.World(t)
//		...
//		w.Clock.Advance(15 * time.Minute)
//
// The database is a clone of a template that is migrated once for each version of the schema; cloning takes some tens of
// milliseconds, so every test has its own and all may be parallel. The server is a throwaway private one that all test
// processes of a user share; it starts with the first and stops some seconds after the last. CHASQUI_TEST_DATABASE_URL names
// another server, whose user must be allowed to create databases.
package testkit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/db/private"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

// Start is when every world begins: Monday 23 November 2026, 9:05 in Santiago and São Paulo, 6:05 in Mexico City.
var Start = time.Date(2026, 11, 23, 12, 5, 0, 0, time.UTC)

// TheWorld is what World gives.
type TheWorld struct {
	DB    *db.DB
	Clock *clock.Manual
	IDs   ids.Source
	URL   string // of the database, for what connects by itself
}

// World makes a world, which ends with the test.
func World(t testing.TB) *TheWorld {
	t.Helper()
	url := Database(t)
	c := clock.NewManual(Start)
	source := ids.Seeded(1, c)
	d, err := db.Open(t.Context(), url, c, source)
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	t.Cleanup(func() { closeSoon(d) })
	return &TheWorld{DB: d, Clock: c, IDs: source, URL: url}
}

// closeSoon does not wait for ever: a test that failed may have left a transaction open.
func closeSoon(d *db.DB) {
	closed := make(chan struct{})
	go func() {
		d.Close()
		close(closed)
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	select {
	case <-closed:
	case <-ctx.Done(): // dropping the database hangs up
	}
}

// Database clones the migrated template and gives the clone's URL. The clone is dropped when the test ends.
func Database(t testing.TB) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatalf("testkit: no Postgres to test with: %v", err)
	}
	clone, err := s.admin.Clone(t.Context(), s.template)
	if err != nil {
		t.Fatalf("testkit: %v", err)
	}
	t.Cleanup(func() {
		if err := clone.Drop(context.Background()); err != nil {
			t.Errorf("testkit: %v", err)
		}
	})
	return clone.URL
}

// ServerURL is the server that databases of tests are on, for tests of what creates databases.
func ServerURL(t testing.TB) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatalf("testkit: no Postgres to test with: %v", err)
	}
	return s.url
}

type server struct {
	url      string
	admin    *db.Admin
	template string
}

// theServer is one for the process. It is not closed: the process's end lets it go.
var theServer = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	url := os.Getenv("CHASQUI_TEST_DATABASE_URL")
	if url == "" {
		s, err := throwaway(ctx)
		if err != nil {
			return nil, err
		}
		url = s.URL()
	}
	admin, err := db.OpenAdmin(ctx, url)
	if err != nil {
		return nil, err
	}
	version, err := db.SchemaVersion()
	if err != nil {
		return nil, err
	}
	template, err := admin.Template(ctx, "test", version, db.Migrate)
	if err != nil {
		return nil, err
	}
	return &server{url: url, admin: admin, template: template}, nil
})

// throwaway starts or joins the server of this user's tests, in the folder for temporary files or, where the server's user
// cannot enter that, in /tmp.
func throwaway(ctx context.Context) (*private.Server, error) {
	name := fmt.Sprintf("chasqui-test-%d", os.Getuid())
	s, err := private.Start(ctx, private.Options{Dir: filepath.Join(os.TempDir(), name), Throwaway: true})
	if err == nil || os.TempDir() == "/tmp" {
		return s, err
	}
	s, err2 := private.Start(ctx, private.Options{Dir: filepath.Join("/tmp", name), Throwaway: true})
	if err2 != nil {
		return nil, errors.Join(err, err2)
	}
	return s, nil
}
