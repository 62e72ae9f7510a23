package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

func TestWrappingKeepsCodeKeyArgsAndCause(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk on fire")
	err := fmt.Errorf("book: %w", fault.New(fault.Conflict, "slot.hold.taken", fault.Arg("Slot", 3), fault.Cause(cause)))
	if !fault.Is(err, fault.Conflict) || fault.KeyOf(err) != "slot.hold.taken" || fault.ArgsOf(err)["Slot"] != 3 || !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	if got, want := err.Error(), "book: slot.hold.taken: disk on fire"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheOutermostFaultWins(t *testing.T) {
	t.Parallel()
	inner := fault.New(fault.NotFound, "inner")
	err := fault.New(fault.Invalid, "outer", fault.Text("no such visit"), fault.Cause(inner))
	if fault.CodeOf(err) != fault.Invalid || fault.KeyOf(err) != "outer" || err.Error() != "no such visit: inner" {
		t.Errorf("got %v", err)
	}
}

func TestAnErrorWithoutAFaultIsInternalAndShowsNothing(t *testing.T) {
	t.Parallel()
	err := errors.New("SELECT failed")
	if fault.CodeOf(err) != fault.Internal || fault.KeyOf(err) != "error.internal" || len(fault.ArgsOf(err)) != 0 {
		t.Errorf("got %s, %s", fault.CodeOf(err), fault.KeyOf(err))
	}
	if fault.CodeOf(nil) != "" || fault.KeyOf(nil) != "" {
		t.Error("nil has a code")
	}
}

func TestTheArgsAreACopy(t *testing.T) {
	t.Parallel()
	err := fault.New(fault.Invalid, "x", fault.Arg("A", 1))
	fault.ArgsOf(err)["A"] = 2
	if fault.ArgsOf(err)["A"] != 1 {
		t.Error("a reader changed the fault")
	}
}
