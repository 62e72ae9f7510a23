package whatsapp

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// pollKept is how long a vote may come after its poll.
const pollKept = 30 * 24 * time.Hour

// keepPoll remembers what a poll asks, before it is sent, and forgets old ones.
func keepPoll(ctx context.Context, d *db.DB, id string, p poll) error {
	choices, err := json.Marshal(p.Choices)
	if err != nil {
		return fmt.Errorf("keep poll: %w", err)
	}
	return d.InTx(ctx, func(tx *db.Tx) error {
		_, err := db.Exec(ctx, tx, sqlKeepPoll, db.Args{"id": id, "target": p.Target, "choices": string(choices), "now": tx.Now})
		if err == nil {
			_, err = db.Exec(ctx, tx, sqlForgetPolls, db.Args{"before": tx.Now.Add(-pollKept)})
		}
		if err != nil {
			return fmt.Errorf("keep poll: %w", err)
		}
		return nil
	})
}

const sqlKeepPoll = `
INSERT INTO whatsapp_polls (external_id, target, choices, created_at) VALUES (@id, @target, @choices::jsonb, @now)
ON CONFLICT (external_id) DO NOTHING`

const sqlForgetPolls = `DELETE FROM whatsapp_polls WHERE created_at < @before`

// findPoll is what a poll of ours asked; ok is false when there is none of this id.
func findPoll(ctx context.Context, q db.Querier, id string) (p poll, ok bool, err error) {
	row, err := db.One[struct {
		Target  string
		Choices []channels.Choice
	}](ctx, q, sqlFindPoll, db.Args{"id": id})
	if fault.Is(err, fault.NotFound) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("find poll: %w", err)
	}
	return poll(row), true, nil
}

const sqlFindPoll = `SELECT target, choices FROM whatsapp_polls WHERE external_id = @id`
