package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// lockFile is a file held with flock. The kernel lets it go when the process ends.
type lockFile struct{ f *os.File }

var errLocked = errors.New("locked")

func lockExclusive(ctx context.Context, path string) (*lockFile, error) {
	return lockWait(ctx, path, syscall.LOCK_EX)
}

func lockShared(ctx context.Context, path string) (*lockFile, error) {
	return lockWait(ctx, path, syscall.LOCK_SH)
}

func tryExclusive(path string) (*lockFile, error) { return lockTry(path, syscall.LOCK_EX) }

// lockWait asks again and again rather than block in the kernel, so that a context can end the wait.
func lockWait(ctx context.Context, path string, how int) (*lockFile, error) {
	for {
		l, err := lockTry(path, how)
		if !errors.Is(err, errLocked) {
			return l, err
		}
		if err := clock.Wait(ctx, 10*time.Millisecond); err != nil {
			return nil, fmt.Errorf("wait for %s: %w", path, err)
		}
	}
}

func lockTry(path string, how int) (*lockFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("private postgres: %w", err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	switch {
	case err == nil:
		return &lockFile{f: f}, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		_ = f.Close()
		return nil, errLocked
	default:
		_ = f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
}

func (l *lockFile) unlock() {
	if l != nil && l.f != nil {
		_ = l.f.Close() // lets the lock go
		l.f = nil
	}
}
