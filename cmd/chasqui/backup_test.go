package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/db/private"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// machine is a data folder and nothing else; commands run on it as main runs them.
type machine struct {
	env []string
	in  string // what comes on stdin
}

func newMachine(t *testing.T) (machine, string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "chasqui-backup-") //nolint:usetesting // t.TempDir is closed to the server's user
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o755))
	return machine{env: []string{"CHASQUI_DATA=" + dir}, in: "correct horse battery\n"}, dir
}

func (m machine) run(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	p := program{ctx: t.Context(), in: strings.NewReader(m.in), out: &stdout, err: &stderr, env: m.env}
	code = p.run(args)
	return code, stdout.String(), stderr.String()
}

// must1 runs a command that must succeed and gives its output.
func (m machine) must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := m.run(t, args...)
	if code != exitOK || errs != "" {
		t.Fatalf("%v: code %d, %s", args, code, errs)
	}
	return out
}

// refused runs a command that must fail with a code and one line on stderr.
func (m machine) refused(t *testing.T, want int, line string, args ...string) {
	t.Helper()
	code, out, errs := m.run(t, args...)
	if code != want || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, line) {
		t.Errorf("%v: code %d, %q, %q; want %d and a line with %q", args, code, out, errs, want, line)
	}
}

func TestABackupMovesAnOrganisationToAnEmptyMachine(t *testing.T) {
	t.Parallel()
	old, oldDir := newMachine(t)
	file := filepath.Join(t.TempDir(), "x.chasqui")
	old.refused(t, exitFailure, "nothing to back up", "backup", file)
	old.must(t, "user", "add", "--role", "admin", "--stdin", "ana@example.com")
	said := old.must(t, "backup", file) // no serve runs
	if !regexp.MustCompile(`x\.chasqui: [0-9.]+ kB, \d+ tables, \d+ rows, sha256 [0-9a-f]{64}\n$`).MatchString(said) {
		t.Errorf("backup said %q", said)
	}
	content, err := os.ReadFile(file)
	must(t, err)
	if sum := fmt.Sprintf("%x", sha256.Sum256(content)); !strings.Contains(said, sum) {
		t.Errorf("the file's checksum is %s; backup said %q", sum, said)
	}
	running, err := private.Start(t.Context(), private.Options{Dir: oldDir}) // as serve holds it
	must(t, err)
	t.Cleanup(func() { _ = running.Close(context.WithoutCancel(t.Context())) })
	old.refused(t, exitUsage, "--force", "backup", file)
	old.must(t, "backup", "--force", file)

	fresh, freshDir := newMachine(t)
	bad := filepath.Join(t.TempDir(), "bad")
	must(t, os.WriteFile(bad, content[:len(content)/2], 0o600))
	fresh.refused(t, exitUsage, "cut short", "restore", bad)
	if entries, err := os.ReadDir(freshDir); err != nil || len(entries) != 0 {
		t.Errorf("a bad file made %v, %v", entries, err)
	}
	fresh.must(t, "restore", file)
	if users := fresh.must(t, "user", "list"); users != old.must(t, "user", "list") || !strings.HasPrefix(users, "ana@example.com") {
		t.Errorf("the users are %s", users)
	}
	fresh.refused(t, exitFailure, "holds data", "restore", file)
}

// books is a conversation that ends in a booking.
const books = `hola, mi lavadora no centrifuga. vivo en Ñuñoa, Irarrázaval 2345 depto 502, me llamo Camila Soto
Mademsa
lo antes posible
1
sí
`

// An organisation talks and books while it is backed up; the copy has the same visits, and answers.
func TestABackupOfATalkingOrganisationIsRestored(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	url, drop, err := demoCopy(ctx, testkit.ServerURL(t))
	must(t, err)
	t.Cleanup(drop)
	d, err := db.Open(ctx, url, systemClock, ids.System(systemClock))
	must(t, err)
	must(t, demo.Prepare(ctx, d))
	d.Close()
	file := filepath.Join(t.TempDir(), "x.chasqui")
	old := machine{env: []string{"DATABASE_URL=" + url}, in: books}
	if said := old.must(t, "chat", "--json", "--as", "+56961000000"); !strings.Contains(said, "visit.booked") {
		t.Fatalf("nothing was booked: %s", said)
	}
	stop, stopped := make(chan struct{}), make(chan int)
	go func() { stopped <- keepBooking(t, old, stop) }()
	old.must(t, "backup", file)
	close(stop)
	t.Logf("%d conversations during the backup", <-stopped)

	copied := machine{env: []string{"DATABASE_URL=" + testkit.Database(t)}, in: "¿a qué hora vienen?\n"}
	if said := copied.must(t, "restore", file); !strings.Contains(said, "every table is as it was backed up") {
		t.Errorf("restore said %q", said)
	}
	if said := copied.must(t, "chat", "--as", "+56961000000"); !strings.Contains(said, "lavadora") {
		t.Errorf("the copy does not know the visit: %s", said)
	}
}

// keepBooking has one person after another book, and says how many did.
func keepBooking(t *testing.T, m machine, stop <-chan struct{}) int {
	for n := 1; ; n++ {
		select {
		case <-stop:
			return n - 1
		default:
		}
		if code, _, errs := m.run(t, "chat", "--as", fmt.Sprintf("+5696100%04d", n)); code != exitOK {
			t.Errorf("chat: %s", errs)
			return n - 1
		}
	}
}

func TestProgressIsSaidOnlyWhenItTakesLong(t *testing.T) {
	t.Parallel()
	var errs bytes.Buffer
	hands := clock.NewManual(testkit.Start)
	step, end := program{err: &errs}.progress("backup", hands)
	step(10)
	hands.Advance(9 * time.Second)
	step(20)
	if errs.Len() != 0 {
		t.Errorf("said %q", errs.String())
	}
	hands.Advance(2 * time.Second)
	step(12_345_678)
	step(12_345_679)
	end()
	if got := errs.String(); got != "backup: 12.3 MB ...\n" {
		t.Errorf("said %q", got)
	}
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 999_949: "999.9 kB", 999_950: "1.0 MB", 5e12: "5.0 TB"} {
		if got := size(n); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}
