package slots

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/span"
)

// held is a hold as stored.
type held struct {
	ID           booking.HoldID
	Resource     booking.ResourceID
	CrewZone     string
	Contact      booking.ContactID
	Conversation booking.ConversationID
	Service      booking.ServiceCode
	Territory    booking.TerritoryCode
	Quantity     int
	Lat, Lng     float64
	TimeZone     string
	Arrival      span.Span
	Planned      span.Span
	Status       string
	ExpiresAt    time.Time
}

func (h held) hold() booking.Hold {
	return booking.Hold{ID: h.ID, Expires: h.ExpiresAt, Slot: booking.Slot{
		Window: h.Arrival, TimeZone: h.TimeZone, Territory: h.Territory, Resource: h.Resource, Planned: h.Planned, Fits: true,
	}}
}

const heldColumns = `
  h.id, h.resource_id AS resource, r.time_zone AS crew_zone, h.contact_id AS contact,
  coalesce(h.conversation_id::text, '') AS conversation, h.service_code AS service, h.territory_code AS territory, h.quantity,
  h.lat, h.lng, h.time_zone, h.arrival, h.planned, h.status, h.expires_at
FROM slot_holds h JOIN resources r ON r.id = h.resource_id`

const sqlFindHold = `SELECT` + heldColumns + `
WHERE h.id = @id`

func findHold(ctx context.Context, q db.Querier, id booking.HoldID) (held, error) {
	h, err := db.One[held](ctx, q, sqlFindHold, db.Args{"id": id})
	if err != nil {
		return held{}, fmt.Errorf("find hold: %w", err)
	}
	return h, nil
}

const sqlListHeldBefore = `SELECT` + heldColumns + `
WHERE h.contact_id = @contact AND h.conversation_id IS NOT DISTINCT FROM @conversation::uuid AND h.status = 'active'
ORDER BY h.id`

// heldBefore lists the active holds of a conversation: one, unless something went wrong.
func heldBefore(ctx context.Context, q db.Querier, cmd booking.HoldSlot) ([]held, error) {
	return db.Collect[held](ctx, q, sqlListHeldBefore, db.Args{"contact": cmd.Contact, "conversation": db.Null(cmd.Conversation)})
}

const sqlInsertHold = `
INSERT INTO slot_holds (id, contact_id, conversation_id, resource_id, service_code, territory_code, quantity, lat, lng,
  time_zone, arrival, planned, duration_minutes, status, expires_at, created_at)
VALUES (@id, @contact, @conversation, @resource, @service, @territory, @quantity, @lat, @lng,
  @time_zone, @arrival, @planned, @minutes, 'active', @expires, @now)`

func insertHold(ctx context.Context, tx *db.Tx, a attempt, h booking.Hold) error {
	req := a.cmd.Request
	_, err := db.Exec(ctx, tx, sqlInsertHold, db.Args{
		"id": h.ID, "contact": a.cmd.Contact, "conversation": db.Null(a.cmd.Conversation), "resource": h.Slot.Resource,
		"service": a.service.Code, "territory": a.territory.Code, "quantity": max(req.Quantity, 1),
		"lat": req.At.Lat, "lng": req.At.Lng, "time_zone": h.Slot.TimeZone, "arrival": h.Slot.Window, "planned": h.Slot.Planned,
		"minutes": int(a.duration / time.Minute), "expires": h.Expires, "now": tx.Now,
	})
	return err
}

const sqlReleaseHold = `UPDATE slot_holds SET status = 'released' WHERE id = @id AND status = 'active'`

// release gives a hold back; one that is not active stays as it is.
func (s *Service) release(ctx context.Context, tx *db.Tx, id booking.HoldID) error {
	n, err := db.Exec(ctx, tx, sqlReleaseHold, db.Args{"id": id})
	if err != nil || n == 0 {
		return err
	}
	return s.visits.FreeHold(ctx, tx, id)
}

const sqlConfirmHold = `UPDATE slot_holds SET status = 'confirmed' WHERE id = @id AND status = 'active'`

// Confirm ends a hold whose time went to a visit. Claim it first.
func (s *Service) Confirm(ctx context.Context, tx *db.Tx, id booking.HoldID) error {
	n, err := db.Exec(ctx, tx, sqlConfirmHold, db.Args{"id": id})
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "slot.hold.over")
	}
	if err != nil {
		return fmt.Errorf("confirm hold: %w", err)
	}
	return nil
}

const sqlExpireHolds = `
WITH over AS (
  UPDATE slot_holds SET status = 'expired'
  WHERE id IN (SELECT id FROM slot_holds WHERE status = 'active' AND expires_at <= @now ORDER BY id FOR UPDATE SKIP LOCKED)
  RETURNING id), freed AS (
  DELETE FROM occupations USING over WHERE occupations.hold_id = over.id)
SELECT count(*) FROM over`

// ExpireHolds gives back the time of all holds that are over, and says how many they were. Nothing depends on it but the look of
// the board: takers release what is in their way themselves.
func (s *Service) ExpireHolds(ctx context.Context, tx *db.Tx, now time.Time) (int, error) {
	n, err := db.Value[int](ctx, tx, sqlExpireHolds, db.Args{"now": now})
	if err != nil {
		return 0, fmt.Errorf("expire holds: %w", err)
	}
	return n, nil
}
