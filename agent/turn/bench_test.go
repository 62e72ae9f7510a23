package turn_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// BenchmarkTurn measures messages a second, each answered, on one machine with its Postgres. Many write at once, each in a
// conversation of their own, and wait for each reply. Compare msg/s with the tps of `pgbench -N -c 16 -j 2` on the same server:
// its transaction is 5 statements, a message is 4 transactions and 19 statements.
//
//	engine: stored, understood, decided and committed in one process, without the queue; 16 write
//	served: all that serve does: the same through the queue, and the reply sent; 64 write
func BenchmarkTurn(b *testing.B) {
	b.Run("engine", func(b *testing.B) {
		w := onTheClock(b)
		measure(b, 16, func(ctx context.Context, in channels.Inbound) error {
			got, err := w.gw.Receive(ctx, in)
			if err != nil {
				return err
			}
			_, _, err = w.engine.Run(ctx, got.Conversation)
			return err
		})
	})
	b.Run("served", func(b *testing.B) {
		w := onTheClock(b)
		said := &replies{}
		w.serve(b, said)
		measure(b, 64, func(ctx context.Context, in channels.Inbound) error {
			reply := said.next(in.From.Value)
			if _, err := w.gw.Receive(ctx, in); err != nil {
				return err
			}
			select {
			case <-reply:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
}

// measure sends b.N messages and reports how many a second were answered.
func measure(b *testing.B, writers int, send func(ctx context.Context, in channels.Inbound) error) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 2*time.Minute)
	defer cancel()
	var left atomic.Int64
	left.Store(int64(b.N))
	var wg sync.WaitGroup
	b.ResetTimer()
	for p := range writers {
		wg.Go(func() {
			person := channels.Address{Channel: channels.Terminal, Value: fmt.Sprintf("+569%08d", p)}
			for n := 0; left.Add(-1) >= 0; n++ {
				err := send(ctx, channels.Inbound{
					From: person, To: ours, ExternalID: fmt.Sprintf("%d/%d/%d", p, n, b.N), Kind: channels.KindText, Text: "hola",
				})
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "msg/s")
}

// onTheClock is a world on the machine's clock.
func onTheClock(b *testing.B) *world {
	b.Helper()
	w := newWorld(b)
	c := clock.System()
	d, err := db.Open(b.Context(), w.URL, c, ids.System(c))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(d.Close)
	w.DB = d
	w.restart()
	w.engine.Understand = ears
	return w
}

// serve works the queue until the benchmark ends.
func (w *world) serve(b *testing.B, t channels.Transport) {
	b.Helper()
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: w.office, Debounce: func(channels.Inbound) time.Duration { return 0 }}, t)
	w.engine.Inbox = w.gw
	r := queue.NewRegistry()
	w.gw.Register(r)
	queue.Register(r, func(ctx context.Context, j queue.Job[gateway.TurnJob]) error {
		_, ok, err := w.engine.Run(ctx, j.Args.Conversation)
		if err == nil && !ok {
			return queue.Snooze(time.Second)
		}
		return err
	})
	runner, err := queue.NewRunner(w.DB, r, queue.RunnerOptions{})
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.WithoutCancel(b.Context())
	if err := runner.Start(ctx); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = runner.Stop(ctx) })
}

// replies is a transport that wakes who waits for a reply.
type replies struct{ waiting sync.Map }

func (*replies) Channel() channels.Channel    { return channels.Terminal }
func (*replies) Serves(channels.Address) bool { return true }

func (r *replies) Send(_ context.Context, out channels.Outbound) (channels.Receipt, error) {
	if ch, ok := r.waiting.LoadAndDelete(out.To.Value); ok {
		close(ch.(chan struct{}))
	}
	return channels.Receipt{Status: channels.StatusSent}, nil
}

func (r *replies) next(person string) <-chan struct{} {
	ch := make(chan struct{})
	r.waiting.Store(person, ch)
	return ch
}
