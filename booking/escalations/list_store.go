package escalations

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const escalationColumns = `
  e.id, coalesce(e.conversation_id::text, '') AS conversation, coalesce(e.contact_id::text, '') AS contact,
  coalesce(c.name, '') AS contact_name, coalesce(e.visit_id::text, '') AS visit, e.unit_code AS unit, e.cause, e.priority,
  e.summary, e.status, coalesce(e.claimed_by::text, '') AS claimed_by, coalesce(u.name, '') AS claimed_name, e.claimed_at,
  e.opened_at, e.due_at, e.answered_at, e.paused_at, e.breached_at, e.resolved_at, e.resolution`

const escalationTables = `
FROM escalations e LEFT JOIN contacts c ON c.id = e.contact_id LEFT JOIN users u ON u.id = e.claimed_by`

const sqlFindEscalation = `SELECT` + escalationColumns + escalationTables + `
WHERE e.id = @id`

// Get is one escalation; NotFound when there is none of that id.
func (s *Store) Get(ctx context.Context, q db.Querier, id booking.EscalationID) (Escalation, error) {
	return find(ctx, q, id)
}

func find(ctx context.Context, q db.Querier, id booking.EscalationID) (Escalation, error) {
	e, err := db.One[Escalation](ctx, q, sqlFindEscalation, db.Args{"id": id})
	if fault.Is(err, fault.NotFound) {
		return Escalation{}, fault.New(fault.NotFound, "escalation.get.unknown", fault.Cause(err))
	}
	if err != nil {
		return Escalation{}, fmt.Errorf("find escalation: %w", err)
	}
	return e, nil
}

const sqlListEscalations = `SELECT` + escalationColumns + escalationTables + `
WHERE (@unit::text = '' OR e.unit_code = @unit) AND (cardinality(@statuses::text[]) = 0 OR e.status = ANY(@statuses))
ORDER BY e.priority, e.due_at, e.id`

// List lists escalations by priority, then by due time. No unit means all, no statuses mean all.
func (s *Store) List(
	ctx context.Context, q db.Querier, unit booking.UnitCode, statuses ...booking.EscalationStatus,
) ([]Escalation, error) {
	list, err := db.Collect[Escalation](ctx, q, sqlListEscalations, db.Args{"unit": unit, "statuses": texts(statuses)})
	if err != nil {
		return nil, fmt.Errorf("list escalations: %w", err)
	}
	return list, nil
}

const sqlListEscalationsOfConversation = `SELECT` + escalationColumns + escalationTables + `
WHERE e.conversation_id = @conversation AND (e.status NOT IN ('resolved','closed','auto_closed') OR e.resolved_at > @since::timestamptz)
ORDER BY e.priority, e.due_at, e.id`

// OpenFor lists the live escalations of a conversation by priority, then by due time.
func (s *Store) OpenFor(ctx context.Context, q db.Querier, conversation booking.ConversationID) ([]Escalation, error) {
	return s.Recent(ctx, q, conversation, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
}

// Recent is OpenFor with those that were resolved since.
func (s *Store) Recent(
	ctx context.Context, q db.Querier, conversation booking.ConversationID, since time.Time,
) ([]Escalation, error) {
	list, err := db.Collect[Escalation](ctx, q, sqlListEscalationsOfConversation, db.Args{
		"conversation": db.Null(conversation), "since": since,
	})
	if err != nil {
		return nil, fmt.Errorf("list escalations of a conversation: %w", err)
	}
	return list, nil
}

// Waiting is an escalation as the queue shows it.
type Waiting struct {
	Escalation
	LastText string // the customer's last words; empty: none
	LastAt   *time.Time
}

// Queue chooses what the queue shows. Without Units it is all of them.
type Queue struct {
	Units   []booking.UnitCode
	Holder  booking.UserID // only what this person holds
	Unheld  bool           // only what nobody holds
	Settled bool           // also what was resolved within the last 72 hours
	Now     time.Time
}

const queueRow = `
  e.status NOT IN ('resolved','closed','auto_closed') AND e.answered_at IS NULL AND e.paused_at IS NULL AND e.due_at < @now::timestamptz`

const sqlListQueue = `SELECT` + escalationColumns + `, coalesce(m.body, '') AS last_text, m.sent_at AS last_at` + escalationTables + `
LEFT JOIN LATERAL (
  SELECT body, sent_at FROM messages
  WHERE conversation_id = e.conversation_id AND direction = 'in' ORDER BY seq DESC LIMIT 1) m ON true
WHERE (cardinality(@units::text[]) = 0 OR e.unit_code = ANY(@units))
  AND (@holder::text = '' OR e.claimed_by::text = @holder) AND (NOT @unheld::boolean OR e.status = 'open')
  AND (e.status NOT IN ('resolved','closed','auto_closed')
    OR @settled::boolean AND e.status = 'resolved' AND e.resolved_at > @now::timestamptz - interval '72 hours')
ORDER BY e.resolved_at IS NOT NULL, (` + queueRow + `) DESC, e.priority, e.due_at, e.id LIMIT 300`

// Waiting lists the queue: what is late first, then by priority, then by due time; what was resolved last.
func (s *Store) Waiting(ctx context.Context, q db.Querier, choice Queue) ([]Waiting, error) {
	list, err := db.Collect[Waiting](ctx, q, sqlListQueue, db.Args{
		"units": texts(choice.Units), "holder": choice.Holder, "unheld": choice.Unheld, "settled": choice.Settled, "now": choice.Now,
	})
	if err != nil {
		return nil, fmt.Errorf("list queue: %w", err)
	}
	return list, nil
}

const sqlCountLate = `
SELECT count(*) FROM escalations e
WHERE (cardinality(@units::text[]) = 0 OR e.unit_code = ANY(@units)) AND (` + queueRow + `)`

// Late counts the escalations of units, all without any, that somebody should have answered by now.
func (s *Store) Late(ctx context.Context, q db.Querier, now time.Time, units ...booking.UnitCode) (int, error) {
	n, err := db.Value[int](ctx, q, sqlCountLate, db.Args{"units": texts(units), "now": now})
	if err != nil {
		return 0, fmt.Errorf("count late escalations: %w", err)
	}
	return n, nil
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
