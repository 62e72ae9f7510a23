package cloud

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// pair is what is known of a message and of the two ends it goes between.
type pair struct {
	PostedAt   *time.Time // nil: it was never posted, or refused
	ExternalID string
	TheirValue string
	Status     channels.Status
	Failure    int

	LastInAt   *time.Time
	PacedUntil *time.Time
	Throttled  int
}

func (c *Cloud) look(ctx context.Context, p parcel) (pair, error) {
	got, err := db.One[pair](ctx, c.o.DB, sqlLookAtPair, db.Args{"message": p.ID, "ours": p.From.Value, "forms": p.to.forms})
	if err != nil {
		return pair{}, fmt.Errorf("look at send: %w", err)
	}
	return got, nil
}

const sqlLookAtPair = `
SELECT s.posted_at, coalesce(s.external_id, '') AS external_id, coalesce(s.their_value, '') AS their_value,
  coalesce(s.status, '') AS status, coalesce(s.failure, 0) AS failure, w.last_in_at, w.paced_until, w.throttled
FROM (
  SELECT max(last_in_at) AS last_in_at, max(paced_until) AS paced_until, coalesce(max(throttled), 0) AS throttled
  FROM cloud_windows WHERE ours = @ours AND theirs = ANY(@forms)
) w LEFT JOIN cloud_sends s ON s.message_id = @message`

// known tells what came of an earlier post of the message; false when it is to be posted.
func (p pair) known(now time.Time, to string) (receipt channels.Receipt, known bool, err error) {
	switch {
	case p.PostedAt == nil:
		return receipt, false, nil
	case p.Status == channels.StatusFailed:
		failure, v := judge(&refusal{Code: p.Failure}, p.Throttled)
		if v.retry {
			return receipt, false, nil
		}
		return receipt, true, failure
	case p.ExternalID != "":
		r := channels.Receipt{ExternalID: p.ExternalID, Status: p.Status}
		if r.Status == "" {
			r.Status = channels.StatusSent
		}
		if p.TheirValue != to {
			r.TheirValue = p.TheirValue
		}
		return r, true, nil
	case now.Before(p.PostedAt.Add(inDoubt)):
		wait := min(p.PostedAt.Add(inDoubt).Sub(now), lookAgain)
		return receipt, true, &channels.SendError{Code: CodeLost, Retryable: true, Unsure: true, After: wait, Err: errNoAnswer}
	default:
		return receipt, false, nil
	}
}

// open tells whether they may be spoken to freely.
func (p pair) open(now time.Time) bool {
	return p.LastInAt != nil && now.Before(p.LastInAt.Add(window))
}

// wait is how long the pair has to be silent, for the burst it had.
func (p pair) wait(now time.Time) time.Duration {
	if p.PacedUntil == nil {
		return 0
	}
	return p.PacedUntil.Sub(now) - (pairBurst-1)*pairEach
}

// doubt records that a message is about to be posted, and counts it for its pair.
func (c *Cloud) doubt(ctx context.Context, p parcel, now time.Time) error {
	paced := now
	if p.pair.PacedUntil != nil && p.pair.PacedUntil.After(now) {
		paced = *p.pair.PacedUntil
	}
	_, err := db.Exec(ctx, c.o.DB, sqlDoubt, db.Args{
		"message": p.ID, "ours": p.From.Value, "theirs": p.to.value, "now": now, "paced": paced.Add(pairEach),
	})
	if err != nil {
		return fmt.Errorf("record post: %w", err)
	}
	return nil
}

const sqlDoubt = `
WITH paced AS (
  INSERT INTO cloud_windows (ours, theirs, paced_until) VALUES (@ours, @theirs, @paced)
  ON CONFLICT (ours, theirs) DO UPDATE SET paced_until = EXCLUDED.paced_until
)
INSERT INTO cloud_sends (message_id, ours, posted_at) VALUES (@message, @ours, @now)
ON CONFLICT (message_id) DO UPDATE SET posted_at = EXCLUDED.posted_at, external_id = '', their_value = '', status = '', failure = 0`

// posted records the answer. The first answer to an ad's message, within a day, is what 72 hours free of charge begin with.
func (c *Cloud) posted(ctx context.Context, p parcel, external, their string) error {
	now := c.o.DB.Now()
	_, err := db.Exec(ctx, c.o.DB, sqlPosted, db.Args{
		"message": p.ID, "external": external, "their": their, "ours": p.From.Value, "forms": p.to.forms,
		"ad_since": now.Add(-window), "free": now.Add(freeEntry),
	})
	return err
}

// freeEntry is how long nothing is charged after the answer to somebody who came from an ad.
const freeEntry = 72 * time.Hour

const sqlPosted = `
WITH pair AS (
  UPDATE cloud_windows SET throttled = 0,
    free_until = CASE WHEN ad_at >= @ad_since AND (free_until IS NULL OR free_until < ad_at) THEN @free ELSE free_until END
  WHERE ours = @ours AND theirs = ANY(@forms)
)
UPDATE cloud_sends SET external_id = @external, their_value = @their WHERE message_id = @message`

// refused takes the doubt away: nothing was sent.
func (c *Cloud) refused(ctx context.Context, p parcel, pairLimit bool) error {
	by := 0
	if pairLimit {
		by = 1
	}
	_, err := db.Exec(ctx, c.o.DB, sqlRefused, db.Args{"message": p.ID, "ours": p.From.Value, "theirs": p.to.value, "by": by})
	if err != nil {
		return fmt.Errorf("record refusal: %w", err)
	}
	return nil
}

const sqlRefused = `
WITH pair AS (
  UPDATE cloud_windows SET throttled = CASE WHEN @by::int > 0 THEN throttled + 1 ELSE throttled END
  WHERE ours = @ours AND theirs = @theirs
)
DELETE FROM cloud_sends WHERE message_id = @message`

// seen records a status by our message id, and that it arrived under this id. It never goes back.
func (c *Cloud) seen(ctx context.Context, d channels.Delivery, their string, code int) error {
	_, err := db.Exec(ctx, c.o.DB, sqlSeen, db.Args{
		"message": d.Message, "external": d.ExternalID, "their": their, "status": d.Status, "code": code,
	})
	if err != nil {
		return fmt.Errorf("record status: %w", err)
	}
	return nil
}

const sqlSeen = `
UPDATE cloud_sends SET status = @status, failure = @code,
  external_id = CASE WHEN external_id = '' THEN @external ELSE external_id END,
  their_value = CASE WHEN their_value = '' THEN @their ELSE their_value END
WHERE message_id = @message
  AND array_position(ARRAY['','sent','failed','delivered','read'], status)
    < array_position(ARRAY['','sent','failed','delivered','read'], @status::text)`

// wasPosted tells whether a message was posted by this installation. All that were carry our id.
func (c *Cloud) wasPosted(ctx context.Context, message string) (bool, error) {
	if message == "" {
		return false, nil
	}
	return db.Value[bool](ctx, c.o.DB, sqlWasPosted, db.Args{"message": message})
}

const sqlWasPosted = `SELECT EXISTS (SELECT FROM cloud_sends WHERE message_id = @message)`

// forget drops what no status will be asked for any more.
func (c *Cloud) forget(ctx context.Context) error {
	_, err := db.Exec(ctx, c.o.DB, sqlForgetSends, db.Args{"before": c.o.DB.Now().Add(-keepSends)})
	if err != nil {
		return fmt.Errorf("forget sends: %w", err)
	}
	return nil
}

// keepSends is longer than any message is tried and than Meta tells of one.
const keepSends = 30 * 24 * time.Hour

const sqlForgetSends = `DELETE FROM cloud_sends WHERE posted_at < @before`
