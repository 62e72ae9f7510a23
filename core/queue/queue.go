// Package queue is work that must be done, later or elsewhere, and is not lost: River on the same Postgres.
//
// A job is put in the queue by the transaction that wants it done, so it exists exactly when that transaction committed. It is
// done at least once: a worker that dies leaves it to another. A handler must therefore be safe to repeat, or be registered
// with RegisterTx, whose writes and whose end commit together.
//
//	type SendMessage struct{ MessageID string `json:"message_id"` }
//
//	func (SendMessage) Kind() string { return "gateway.send" }
//
//	queue.Register(r, func(ctx context.Context, j queue.Job[SendMessage]) error { ... })
//	queue.Enqueue(ctx, tx, SendMessage{id}, queue.At(tx.Now.Add(time.Hour)), queue.Unique("send:"+id))
//
// # Time
//
// Every time comes from the injected clock. In `serve` that is the machine's and a Runner works the queue through River, with
// its leader, leases and LISTEN/NOTIFY. Where the clock is driven by hand (`chat`, golden dialogues, tests) no River client
// runs: Drain steps the clock from due time to due time and runs jobs and cron ticks in order, in the calling goroutine.
//
// # Unique
//
// A job with a Unique key is not added while another with the key waits. The key is free again as soon as the job starts, so
// that what happens while it runs adds a new one: no wake-up is lost. (An Enqueue that finds the key taken locks the waiting
// job until its own transaction ends: the job cannot start before it can see what that transaction wrote.)
//
// # Failure
//
// An error is retried after 1 s, 16 s, 81 s, 256 s, ... (attempt^4 seconds) until MaxAttempts; then the job is discarded, which
// is visible: Stats counts it, its errors stay with it, and it is logged. Cancel ends a job at once, Snooze puts it off without
// an attempt being counted. A panic is an error.
package queue

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// Args is what a job is told: a struct that JSON can carry, and the name of its kind ("area.verb").
type Args interface {
	Kind() string
}

// Defaults of Enqueue.
const (
	DefaultQueue       = "default"
	DefaultMaxAttempts = 10
)

// Option of Enqueue and Periodic.
type Option func(*options)

type options struct {
	at          time.Time
	unique      string
	queue       string
	maxAttempts int
	priority    int
}

// At is when the job is due. Without it, or in the past, it is due at once.
func At(t time.Time) Option { return func(o *options) { o.at = t } }

// Unique names the job among its kind: see the package's doc.
func Unique(key string) Option { return func(o *options) { o.unique = key } }

// Queue puts the job in a queue other than the default one. A Runner must work it.
func Queue(name string) Option { return func(o *options) { o.queue = name } }

// MaxAttempts is how often the job may be tried; 10 without it.
func MaxAttempts(n int) Option { return func(o *options) { o.maxAttempts = n } }

// Urgent puts the job before the others that are due.
func Urgent() Option { return func(o *options) { o.priority = 1 } }

// Patient lets all others go first.
func Patient() Option { return func(o *options) { o.priority = 3 } }

func newOptions(now time.Time, opts []Option) options {
	o := options{queue: DefaultQueue, maxAttempts: DefaultMaxAttempts, priority: 2}
	for _, f := range opts {
		f(&o)
	}
	if o.at.Before(now) {
		o.at = now
	}
	return o
}

// uniqueStates are the states in which a job holds its key, in the order of River's bitmask: scheduled, running, retryable,
// pending, (discarded, completed, cancelled,) available. A job that runs gives its key up itself.
const uniqueStates = "11110001"

// Enqueue adds a job within tx. It is false when a job of the kind with the same Unique key is waiting already; that one is then
// due at the earlier of both times, unless it waits for a retry.
func Enqueue(ctx context.Context, tx *db.Tx, args Args, opts ...Option) (bool, error) {
	o := newOptions(tx.Now, opts)
	encoded, err := json.Marshal(args)
	if err != nil {
		return false, fmt.Errorf("enqueue %s: %w", args.Kind(), err)
	}
	named := db.Args{
		"args": encoded, "kind": args.Kind(), "queue": o.queue, "max_attempts": o.maxAttempts, "priority": o.priority,
		"now": tx.Now, "soon": tx.Now.Add(soon), "at": o.at, "key": uniqueKey(args.Kind(), o.unique), "states": uniqueStates,
	}
	added, err := db.Value[bool](ctx, tx, sqlEnqueue, named)
	if err != nil {
		return false, fmt.Errorf("enqueue %s: %w", args.Kind(), err)
	}
	return added, nil
}

// soon is how far ahead a job may be due and still be looked at by workers, who wait for its time by themselves. River promotes
// the jobs that are due later only every five seconds.
const soon = 5 * time.Second

// The conflict's update locks the waiting job even where it changes nothing. River's workers listen to river_insert.
const sqlEnqueue = `
WITH job AS (
  INSERT INTO river_job AS waiting (args, created_at, kind, max_attempts, priority, queue, scheduled_at, state, unique_key,
    unique_states)
  VALUES (@args, @now, @kind, @max_attempts, @priority, @queue, @at,
    CASE WHEN @at::timestamptz > @soon THEN 'scheduled' ELSE 'available' END::river_job_state,
    @key::bytea, CASE WHEN @key::bytea IS NULL THEN NULL ELSE @states::text::bit(8) END)
  ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL AND unique_states IS NOT NULL
      AND river_job_state_in_bitmask(unique_states, state)
    DO UPDATE SET
      priority = least(waiting.priority, EXCLUDED.priority),
      scheduled_at = CASE WHEN waiting.state IN ('scheduled', 'available')
        THEN least(waiting.scheduled_at, EXCLUDED.scheduled_at) ELSE waiting.scheduled_at END,
      state = CASE WHEN waiting.state = 'scheduled' AND EXCLUDED.state = 'available' THEN EXCLUDED.state ELSE waiting.state END
  RETURNING queue, state, xmax = 0 AS added
), told AS (
  SELECT pg_notify(current_schema() || '.river_insert', json_build_object('queue', queue)::text) FROM job WHERE state = 'available'
)
SELECT added FROM job LEFT JOIN told ON true`

// Withdraw takes back the waiting job of a kind with a Unique key. It is false when none waits.
func Withdraw(ctx context.Context, tx *db.Tx, kind, key string) (bool, error) {
	n, err := db.Exec(ctx, tx, sqlWithdraw, db.Args{"key": uniqueKey(kind, key), "now": tx.Now})
	if err != nil {
		return false, fmt.Errorf("withdraw %s: %w", kind, err)
	}
	return n > 0, nil
}

const sqlWithdraw = `
UPDATE river_job SET state = 'cancelled', finalized_at = @now
WHERE unique_key = @key AND state IN ('available', 'scheduled', 'retryable')`

func uniqueKey(kind, key string) []byte {
	if key == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(kind + "\x00" + key))
	return sum[:]
}
