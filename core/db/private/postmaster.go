package private

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// postmaster is what the running server wrote of itself into postmaster.pid.
type postmaster struct {
	pid    int
	socket string // folder, empty when it listens on TCP
	port   int
}

// Lines of postmaster.pid (src/include/utils/pidfile.h).
const (
	linePID    = 0
	linePort   = 3
	lineSocket = 4
	lineStatus = 7
)

// startTimeout is long because a server may have to recover from its log first.
const startTimeout = 90 * time.Second

// postmaster reads postmaster.pid. It is false when there is none, or it is not whole yet.
func (h home) postmaster() (postmaster, bool) {
	text, err := os.ReadFile(filepath.Join(h.data(), "postmaster.pid"))
	if err != nil {
		return postmaster{}, false
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[linePID]))
	if err != nil || pid <= 0 {
		return postmaster{}, false
	}
	pm := postmaster{pid: pid}
	if len(lines) > lineSocket {
		pm.port, _ = strconv.Atoi(strings.TrimSpace(lines[linePort]))
		pm.socket = strings.TrimSpace(lines[lineSocket])
	}
	return pm, true
}

// running reports whether the process is alive and this folder's server, not another that got its number after a crash.
func (p postmaster) running(h home) bool {
	if err := syscall.Kill(p.pid, 0); err != nil && !errors.Is(err, syscall.EPERM) {
		return false
	}
	if runtime.GOOS != "linux" {
		out, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(p.pid)).Output() //nolint:noctx // immediate
		return err == nil && strings.Contains(string(out), h.data())
	}
	if state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid)); err == nil && zombie(string(state)) {
		return false
	}
	cmdline, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", p.pid))
	return err == nil && strings.Contains(string(cmdline), "\x00"+h.data()+"\x00")
}

func zombie(stat string) bool {
	i := strings.LastIndexByte(stat, ')') // the name before may hold anything
	return i >= 0 && strings.HasPrefix(stat[i:], ") Z")
}

func (p postmaster) url(h home) string {
	q := url.Values{"user": {superuser}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", Path: "/postgres"}
	if p.socket != "" {
		q.Set("host", p.socket)
		q.Set("port", strconv.Itoa(p.port))
	} else {
		u.Host = "127.0.0.1:" + strconv.Itoa(p.port)
		if password, err := os.ReadFile(h.path("password")); err == nil {
			q.Set("password", string(firstLine(password)))
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// await waits until the server that was started as pid answers, or ended says that it will not.
func (h home) await(ctx context.Context, pid int, ended <-chan struct{}) (postmaster, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		if pm, ok := h.postmaster(); ok && pm.pid == pid && pm.port != 0 && pm.ping(ctx, h) == nil {
			return pm, nil
		}
		select {
		case <-ended:
			return postmaster{}, fault.New(fault.Unavailable, "private.start.failed",
				fault.Text("Postgres did not start (log: "+h.path("log")+"): "+h.lastLog()))
		default:
		}
		if err := clock.Wait(ctx, 10*time.Millisecond); err != nil {
			return postmaster{}, h.slow(err)
		}
	}
}

// ready waits until a running server answers; it may be starting or recovering.
func (p postmaster) ready(ctx context.Context, h home) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		if p.port != 0 && p.ping(ctx, h) == nil {
			return nil
		}
		if !p.running(h) {
			return fault.New(fault.Unavailable, "private.start.failed", fault.Text("the private Postgres stopped meanwhile: try again"))
		}
		if err := clock.Wait(ctx, 20*time.Millisecond); err != nil {
			return h.slow(err)
		}
	}
}

func (h home) slow(err error) error {
	return fault.New(fault.Unavailable, "private.start.slow", fault.Cause(err),
		fault.Text("the private Postgres does not answer (log: "+h.path("log")+")"))
}

func (h home) lastLog() string {
	text, err := os.ReadFile(h.path("log"))
	if err != nil {
		return err.Error()
	}
	return lastLine(text)
}

func (p postmaster) ping(ctx context.Context, h home) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, p.url(h))
	if err != nil {
		return err
	}
	return c.Close(ctx)
}

// stop ends the server the fast way: open transactions roll back, sessions end, everything is on disk.
func (p postmaster) stop(ctx context.Context, h home) error {
	if err := syscall.Kill(p.pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("stop the private postgres: %w", err)
	}
	for p.running(h) {
		if err := clock.Wait(ctx, 5*time.Millisecond); err != nil {
			return fmt.Errorf("stop the private postgres: %w", err)
		}
	}
	return nil
}

// watchdog stops a server whose users are all gone. It asks every few seconds for the users' lock, alone; holding it, it stops
// the server, and who comes meanwhile waits at that lock and starts it anew. It goes by postmaster.pid, which a stopped server
// removes, and not by the process, which stays as a zombie where nobody reaps orphans (many containers).
const watchdog = `
runs() { p=; read -r p <"$3" && [ "$p" = "$1" ] && kill -0 "$1"; }
while sleep 5; do
  runs "$@" || exit 0
  flock -n -x 9 || continue
  kill -INT "$1"
  n=0
  while runs "$@" && [ $n -lt 600 ]; do sleep 0.1; n=$((n+1)); done
  exit 0
done 9<>"$2" 2>/dev/null`

// watch starts the watchdog. Without the flock program (macOS) an orphaned server runs until the next Chasqui leaves it.
func (h home) watch(pm postmaster) {
	if _, err := exec.LookPath("flock"); err != nil {
		return
	}
	if err := h.owner.give(h.path("users")); err != nil {
		return
	}
	cmd := exec.Command("sh", "-c", watchdog, "chasqui-watchdog", //nolint:noctx // it outlives us
		strconv.Itoa(pm.pid), h.path("users"), filepath.Join(h.data(), "postmaster.pid"))
	h.owner.prepare(cmd)
	if err := cmd.Start(); err != nil {
		h.log.Warn("no watchdog for the private Postgres", "error", err)
		return
	}
	go func() { _ = cmd.Wait() }()
}
