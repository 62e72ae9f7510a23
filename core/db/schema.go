package db

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// hashFS hashes names and contents of all files, in order of their names.
func hashFS(fsys fs.FS) (hash.Hash, error) {
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n%s", path, len(content), content)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("hash migrations: %w", err)
	}
	return h, nil
}

func riverVersions() []rivermigrate.Migration {
	var m *rivermigrate.Migrator[pgx.Tx]
	m, err := rivermigrate.New(riverpgxv5.New(nil), nil)
	if err != nil {
		panic("db: river's main migration line is missing: " + err.Error())
	}
	return m.AllVersions()
}
