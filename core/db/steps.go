package db

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/chasqui-fsm/chasqui/migrations"
)

// Steps are how far a schema was brought: the newest step of ours and the newest of the queue. Zero is none.
type Steps struct {
	Schema int64 `json:"schema"`
	Queue  int64 `json:"queue"`
}

// Past reports whether s has a step that other lacks.
func (s Steps) Past(other Steps) bool { return s.Schema > other.Schema || s.Queue > other.Queue }

// NewestSteps are those that Migrate brings a database to.
func NewestSteps() (Steps, error) {
	names, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		return Steps{}, fmt.Errorf("newest step: %w", err)
	}
	var s Steps
	for _, n := range names {
		v, err := goose.NumericComponent(n)
		if err != nil {
			return Steps{}, fmt.Errorf("newest step: %s: %w", n, err)
		}
		s.Schema = max(s.Schema, v)
	}
	for _, v := range riverVersions() {
		s.Queue = max(s.Queue, int64(v.Version))
	}
	return s, nil
}

// AppliedSteps are those that a database has. It only reads: a database that never was migrated has none.
func AppliedSteps(ctx context.Context, q Querier) (Steps, error) {
	var s Steps
	for _, of := range []struct {
		table, newest string
		into          *int64
	}{{"goose_db_version", sqlNewestStep, &s.Schema}, {"river_migration", sqlNewestQueueStep, &s.Queue}} {
		there, err := Value[bool](ctx, q, sqlTableThere, Args{"name": of.table})
		if err == nil && there {
			*of.into, err = Value[int64](ctx, q, of.newest, nil)
		}
		if err != nil {
			return Steps{}, fmt.Errorf("applied steps: %w", err)
		}
	}
	return s, nil
}

const sqlTableThere = `SELECT to_regclass(@name::text) IS NOT NULL`

const sqlNewestStep = `SELECT coalesce(max(version_id), 0)::bigint FROM goose_db_version WHERE is_applied`

const sqlNewestQueueStep = `SELECT coalesce(max(version), 0)::bigint FROM river_migration`
