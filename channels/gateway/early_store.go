package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// keepEarly keeps what was learned of a message whose send is not recorded yet.
func keepEarly(ctx context.Context, tx *db.Tx, d channels.Delivery) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("keep delivery: %w", err)
	}
	_, err = db.Exec(ctx, tx, sqlKeepEarly, db.Args{
		"id": tx.NewID(), "channel": d.Channel, "external": d.ExternalID, "delivery": body, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("keep delivery: %w", err)
	}
	return nil
}

const sqlKeepEarly = `
INSERT INTO early_deliveries (id, channel, external_id, delivery, at) VALUES (@id, @channel, @external, @delivery, @now)`

// catchUp applies what was learned of a message before its send was recorded.
func (g *Gateway) catchUp(ctx context.Context, tx *db.Tx, m channels.Outbound, r channels.Receipt) error {
	if r.ExternalID == "" {
		return nil
	}
	early, err := db.Values[json.RawMessage](ctx, tx, sqlTakeEarly, db.Args{"channel": m.To.Channel, "external": r.ExternalID})
	if err != nil {
		return fmt.Errorf("early deliveries: %w", err)
	}
	for _, body := range early {
		var d channels.Delivery
		if err := json.Unmarshal(body, &d); err != nil {
			return fmt.Errorf("early delivery: %w", err)
		}
		if err := g.learn(ctx, tx, m.ID, d); err != nil {
			return err
		}
	}
	return nil
}

const sqlTakeEarly = `
WITH taken AS (DELETE FROM early_deliveries WHERE channel = @channel AND external_id = @external RETURNING at, delivery)
SELECT delivery FROM taken ORDER BY at`

// earlyFor is how long a delivery waits for its send to be recorded.
const earlyFor = time.Hour

// forgetEarly drops deliveries of messages that are not ours: of another system on the same number, say.
func forgetEarly(ctx context.Context, tx *db.Tx) error {
	if _, err := db.Exec(ctx, tx, sqlForgetEarly, db.Args{"before": tx.Now.Add(-earlyFor)}); err != nil {
		return fmt.Errorf("forget early deliveries: %w", err)
	}
	return nil
}

const sqlForgetEarly = `DELETE FROM early_deliveries WHERE at < @before`
