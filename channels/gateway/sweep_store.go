package gateway

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// sweepJob looks for what waits though no job does: those that had one ran out of attempts while something was broken.
type sweepJob struct{}

// Kind of the job.
func (sweepJob) Kind() string { return "conversation.sweep" }

// overdue is how long a message may wait before the sweep takes care of it. A job that still tries does no harm.
const overdue = 10 * time.Minute

type sweptRow struct {
	ID  string
	Out bool // it waits to be sent, not to be answered
}

// sweep gives each conversation in which something is overdue one more try.
func sweep(ctx context.Context, tx *db.Tx) error {
	found, err := db.Collect[sweptRow](ctx, tx, sqlOverdue, db.Args{"before": tx.Now.Add(-overdue)})
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	for _, c := range found {
		var job queue.Args = TurnJob{c.ID}
		if c.Out {
			job = SendJob{c.ID}
		}
		if _, err := queue.Enqueue(ctx, tx, job, queue.Unique(c.ID), queue.MaxAttempts(1)); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
	}
	return nil
}

const sqlOverdue = `
SELECT conversation_id::text AS id, false AS out FROM messages
WHERE direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL AND created_at < @before
UNION
SELECT conversation_id::text, false FROM turns WHERE status = 'frozen' AND at < @before
UNION
SELECT conversation_id::text, true FROM messages
WHERE direction = 'out' AND status = 'queued' AND greatest(created_at, not_before, paced_at) < @before`
