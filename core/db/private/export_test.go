package private

import (
	"context"
	"errors"
)

// StartWithout starts a server on a machine that has only the given major versions installed (paths are those of the newest
// found), and from which nothing can be downloaded.
func StartWithout(ctx context.Context, o Options, majors ...int) (*Server, error) {
	h, err := newHome(o)
	if err != nil {
		return nil, err
	}
	h.find = func(ctx context.Context) []programs {
		var out []programs
		real := findPrograms(ctx)
		for _, m := range majors {
			out = append(out, programs{dir: real[0].dir, major: m})
		}
		return out
	}
	h.download = func(context.Context, home, int) (programs, error) { return programs{}, errors.New("no network") }
	s := &Server{home: h}
	return s, s.attachOrStart(ctx)
}

// Found reports whether this machine has a server to test with.
func Found(ctx context.Context) bool { return len(findPrograms(ctx)) > 0 }

// PID is the server's process, 0 when it does not run.
func PID(o Options) int {
	h, err := newHome(o)
	if err != nil {
		return 0
	}
	if pm, ok := h.postmaster(); ok && pm.running(h) {
		return pm.pid
	}
	return 0
}
