package private

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// programs is a folder with the server's programs.
type programs struct {
	dir   string
	major int
}

func (p programs) path(name string) string { return filepath.Join(p.dir, name) }

// programs chooses what may run the folder: the version that made it, or the newest for a new one.
func (h home) programs(ctx context.Context) (programs, error) {
	made, err := h.version()
	if err != nil {
		return programs{}, err
	}
	found := h.find(ctx)
	for _, p := range found {
		if made == 0 || p.major == made {
			return p, nil
		}
	}
	p, err := h.download(ctx, h, made)
	if err == nil {
		return p, nil
	}
	if made != 0 && len(found) > 0 {
		return programs{}, fault.New(fault.Unavailable, "private.version.mismatch", fault.Cause(err), fault.Text(fmt.Sprintf(
			"%s was made by Postgres %d and this machine has %d: install postgresql-%d, or set DATABASE_URL or CHASQUI_DATA",
			h.data(), made, found[0].major, made)))
	}
	return programs{}, fault.New(fault.Unavailable, "private.postgres.missing", fault.Cause(err), fault.Text(
		"no Postgres server here and none could be downloaded: install one (Debian: apt-get install postgresql; macOS: brew install postgresql) or set DATABASE_URL"))
}

// Folders are where programs of Postgres are installed on this machine, in the order in which they are looked at.
func Folders(ctx context.Context) []string {
	var dirs []string
	if p, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			p = real
		}
		dirs = append(dirs, filepath.Dir(p))
	}
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, string(bytes.TrimSpace(out)))
	}
	for _, glob := range []string{
		"/usr/lib/postgresql/*/bin",                          // Debian
		"/usr/pgsql-*/bin",                                   // Red Hat
		"/opt/homebrew/opt/postgresql@*/bin",                 // Homebrew
		"/usr/local/opt/postgresql@*/bin",                    // Homebrew on Intel
		"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",    // Homebrew on Linux
		"/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
		"/usr/libexec/postgresql*",                           // Alpine
	} {
		found, _ := filepath.Glob(glob) // the patterns are right
		dirs = append(dirs, found...)
	}
	var once []string
	for _, d := range dirs {
		if !slices.Contains(once, d) {
			once = append(once, d)
		}
	}
	return once
}

// findPrograms looks where servers are installed; the newest first.
func findPrograms(ctx context.Context) []programs {
	var all []programs
	for _, d := range Folders(ctx) {
		if p, ok := inspect(ctx, d); ok {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b programs) int { return b.major - a.major })
	return all
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect reports whether dir holds a server of a version that Chasqui runs on, and which.
func inspect(ctx context.Context, dir string) (programs, bool) {
	for _, name := range []string{"postgres", "initdb"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.IsDir() {
			return programs{}, false
		}
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return programs{}, false
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return programs{}, false
	}
	major, err := strconv.Atoi(string(m[1]))
	if err != nil || major < oldestMajor {
		return programs{}, false
	}
	return programs{dir: dir, major: major}, true
}

// oldestMajor is the oldest Postgres the migrations run on (DROP DATABASE WITH FORCE, multiranges).
const oldestMajor = 14
