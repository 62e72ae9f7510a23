package dump

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// part is a file that gets its name when it is whole.
type part struct {
	*os.File
	path  string // the name it will get
	force bool   // a file of that name may be replaced
}

// create makes path.part. A path that is taken, or in a folder where one cannot write, is Invalid.
func create(path string, force bool) (*part, error) {
	p := &part{path: path, force: force}
	if err := p.free(); err != nil {
		return nil, err
	}
	var err error
	p.File, err = os.OpenFile(path+".part", os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, fault.New(fault.Conflict, "dump.part.taken", fault.Text(
			path+".part is there: another backup is writing it, or one was killed and it can be deleted"))
	case err != nil:
		return nil, fault.New(fault.Invalid, "dump.file.unwritable", fault.Text("cannot write the backup"), fault.Cause(err))
	}
	return p, nil
}

// free refuses a name that is taken.
func (p *part) free() error {
	info, err := os.Stat(p.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fault.New(fault.Invalid, "dump.file.unwritable", fault.Text("cannot write the backup"), fault.Cause(err))
	case !info.Mode().IsRegular():
		return fault.New(fault.Invalid, "dump.file.unwritable", fault.Text(p.path+" is not a file"))
	case !p.force:
		return fault.New(fault.Invalid, "dump.file.taken", fault.Text(p.path+" exists: choose another name, or --force to replace it"))
	}
	return nil
}

// finish brings everything to the disk, reads it back, and gives the file its name.
func (p *part) finish(ctx context.Context) (*File, error) {
	if err := p.Sync(); err != nil {
		return nil, fmt.Errorf("write the backup: %w", err)
	}
	f, err := inspect(ctx, p.File)
	if err != nil {
		return nil, fmt.Errorf("read the backup back: %w", err)
	}
	if err := p.free(); err != nil { // it may have been taken meanwhile
		return nil, err
	}
	if err := os.Rename(p.Name(), p.path); err != nil {
		return nil, fmt.Errorf("write the backup: %w", err)
	}
	f.Path = p.path
	if dir, err := os.Open(filepath.Dir(p.path)); err == nil {
		_ = dir.Sync() // the name; some file systems know no such thing
		_ = dir.Close()
	}
	return f, nil
}

// discard removes what was not finished.
func (p *part) discard() { _ = os.Remove(p.Name()) }
