package queue_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// running starts a runner of the registry on a database with the machine's clock.
func running(t *testing.T, r *queue.Registry) *db.DB {
	t.Helper()
	c := clock.System()
	d, err := db.Open(t.Context(), testkit.Database(t), c, ids.System(c))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	work(t, d, r)
	return d
}

func work(t *testing.T, d *db.DB, r *queue.Registry) {
	t.Helper()
	runner, err := queue.NewRunner(d, r, queue.RunnerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.WithoutCancel(t.Context())
	if err := runner.Start(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := runner.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
}

func receive(t *testing.T, c <-chan string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	select {
	case s := <-c:
		return s
	case <-ctx.Done():
		t.Fatal("nothing ran")
		return ""
	}
}

func put(t *testing.T, d *db.DB, args queue.Args, opts ...queue.Option) {
	t.Helper()
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := queue.Enqueue(t.Context(), tx, args, opts...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestARunnerWorksWhatIsEnqueuedAndRetriesWhatFails(t *testing.T) {
	t.Parallel()
	ran := make(chan string, 10)
	r := queue.NewRegistry()
	queue.Register(r, func(_ context.Context, j queue.Job[note]) error { ran <- j.Args.Text; return nil })
	queue.Register(r, func(_ context.Context, j queue.Job[flaky]) error {
		ran <- fmt.Sprint("attempt ", j.Attempt)
		if j.Attempt <= j.Args.Fails {
			return errors.New("not yet")
		}
		return nil
	})
	d := running(t, r)
	put(t, d, note{"first"})
	if got := receive(t, ran); got != "first" {
		t.Errorf("got %s", got)
	}
	put(t, d, flaky{1})
	if a, b := receive(t, ran), receive(t, ran); a != "attempt 1" || b != "attempt 2" {
		t.Errorf("got %s, %s", a, b)
	}
}

// A wake-up that comes while the job runs must lead to another run, however the two interleave.
func TestARunnerLosesNoWakeUp(t *testing.T) {
	t.Parallel()
	ran, goOn := make(chan string), make(chan struct{})
	r := queue.NewRegistry()
	queue.Register(r, func(_ context.Context, j queue.Job[note]) error {
		ran <- j.Args.Text
		<-goOn
		return nil
	})
	d := running(t, r)
	put(t, d, note{"one"}, queue.Unique("k"))
	receive(t, ran)
	put(t, d, note{"two"}, queue.Unique("k")) // while the first runs
	if got := receive(t, ran); got != "two" {
		t.Errorf("got %s", got)
	}
	close(goOn)
}

func TestARunnerEndsAJobWithItsTransaction(t *testing.T) {
	t.Parallel()
	ran := make(chan string, 10)
	r := queue.NewRegistry()
	queue.RegisterTx(r, func(ctx context.Context, tx *db.Tx, j queue.Job[flaky]) error {
		if _, err := queue.Enqueue(ctx, tx, note{fmt.Sprint("of attempt ", j.Attempt)}); err != nil {
			return err
		}
		if j.Attempt <= j.Args.Fails {
			return errors.New("roll back")
		}
		return nil
	})
	queue.Register(r, func(_ context.Context, j queue.Job[note]) error { ran <- j.Args.Text; return nil })
	d := running(t, r)
	put(t, d, flaky{1}, queue.Unique("k"))
	if got := receive(t, ran); got != "of attempt 2" {
		t.Errorf("got %s", got)
	}
	if n, err := db.Value[int](t.Context(), d, `SELECT count(*) FROM river_job WHERE kind = 'test.flaky' AND state = 'completed'`, nil); n != 1 || err != nil {
		t.Errorf("%d completed, %v", n, err)
	}
}

func TestARunnerTakesOverFromTheDeadAndNotFromTheLiving(t *testing.T) {
	t.Parallel()
	ran, goOn := make(chan string), make(chan struct{})
	r := queue.NewRegistry()
	queue.Register(r, func(_ context.Context, j queue.Job[note]) error {
		ran <- j.Args.Text
		<-goOn
		return nil
	})
	d := running(t, r)
	put(t, d, note{"of the living"})
	receive(t, ran)
	put(t, d, note{"of the dead"}, queue.At(d.Now().Add(time.Hour)))
	const die = `UPDATE river_job SET state = 'running', attempt = 1, attempted_by = '{dead}', attempted_at = scheduled_at
		WHERE state = 'scheduled'`
	if _, err := d.Exec(t.Context(), die); err != nil {
		t.Fatal(err)
	}
	work(t, d, r)
	if got := receive(t, ran); got != "of the dead" {
		t.Errorf("got %s", got)
	}
	close(goOn)
}
