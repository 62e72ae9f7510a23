package escalations

import (
	"context"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
)

const sqlLockEscalation = `SELECT FROM escalations WHERE id = @id FOR UPDATE`

// lock reads an escalation, and nobody else changes it until the transaction ends. It is read after the wait for the lock: one
// statement would join the holder of before.
func lock(ctx context.Context, tx *db.Tx, id booking.EscalationID) (Escalation, error) {
	if _, err := db.Exec(ctx, tx, sqlLockEscalation, db.Args{"id": id}); err != nil {
		return Escalation{}, fmt.Errorf("lock escalation: %w", err)
	}
	return find(ctx, tx, id)
}

// change is what became of an escalation and who did it; empty: we ourselves.
type change struct {
	fact string
	by   booking.UserID
}

const sqlSaveEscalation = `
UPDATE escalations SET status = @status, claimed_by = @claimed_by, claimed_at = @claimed_at, due_at = @due, answered_at = @answered,
  paused_at = @paused, breached_at = @breached, resolved_at = @resolved, resolution = @resolution
WHERE id = @id`

// save writes a locked escalation and tells what became of it. It gives the escalation as it is stored, with its holder's name.
func (s *Store) save(ctx context.Context, tx *db.Tx, e Escalation, c change) (Escalation, error) {
	_, err := db.Exec(ctx, tx, sqlSaveEscalation, db.Args{
		"id": e.ID, "status": e.Status, "claimed_by": db.Null(e.ClaimedBy), "claimed_at": e.ClaimedAt, "due": e.DueAt,
		"answered": e.AnsweredAt, "paused": e.PausedAt, "breached": e.BreachedAt, "resolved": e.ResolvedAt, "resolution": e.Resolution,
	})
	if err != nil {
		return e, fmt.Errorf("change escalation: %w", err)
	}
	if err := tell(ctx, tx, c.fact, c.by, e); err != nil {
		return e, err
	}
	return s.Get(ctx, tx, e.ID)
}
