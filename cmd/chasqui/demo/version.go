package demo

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"github.com/chasqui-fsm/chasqui/cmd/chasqui/demo/data"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// The tables and the chance that draws from them are code, so the code names the version.
//
//go:embed *.go
var source embed.FS

// Version names the demo's contents: it changes with the schema, the data folder and this package. Two builds with one version
// have the same rows.
func Version() (string, error) { return version() }

var version = sync.OnceValues(func() (string, error) {
	schema, err := db.SchemaVersion()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, schema, data.Services(), data.Places())
	err = fs.WalkDir(source, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(source, path)
		fmt.Fprintln(h, path, len(text))
		_, _ = h.Write(text) // a hash does not fail
		return err
	})
	if err != nil {
		return "", fmt.Errorf("version of the demo: %w", err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))[:12], nil
})
