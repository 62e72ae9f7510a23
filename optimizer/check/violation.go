package check

import (
	"fmt"

	"github.com/chasqui-fsm/chasqui/optimizer"
)

// Code names a broken rule. The set is closed and its values are stable.
type Code string

// The codes of violations.
const (
	Malformed        Code = "malformed"         // an index out of range, an empty route, a vehicle with two routes
	ServedTwice      Code = "served_twice"      // a stop is visited more than once, or visited and unassigned
	Missing          Code = "missing"           // a stop is neither visited nor unassigned
	Forbidden        Code = "forbidden"         // the vehicle is not allowed to serve the stop
	Skill            Code = "skill"             // a skill is missing or too low
	Zone             Code = "zone"              // the vehicle does not work there
	Travel           Code = "travel"            // an arrival is not departure plus travel time, or a length is wrong
	Order            Code = "order"             // times of a visit run backwards, or the service is cut short
	Window           Code = "window"            // a service starts outside the windows of its stop
	Shift            Code = "shift"             // a route begins before or ends after its shift
	Blocked          Code = "blocked"           // a service overlaps, or a drive begins in, a blocked time
	Break            Code = "break"             // a break is missing, out of its window, out of order or not while standing
	Capacity         Code = "capacity"          // the demands exceed the capacity
	MaxStops         Code = "max_stops"         // too many stops
	PinnedTechnician Code = "pinned_technician" // the technician changed
	PinnedShift      Code = "pinned_shift"      // the shift changed
	PinnedOrder      Code = "pinned_order"      // the order changed
	PinnedTime       Code = "pinned_time"       // the start changed
)

// Violation is one broken rule. Vehicle or Stop is -1 when it does not concern one.
type Violation struct {
	Code          Code
	Vehicle, Stop int
	Detail        string
}

// String is one line.
func (v Violation) String() string {
	where := ""
	if v.Vehicle >= 0 {
		where = fmt.Sprintf(" vehicle %d", v.Vehicle)
	}
	if v.Stop >= 0 {
		where += fmt.Sprintf(" stop %d", v.Stop)
	}
	return fmt.Sprintf("%s:%s: %s", v.Code, where, v.Detail)
}

// report collects violations.
type report struct {
	problem *optimizer.Problem
	found   []Violation
}

func (r *report) add(code Code, vehicle, stop int, format string, args ...any) {
	r.found = append(r.found, Violation{Code: code, Vehicle: vehicle, Stop: stop, Detail: fmt.Sprintf(format, args...)})
}
