package queue

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/logs"
)

// RunnerOptions of NewRunner.
type RunnerOptions struct {
	// Queues and how many jobs of each this process does at once. Nil: the default queue, 10.
	Queues map[string]int
	// Log hears of failures. Nil: nothing is logged.
	Log *slog.Logger
	// StopTimeout is how long Stop lets running jobs go on before their contexts are cancelled. 0: ten seconds.
	StopTimeout time.Duration
}

// Runner works the queue through River, with any number of other processes.
type Runner struct {
	client   *river.Client[pgx.Tx]
	db       *db.DB
	id       string
	presence *presence
}

// A job may run for jobTimeout; then its context ends. One that still counts as running after rescueAfter, since its process
// died and no other started, is tried again.
const (
	jobTimeout  = 2 * time.Minute
	rescueAfter = 4 * time.Minute
)

// NewRunner makes a runner of the registry's jobs. The database's clock must be the machine's.
func NewRunner(d *db.DB, r *Registry, o RunnerOptions) (*Runner, error) {
	if o.Log == nil {
		o.Log = logs.Discard()
	}
	if o.StopTimeout == 0 {
		o.StopTimeout = 10 * time.Second
	}
	queues := map[string]river.QueueConfig{}
	for name, n := range o.Queues {
		queues[name] = river.QueueConfig{MaxWorkers: n}
	}
	if len(queues) == 0 {
		queues[DefaultQueue] = river.QueueConfig{MaxWorkers: 10}
	}
	workers := river.NewWorkers()
	for _, add := range r.addTo {
		if err := add(workers, d); err != nil {
			return nil, fmt.Errorf("queue: %w", err)
		}
	}
	id := "chasqui-" + d.NewID()
	client, err := river.NewClient(riverpgxv5.New(d.Pool()), &river.Config{
		ID: id, JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter,
		Queues: queues, Workers: workers, PeriodicJobs: r.river(d.Clock()),
		RetryPolicy: policy{clock: d.Clock()}, ErrorHandler: errorLog{log: o.Log},
		Logger:              slog.New(quiet{o.Log.Handler()}),
		SoftStopTimeout:     o.StopTimeout,
		FetchPollInterval:   time.Second,
		FetchCooldown:       20 * time.Millisecond,
		SkipUnknownJobCheck: true,
	})
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	return &Runner{client: client, db: d, id: id}, nil
}

// Start begins to work the queue and returns. It first takes over what processes that died were doing. The context's end stops
// it as Stop does.
func (r *Runner) Start(ctx context.Context) error {
	var err error
	if r.presence, err = arrive(ctx, r.db, r.id); err != nil {
		return err
	}
	if err := r.client.Start(ctx); err != nil {
		r.presence.leave(ctx)
		return fmt.Errorf("start the queue: %w", err)
	}
	return nil
}

// Stop takes no more jobs and waits for those that run. Call it also after the context's end.
func (r *Runner) Stop(ctx context.Context) error {
	defer r.presence.leave(ctx)
	if err := r.client.Stop(ctx); err != nil {
		return fmt.Errorf("stop the queue: %w", err)
	}
	return nil
}

// river makes the ticks River's. A tick is unique in its minute, so that a change of leader does not double it.
func (r *Registry) river(c clock.Clock) []*river.PeriodicJob {
	var jobs []*river.PeriodicJob
	for _, p := range r.periodics {
		o := newOptions(c.Now(), p.opts)
		jobs = append(jobs, river.NewPeriodicJob(p, func() (river.JobArgs, *river.InsertOpts) {
			return p.args, &river.InsertOpts{
				Queue: o.queue, MaxAttempts: o.maxAttempts, Priority: o.priority,
				UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: time.Minute},
			}
		}, nil))
	}
	return jobs
}

// policy retries as Backoff says.
type policy struct{ clock clock.Clock }

// NextRetry is when to try again.
func (p policy) NextRetry(j *rivertype.JobRow) time.Time {
	return p.clock.Now().Add(Backoff(j.Attempt))
}

// errorLog makes failures visible.
type errorLog struct{ log *slog.Logger }

// HandleError logs a failed attempt; a discarded job is an error, one that will be tried again a warning.
func (e errorLog) HandleError(ctx context.Context, j *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	level, what := slog.LevelWarn, "job failed, will be tried again"
	if j.Attempt >= j.MaxAttempts {
		level, what = slog.LevelError, "job failed for good"
	}
	e.log.Log(ctx, level, what, logs.Job, j.ID, logs.Kind, j.Kind, logs.Attempt, j.Attempt, logs.Error, err)
	return nil
}

// HandlePanic logs a defect.
func (e errorLog) HandlePanic(ctx context.Context, j *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	e.log.ErrorContext(ctx, "job panicked", logs.Job, j.ID, logs.Kind, j.Kind, logs.Attempt, j.Attempt,
		logs.Error, fmt.Sprint(value), "trace", trace)
	return nil
}

// quiet lets River say warnings only; it tells each failed job too, which errorLog does.
type quiet struct{ slog.Handler }

// Enabled is for warnings and above.
func (q quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && q.Handler.Enabled(ctx, l)
}
