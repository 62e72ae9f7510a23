package leads

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// Touch is a way in that a lead came by. Reports read the first and the last.
type Touch struct {
	At       time.Time
	Source   string
	Medium   string
	Campaign string
}

const sqlInsertTouch = `
INSERT INTO lead_touches (id, lead_id, at, source, campaign)
VALUES (@id, @lead, @now, @source, @campaign)`

func addTouch(ctx context.Context, tx *db.Tx, l booking.Lead) error {
	_, err := db.Exec(ctx, tx, sqlInsertTouch, db.Args{
		"id": tx.NewID(), "lead": l.ID, "now": tx.Now, "source": l.Source, "campaign": l.Campaign,
	})
	return err
}

const sqlListTouches = `SELECT at, source, medium, campaign FROM lead_touches WHERE lead_id = @lead ORDER BY at, id`

// Touches lists the ways in of a lead, the first one first.
func (s *Store) Touches(ctx context.Context, q db.Querier, lead booking.LeadID) ([]Touch, error) {
	list, err := db.Collect[Touch](ctx, q, sqlListTouches, db.Args{"lead": lead})
	if err != nil {
		return nil, fmt.Errorf("list touches: %w", err)
	}
	return list, nil
}
