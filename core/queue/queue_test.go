package queue_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

type note struct {
	Text string `json:"text"`
}

func (note) Kind() string { return "test.note" }

type tick struct{}

func (tick) Kind() string { return "test.tick" }

// bench is a world with a registry that writes down what ran and when, as "15:04:05 text".
type bench struct {
	*testkit.TheWorld
	r   *queue.Registry
	ran []string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{TheWorld: testkit.World(t), r: queue.NewRegistry()}
	queue.Register(b.r, func(_ context.Context, j queue.Job[note]) error { b.note(j.Args.Text); return nil })
	queue.Register(b.r, func(context.Context, queue.Job[tick]) error { b.note("tick"); return nil })
	return b
}

func (b *bench) note(text string) {
	b.ran = append(b.ran, b.Clock.Now().Format("15:04:05 ")+text)
}

func (b *bench) enqueue(t *testing.T, args queue.Args, opts ...queue.Option) (added bool) {
	t.Helper()
	err := b.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		added, err = queue.Enqueue(t.Context(), tx, args, opts...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func (b *bench) in(d time.Duration) queue.Option { return queue.At(b.Clock.Now().Add(d)) }

func (b *bench) drain(t *testing.T, d time.Duration) queue.Report {
	t.Helper()
	report, err := queue.Drain(t.Context(), b.DB, b.r, b.Clock, b.Clock.Now().Add(d))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (b *bench) want(t *testing.T, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, b.ran); diff != "" {
		t.Errorf("what ran (-want +got):\n%s", diff)
	}
}

func TestDrainRunsJobsAtTheirTimesInOrder(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.enqueue(t, note{"later"}, b.in(time.Hour))
	b.enqueue(t, note{"soon"}, b.in(time.Minute))
	b.enqueue(t, note{"now"})
	b.enqueue(t, note{"now too"})
	b.enqueue(t, note{"tomorrow"}, b.in(24*time.Hour))
	b.drain(t, 0)
	b.want(t, "12:05:00 now", "12:05:00 now too")
	b.drain(t, 2*time.Hour)
	b.want(t, "12:05:00 now", "12:05:00 now too", "12:06:00 soon", "13:05:00 later")
	if got := b.Clock.Now(); !got.Equal(testkit.Start.Add(2 * time.Hour)) {
		t.Errorf("the clock stands at %v", got)
	}
}

func TestDrainRunsCronTicksInTheirZone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, expression := range []string{"*/30 * * * *", "CRON_TZ=America/Santiago 0 10 * * *"} {
		if err := b.r.Periodic(expression, tick{}); err != nil {
			t.Fatal(err)
		}
	}
	b.enqueue(t, note{"between"}, b.in(30*time.Minute))
	b.drain(t, time.Hour)
	b.want(t, "12:30:00 tick", "12:35:00 between", "13:00:00 tick", "13:00:00 tick") // 13:00 UTC is 10:00 in Santiago
	b.drain(t, 10*time.Minute)
	if len(b.ran) != 4 {
		t.Errorf("a tick was repeated: %v", b.ran)
	}
	if err := b.r.Periodic("often", tick{}); err == nil {
		t.Error("a bad expression was accepted")
	}
}

func TestAJobOfARolledBackTransactionIsNotThere(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	_ = b.DB.InTx(t.Context(), func(tx *db.Tx) error {
		if _, err := queue.Enqueue(t.Context(), tx, note{"x"}); err != nil {
			return err
		}
		return errors.New("no")
	})
	b.drain(t, time.Hour)
	b.want(t)
}

func TestAKeyIsTakenWhileItsJobWaitsAndFreeWhileItRuns(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for i, want := range []bool{true, false, false} {
		if got := b.enqueue(t, note{fmt.Sprint(i)}, queue.Unique("k"), b.in(time.Hour)); got != want {
			t.Errorf("%d: added %v", i, got)
		}
	}
	if !b.enqueue(t, tick{}, queue.Unique("k"), b.in(time.Hour)) {
		t.Error("another kind's key was taken")
	}
	b.enqueue(t, note{"sooner"}, queue.Unique("k"), b.in(time.Minute)) // the waiting job becomes due sooner
	b.drain(t, 2*time.Hour)
	b.want(t, "12:06:00 0", "13:05:00 tick")
	if !b.enqueue(t, note{"again"}, queue.Unique("k")) {
		t.Error("the key of a job that was done is taken")
	}
	type chain = queue.Job[link]
	queue.Register(b.r, func(ctx context.Context, j chain) error {
		b.note(fmt.Sprint("link ", j.Args.N))
		if j.Args.N == 3 {
			return nil
		}
		return b.DB.InTx(ctx, func(tx *db.Tx) error {
			added, err := queue.Enqueue(ctx, tx, link{j.Args.N + 1}, queue.Unique("k"))
			if !added {
				t.Error("the key of the running job is taken")
			}
			return err
		})
	})
	b.enqueue(t, link{1}, queue.Unique("k"))
	b.drain(t, 0)
	b.want(t, "12:06:00 0", "13:05:00 tick", "14:05:00 again", "14:05:00 link 1", "14:05:00 link 2", "14:05:00 link 3")
}

type link struct{ N int }

func (link) Kind() string { return "test.link" }

func TestAWithdrawnJobDoesNotRunAndItsKeyIsFree(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.enqueue(t, note{"reminder"}, queue.Unique("k"), b.in(time.Hour))
	for _, want := range []bool{true, false} {
		err := b.DB.InTx(t.Context(), func(tx *db.Tx) error {
			got, err := queue.Withdraw(t.Context(), tx, note{}.Kind(), "k")
			if got != want {
				t.Errorf("withdrawn: %v", got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if !b.enqueue(t, note{"other"}, queue.Unique("k"), b.in(time.Hour)) {
		t.Error("the key is taken")
	}
	b.drain(t, 2*time.Hour)
	b.want(t, "13:05:00 other")
}

type flaky struct{ Fails int }

func (flaky) Kind() string { return "test.flaky" }

func TestAFailedJobIsTriedAgainLaterAndLaterAndThenDiscardedInSight(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	queue.Register(b.r, func(_ context.Context, j queue.Job[flaky]) error {
		b.note(fmt.Sprint("attempt ", j.Attempt, " last ", j.Last()))
		if j.Args.Fails < 0 {
			panic("dead")
		}
		if j.Attempt <= j.Args.Fails {
			return errors.New("not yet")
		}
		return nil
	})
	b.enqueue(t, flaky{2})
	if r := b.drain(t, time.Hour); r.Ran != 3 || r.Retried != 2 || r.Discarded != 0 {
		t.Errorf("got %+v", r)
	}
	b.want(t, "12:05:00 attempt 1 last false", "12:05:01 attempt 2 last false", "12:05:17 attempt 3 last false")
	b.ran = nil
	b.enqueue(t, flaky{-1}, queue.MaxAttempts(2))
	if r := b.drain(t, time.Hour); r.Discarded != 1 || len(r.Errors) != 2 || !strings.Contains(r.Errors[0].Error(), "dead") {
		t.Errorf("got %+v", r)
	}
	b.want(t, "13:05:00 attempt 1 last false", "13:05:01 attempt 2 last true")
	failures, err := queue.Failures(t.Context(), b.DB, 10)
	if err != nil || len(failures) != 1 || failures[0].Kind != "test.flaky" || !strings.Contains(failures[0].Error, "dead") {
		t.Errorf("got %+v, %v", failures, err)
	}
	stats, err := queue.Stats(t.Context(), b.DB)
	if err != nil || len(stats) != 1 || stats[0].State != "discarded" || stats[0].Jobs != 1 {
		t.Errorf("got %+v, %v", stats, err)
	}
}

type verdict struct{ Cancel bool }

func (verdict) Kind() string { return "test.verdict" }

func TestAHandlerMayCancelOrSnoozeItsJob(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	snoozes := 0
	queue.Register(b.r, func(_ context.Context, j queue.Job[verdict]) error {
		b.note(fmt.Sprint("attempt ", j.Attempt))
		if j.Args.Cancel {
			return queue.Cancel(errors.New("pointless"))
		}
		if snoozes++; snoozes < 3 {
			return queue.Snooze(time.Minute)
		}
		return nil
	})
	b.enqueue(t, verdict{})
	b.drain(t, 10*time.Minute)
	b.want(t, "12:05:00 attempt 1", "12:06:00 attempt 1", "12:07:00 attempt 1")
	b.enqueue(t, verdict{Cancel: true})
	if r := b.drain(t, time.Hour); r.Ran != 1 || r.Discarded != 1 {
		t.Errorf("got %+v", r)
	}
}

func TestWhatAJobInATransactionWroteAndItsEndCommitTogether(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	queue.RegisterTx(b.r, func(ctx context.Context, tx *db.Tx, j queue.Job[flaky]) error {
		if _, err := queue.Enqueue(ctx, tx, note{fmt.Sprint("of attempt ", j.Attempt)}); err != nil {
			return err
		}
		if j.Attempt <= j.Args.Fails {
			return errors.New("roll back")
		}
		return nil
	})
	b.enqueue(t, flaky{1}, queue.Unique("k"))
	b.drain(t, time.Hour)
	b.want(t, "12:05:01 of attempt 2")
}

func TestAJobThatNobodyKnowsIsAnError(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.enqueue(t, flaky{})
	if _, err := queue.Drain(t.Context(), b.DB, b.r, b.Clock, b.Clock.Now()); err == nil || !strings.Contains(err.Error(), "test.flaky") {
		t.Errorf("got %v", err)
	}
}

func TestTheWaitBetweenAttemptsGrowsAndIsBounded(t *testing.T) {
	t.Parallel()
	for attempt, want := range map[int]time.Duration{0: time.Second, 1: time.Second, 2: 16 * time.Second, 10: 10000 * time.Second, 1000: 24 * time.Hour} {
		if got := queue.Backoff(attempt); got != want {
			t.Errorf("after attempt %d: %v", attempt, got)
		}
	}
}
