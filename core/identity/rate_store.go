package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Limit is a token bucket: Burst at once, and one more each Every.
type Limit struct {
	Every time.Duration
	Burst int
}

// Allow takes a token from the bucket of the key; false when there is none. All processes share the bucket. Inside a
// transaction the bucket stays locked until its end.
func Allow(ctx context.Context, q db.Querier, key string, l Limit, now time.Time) (bool, error) {
	_, err := db.Value[float64](ctx, q, sqlTakeToken, db.Args{
		"key": key, "burst": float64(l.Burst), "every": l.Every.Seconds(), "now": now,
	})
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("rate of %s: %w", key, err)
	}
	return true, nil
}

const sqlTakeToken = `
INSERT INTO rate_buckets AS b (key, tokens, at) VALUES (@key, @burst::float8 - 1, @now)
ON CONFLICT (key) DO UPDATE SET
  tokens = least(@burst, b.tokens + greatest(extract(epoch FROM @now::timestamptz - b.at), 0)::float8 / @every::float8) - 1,
  at = greatest(b.at, @now)
WHERE least(@burst, b.tokens + greatest(extract(epoch FROM @now::timestamptz - b.at), 0)::float8 / @every::float8) >= 1
RETURNING tokens`

// Reserve takes a token of the bucket of the key even when there is none, and tells how long to wait until it is there: who waits
// needs to ask once, in whatever number. All processes share the bucket.
func Reserve(ctx context.Context, q db.Querier, key string, l Limit, now time.Time) (wait time.Duration, err error) {
	left, err := db.Value[float64](ctx, q, sqlReserveToken, db.Args{
		"key": key, "burst": float64(l.Burst), "every": l.Every.Seconds(), "now": now,
	})
	if err != nil {
		return 0, fmt.Errorf("rate of %s: %w", key, err)
	}
	return time.Duration(max(-left, 0) * float64(l.Every)), nil
}

const sqlReserveToken = `
INSERT INTO rate_buckets AS b (key, tokens, at) VALUES (@key, @burst::float8 - 1, @now)
ON CONFLICT (key) DO UPDATE SET
  tokens = least(@burst, b.tokens + greatest(extract(epoch FROM @now::timestamptz - b.at), 0)::float8 / @every::float8) - 1,
  at = greatest(b.at, @now)
RETURNING tokens`
