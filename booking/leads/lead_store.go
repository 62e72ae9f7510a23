package leads

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const leadColumns = `
  l.id, l.contact_id, coalesce(l.conversation_id::text, '') AS conversation, l.unit_code AS unit, l.status, l.reason,
  coalesce(l.service_code, '') AS service, coalesce(l.locality_id, '') AS place, l.problem, l.quantity, l.source, l.campaign,
  coalesce(l.first_message_id::text, '') AS first_message, l.created_at`

const sqlFindLead = `SELECT ` + leadColumns + `
FROM leads l
WHERE l.id = @id`

// Lead is one lead; NotFound when there is none of that id.
func (s *Store) Lead(ctx context.Context, q db.Querier, id booking.LeadID) (booking.Lead, error) {
	l, err := db.One[booking.Lead](ctx, q, sqlFindLead, db.Args{"id": id})
	if err != nil {
		return booking.Lead{}, fmt.Errorf("find lead: %w", err)
	}
	return l, nil
}

const sqlFindLastLead = `SELECT ` + leadColumns + `
FROM leads l
WHERE l.conversation_id = @conversation OR (@conversation::uuid IS NULL AND l.conversation_id IS NULL AND l.contact_id = @contact)
ORDER BY l.created_at DESC, l.id DESC
LIMIT 1
FOR UPDATE`

// lastLead locks the last lead of a conversation, or of a contact without one; nil when there was none.
func lastLead(ctx context.Context, tx *db.Tx, save booking.SaveLead) (*booking.Lead, error) {
	l, err := db.One[booking.Lead](ctx, tx, sqlFindLastLead, db.Args{
		"conversation": db.Null(save.Conversation), "contact": save.ContactID,
	})
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &l, nil
}

const sqlFindOpenLead = `SELECT ` + leadColumns + `
FROM leads l
WHERE l.conversation_id = @conversation AND l.status NOT IN ('converted','disqualified','lost','merged')
ORDER BY l.created_at DESC, l.id DESC
LIMIT 1`

// Open is the open lead of a conversation; NotFound when there is none.
func (s *Store) Open(ctx context.Context, q db.Querier, conversation booking.ConversationID) (booking.Lead, error) {
	l, err := db.One[booking.Lead](ctx, q, sqlFindOpenLead, db.Args{"conversation": db.Null(conversation)})
	if err != nil {
		return booking.Lead{}, fmt.Errorf("find open lead: %w", err)
	}
	return l, nil
}

const sqlInsertLead = `
INSERT INTO leads (id, contact_id, conversation_id, unit_code, status, reason, service_code, locality_id, problem, quantity,
  wish, source, campaign, first_message_id, created_at, updated_at)
VALUES (@id, @contact, @conversation, @unit, @status, @reason, @service, @place, @problem, greatest(@quantity::int, 1),
  @wish, coalesce(nullif(@source::text, ''), (SELECT c.channel FROM conversations c WHERE c.id = @conversation), 'unknown'),
  @campaign, @first_message, @now, @now)`

func insertLead(ctx context.Context, tx *db.Tx, save booking.SaveLead) (booking.LeadID, error) {
	wish, err := wishJSON(save.Wish)
	if err != nil {
		return "", err
	}
	id := booking.LeadID(tx.NewID())
	_, err = db.Exec(ctx, tx, sqlInsertLead, db.Args{
		"id": id, "contact": save.ContactID, "conversation": db.Null(save.Conversation), "unit": save.Unit,
		"status": save.Status, "reason": save.Reason, "service": db.Null(save.Service), "place": db.Null(save.Place),
		"problem": save.Problem, "quantity": save.Quantity, "wish": wish, "source": save.Source, "campaign": save.Campaign,
		"first_message": db.Null(save.FirstMessage), "now": tx.Now,
	})
	return id, err
}

const sqlUpdateLead = `
UPDATE leads SET
  status = @status,
  reason = coalesce(nullif(@reason::text, ''), reason),
  service_code = coalesce(@service, service_code),
  locality_id = coalesce(@place, locality_id),
  problem = coalesce(nullif(@problem::text, ''), problem),
  quantity = CASE WHEN @quantity::int > 0 THEN @quantity::int ELSE quantity END,
  wish = coalesce(@wish, wish),
  source = coalesce(nullif(@source::text, ''), source),
  campaign = coalesce(nullif(@campaign::text, ''), campaign),
  first_message_id = coalesce(first_message_id, @first_message),
  updated_at = @now
WHERE id = @id`

func updateLead(ctx context.Context, tx *db.Tx, id booking.LeadID, save booking.SaveLead) error {
	wish, err := wishJSON(save.Wish)
	if err != nil {
		return err
	}
	_, err = db.Exec(ctx, tx, sqlUpdateLead, db.Args{
		"id": id, "status": save.Status, "reason": save.Reason, "service": db.Null(save.Service), "place": db.Null(save.Place),
		"problem": save.Problem, "quantity": save.Quantity, "wish": wish, "source": save.Source, "campaign": save.Campaign,
		"first_message": db.Null(save.FirstMessage), "now": tx.Now,
	})
	return err
}

func wishJSON(w *booking.Wish) (any, error) {
	if w == nil {
		return nil, nil
	}
	b, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("wish: %w", err)
	}
	return b, nil
}

// Query says which leads to list; empty fields do not narrow.
type Query struct {
	Unit     booking.UnitCode
	Contact  booking.ContactID
	Statuses []booking.LeadStatus
	Since    time.Time // made then or later
	Limit    int       // 0 means 100
}

const sqlListLeads = `SELECT ` + leadColumns + `
FROM leads l
WHERE (@unit::text = '' OR l.unit_code = @unit) AND (@contact::uuid IS NULL OR l.contact_id = @contact)
  AND (cardinality(@statuses::text[]) = 0 OR l.status = ANY(@statuses)) AND (@since::timestamptz IS NULL OR l.created_at >= @since)
ORDER BY l.created_at DESC, l.id DESC
LIMIT @max`

// List lists leads, the newest first.
func (s *Store) List(ctx context.Context, q db.Querier, ask Query) ([]booking.Lead, error) {
	if ask.Limit <= 0 {
		ask.Limit = 100
	}
	statuses := make([]string, len(ask.Statuses))
	for i, st := range ask.Statuses {
		statuses[i] = string(st)
	}
	list, err := db.Collect[booking.Lead](ctx, q, sqlListLeads, db.Args{
		"unit": ask.Unit, "contact": db.Null(ask.Contact), "statuses": statuses, "since": db.Null(ask.Since), "max": ask.Limit,
	})
	if err != nil {
		return nil, fmt.Errorf("list leads: %w", err)
	}
	return list, nil
}
