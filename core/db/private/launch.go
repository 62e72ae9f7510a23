package private

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// superuser is the only role of the private server.
const superuser = "chasqui"

// socketPathMax is the length of sockaddr_un's path on Linux without its final zero; macOS has 103.
const socketPathMax = 103

// initialise makes the data folder when there is none. A folder that initdb did not finish has no PG_VERSION at its end, and is
// put aside by name, not deleted.
func (h home) initialise(ctx context.Context, pg programs) error {
	made, err := h.version()
	if err != nil || made != 0 {
		return err
	}
	password, err := h.password()
	if err != nil {
		return err
	}
	// initdb works in a folder of another name, which gets its own only when it is whole.
	building, err := os.MkdirTemp(h.dir, "initdb-")
	if err != nil {
		return fmt.Errorf("private postgres: %w", err)
	}
	if err := h.owner.give(building); err != nil {
		return err
	}
	args := []string{
		"--pgdata=" + building, "--username=" + superuser, "--pwfile=" + password,
		"--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--lc-collate=C", "--lc-messages=C",
	}
	if h.throwaway {
		args = append(args, "--no-sync")
	}
	out, err := h.initdb(ctx, pg, append(args, "--lc-ctype="+utf8Type())...)
	if err != nil { // no such locale here
		out, err = h.initdb(ctx, pg, append(args, "--lc-ctype=C")...)
	}
	if err != nil {
		_ = os.Remove(building) // only if it is empty
		return fault.New(fault.Unavailable, "private.initdb.failed", fault.Cause(err), fault.Text("initdb: "+lastLine(out)))
	}
	if err := os.Rename(building, h.data()); err != nil {
		return fmt.Errorf("private postgres: %w", err)
	}
	return nil
}

func (h home) initdb(ctx context.Context, pg programs, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, pg.path("initdb"), args...)
	h.owner.prepare(cmd)
	return cmd.CombinedOutput()
}

func utf8Type() string {
	if runtime.GOOS == "darwin" {
		return "UTF-8"
	}
	return "C.UTF-8"
}

// password is the file with the password for connections over TCP, made on first use.
func (h home) password() (string, error) {
	path := h.path("password")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	var random [24]byte
	_, _ = rand.Read(random[:]) // never fails
	if err := os.WriteFile(path, []byte(hex.EncodeToString(random[:])+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("private postgres: %w", err)
	}
	return path, h.owner.give(path)
}

// launch starts the server and waits until it answers.
func (h home) launch(ctx context.Context, pg programs) (postmaster, error) {
	if pm, ok := h.postmaster(); ok {
		// Not running (the caller asked), but its number may belong to another process now, which would make Postgres refuse.
		h.log.Info("recovering after a crash", "pid", pm.pid)
		if err := os.Remove(filepath.Join(h.data(), "postmaster.pid")); err != nil {
			return postmaster{}, fmt.Errorf("private postgres: %w", err)
		}
	}
	args, err := h.settings(ctx)
	if err != nil {
		return postmaster{}, err
	}
	logFile, err := os.OpenFile(h.path("log"), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return postmaster{}, fmt.Errorf("private postgres: %w", err)
	}
	defer logFile.Close()
	cmd := exec.Command(pg.path("postgres"), args...) //nolint:noctx // it outlives this call, and this process
	h.owner.prepare(cmd)
	cmd.Stdout, cmd.Stderr = logFile, logFile
	if err := cmd.Start(); err != nil {
		return postmaster{}, fault.New(fault.Unavailable, "private.start.failed", fault.Text("cannot start Postgres"), fault.Cause(err))
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // what went wrong is in its log
		close(ended)
	}()
	pm, err := h.await(ctx, cmd.Process.Pid, ended)
	if err != nil {
		return postmaster{}, err
	}
	h.watch(pm)
	return pm, nil
}

// settings are the server's arguments.
func (h home) settings(ctx context.Context) ([]string, error) {
	set := []string{
		"max_connections=300", "shared_buffers=128MB", "max_locks_per_transaction=256", "timezone=UTC", "log_timezone=UTC",
		"logging_collector=off", "log_min_messages=warning", "log_checkpoints=off", "jit=off",
	}
	if h.throwaway {
		set = append(set, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
			"max_connections=1000", "max_wal_size=4GB", "checkpoint_timeout=1h", "wal_level=minimal", "max_wal_senders=0")
	}
	if dir, err := h.socketDir(); err == nil {
		set = append(set, "listen_addresses=", "port=5432", "unix_socket_directories="+dir, "unix_socket_permissions=0700")
	} else {
		port, err := freePort(ctx)
		if err != nil {
			return nil, err
		}
		set = append(set, "listen_addresses=127.0.0.1", "port="+strconv.Itoa(port), "unix_socket_directories=")
	}
	args := []string{"-D", h.data()}
	for _, s := range set {
		args = append(args, "-c", s)
	}
	return args, nil
}

var errSocketPath = errors.New("the path of a socket would be too long")

// socketDir is a folder that only the server's user and root can enter, with a path short enough for a socket: the server's own
// folder, or one in the folder for temporary files named after it.
func (h home) socketDir() (string, error) {
	fits := func(dir string) bool {
		return len(dir)+len("/.s.PGSQL.5432") <= socketPathMax && !strings.ContainsAny(dir, ",\"' ")
	}
	if fits(h.dir) {
		return h.dir, nil
	}
	name := sha256.Sum256([]byte(h.dir))
	dir := filepath.Join(os.TempDir(), "chasqui-"+hex.EncodeToString(name[:])[:12])
	if !fits(dir) {
		return "", errSocketPath
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	if err := h.owner.give(dir); err != nil {
		return "", err
	}
	if !h.owner.owns(dir) { // somebody else was there first
		return "", errSocketPath
	}
	return dir, nil
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return bytes.TrimSpace(line)
}

func lastLine(b []byte) string {
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.Contains(lines[i], "error:") || strings.Contains(lines[i], "FATAL:") {
			return strings.TrimSpace(lines[i])
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}
