// Package fault is the one error type of Chasqui that crosses package borders.
//
// A fault says three things: a Code from a closed set, which decides what machines do (HTTP status, exit code, retry); a
// message Key (go-i18n id, "area.thing.meaning") with Args, safe to show to whoever asked; and the wrapped cause, which is for
// logs only. An error that carries no fault is Internal: its text is never shown.
//
//	return fault.New(fault.NotFound, "visit.get.unknown", fault.Arg("id", id))
//	return fault.New(fault.Conflict, "slot.hold.taken", fault.Cause(err))
//	return fmt.Errorf("book visit: %w", err)    // wrapping keeps code and key
//
// The outermost fault of a chain wins: a layer may restate what a lower one said.
package fault

import (
	"errors"
	"maps"
)

// Code is what kind of failure it is. The set is closed.
type Code string

// The codes. Callers switch on them; one table in the web kit maps them to HTTP statuses.
const (
	Invalid         Code = "invalid"         // the input cannot be right
	NotFound        Code = "not_found"       // no such thing, or not for this caller
	Conflict        Code = "conflict"        // right in itself, but the world has moved: look again
	Forbidden       Code = "forbidden"       // known caller, not allowed
	Unauthenticated Code = "unauthenticated" // unknown caller
	Limited         Code = "limited"         // too many, too fast
	Unavailable     Code = "unavailable"     // something we need does not answer; a retry makes sense
	Internal        Code = "internal"        // a defect of ours; nothing to show
)

// Codes lists every code, for tables that must be complete.
func Codes() []Code {
	return []Code{Invalid, NotFound, Conflict, Forbidden, Unauthenticated, Limited, Unavailable, Internal}
}

// Error is a fault. Make it with New.
type Error struct {
	Code Code
	Key  string         // message id, safe to show
	Args map[string]any // the message's placeholders
	Text string         // one English line for terminals and logs; empty: the key
	Err  error          // cause, never shown
}

// Option adds to a fault under construction.
type Option func(*Error)

// Text gives the fault one English line for terminals and logs.
func Text(text string) Option { return func(e *Error) { e.Text = text } }

// Arg fills a placeholder of the message.
func Arg(name string, value any) Option {
	return func(e *Error) {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args[name] = value
	}
}

// Cause wraps err below the fault.
func Cause(err error) Option { return func(e *Error) { e.Err = err } }

// New makes a fault.
func New(code Code, key string, opts ...Option) error {
	e := &Error{Code: code, Key: key}
	for _, o := range opts {
		o(e)
	}
	return e
}

// Error is the English line: the text, or else the key, and the cause.
func (e *Error) Error() string {
	s := e.Text
	if s == "" {
		s = e.Key
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf is the code of the outermost fault in err's chain: Internal when there is none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// KeyOf is the message key of the outermost fault, or "error.internal". It is "" for nil.
func KeyOf(err error) string {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok && e.Key != "" {
		return e.Key
	}
	return "error.internal"
}

// ArgsOf is a copy of the placeholders of the outermost fault; never nil.
func ArgsOf(err error) map[string]any {
	if e, ok := errors.AsType[*Error](err); ok && e.Args != nil {
		return maps.Clone(e.Args)
	}
	return map[string]any{}
}

// Is reports whether err's code is code.
func Is(err error, code Code) bool { return CodeOf(err) == code }
