package private

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Options of Start.
type Options struct {
	// Dir is the data folder; the server lives in Dir/postgres. Empty: DefaultDir.
	Dir string
	// Throwaway trades durability for speed (no fsync): for tests, whose data nobody misses.
	Throwaway bool
	// Log hears of starts and stops. Nil: nothing is logged.
	Log *slog.Logger
}

// Server is this process's use of the private server.
type Server struct {
	home   home
	users  *lockFile
	url    string
	Binary string // folder of the server's programs; empty when this process attached to a running server
}

// DefaultDir is /var/lib/chasqui for root, otherwise the user's data folder.
func DefaultDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/lib/chasqui", nil
	}
	if x := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(x) {
		return filepath.Join(x, "chasqui"), nil
	}
	user, err := os.UserHomeDir()
	if err != nil {
		return "", fault.New(fault.Unavailable, "private.dir.none", fault.Text("no home folder: set CHASQUI_DATA"), fault.Cause(err))
	}
	return filepath.Join(user, ".local", "share", "chasqui"), nil
}

// Start attaches to the private server of the folder, starting it if nobody has. Close it when done.
func Start(ctx context.Context, o Options) (*Server, error) {
	h, err := newHome(o)
	if err != nil {
		return nil, err
	}
	turn, err := lockExclusive(ctx, h.path("lock"))
	if err != nil {
		return nil, err
	}
	defer turn.unlock()
	users, err := lockShared(ctx, h.path("users"))
	if err != nil {
		return nil, err
	}
	s := &Server{home: h, users: users}
	if err := s.attachOrStart(ctx); err != nil {
		users.unlock()
		return nil, err
	}
	return s, nil
}

func (s *Server) attachOrStart(ctx context.Context) error {
	h := s.home
	if pm, ok := h.postmaster(); ok && pm.running(h) {
		if err := pm.ready(ctx, h); err != nil {
			return err
		}
		s.url = pm.url(h)
		h.log.Debug("attached to the private Postgres", "pid", pm.pid)
		return nil
	}
	pg, err := h.programs(ctx)
	if err != nil {
		return err
	}
	if err := h.initialise(ctx, pg); err != nil {
		return err
	}
	pm, err := h.launch(ctx, pg)
	if err != nil {
		return err
	}
	s.url, s.Binary = pm.url(h), pg.dir
	h.log.Debug("started the private Postgres", "pid", pm.pid, "version", pg.major, "dir", h.data())
	return nil
}

// URL connects to the server's database "postgres" as a superuser.
func (s *Server) URL() string { return s.url }

// Close ends this process's use; the last user's Close stops the server and waits for it. It is safe to call twice.
func (s *Server) Close(ctx context.Context) error {
	if s.users == nil {
		return nil
	}
	turn, err := lockExclusive(ctx, s.home.path("lock"))
	if err != nil {
		s.users.unlock()
		return err
	}
	defer turn.unlock()
	s.users.unlock()
	s.users = nil
	alone, err := tryExclusive(s.home.path("users"))
	if errors.Is(err, errLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	defer alone.unlock()
	pm, ok := s.home.postmaster()
	if !ok || !pm.running(s.home) {
		return nil
	}
	return pm.stop(ctx, s.home)
}

// home is the folder of one private server.
type home struct {
	dir       string // Dir/postgres
	throwaway bool
	owner     owner
	log       *slog.Logger
	find      func(context.Context) []programs
	download  func(ctx context.Context, h home, major int) (programs, error)
}

func newHome(o Options) (home, error) {
	if o.Dir == "" {
		d, err := DefaultDir()
		if err != nil {
			return home{}, err
		}
		o.Dir = d
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return home{}, fmt.Errorf("private postgres: %w", err)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	h := home{dir: filepath.Join(dir, "postgres"), throwaway: o.Throwaway, log: o.Log, find: findPrograms, download: downloadPrograms}
	if h.owner, err = serverOwner(); err != nil {
		return home{}, err
	}
	if err := h.prepare(); err != nil {
		return home{}, fault.New(fault.Unavailable, "private.dir.unusable", fault.Cause(err),
			fault.Text("the data folder "+dir+" cannot be used (set CHASQUI_DATA to another)"))
	}
	return h, nil
}

// prepare makes the folder, which belongs to the server's user and is closed to everyone else.
func (h home) prepare() error {
	if err := os.MkdirAll(filepath.Dir(h.dir), 0o755); err != nil {
		return err
	}
	if err := os.Mkdir(h.dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	if err := h.owner.give(h.dir); err != nil {
		return err
	}
	if !h.owner.owns(h.dir) {
		return fmt.Errorf("%s is open to others or belongs to another user", h.dir)
	}
	return h.owner.reaches(h.dir)
}

func (h home) path(name string) string { return filepath.Join(h.dir, name) }

// data is the data folder.
func (h home) data() string { return h.path("data") }

// version is the major version that made the data folder, 0 when there is none yet.
func (h home) version() (int, error) {
	text, err := os.ReadFile(filepath.Join(h.data(), "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("private postgres: %w", err)
	}
	v, err := strconv.Atoi(string(firstLine(text)))
	if err != nil {
		return 0, fmt.Errorf("private postgres: %s/PG_VERSION is not a number", h.data())
	}
	return v, nil
}
