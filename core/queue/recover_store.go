package queue

import (
	"context"
	"fmt"
	"hash/fnv"

	"github.com/jackc/pgx/v5"

	"github.com/chasqui-fsm/chasqui/core/db"
)

// presence is an advisory lock by which others see that this runner lives. River itself takes a job from a process that died only
// after minutes; a runner that starts takes the jobs of runners that hold no such lock at once.
type presence struct{ conn *pgx.Conn }

// arrive takes the lock of this runner's id and gives the jobs of the dead back to the queue.
func arrive(ctx context.Context, d *db.DB, id string) (*presence, error) {
	conn, err := pgx.ConnectConfig(ctx, d.Pool().Config().ConnConfig)
	if err != nil {
		return nil, fmt.Errorf("queue: %w", db.MapError(err))
	}
	p := &presence{conn: conn}
	if err := p.takeOver(ctx, d, id); err != nil {
		p.leave(ctx)
		return nil, fmt.Errorf("queue: recover jobs: %w", err)
	}
	return p, nil
}

func (p *presence) leave(ctx context.Context) { _ = p.conn.Close(context.WithoutCancel(ctx)) }

func (p *presence) takeOver(ctx context.Context, d *db.DB, id string) error {
	if _, err := db.Exec(ctx, p.conn, sqlBePresent, db.Args{"key": presenceKey(id)}); err != nil {
		return err
	}
	workers, err := db.Values[string](ctx, p.conn, sqlBusyWorkers, nil)
	if err != nil {
		return err
	}
	for _, w := range workers {
		dead, err := db.Value[bool](ctx, p.conn, sqlIsAbsent, db.Args{"key": presenceKey(w)})
		if err != nil {
			return err
		}
		if !dead {
			continue
		}
		if _, err := db.Exec(ctx, p.conn, sqlTakeOver, db.Args{"worker": w, "now": d.Now()}); err != nil {
			return err
		}
		if _, err := db.Exec(ctx, p.conn, sqlEndPresence, db.Args{"key": presenceKey(w)}); err != nil {
			return err
		}
	}
	return nil
}

const sqlBePresent = `SELECT pg_advisory_lock(@key)`

const sqlIsAbsent = `SELECT pg_try_advisory_lock(@key)`

const sqlEndPresence = `SELECT pg_advisory_unlock(@key)`

const sqlBusyWorkers = `
SELECT DISTINCT attempted_by[cardinality(attempted_by)] FROM river_job
WHERE state = 'running' AND cardinality(attempted_by) > 0`

// The attempt stays counted: a job that kills its process must not do so for ever. The last one is left to River's rescuer.
const sqlTakeOver = `
UPDATE river_job SET state = 'available', scheduled_at = @now
WHERE state = 'running' AND attempted_by[cardinality(attempted_by)] = @worker AND attempt < max_attempts`

func presenceKey(id string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte("queue " + id))
	return int64(h.Sum64())
}
