package dump_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/db/dump"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/migrations"
)

func TestAFileThatIsNotWholeIsRefused(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(backup(t, used(t, 10)).Path)
	must(t, err)
	path := filepath.Join(t.TempDir(), "bad")
	refused := func(what string, content []byte) {
		t.Helper()
		must(t, os.WriteFile(path, content, 0o600))
		f, err := dump.Open(t.Context(), path)
		if err == nil {
			_ = f.Close()
		}
		if !fault.Is(err, fault.Invalid) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, n := range []int{0, 1, 511, 512, 513, 20000, len(whole) / 2, len(whole) - 5000, len(whole) - 1024, len(whole) - 1} {
		refused("cut", whole[:n])
	}
	for _, at := range []int{3, 600, len(whole) / 3, len(whole) / 2, bytes.Index(whole, []byte(`"checksum": "`)) + 14} {
		bent := bytes.Clone(whole)
		bent[at] ^= 1
		refused("bent", bent)
	}
	refused("text", []byte(strings.Repeat("hola\n", 1000)))
	refused("a dump alone", whole[512:])
	if _, err := dump.Open(t.Context(), filepath.Join(t.TempDir(), "none")); !fault.Is(err, fault.Invalid) {
		t.Errorf("no file: %v", err)
	}
	if _, err := dump.Open(t.Context(), t.TempDir()); !fault.Is(err, fault.Invalid) {
		t.Errorf("a folder: %v", err)
	}
}

// retold is a backup with another manifest.
func retold(t *testing.T, f *dump.File, change func(*dump.Manifest)) string {
	t.Helper()
	in, err := os.Open(f.Path)
	must(t, err)
	defer in.Close()
	path := filepath.Join(t.TempDir(), "retold")
	out, err := os.Create(path)
	must(t, err)
	defer out.Close()
	r, w := tar.NewReader(in), tar.NewWriter(out)
	sums := ""
	for _, name := range []string{"dump.pgc", "manifest.json", "SHA256SUMS"} {
		h, err := r.Next()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		switch name {
		case "manifest.json":
			var m dump.Manifest
			must(t, json.Unmarshal(content, &m))
			change(&m)
			content, err = json.Marshal(m)
			must(t, err)
		case "SHA256SUMS":
			content = []byte(sums)
		}
		sums += fmt.Sprintf("%x  %s\n", sha256.Sum256(content), name)
		h.Size = int64(len(content))
		must(t, w.WriteHeader(h))
		_, err = w.Write(content)
		must(t, err)
	}
	must(t, w.Close())
	return path
}

func TestATableThatIsNotAsItWasBackedUpIsNamed(t *testing.T) {
	t.Parallel()
	f := backup(t, used(t, 10))
	for what, change := range map[string]func(*dump.Manifest){
		"its rows are others": func(m *dump.Manifest) { m.Tables[at(m, "public.contacts")].Checksum = "7" },
		"it has 20 rows":      func(m *dump.Manifest) { m.Tables[at(m, "public.contacts")].Rows++ },
		"it is missing":       func(m *dump.Manifest) { m.Tables[at(m, "public.contacts")].Name = "public.contacts_of_old" },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			_, err := open(t, retold(t, f, change)).Restore(t.Context(), dump.Target{URL: bare(t)})
			if err == nil || fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "public.contacts") || !strings.Contains(err.Error(), what) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func at(m *dump.Manifest, table string) int {
	for i, t := range m.Tables {
		if t.Name == table {
			return i
		}
	}
	return 0
}

func TestABackupOfANewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	f := backup(t, used(t, 1))
	for _, change := range []func(*dump.Manifest){
		func(m *dump.Manifest) { m.Migration.Schema++ },
		func(m *dump.Manifest) { m.Migration.Queue++ },
		func(m *dump.Manifest) { m.Format++ },
	} {
		if _, err := dump.Open(t.Context(), retold(t, f, change)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "newer") {
			t.Errorf("got %v", err)
		}
	}
}

// migratedTo applies the first steps of ours, and none of the queue's.
func migratedTo(t *testing.T, url string, step int64) {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), url)
	must(t, err)
	defer pool.Close()
	std := stdlib.OpenDBFromPool(pool)
	defer std.Close()
	p, err := goose.NewProvider(goose.DialectPostgres, std, migrations.FS, goose.WithDisableGlobalRegistry(true))
	must(t, err)
	_, err = p.UpTo(context.WithoutCancel(t.Context()), step)
	must(t, err)
}

func TestABackupOfAnOlderSchemaIsBroughtToThisOne(t *testing.T) {
	t.Parallel()
	url, target := bare(t), bare(t)
	newest, err := db.NewestSteps()
	must(t, err)
	migratedTo(t, url, newest.Schema-1)
	execute(t, url, aUnit)
	f := backup(t, url)
	if want := (db.Steps{Schema: newest.Schema - 1}); f.Migration != want {
		t.Errorf("the backup is of %+v", f.Migration)
	}
	steps, err := f.Restore(t.Context(), dump.Target{URL: target})
	must(t, err)
	applied, err := db.AppliedSteps(t.Context(), session(t, target))
	if err != nil || steps != newest || applied != newest {
		t.Errorf("said %+v, is at %+v, %v; newest %+v", steps, applied, err, newest)
	}
	if name := value[string](t, target, `SELECT name FROM business_units`); name != "Andes 'n' hijos" {
		t.Errorf("got %s", name)
	}
}
