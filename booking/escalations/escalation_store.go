package escalations

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// Status is where an escalation stands (DOMAIN.md 4.8).
type Status string

// The statuses; the last three are ends.
const (
	StatusOpen            Status = "open"
	StatusClaimed         Status = "claimed"
	StatusInProgress      Status = "in_progress"
	StatusWaitingCustomer Status = "waiting_customer"
	StatusWaitingInternal Status = "waiting_internal"
	StatusResolved        Status = "resolved"
	StatusClosed          Status = "closed"
	StatusAutoClosed      Status = "auto_closed"
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
	Status       Status
	ClaimedBy    booking.UserID // empty: nobody
	OpenedAt     time.Time
	DueAt        time.Time
	ResolvedAt   *time.Time
}

// Open asks for a person and gives the escalation's id: that of the live one of the same cause when there is one.
func (s *Store) Open(ctx context.Context, tx *db.Tx, o booking.OpenEscalation) (booking.EscalationID, error) {
	if err := lockCause(ctx, tx, o); err != nil {
		return "", fmt.Errorf("open escalation: %w", err)
	}
	id, err := raise(ctx, tx, o)
	if err == nil {
		return id, nil
	}
	if !fault.Is(err, fault.NotFound) {
		return "", fmt.Errorf("open escalation: %w", err)
	}
	if id, err = insertEscalation(ctx, tx, o); err != nil {
		return "", fmt.Errorf("open escalation: %w", err)
	}
	if err := factOpened(ctx, tx, id, o); err != nil {
		return "", fmt.Errorf("open escalation: %w", err)
	}
	return id, nil
}

const sqlLockEscalation = `SELECT pg_advisory_xact_lock(hashtextextended(@key::text, 0))`

// lockCause makes two that open the same escalation at once wait for each other.
func lockCause(ctx context.Context, tx *db.Tx, o booking.OpenEscalation) error {
	key := fmt.Sprintf("escalation:%s:%s:%s", o.Conversation, o.Contact, o.Cause)
	_, err := db.Exec(ctx, tx, sqlLockEscalation, db.Args{"key": key})
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

func raise(ctx context.Context, tx *db.Tx, o booking.OpenEscalation) (booking.EscalationID, error) {
	return db.Value[booking.EscalationID](ctx, tx, sqlRaiseEscalation, db.Args{
		"priority": o.Priority, "due": tx.Now.Add(o.Priority.FirstResponse()), "summary": o.Summary, "visit": db.Null(o.Visit),
		"cause": o.Cause, "conversation": db.Null(o.Conversation), "contact": db.Null(o.Contact),
	})
}

const sqlInsertEscalation = `
INSERT INTO escalations (id, conversation_id, contact_id, visit_id, unit_code, cause, priority, summary, opened_at, due_at)
VALUES (@id, @conversation, @contact, @visit, @unit, @cause, @priority, @summary, @now, @due)`

func insertEscalation(ctx context.Context, tx *db.Tx, o booking.OpenEscalation) (booking.EscalationID, error) {
	id := booking.EscalationID(tx.NewID())
	_, err := db.Exec(ctx, tx, sqlInsertEscalation, db.Args{
		"id": id, "conversation": db.Null(o.Conversation), "contact": db.Null(o.Contact), "visit": db.Null(o.Visit),
		"unit": o.Unit, "cause": o.Cause, "priority": o.Priority, "summary": o.Summary, "now": tx.Now,
		"due": tx.Now.Add(o.Priority.FirstResponse()),
	})
	return id, err
}

const escalationColumns = `
  e.id, coalesce(e.conversation_id::text, '') AS conversation, coalesce(e.contact_id::text, '') AS contact,
  coalesce(c.name, '') AS contact_name, coalesce(e.visit_id::text, '') AS visit, e.unit_code AS unit, e.cause, e.priority,
  e.summary, e.status, coalesce(e.claimed_by::text, '') AS claimed_by, e.opened_at, e.due_at, e.resolved_at`

const sqlListEscalations = `SELECT ` + escalationColumns + `
FROM escalations e LEFT JOIN contacts c ON c.id = e.contact_id
WHERE (@unit::text = '' OR e.unit_code = @unit) AND (cardinality(@statuses::text[]) = 0 OR e.status = ANY(@statuses))
ORDER BY e.priority, e.due_at, e.id`

// List lists escalations by priority, then by due time. No unit means all, no statuses mean all.
func (s *Store) List(ctx context.Context, q db.Querier, unit booking.UnitCode, statuses ...Status) ([]Escalation, error) {
	texts := make([]string, len(statuses))
	for i, st := range statuses {
		texts[i] = string(st)
	}
	list, err := db.Collect[Escalation](ctx, q, sqlListEscalations, db.Args{"unit": unit, "statuses": texts})
	if err != nil {
		return nil, fmt.Errorf("list escalations: %w", err)
	}
	return list, nil
}

const sqlListEscalationsOfConversation = `SELECT ` + escalationColumns + `
FROM escalations e LEFT JOIN contacts c ON c.id = e.contact_id
WHERE e.conversation_id = @conversation AND e.status NOT IN ('resolved','closed','auto_closed')
ORDER BY e.priority, e.due_at, e.id`

// OpenFor lists the live escalations of a conversation by priority, then by due time.
func (s *Store) OpenFor(ctx context.Context, q db.Querier, conversation booking.ConversationID) ([]Escalation, error) {
	list, err := db.Collect[Escalation](ctx, q, sqlListEscalationsOfConversation, db.Args{"conversation": db.Null(conversation)})
	if err != nil {
		return nil, fmt.Errorf("list escalations of a conversation: %w", err)
	}
	return list, nil
}
