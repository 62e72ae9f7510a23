package turn

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// answer runs a frozen turn to its commit. A defect in what it calls is answered too; only what another try may not meet, such
// as a database that does not answer, is an error.
func (e *Engine) answer(ctx context.Context, work channels.TurnWork) (Outcome, error) {
	t := e.begin(work)
	err := guard(func() error { return t.play(ctx) })
	if err != nil && !passing(err) {
		e.log().ErrorContext(ctx, "turn failed", "conversation", work.Conversation.ID, "turn", work.Turn, "error", err)
		broken := t
		t = e.begin(work)
		t.view, t.seen, t.heard = broken.view, broken.seen, broken.heard
		err = guard(func() error { return t.apologise(ctx) })
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("turn %s: %w", work.Turn, err)
	}
	return t.outcome(), nil
}

func (e *Engine) begin(work channels.TurnWork) *turn {
	t := &turn{engine: e, work: work, said: e.DB.NewID()}
	t.view.Owner = work.Conversation.Owner
	t.state = readState(work.Conversation.State)
	return t
}

// guard turns a panic into an error that holds none of the words that caused it.
func guard(fn func() error) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		what := fmt.Sprintf("%T", r)
		if known, ok := r.(runtime.Error); ok {
			what = known.Error()
		}
		err = fmt.Errorf("panic: %s at %s", what, thrower())
	}()
	return fn()
}

// thrower is where the panic that is being recovered from was thrown: the first frame of ours.
func thrower() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

// passing tells whether another try may succeed without anybody mending anything.
func passing(err error) bool {
	mapped := db.MapError(err) // what Postgres said, whatever a service made of it
	if fault.Is(err, fault.Unavailable) || fault.Is(mapped, fault.Unavailable) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	switch fault.KeyOf(mapped) {
	case "error.busy", "turn.commit.stale": // core/db gave up; another worker was faster
		return true
	}
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}
