package escalations

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Escalation is one thing that waits for a person.
type Escalation struct {
	ID           booking.EscalationID
	Conversation booking.ConversationID // empty: none
	Contact      booking.ContactID      // empty: none
	ContactName  string
	Visit        booking.VisitID // empty: none
	Unit         booking.UnitCode
	Cause        booking.Cause
	Priority     booking.Priority
	Summary      string
	Status       booking.EscalationStatus
	ClaimedBy    booking.UserID // empty: nobody
	ClaimedName  string
	ClaimedAt    *time.Time
	OpenedAt     time.Time
	DueAt        time.Time  // of the first response
	AnsweredAt   *time.Time // first response
	PausedAt     *time.Time // the customer is waited for since
	BreachedAt   *time.Time
	ResolvedAt   *time.Time
	Resolution   string
}

// Late tells whether somebody should have answered by now and nobody has.
func (e Escalation) Late(now time.Time) bool {
	return e.Status.Live() && e.AnsweredAt == nil && e.PausedAt == nil && e.DueAt.Before(now)
}

// Open asks for a person and gives the escalation's id: that of the live one of the same cause when there is one.
func (s *Store) Open(ctx context.Context, tx *db.Tx, o booking.OpenEscalation) (booking.EscalationID, error) {
	id, err := s.open(ctx, tx, o)
	if err != nil {
		return "", fmt.Errorf("open escalation: %w", err)
	}
	return id, nil
}

func (s *Store) open(ctx context.Context, tx *db.Tx, o booking.OpenEscalation) (booking.EscalationID, error) {
	if err := lockCause(ctx, tx, about{o.Conversation, o.Contact, o.Cause}); err != nil {
		return "", err
	}
	due, err := due(ctx, tx, o.Unit, o.Priority)
	if err != nil {
		return "", err
	}
	id, err := raise(ctx, tx, o, due)
	if err == nil || !fault.Is(err, fault.NotFound) {
		return id, err
	}
	if id, err = insertEscalation(ctx, tx, o, due); err != nil {
		return "", err
	}
	return id, tell(ctx, tx, booking.FactEscalationOpened, "", Escalation{
		ID: id, Conversation: o.Conversation, Contact: o.Contact, Visit: o.Visit, Unit: o.Unit, Cause: o.Cause, Priority: o.Priority,
		Status: booking.EscalationOpen,
	})
}

// about is what makes two escalations the same.
type about struct {
	conversation booking.ConversationID
	contact      booking.ContactID
	cause        booking.Cause
}

const sqlLockEscalationCause = `SELECT pg_advisory_xact_lock(hashtextextended(@key::text, 0))`

// lockCause makes two that open the same escalation at once wait for each other.
func lockCause(ctx context.Context, tx *db.Tx, a about) error {
	key := fmt.Sprintf("escalation:%s:%s:%s", a.conversation, a.contact, a.cause)
	_, err := db.Exec(ctx, tx, sqlLockEscalationCause, db.Args{"key": key})
	return err
}

// P1 sorts before P4, so the least text is the highest priority.
const sqlRaiseEscalation = `
UPDATE escalations SET
  priority = least(priority, @priority),
  due_at = least(due_at, @due::timestamptz),
  summary = CASE WHEN position(@summary::text IN summary) > 0 THEN summary ELSE left(summary || E'\n' || @summary, 2000) END,
  visit_id = coalesce(visit_id, @visit)
WHERE id = (
  SELECT id FROM escalations
  WHERE cause = @cause AND status NOT IN ('resolved','closed','auto_closed')
    AND conversation_id IS NOT DISTINCT FROM @conversation
    AND (@conversation::uuid IS NOT NULL OR contact_id IS NOT DISTINCT FROM @contact AND visit_id IS NOT DISTINCT FROM @visit)
  ORDER BY opened_at LIMIT 1)
RETURNING id`

func raise(ctx context.Context, tx *db.Tx, o booking.OpenEscalation, due time.Time) (booking.EscalationID, error) {
	return db.Value[booking.EscalationID](ctx, tx, sqlRaiseEscalation, db.Args{
		"priority": o.Priority, "due": due, "summary": o.Summary, "visit": db.Null(o.Visit),
		"cause": o.Cause, "conversation": db.Null(o.Conversation), "contact": db.Null(o.Contact),
	})
}

const sqlInsertEscalation = `
INSERT INTO escalations (id, conversation_id, contact_id, visit_id, unit_code, cause, priority, summary, opened_at, due_at)
VALUES (@id, @conversation, @contact, @visit, @unit, @cause, @priority, @summary, @now, @due)`

func insertEscalation(ctx context.Context, tx *db.Tx, o booking.OpenEscalation, due time.Time) (booking.EscalationID, error) {
	id := booking.EscalationID(tx.NewID())
	_, err := db.Exec(ctx, tx, sqlInsertEscalation, db.Args{
		"id": id, "conversation": db.Null(o.Conversation), "contact": db.Null(o.Contact), "visit": db.Null(o.Visit),
		"unit": o.Unit, "cause": o.Cause, "priority": o.Priority, "summary": o.Summary, "now": tx.Now, "due": due,
	})
	return id, err
}
