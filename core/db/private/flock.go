package private

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
)

// lockFile is a file held with flock. The kernel lets it go when the process ends. It is a bare descriptor: an os.File that nobody
// refers to any more is closed by the garbage collector, and with it the lock would go.
type lockFile struct{ fd int }

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
	fd, err := syscall.Open(path, syscall.O_RDWR|syscall.O_CREAT|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("private postgres: open %s: %w", path, err)
	}
	for {
		err = syscall.Flock(fd, how|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err == nil {
		return &lockFile{fd: fd}, nil
	}
	_ = syscall.Close(fd)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errLocked
	}
	return nil, fmt.Errorf("lock %s: %w", path, err)
}

func (l *lockFile) unlock() {
	if l != nil && l.fd >= 0 {
		_ = syscall.Close(l.fd) // lets the lock go
		l.fd = -1
	}
}
