package leads

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// JoinWaitlist keeps a wish that could not be met. The lead of the conversation becomes waitlisted, or is made; one that has
// ended stays as it is. The same person waiting for the same work in the same place is one entry, with the newest wish.
func (s *Store) JoinWaitlist(ctx context.Context, tx *db.Tx, j booking.JoinWaitlist) (booking.WaitlistID, error) {
	lead, err := s.waitlisted(ctx, tx, j)
	if err != nil {
		return "", fmt.Errorf("join waiting list: %w", err)
	}
	wish, err := wishJSON(&j.Wish)
	if err != nil {
		return "", fmt.Errorf("join waiting list: %w", err)
	}
	id, err := renewEntry(ctx, tx, j, wish)
	if fault.Is(err, fault.NotFound) {
		id, err = insertEntry(ctx, tx, j, newEntry{lead: lead, wish: wish})
	}
	if err != nil {
		return "", fmt.Errorf("join waiting list: %w", err)
	}
	return id, nil
}

// waitlisted is the lead that waits.
func (s *Store) waitlisted(ctx context.Context, tx *db.Tx, j booking.JoinWaitlist) (booking.LeadID, error) {
	save := booking.SaveLead{
		ContactID: j.Contact, Conversation: j.Conversation, Unit: j.Unit, Status: booking.LeadWaitlisted, Reason: j.Cause,
		Service: j.Service, Place: j.Place, Wish: &j.Wish,
	}
	last, err := lastLead(ctx, tx, save)
	if err != nil {
		return "", err
	}
	if last != nil && !last.Status.Open() {
		return last.ID, appendFacts(ctx, tx, *last, []booking.LeadStatus{booking.LeadWaitlisted})
	}
	lead, err := s.Save(ctx, tx, save)
	return lead.ID, err
}

const sqlRenewWaitlistEntry = `
UPDATE waitlist_entries SET wish = @wish, cause = @cause
WHERE id = (
  SELECT id FROM waitlist_entries
  WHERE contact_id = @contact AND status = 'active' AND service_code IS NOT DISTINCT FROM @service
    AND locality_id IS NOT DISTINCT FROM @place AND (@place::text IS NOT NULL OR locality = @locality::text)
  ORDER BY created_at LIMIT 1)
RETURNING id`

func renewEntry(ctx context.Context, tx *db.Tx, j booking.JoinWaitlist, wish any) (booking.WaitlistID, error) {
	return db.Value[booking.WaitlistID](ctx, tx, sqlRenewWaitlistEntry, db.Args{
		"wish": wish, "cause": j.Cause, "contact": j.Contact, "service": db.Null(j.Service), "place": db.Null(j.Place),
		"locality": j.Locality,
	})
}

type newEntry struct {
	lead booking.LeadID
	wish any
}

const sqlInsertWaitlistEntry = `
INSERT INTO waitlist_entries (id, contact_id, conversation_id, lead_id, unit_code, service_code, locality_id, locality, cause,
  wish, created_at)
VALUES (@id, @contact, @conversation, @lead, @unit, @service, @place,
  coalesce(nullif(@locality::text, ''), (SELECT name FROM localities WHERE id = @place), ''), @cause, @wish, @now)`

func insertEntry(ctx context.Context, tx *db.Tx, j booking.JoinWaitlist, e newEntry) (booking.WaitlistID, error) {
	id := booking.WaitlistID(tx.NewID())
	_, err := db.Exec(ctx, tx, sqlInsertWaitlistEntry, db.Args{
		"id": id, "contact": j.Contact, "conversation": db.Null(j.Conversation), "lead": db.Null(e.lead), "unit": j.Unit,
		"service": db.Null(j.Service), "place": db.Null(j.Place), "locality": j.Locality, "cause": j.Cause, "wish": e.wish,
		"now": tx.Now,
	})
	return id, err
}

// Entry is a wish on the waiting list.
type Entry struct {
	ID           booking.WaitlistID
	Contact      booking.ContactID
	ContactName  string
	Conversation booking.ConversationID // empty: none
	Lead         booking.LeadID
	Unit         booking.UnitCode
	Service      booking.ServiceCode // empty: not known
	Place        booking.PlaceID     // empty: not known
	Locality     string
	Cause        string
	Wish         booking.Wish
	Status       string
	CreatedAt    time.Time
}

const sqlListWaitlist = `
SELECT w.id, w.contact_id AS contact, c.name AS contact_name, coalesce(w.conversation_id::text, '') AS conversation,
  coalesce(w.lead_id::text, '') AS lead, w.unit_code AS unit, coalesce(w.service_code, '') AS service,
  coalesce(w.locality_id, '') AS place, w.locality, w.cause, coalesce(w.wish, '{}') AS wish, w.status, w.created_at
FROM waitlist_entries w JOIN contacts c ON c.id = w.contact_id
WHERE (@unit::text = '' OR w.unit_code = @unit) AND w.status = 'active'
ORDER BY w.created_at, w.id`

// Waitlist lists who waits in a unit, the longest first; in all units when unit is empty.
func (s *Store) Waitlist(ctx context.Context, q db.Querier, unit booking.UnitCode) ([]Entry, error) {
	list, err := db.Collect[Entry](ctx, q, sqlListWaitlist, db.Args{"unit": unit})
	if err != nil {
		return nil, fmt.Errorf("list waiting list: %w", err)
	}
	return list, nil
}
