package queue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// drainLimit stops a Drain whose jobs make jobs without end.
const drainLimit = 100_000

// Report says what a Drain did.
type Report struct {
	Ran       int // attempts, ticks' included
	Retried   int // attempts that failed and will be repeated
	Discarded int // jobs that failed for good
	Errors    []error
}

// Drain does everything that is due up to until, in the order of due time, then of enqueueing, in this goroutine: it sets the
// clock to each due time in turn and at last to until. Cron ticks after the clock's time at the call and up to until are
// enqueued when their time comes, before jobs due at the same time. A failed job is retried when its time comes.
//
// No Runner may work the same database meanwhile, and the database's clock must be c. The error is about the queue; what jobs
// return is in the report.
func Drain(ctx context.Context, d *db.DB, r *Registry, c *clock.Manual, until time.Time) (Report, error) {
	var report Report
	ticked := make([]time.Time, len(r.periodics))
	for i := range ticked {
		ticked[i] = c.Now()
	}
	for steps := 0; ; steps++ {
		if steps == drainLimit {
			return report, errors.New("drain: the jobs make jobs without end")
		}
		due, err := db.Values[time.Time](ctx, d, sqlNextDue, db.Args{"until": until})
		if err != nil {
			return report, fmt.Errorf("drain: %w", err)
		}
		i, tick := r.nextTick(ticked)
		switch {
		case i >= 0 && !tick.After(until) && (len(due) == 0 || !tick.After(due[0])):
			c.Set(tick)
			ticked[i] = tick
			p := r.periodics[i]
			if err := d.InTx(ctx, func(tx *db.Tx) error {
				_, err := Enqueue(ctx, tx, p.args, p.opts...)
				return err
			}); err != nil {
				return report, fmt.Errorf("drain: %w", err)
			}
		case len(due) > 0:
			c.Set(due[0])
			if err := r.attempt(ctx, d, until, &report); err != nil {
				return report, fmt.Errorf("drain: %w", err)
			}
		default:
			c.Set(until)
			return report, nil
		}
	}
}

const sqlNextDue = `
SELECT scheduled_at FROM river_job
WHERE state IN ('available', 'scheduled', 'retryable') AND scheduled_at <= @until
ORDER BY scheduled_at, id LIMIT 1`

func (r *Registry) nextTick(ticked []time.Time) (index int, tick time.Time) {
	index = -1
	for i, p := range r.periodics {
		if t := p.Next(ticked[i]); !t.IsZero() && (index < 0 || t.Before(tick)) {
			index, tick = i, t
		}
	}
	return index, tick
}

// attempt runs the first job that is due.
func (r *Registry) attempt(ctx context.Context, d *db.DB, until time.Time, report *Report) error {
	j, err := db.One[row](ctx, d, sqlClaim, db.Args{"until": until, "now": d.Now()})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	h, ok := r.handlers[j.Kind]
	if !ok {
		return fmt.Errorf("nobody is registered for jobs of kind %s", j.Kind)
	}
	report.Ran++
	ended := false
	failure := safely(func() error {
		return h(ctx, d, j, func(ctx context.Context, tx *db.Tx) error {
			_, err := db.Exec(ctx, tx, sqlComplete, db.Args{"id": j.ID, "now": tx.Now})
			ended = err == nil
			return err
		})
	})
	if ctx.Err() != nil {
		ctx = context.WithoutCancel(ctx) // the job's fate is still written down
	}
	if failure == nil {
		if ended {
			return nil
		}
		_, err := db.Exec(ctx, d, sqlComplete, db.Args{"id": j.ID, "now": d.Now()})
		return err
	}
	return r.failed(ctx, d, j, failure, report)
}

const sqlClaim = `
UPDATE river_job SET state = 'running', attempt = attempt + 1, attempted_at = @now
WHERE id = (
  SELECT id FROM river_job
  WHERE state IN ('available', 'scheduled', 'retryable') AND scheduled_at <= @until
  ORDER BY scheduled_at, id LIMIT 1 FOR UPDATE)
RETURNING id, kind, args, attempt::int, max_attempts::int, scheduled_at, unique_key IS NOT NULL AS has_key`

const sqlComplete = `UPDATE river_job SET state = 'completed', finalized_at = @now WHERE id = @id AND state = 'running'`

func (r *Registry) failed(ctx context.Context, d *db.DB, j row, failure error, report *Report) error {
	cancelled, snooze, snoozed := outcome(failure)
	if snoozed {
		_, err := db.Exec(ctx, d, sqlSnooze, db.Args{"id": j.ID, "at": d.Now().Add(snooze)})
		return err
	}
	report.Errors = append(report.Errors, fmt.Errorf("%s %d, attempt %d: %w", j.Kind, j.ID, j.Attempt, failure))
	state := "retryable"
	switch {
	case cancelled:
		state = "cancelled"
		report.Discarded++
	case j.Attempt >= j.MaxAttempts:
		state = "discarded"
		report.Discarded++
	default:
		report.Retried++
	}
	_, err := db.Exec(ctx, d, sqlFail, db.Args{
		"id": j.ID, "state": state, "now": d.Now(), "at": d.Now().Add(Backoff(j.Attempt)), "attempt": j.Attempt,
		"error": failure.Error(),
	})
	return err
}

const sqlSnooze = `UPDATE river_job SET state = 'scheduled', attempt = attempt - 1, scheduled_at = @at WHERE id = @id`

const sqlFail = `
UPDATE river_job SET
  state = @state::text::river_job_state,
  finalized_at = CASE WHEN @state::text = 'retryable' THEN NULL ELSE @now::timestamptz END,
  scheduled_at = CASE WHEN @state::text = 'retryable' THEN @at ELSE scheduled_at END,
  errors = array_append(errors, jsonb_build_object('at', @now::timestamptz, 'attempt', @attempt::int, 'error', @error::text,
    'trace', ''))
WHERE id = @id`
