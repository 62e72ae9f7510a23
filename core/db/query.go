package db

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Args are the @named arguments of a statement. Each must occur in it, and each name in it must be given.
type Args = pgx.StrictNamedArgs

// Collect gives all rows as structs. Columns and fields match by name, case and underscores aside, or by a `db` tag; a column
// without a field or a field without a column (unless tagged `db:"-"`) is an error.
func Collect[T any](ctx context.Context, q Querier, sql string, args Args) ([]T, error) {
	return collect(ctx, q, sql, args, pgx.RowToStructByName[T])
}

// One gives the only row as a struct. No row is a NotFound fault; more than one is an error.
func One[T any](ctx context.Context, q Querier, sql string, args Args) (T, error) {
	return one(ctx, q, sql, args, pgx.RowToStructByName[T])
}

// Values gives the rows of a statement with one column.
func Values[T any](ctx context.Context, q Querier, sql string, args Args) ([]T, error) {
	return collect(ctx, q, sql, args, pgx.RowTo[T])
}

// Value gives the only value of a statement with one row and one column. No row is a NotFound fault.
func Value[T any](ctx context.Context, q Querier, sql string, args Args) (T, error) {
	return one(ctx, q, sql, args, pgx.RowTo[T])
}

// Exec runs a statement and says how many rows it touched.
func Exec(ctx context.Context, q Querier, sql string, args Args) (int64, error) {
	tag, err := q.Exec(ctx, sql, args)
	return tag.RowsAffected(), mapError(err)
}

// Null is v, or NULL when v is its type's zero value.
func Null[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

func collect[T any](ctx context.Context, q Querier, sql string, args Args, to pgx.RowToFunc[T]) ([]T, error) {
	rows, err := q.Query(ctx, sql, args)
	if err != nil {
		return nil, mapError(err)
	}
	out, err := pgx.CollectRows(rows, to)
	return out, mapError(err)
}

func one[T any](ctx context.Context, q Querier, sql string, args Args, to pgx.RowToFunc[T]) (T, error) {
	rows, err := q.Query(ctx, sql, args)
	if err != nil {
		var zero T
		return zero, mapError(err)
	}
	out, err := pgx.CollectExactlyOneRow(rows, to)
	return out, mapError(err)
}
