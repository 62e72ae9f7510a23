package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
	"github.com/robfig/cron/v3"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// Job is one attempt at a job.
type Job[T Args] struct {
	Args        T
	ID          int64
	Attempt     int // 1 for the first
	MaxAttempts int
	Due         time.Time
}

// Last reports whether no attempt follows this one.
func (j Job[T]) Last() bool { return j.Attempt >= j.MaxAttempts }

// Registry says who does which kind of job, and what is due periodically. Fill it where the program is wired.
type Registry struct {
	handlers  map[string]handler
	periodics []periodic
	addTo     []func(*river.Workers, *db.DB) error
}

// NewRegistry is empty.
func NewRegistry() *Registry { return &Registry{handlers: map[string]handler{}} }

// handler runs an attempt; done ends the job within a transaction.
type handler func(ctx context.Context, d *db.DB, j row, done func(ctx context.Context, tx *db.Tx) error) error

// row is an attempt as the table has it.
type row struct {
	ID          int64
	Kind        string
	Args        json.RawMessage
	Attempt     int
	MaxAttempts int
	ScheduledAt time.Time
	HasKey      bool
}

// Register gives jobs of T's kind to fn, outside any transaction. A kind is registered once; twice is a panic.
func Register[T Args](r *Registry, fn func(ctx context.Context, j Job[T]) error) {
	register[T](r, func(ctx context.Context, d *db.DB, j row, _ func(context.Context, *db.Tx) error) error {
		job, err := decode[T](j)
		if err != nil {
			return err
		}
		if j.HasKey {
			if err := release(ctx, d, j.ID); err != nil {
				return err
			}
		}
		return fn(ctx, job)
	})
}

// RegisterTx gives jobs of T's kind to fn in a transaction that also ends the job: what fn writes and that the job is done
// commit together, once.
func RegisterTx[T Args](r *Registry, fn func(ctx context.Context, tx *db.Tx, j Job[T]) error) {
	register[T](r, func(ctx context.Context, d *db.DB, j row, done func(context.Context, *db.Tx) error) error {
		job, err := decode[T](j)
		if err != nil {
			return err
		}
		return d.InTx(ctx, func(tx *db.Tx) error {
			if j.HasKey {
				if err := release(ctx, tx, j.ID); err != nil {
					return err
				}
			}
			if err := fn(ctx, tx, job); err != nil {
				return err
			}
			return done(ctx, tx)
		})
	})
}

func register[T Args](r *Registry, h handler) {
	var zero T
	kind := zero.Kind()
	if _, ok := r.handlers[kind]; ok {
		panic("queue: " + kind + " is registered twice")
	}
	r.handlers[kind] = h
	r.addTo = append(r.addTo, func(w *river.Workers, d *db.DB) error {
		return river.AddWorkerSafely(w, &worker[T]{db: d, handler: h})
	})
}

func decode[T Args](j row) (Job[T], error) {
	job := Job[T]{ID: j.ID, Attempt: j.Attempt, MaxAttempts: j.MaxAttempts, Due: j.ScheduledAt}
	if err := json.Unmarshal(j.Args, &job.Args); err != nil {
		return job, Cancel(fmt.Errorf("job %s %d: its arguments cannot be read: %w", j.Kind, j.ID, err))
	}
	return job, nil
}

// release frees the job's key now that it runs. Keys of cron ticks, which completed jobs hold too, stay.
func release(ctx context.Context, q db.Querier, id int64) error {
	if _, err := db.Exec(ctx, q, sqlReleaseKey, db.Args{"id": id}); err != nil {
		return fmt.Errorf("release job %d: %w", id, err)
	}
	return nil
}

const sqlReleaseKey = `
UPDATE river_job SET unique_key = NULL
WHERE id = @id AND NOT river_job_state_in_bitmask(unique_states, 'completed')`

// Cancel is returned by a handler to end its job at once: another attempt could not do better.
func Cancel(err error) error { return river.JobCancel(err) }

// Snooze is returned by a handler to be called again after d, without this attempt being counted.
func Snooze(d time.Duration) error { return river.JobSnooze(max(d, 0)) }

// Backoff is how long after its nth failed attempt a job is tried again: n^4 seconds, a day at most.
func Backoff(attempt int) time.Duration {
	n := time.Duration(min(max(attempt, 1), 18))
	return min(n*n*n*n*time.Second, 24*time.Hour)
}

type periodic struct {
	name     string
	schedule cron.Schedule
	args     Args
	opts     []Option
}

// Periodic enqueues args at every tick of a cron expression of five fields, in UTC unless it begins with "CRON_TZ=<zone> ". Of
// all processes one does. A tick that nobody was there for is not made up for.
func (r *Registry) Periodic(expression string, args Args, opts ...Option) error {
	s, err := cron.ParseStandard(expression)
	if err != nil {
		return fmt.Errorf("periodic %s: %w", args.Kind(), err)
	}
	name := args.Kind() + " " + expression
	if slices.ContainsFunc(r.periodics, func(p periodic) bool { return p.name == name }) {
		return fmt.Errorf("periodic %s: registered twice", name)
	}
	r.periodics = append(r.periodics, periodic{name: name, schedule: s, args: args, opts: opts})
	return nil
}

// Next is the first tick after t.
func (p periodic) Next(t time.Time) time.Time { return p.schedule.Next(t.UTC()) }

// worker is a handler as River calls it.
type worker[T Args] struct {
	river.WorkerDefaults[T]
	db      *db.DB
	handler handler
}

// Work runs one attempt.
func (w *worker[T]) Work(ctx context.Context, j *river.Job[T]) error {
	r := row{
		ID: j.ID, Kind: j.Kind, Args: j.EncodedArgs, Attempt: j.Attempt, MaxAttempts: j.MaxAttempts, ScheduledAt: j.ScheduledAt,
		HasKey: len(j.UniqueKey) > 0,
	}
	return w.handler(ctx, w.db, r, func(ctx context.Context, tx *db.Tx) error {
		_, err := river.JobCompleteTx[*riverpgxv5.Driver, pgx.Tx](ctx, tx.Tx, j)
		return err
	})
}

// safely turns a panic of a handler into an error.
func safely(run func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return run()
}

// outcome tells apart what a handler may return.
func outcome(err error) (cancelled bool, snooze time.Duration, snoozed bool) {
	if s, ok := errors.AsType[*rivertype.JobSnoozeError](err); ok {
		return false, s.Duration, true
	}
	_, cancelled = errors.AsType[*rivertype.JobCancelError](err)
	return cancelled, 0, false
}
