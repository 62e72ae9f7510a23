package customers

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
)

// Every table that names a contact is here (a test knows). What was moved is returned, so that it can be moved back.
const sqlMoveContact = `
WITH handles AS (UPDATE contact_handles SET contact_id = @kept WHERE contact_id = @gone RETURNING kind || ' ' || value AS id),
agreed AS (UPDATE consents SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
talks AS (UPDATE conversations SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
asked AS (UPDATE leads SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
waiting AS (UPDATE waitlist_entries SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
ordered AS (UPDATE work_orders SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
held AS (UPDATE slot_holds SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
escalated AS (UPDATE escalations SET contact_id = @kept WHERE contact_id = @gone RETURNING id),
named AS (UPDATE contacts k SET name = coalesce(nullif(k.name, ''), g.name), language = coalesce(nullif(k.language, ''), g.language),
  customer_id = coalesce(k.customer_id, g.customer_id) FROM contacts g WHERE k.id = @kept AND g.id = @gone)
SELECT jsonb_build_object(
  'contact_handles', coalesce((SELECT jsonb_agg(id) FROM handles), '[]'), 'consents', coalesce((SELECT jsonb_agg(id) FROM agreed), '[]'),
  'conversations', coalesce((SELECT jsonb_agg(id) FROM talks), '[]'), 'leads', coalesce((SELECT jsonb_agg(id) FROM asked), '[]'),
  'waitlist_entries', coalesce((SELECT jsonb_agg(id) FROM waiting), '[]'),
  'work_orders', coalesce((SELECT jsonb_agg(id) FROM ordered), '[]'), 'slot_holds', coalesce((SELECT jsonb_agg(id) FROM held), '[]'),
  'escalations', coalesce((SELECT jsonb_agg(id) FROM escalated), '[]'))`

const sqlInsertMerge = `
INSERT INTO contact_merges (id, kept, gone, moved, at) VALUES (@id, @kept, @gone, @moved, @now)`

// merge makes two contacts one: all that the one has is the other's from then on. Its row stays, for the facts that name it.
func merge(ctx context.Context, tx *db.Tx, kept, gone booking.ContactID) error {
	moved, err := db.Value[json.RawMessage](ctx, tx, sqlMoveContact, db.Args{"kept": kept, "gone": gone})
	if err != nil {
		return fmt.Errorf("move: %w", err)
	}
	id := tx.NewID()
	if _, err := db.Exec(ctx, tx, sqlInsertMerge, db.Args{"id": id, "kept": kept, "gone": gone, "moved": moved, "now": tx.Now}); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return events.Append(ctx, tx, events.Fact{
		Name: "contact.merged", Actor: "system", SubjectKind: "contact", SubjectID: string(kept), ContactID: string(kept),
		Data: events.Data(map[string]string{"gone": string(gone), "merge_id": id}),
	})
}
