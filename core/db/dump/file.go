package dump

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// File is a backup that was read to its end and found whole.
type File struct {
	Manifest
	Path   string
	Bytes  int64
	SHA256 string // of the whole file

	file      *os.File
	dumpAt    int64 // where the dump begins
	dumpBytes int64
}

// Open reads the file at path to its end. A file that is not a backup, is not whole, or was made by a newer Chasqui is Invalid.
// Close it when done.
func Open(ctx context.Context, path string) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.New(fault.Invalid, "dump.file.unreadable", fault.Text("cannot read the backup"), fault.Cause(err))
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(foreign(path), file.Close())
	}
	f, err := inspect(ctx, file)
	if err == nil {
		err = f.known()
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// inspect reads a file from its beginning to its end.
func inspect(ctx context.Context, file *os.File) (*File, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, foreign(file.Name())
	}
	whole := newMeter(nil)
	all := io.TeeReader(interruptible(ctx, file), whole)
	f := &File{Path: file.Name(), file: file}
	entries := tar.NewReader(all)
	if h, err := entries.Next(); err != nil || h.Name != dumpName {
		return nil, because(ctx, foreign(file.Name()))
	}
	f.dumpAt = whole.bytes
	if !f.readEntries(entries) {
		return nil, because(ctx, damaged(file.Name()))
	}
	end := (whole.bytes+block-1)/block*block + 2*block
	if _, err := io.Copy(io.Discard, all); err != nil || whole.bytes < end {
		return nil, because(ctx, damaged(file.Name()))
	}
	f.Bytes, f.SHA256 = whole.bytes, whole.hex()
	return f, nil
}

// readEntries reports whether all are there and their sums right. The first has begun.
func (f *File) readEntries(entries *tar.Reader) bool {
	dump, manifest := newMeter(nil), newMeter(nil)
	var err error
	if f.dumpBytes, err = io.Copy(dump, entries); err != nil {
		return false
	}
	if h, err := entries.Next(); err != nil || h.Name != manifestName {
		return false
	}
	text, err := io.ReadAll(io.TeeReader(entries, manifest))
	if err != nil || json.Unmarshal(text, &f.Manifest) != nil {
		return false
	}
	if h, err := entries.Next(); err != nil || h.Name != sumsName {
		return false
	}
	text, err = io.ReadAll(entries)
	return err == nil && bytes.Equal(text, sums(dump.hex(), manifest.hex()))
}

// known refuses what only a newer Chasqui understands.
func (f *File) known() error {
	newest, err := db.NewestSteps()
	if err != nil {
		return err
	}
	switch {
	case f.Format > format:
		return newer(f, fmt.Sprintf("its format is %d and this version reads %d", f.Format, format))
	case f.Format < 1 || f.Migration.Schema < 1:
		return damaged(f.Path)
	case f.Migration.Past(newest):
		return newer(f, fmt.Sprintf("its schema is at step %d (queue %d) and this version's at %d (queue %d)",
			f.Migration.Schema, f.Migration.Queue, newest.Schema, newest.Queue))
	}
	return nil
}

func newer(f *File, why string) error {
	return fault.New(fault.Invalid, "dump.file.newer",
		fault.Text(fmt.Sprintf("%s was made by a newer Chasqui (%s): %s; restore it with that version", f.Path, f.Chasqui, why)))
}

func foreign(path string) error {
	return fault.New(fault.Invalid, "dump.file.foreign", fault.Text(path+" is not a backup of Chasqui"))
}

func damaged(path string) error {
	return fault.New(fault.Invalid, "dump.file.damaged", fault.Text(path+" is damaged or was cut short"))
}

// because says that somebody stopped us, if that is why.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
