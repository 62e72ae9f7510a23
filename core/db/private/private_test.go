package private_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db/private"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// helperDir makes this test binary a Chasqui process: it attaches to the server of the folder, prints its URL, and leaves when
// its stdin ends.
const helperDir = "CHASQUI_PRIVATE_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		os.Exit(helper(dir))
	}
	os.Exit(m.Run())
}

func helper(dir string) int {
	ctx := context.Background()
	s, err := private.Start(ctx, private.Options{Dir: dir, Throwaway: true})
	if err != nil {
		fmt.Println("error: " + err.Error())
		return 1
	}
	fmt.Println(s.URL())
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := s.Close(ctx); err != nil {
		return 1
	}
	return 0
}

// process is another Chasqui process on the same folder.
type process struct {
	cmd   *exec.Cmd
	stdin io.Closer
	url   string
}

func startProcess(t *testing.T, dir string) process {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), helperDir+"="+dir)
	in, ierr := cmd.StdinPipe()
	out, oerr := cmd.StdoutPipe()
	if err := errors.Join(ierr, oerr); err != nil {
		t.Error(err)
		return process{}
	}
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return process{}
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.HasPrefix(line, "error:") {
		t.Errorf("the other process: %s %v", line, err)
		return process{}
	}
	return process{cmd: cmd, stdin: in, url: strings.TrimSpace(line)}
}

func (p process) leave(t *testing.T) {
	t.Helper()
	if p.cmd == nil {
		return // said already
	}
	_ = p.stdin.Close()
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the other process: %v", err)
	}
}

func (p process) kill() {
	if p.cmd == nil {
		return
	}
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func options(t *testing.T) private.Options {
	t.Helper()
	if !private.Found(t.Context()) {
		t.Skip("no Postgres server is installed here")
	}
	dir, err := os.MkdirTemp("", "chasqui-private-") //nolint:usetesting // t.TempDir is closed to the server's user
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return private.Options{Dir: dir, Throwaway: true}
}

func start(t *testing.T, o private.Options) *private.Server {
	t.Helper()
	s, err := private.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return s
}

// run executes SQL and gives its only value.
func run[T any](t *testing.T, url, sql string) T {
	t.Helper()
	var v T
	c, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.WithoutCancel(t.Context()))
	if err := c.QueryRow(t.Context(), sql).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAServerKeepsItsDataFromOneStartToTheNext(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Throwaway = false
	s := start(t, o)
	if got := run[string](t, s.URL(), `SHOW timezone`); got != "UTC" {
		t.Errorf("time zone %s", got)
	}
	if got := run[string](t, s.URL(), `SELECT lower('ÑANDÚ')`); got != "ñandú" {
		t.Errorf("lower('ÑANDÚ') is %s: letters beyond ASCII are not known", got)
	}
	execute(t, s.URL(), `CREATE TABLE kept AS SELECT 42 AS n`)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if pid := private.PID(o); pid != 0 {
		t.Fatalf("the server still runs as %d after the last left", pid)
	}
	began := time.Now() //nolint:forbidigo // measures
	again := start(t, o)
	if took := time.Since(began); took > 2*time.Second { //nolint:forbidigo // measures
		t.Errorf("starting an initialised server took %v", took)
	}
	if got := run[int](t, again.URL(), `SELECT n FROM kept`); got != 42 {
		t.Errorf("got %d", got)
	}
}

func execute(t *testing.T, url, sql string) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.WithoutCancel(t.Context()))
	if _, err := c.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func TestProcessesShareOneServerAndTheLastStopsIt(t *testing.T) {
	t.Parallel()
	o := options(t)
	a, b := startProcess(t, o.Dir), startProcess(t, o.Dir)
	s := start(t, o)
	if a.url != b.url || a.url != s.URL() {
		t.Errorf("three URLs: %s, %s, %s", a.url, b.url, s.URL())
	}
	pid := private.PID(o)
	a.leave(t) // who started it leaves first
	b.leave(t)
	if got := private.PID(o); got != pid {
		t.Fatalf("the server's process was %d and is %d while it is used", pid, got)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if private.PID(o) != 0 {
		t.Error("the server still runs after the last left")
	}
}

func TestTwoProcessesThatStartAtOnceGetOneServer(t *testing.T) {
	t.Parallel()
	o := options(t)
	processes := make([]process, 3)
	var wg sync.WaitGroup
	for i := range processes {
		wg.Go(func() { processes[i] = startProcess(t, o.Dir) })
	}
	wg.Wait()
	for _, p := range processes {
		if p.cmd == nil {
			t.Fatal("a process did not start")
		}
		if got := run[int](t, p.url, `SELECT 1`); got != 1 {
			t.Errorf("got %d", got)
		}
		defer p.leave(t)
	}
}

func TestAKilledProcessHarmsNeitherServerNorData(t *testing.T) {
	t.Parallel()
	o := options(t)
	a := startProcess(t, o.Dir)
	execute(t, a.url, `CREATE TABLE kept AS SELECT 42 AS n`)
	pid := private.PID(o)
	a.kill()
	s := start(t, o) // within the watchdog's five seconds: the server still runs
	if got := private.PID(o); got != pid {
		t.Errorf("the server was %d and is %d", pid, got)
	}
	if got := run[int](t, s.URL(), `SELECT n FROM kept`); got != 42 {
		t.Errorf("got %d", got)
	}
}

func TestAServerWithoutUsersIsStoppedByItsWatchdog(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("flock"); err != nil {
		t.Skip("no flock program here")
	}
	o := options(t)
	a := startProcess(t, o.Dir)
	a.kill()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for private.PID(o) != 0 {
		if clock.Wait(ctx, 50*time.Millisecond) != nil {
			t.Fatal("the server still runs")
		}
	}
}

func TestAKilledServerIsRecovered(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Throwaway = false
	s := start(t, o)
	execute(t, s.URL(), `CREATE TABLE kept AS SELECT 42 AS n`)
	if err := syscall.Kill(private.PID(o), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for private.PID(o) != 0 {
		if clock.Wait(t.Context(), 5*time.Millisecond) != nil {
			t.Fatal("the server survived")
		}
	}
	again := start(t, o)
	if got := run[int](t, again.URL(), `SELECT n FROM kept`); got != 42 {
		t.Errorf("got %d", got)
	}
}

func TestAStalePidFileOfAnotherLivingProcessDoesNotStopTheServer(t *testing.T) {
	t.Parallel()
	o := options(t)
	s := start(t, o)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(o.Dir, "postgres", "data")
	stale := fmt.Sprintf("%d\n%s\n1700000000\n5432\n%s\n\n", os.Getpid(), data, filepath.Dir(data))
	if err := os.WriteFile(filepath.Join(data, "postmaster.pid"), []byte(stale), 0o600); err != nil {
		t.Fatal(err)
	}
	again := start(t, o)
	if got := run[int](t, again.URL(), `SELECT 1`); got != 1 {
		t.Errorf("got %d", got)
	}
}

func TestAFolderTooDeepForASocketIsServedAnyway(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Dir = filepath.Join(o.Dir, strings.Repeat("deep/", 20))
	s := start(t, o)
	if got := run[int](t, s.URL(), `SELECT 1`); got != 1 {
		t.Errorf("got %d", got)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	if dir := u.Query().Get("host"); dir != "" {
		_ = os.Remove(dir) // the socket's folder, outside the test's
	}
}

func TestAFolderOfAnotherVersionIsRefusedInOneLineAndKept(t *testing.T) {
	t.Parallel()
	o := options(t)
	data := filepath.Join(o.Dir, "postgres", "data")
	s := start(t, o)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte("11\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := private.StartWithout(t.Context(), o, 16, 15)
	wantOneLine(t, err, "was made by Postgres 11", "install postgresql-11")
	if _, err := os.Stat(filepath.Join(data, "base")); err != nil {
		t.Errorf("the data folder was touched: %v", err)
	}
}

func TestAMachineWithoutPostgresIsToldWhatToInstall(t *testing.T) {
	t.Parallel()
	o := options(t)
	_, err := private.StartWithout(t.Context(), o)
	wantOneLine(t, err, "apt-get install postgresql", "DATABASE_URL")
}

func wantOneLine(t *testing.T, err error, parts ...string) {
	t.Helper()
	if fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("got %v", err)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("%q does not say %q", err, p)
		}
	}
}

func TestRootIsToldOfAFolderThatTheServersUserCannotEnter(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root gives its server another user")
	}
	o := options(t)
	if err := os.Chmod(o.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := private.Start(t.Context(), o)
	wantOneLine(t, err, "cannot enter", "CHASQUI_DATA")
}
