package workday

import (
	"cmp"
	"slices"
	"strings"

	"github.com/chasqui-fsm/chasqui/booking"
)

// told is a step, and whether it came so late that the order in which it came says nothing.
type told struct {
	booking.Step
	Late bool
}

// said is a message: its steps keep their order.
type said []told

// messages are the steps by the phone's time, each once. Phones tell whole seconds. In one second, what came at once comes in the
// order of its ids, which is that in which it was stored, and what came late is sorted by what it says (see pick).
func messages(steps []told) []said {
	steps = slices.Clone(steps)
	slices.SortFunc(steps, func(a, b told) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), a.At.Compare(b.At), byContent(a, b))
	})
	steps = slices.CompactFunc(steps, func(a, b told) bool { return a.ID == b.ID })
	var out []said
	for _, s := range steps {
		if n := len(out); n > 0 && message(out[n-1][0]) == message(s) && out[n-1][0].At.Equal(s.At) {
			out[n-1] = append(out[n-1], s)
			continue
		}
		out = append(out, said{s})
	}
	slices.SortFunc(out, func(a, b said) int {
		byID := strings.Compare(a[0].ID, b[0].ID)
		switch byTime := a[0].At.Compare(b[0].At); {
		case byTime != 0:
			return byTime
		case a[0].Late && b[0].Late:
			return cmp.Or(slices.CompareFunc(a, b, byContent), byID)
		case a[0].Late:
			return 1
		case b[0].Late:
			return -1
		}
		return byID
	})
	return out
}

// message is that of a step: its id without the place in it.
func message(s told) string {
	if i := strings.LastIndexByte(s.ID, '/'); i >= 0 {
		return s.ID[:i]
	}
	return s.ID
}

// usual is the order in which a visit goes.
var usual = []booking.StepKind{
	booking.StepGo, booking.StepNotYet, booking.StepArrive, booking.StepStart, booking.StepPause, booking.StepResume, booking.StepPhoto,
	booking.StepSerial, booking.StepCheck, booking.StepAccept, booking.StepTry, booking.StepDelay,
	booking.StepEta, booking.StepHold, booking.StepParts, booking.StepPaid, booking.StepDone, booking.StepIncomplete,
	booking.StepNoAccess,
}

func byContent(a, b told) int {
	return cmp.Or(
		slices.Index(usual, a.Kind)-slices.Index(usual, b.Kind), strings.Compare(string(a.Visit), string(b.Visit)),
		strings.Compare(a.Text, b.Text), a.Number-b.Number,
	)
}

// pick is which of the messages of one second comes first: the next of those that came at once, or one that came late, whichever is
// not refused as things stand.
func (f *folding) pick(list []said) int {
	if len(list) == 1 {
		return 0
	}
	for i, m := range list {
		if i > 0 && !m[0].Late {
			continue
		}
		try := *f
		try.progress = slices.Clone(f.progress)
		if try.take(m[0].Step).Refusal == booking.RefusedNone {
			return i
		}
	}
	return 0
}
