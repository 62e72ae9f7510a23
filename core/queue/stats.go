package queue

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// Count is how many jobs of a kind are in a state.
type Count struct {
	Kind   string    `json:"kind"`
	State  string    `json:"state"` // available, scheduled, retryable, running, discarded, cancelled
	Jobs   int64     `json:"jobs"`
	Oldest time.Time `json:"oldest"` // the earliest due time among them
}

// Stats counts the jobs that are not completed, for the operator's page and `doctor`.
func Stats(ctx context.Context, q db.Querier) ([]Count, error) {
	counts, err := db.Collect[Count](ctx, q, sqlStats, nil)
	if err != nil {
		return nil, fmt.Errorf("queue stats: %w", err)
	}
	return counts, nil
}

const sqlStats = `
SELECT kind, state::text, count(*) AS jobs, min(scheduled_at) AS oldest FROM river_job
WHERE state <> 'completed' GROUP BY kind, state ORDER BY kind, state`

// Failure is a job that failed for good.
type Failure struct {
	ID    int64     `json:"id"`
	Kind  string    `json:"kind"`
	At    time.Time `json:"at"`
	Error string    `json:"error"` // of the last attempt; for operators only
}

// Failures lists the jobs that failed for good, the latest first.
func Failures(ctx context.Context, q db.Querier, limit int) ([]Failure, error) {
	failures, err := db.Collect[Failure](ctx, q, sqlFailures, db.Args{"limit": limit})
	if err != nil {
		return nil, fmt.Errorf("queue failures: %w", err)
	}
	return failures, nil
}

const sqlFailures = `
SELECT id, kind, finalized_at AS at, coalesce(errors[cardinality(errors)]->>'error', '') AS error FROM river_job
WHERE state = 'discarded' ORDER BY finalized_at DESC, id DESC LIMIT @limit`
