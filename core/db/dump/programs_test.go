package dump_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/core/db/dump"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestTheOldestProgramThatIsNotTooOldIsChosen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wanted int
		here   []int
		want   int
	}{{15, []int{17, 15, 16}, 15}, {16, []int{17, 15}, 17}, {15, []int{14}, 0}, {15, nil, 0}} {
		got, err := dump.Choose(c.wanted, c.here...)
		if got != c.want || (err == nil) != (c.want != 0) {
			t.Errorf("%d of %v: %d, %v", c.wanted, c.here, got, err)
		}
		if err != nil && (!fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "apt-get install postgresql-client-15")) {
			t.Errorf("got %v", err)
		}
	}
}

func TestProgramsGetTheConnectionByTheirEnvironment(t *testing.T) {
	t.Parallel()
	environ := []string{"PATH=/bin", "PGSERVICE=other", "PGHOST=other", "PGOPTIONS=-c x=y", "LC_ALL=es_CL.UTF-8"}
	for url, want := range map[string][]string{
		"postgres://u:p%40ss@h.example:5433/d?sslmode=require&pool_max_conns=5": {
			"PGHOST=h.example", "PGPORT=5433", "PGUSER=u", "PGPASSWORD=p@ss", "PGDATABASE=d", "PGSSLMODE=require",
		},
		`host=h.example user=u password='it\'s' dbname=d sslmode=disable`: {
			"PGHOST=h.example", "PGPORT=5432", "PGUSER=u", "PGPASSWORD=it's", "PGDATABASE=d", "PGSSLMODE=disable",
		},
		"postgres:///d?host=%2Ftmp&user=u": {"PGHOST=/tmp", "PGUSER=u", "PGDATABASE=d"},
	} {
		got, err := dump.Environment(slices.Clone(environ), url)
		must(t, err)
		for _, w := range append(want, "PATH=/bin", "LC_ALL=C") {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %s in %v", url, w, got)
			}
		}
		for _, g := range got {
			if strings.Contains(g, "other") || strings.HasPrefix(g, "PGOPTIONS") || g == "PGPASSWORD=" {
				t.Errorf("%s: %s", url, g)
			}
		}
	}
}
