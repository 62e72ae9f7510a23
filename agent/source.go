package agent

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// Rules are tables and code, so the code names their version.
//
//go:embed text/*.go lang/*.go when/*.go extract/*.go gazetteer/*.go nlu/*.go dialog/*.go say/*.go turn/*.go
var source embed.FS

// RulesHash changes with whatever understands, decides or speaks: the sources of the packages below, but for their tests. Two builds
// with one hash decide alike on the same words of an organisation.
func RulesHash() (string, error) { return rulesHash() }

var rulesHash = sync.OnceValues(func() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(source, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(source, path)
		fmt.Fprintln(h, path, len(text))
		_, _ = h.Write(text) // a hash does not fail
		return err
	})
	if err != nil {
		return "", fmt.Errorf("hash of the rules: %w", err)
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
})
