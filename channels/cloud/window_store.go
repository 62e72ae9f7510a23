package cloud

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// openWindow records that somebody wrote, under each of their ids.
func (c *Cloud) openWindow(ctx context.Context, in channels.Inbound) error {
	at := in.SentAt
	if now := c.o.DB.Now(); at.IsZero() || at.After(now) {
		at = now
	}
	var ad any
	if in.Referral != nil {
		ad = at
	}
	_, err := db.Exec(ctx, c.o.DB, sqlOpenWindow, db.Args{
		"ours": in.To.Value, "theirs": append([]string{in.From.Value}, in.Also...), "at": at, "ad": ad,
	})
	if err != nil {
		return fmt.Errorf("open window: %w", err)
	}
	return nil
}

const sqlOpenWindow = `
INSERT INTO cloud_windows (ours, theirs, last_in_at, ad_at)
SELECT DISTINCT @ours::text, theirs, @at::timestamptz, @ad::timestamptz FROM unnest(@theirs::text[]) AS theirs ORDER BY theirs
ON CONFLICT (ours, theirs) DO UPDATE SET
  last_in_at = greatest(cloud_windows.last_in_at, EXCLUDED.last_in_at), ad_at = greatest(cloud_windows.ad_at, EXCLUDED.ad_at)`

// closeWindow believes Graph when it says that somebody did not write lately, unless they did since.
func (c *Cloud) closeWindow(ctx context.Context, ours string, theirs []string, at time.Time) error {
	_, err := db.Exec(ctx, c.o.DB, sqlCloseWindow, db.Args{"ours": ours, "theirs": theirs, "at": at})
	if err != nil {
		return fmt.Errorf("close window: %w", err)
	}
	return nil
}

const sqlCloseWindow = `
UPDATE cloud_windows SET last_in_at = NULL WHERE ours = @ours AND theirs = ANY(@theirs) AND last_in_at <= @at`
