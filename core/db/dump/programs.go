package dump

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db/private"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// program is pg_dump or pg_restore of some version.
type program struct {
	path  string
	major int
}

// find gives the program of the wanted major version, or the next newer one that is here.
func find(ctx context.Context, name string, wanted int) (program, error) {
	dirs := private.Folders(ctx)
	if p, err := exec.LookPath(name); err == nil {
		dirs = append(dirs, filepath.Dir(p))
	}
	var found []program
	for _, d := range dirs {
		p := program{path: filepath.Join(d, name)}
		out, err := exec.CommandContext(ctx, p.path, "--version").Output()
		if m := versionLine.FindSubmatch(out); err == nil && m != nil {
			p.major, _ = strconv.Atoi(string(m[1])) // digits
			found = append(found, p)
		}
	}
	return choose(name, wanted, found)
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// choose takes the oldest that is not too old.
func choose(name string, wanted int, found []program) (program, error) {
	slices.SortStableFunc(found, func(a, b program) int { return cmp.Compare(a.major, b.major) })
	for _, p := range found {
		if p.major >= wanted {
			return p, nil
		}
	}
	what := fmt.Sprintf("there is no %s here", name)
	if n := len(found); n > 0 {
		what = fmt.Sprintf("%s here is of Postgres %d and %d is needed", name, found[n-1].major, wanted)
	}
	return program{}, fault.New(fault.Unavailable, "dump.program.missing", fault.Text(fmt.Sprintf(
		"%s: install it (Debian: apt-get install postgresql-client-%d; macOS: brew install postgresql@%d)", what, wanted, wanted)))
}

// command runs the program on the database of a session.
func (p program) command(ctx context.Context, on *pgx.ConnConfig, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p.path, append([]string{"--no-password"}, args...)...)
	cmd.Env = environment(os.Environ(), on)
	cmd.Stderr = &bytes.Buffer{}
	return cmd
}

// run says in one line what went wrong.
func run(ctx context.Context, cmd *exec.Cmd) error {
	err := cmd.Run()
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	name := filepath.Base(cmd.Path)
	if said, ok := cmd.Stderr.(*bytes.Buffer); ok {
		for line := range strings.Lines(said.String()) {
			if _, what, ok := strings.Cut(line, "error: "); ok {
				return fmt.Errorf("%s: %s", name, strings.TrimSpace(what))
			}
		}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// environment is how libpq reaches the database of a session. Variables of ours that would say otherwise are left out.
func environment(environ []string, on *pgx.ConnConfig) []string {
	env := slices.DeleteFunc(environ, func(v string) bool {
		return strings.HasPrefix(v, "PG") && !strings.HasPrefix(v, "PGSSL") && !strings.HasPrefix(v, "PGCONNECT_TIMEOUT") ||
			strings.HasPrefix(v, "LC_") || strings.HasPrefix(v, "LANG")
	})
	env = append(env, "LC_ALL=C", "PGHOST="+on.Host, "PGPORT="+strconv.Itoa(int(on.Port)), "PGUSER="+on.User, "PGDATABASE="+on.Database,
		"PGAPPNAME=chasqui")
	if on.Password != "" {
		env = append(env, "PGPASSWORD="+on.Password)
	}
	for _, name := range []string{"sslmode", "sslrootcert", "sslcert", "sslkey", "sslsni"} {
		if v, ok := setting(on.ConnString(), name); ok {
			env = append(env, strings.ToUpper("PG"+name)+"="+v)
		}
	}
	return env
}

// setting finds a setting in a connection string of either form.
func setting(s, name string) (string, bool) {
	if strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://") {
		u, err := url.Parse(s)
		if err != nil {
			return "", false
		}
		return u.Query().Get(name), u.Query().Has(name)
	}
	m := regexp.MustCompile(`(?:^|\s)` + name + `\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))`).FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	return escaped.ReplaceAllString(m[1]+m[2], "$1"), true
}

var escaped = regexp.MustCompile(`\\(.)`)
