package db

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/chasqui-fsm/chasqui/core/fault"
)

// SQLSTATE codes this package acts on (PostgreSQL, appendix A).
const (
	stateNotNull       = "23502"
	stateForeignKey    = "23503"
	stateUnique        = "23505"
	stateCheck         = "23514"
	stateExclusion     = "23P01"
	stateSerialization = "40001"
	stateDeadlock      = "40P01"
	stateInvalidText   = "22P02"
)

// MapError turns what Postgres says into a fault, for statements that do not go through the helpers of this package. The
// original stays in the chain.
func MapError(err error) error { return mapError(err) }

func mapError(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.New(fault.NotFound, "error.not_found", fault.Cause(err))
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
			return fault.New(fault.Unavailable, "error.unavailable", fault.Text("the database does not answer"), fault.Cause(err))
		}
		return err
	}
	switch pg.Code {
	case stateUnique, stateExclusion:
		return fault.New(fault.Conflict, "error.conflict", fault.Cause(err))
	case stateForeignKey, stateCheck, stateNotNull, stateInvalidText:
		return fault.New(fault.Invalid, "error.invalid", fault.Cause(err))
	case stateSerialization, stateDeadlock:
		return fault.New(fault.Conflict, "error.busy", fault.Cause(err))
	}
	if strings.HasPrefix(pg.Code, "08") || strings.HasPrefix(pg.Code, "53") || strings.HasPrefix(pg.Code, "57P") {
		return fault.New(fault.Unavailable, "error.unavailable", fault.Cause(err))
	}
	return err
}

// IsUnique reports whether err is a unique violation; of the named constraint or index when one is named.
func IsUnique(err error, constraint ...string) bool { return is(err, stateUnique, constraint) }

// IsExclusion reports whether err is an exclusion violation; of the named constraint when one is named.
func IsExclusion(err error, constraint ...string) bool { return is(err, stateExclusion, constraint) }

// IsForeignKey reports whether err is a reference to nothing; of the named constraint when one is named.
func IsForeignKey(err error, constraint ...string) bool { return is(err, stateForeignKey, constraint) }

// IsCheck reports whether err is a failed check; of the named constraint when one is named.
func IsCheck(err error, constraint ...string) bool { return is(err, stateCheck, constraint) }

// Constraint is the name of the constraint or unique index that err violated, or "".
func Constraint(err error) string {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pg.ConstraintName
	}
	return ""
}

func is(err error, state string, constraint []string) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok || pg.Code != state {
		return false
	}
	for _, c := range constraint {
		if pg.ConstraintName == c {
			return true
		}
	}
	return len(constraint) == 0
}

func transient(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pg.Code == stateSerialization || pg.Code == stateDeadlock)
}
