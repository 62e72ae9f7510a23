package events

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// What Follow looks back over for facts that committed late.
const (
	overlapFacts = 1000
	overlapTime  = time.Minute
	pageSize     = 500
	// pollEvery is how long a lost notification can go unnoticed.
	pollEvery = 15 * time.Second
	// retryEvery paces reconnecting.
	retryEvery = time.Second
)

// Follow streams the facts appended from now on by any process, until the context ends, which closes the channel. A reader that
// does not read holds up only its own stream. When the database goes away the stream pauses, and what happened meanwhile is
// caught up with.
func Follow(ctx context.Context, d *db.DB) (<-chan Fact, error) {
	f := &follower{db: d, out: make(chan Fact, 64), given: map[int64]time.Time{}}
	conn, err := f.listen(ctx)
	if err != nil {
		return nil, err
	}
	if err := f.begin(ctx); err != nil {
		_ = conn.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	go f.run(ctx, conn)
	return f.out, nil
}

type follower struct {
	db    *db.DB
	out   chan Fact
	from  int64               // catch up from above here: the high mark less the overlap
	high  int64               // the highest seq seen
	given map[int64]time.Time // facts above from that were given, with their times
}

// begin notes what is visible now, so that it is not given, while what commits later is, whatever its seq.
func (f *follower) begin(ctx context.Context) error {
	last, err := Last(ctx, f.db)
	if err != nil {
		return err
	}
	f.from = max(0, last-overlapFacts)
	for from := f.from; ; {
		page, err := Since(ctx, f.db, from, pageSize, Filter{})
		if err != nil {
			return err
		}
		for _, fact := range page {
			from = fact.Seq
			f.high = max(f.high, fact.Seq)
			f.given[fact.Seq] = fact.At
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

// listen opens a session of its own: a pooled one would not be ours between notifications.
func (f *follower) listen(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, f.db.Pool().Config().ConnConfig)
	if err != nil {
		return nil, db.MapError(err)
	}
	if _, err := conn.Exec(ctx, "LISTEN "+Channel); err != nil {
		_ = conn.Close(context.WithoutCancel(ctx))
		return nil, db.MapError(err)
	}
	return conn, nil
}

func (f *follower) run(ctx context.Context, conn *pgx.Conn) {
	defer close(f.out)
	defer func() {
		if conn != nil {
			_ = conn.Close(context.WithoutCancel(ctx))
		}
	}()
	for ctx.Err() == nil {
		if conn == nil {
			var err error
			if conn, err = f.listen(ctx); err != nil {
				conn = nil
				_ = clock.Wait(ctx, retryEvery)
				continue
			}
		}
		if err := f.catchUp(ctx); err != nil {
			_ = clock.Wait(ctx, retryEvery)
			continue
		}
		wait, cancel := context.WithTimeout(ctx, pollEvery)
		_, err := conn.WaitForNotification(wait)
		timeout := wait.Err() != nil
		cancel()
		if err != nil && (!timeout || conn.IsClosed()) {
			_ = conn.Close(context.WithoutCancel(ctx))
			conn = nil
		}
	}
}

// catchUp gives what is above the overlap's start and was not given yet, then moves that start up.
func (f *follower) catchUp(ctx context.Context) error {
	for from := f.from; ; {
		page, err := Since(ctx, f.db, from, pageSize, Filter{})
		if err != nil {
			return err
		}
		for _, fact := range page {
			from = fact.Seq
			f.high = max(f.high, fact.Seq)
			if _, ok := f.given[fact.Seq]; ok {
				continue
			}
			select {
			case f.out <- fact:
				f.given[fact.Seq] = fact.At
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if len(page) < pageSize {
			break
		}
	}
	f.forget()
	return nil
}

// forget moves the start of the overlap up and drops what lies below it.
func (f *follower) forget() {
	if len(f.given) <= 2*overlapFacts {
		return
	}
	old := f.db.Now().Add(-overlapTime)
	start := f.high - overlapFacts
	for seq, at := range f.given {
		if at.After(old) {
			start = min(start, seq-1)
		}
	}
	for seq := range f.given {
		if seq <= start {
			delete(f.given, seq)
		}
	}
	f.from = max(f.from, start)
}
