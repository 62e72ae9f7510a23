package dump

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"time"
)

// Names of the entries, in their order.
const (
	dumpName     = "dump.pgc"
	manifestName = "manifest.json"
	sumsName     = "SHA256SUMS"
)

// sums is the last entry, as sha256sum writes and reads it.
func sums(dump, manifest string) []byte {
	return fmt.Appendf(nil, "%s  %s\n%s  %s\n", dump, dumpName, manifest, manifestName)
}

// block is what a tar is made of.
const block = 512

// archive is a tar under construction. The size of its first entry is known only when that is written, so its header is
// written last.
type archive struct {
	file *os.File
	at   time.Time
}

// writeDump is the first entry; write brings its content. It gives the dump's SHA-256.
func (a archive) writeDump(write func(io.Writer) error, step func(bytes int64)) (string, error) {
	if _, err := a.file.Write(make([]byte, block)); err != nil {
		return "", err
	}
	m := newMeter(step)
	if err := write(io.MultiWriter(a.file, m)); err != nil {
		return "", err
	}
	if _, err := a.file.Write(make([]byte, (block-m.bytes%block)%block)); err != nil {
		return "", err
	}
	var header bytes.Buffer
	if err := tar.NewWriter(&header).WriteHeader(a.header(dumpName, m.bytes)); err != nil {
		return "", err
	}
	_, err := a.file.WriteAt(header.Bytes(), 0)
	return m.hex(), err
}

// writeRest is the other entries, and the tar's end.
func (a archive) writeRest(m Manifest, dumpSum string) error {
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	sum := newMeter(nil)
	_, _ = sum.Write(text) // never fails
	w := tar.NewWriter(a.file)
	for _, e := range []struct {
		name    string
		content []byte
	}{{manifestName, text}, {sumsName, sums(dumpSum, sum.hex())}} {
		if err := w.WriteHeader(a.header(e.name, int64(len(e.content)))); err != nil {
			return err
		}
		if _, err := w.Write(e.content); err != nil {
			return err
		}
	}
	return w.Close()
}

// header is one block whatever the size is: GNU's form knows more than 8 GiB.
func (a archive) header(name string, size int64) *tar.Header {
	return &tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: a.at, Typeflag: tar.TypeReg, Format: tar.FormatGNU}
}

// meter counts and sums what is written to it.
type meter struct {
	sum   hash.Hash
	bytes int64
	step  func(bytes int64)
}

func newMeter(step func(bytes int64)) *meter { return &meter{sum: sha256.New(), step: step} }

// Write never fails.
func (m *meter) Write(b []byte) (int, error) {
	_, _ = m.sum.Write(b) // never fails
	m.bytes += int64(len(b))
	if m.step != nil {
		m.step(m.bytes)
	}
	return len(b), nil
}

func (m *meter) hex() string { return hex.EncodeToString(m.sum.Sum(nil)) }

// interruptible is a reader that ends with its context.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	return readerFunc(func(b []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, fmt.Errorf("read the backup: %w", err)
		}
		return r.Read(b)
	})
}

type readerFunc func([]byte) (int, error)

// Read calls the function.
func (f readerFunc) Read(b []byte) (int, error) { return f(b) }
