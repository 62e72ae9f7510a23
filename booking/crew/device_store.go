package crew

import (
	"context"
	"fmt"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
)

// Wrong PINs in a row that lock a device, and for how long.
const (
	pinTries = 5
	pinLock  = 15 * time.Minute
)

// Device is a conversation from which a technician writes.
type Device struct {
	Trusted bool
	Locked  time.Time // no PIN is looked at until then; zero: none was wrong
}

type deviceRow struct {
	VerifiedAt  *time.Time
	LockedUntil *time.Time
}

const sqlFindDevice = `
SELECT verified_at, locked_until
FROM technician_devices
WHERE resource_id = @resource AND conversation_id = @conversation`

// Device tells whether a conversation is known to be a technician's own.
func (s *Store) Device(ctx context.Context, q db.Querier, resource booking.ResourceID, conversation booking.ConversationID) (Device, error) {
	rows, err := db.Collect[deviceRow](ctx, q, sqlFindDevice, db.Args{"resource": resource, "conversation": conversation})
	if err != nil {
		return Device{}, fmt.Errorf("find device: %w", err)
	}
	var d Device
	for _, r := range rows {
		d.Trusted = r.VerifiedAt != nil
		if r.LockedUntil != nil {
			d.Locked = *r.LockedUntil
		}
	}
	return d, nil
}

// Known is a device that a technician proved to be theirs.
type Known struct {
	Resource     booking.ResourceID
	Conversation booking.ConversationID
	TimeZone     string
}

const sqlListDevices = `
SELECT d.resource_id AS resource, d.conversation_id AS conversation, r.time_zone
FROM technician_devices d JOIN resources r ON r.id = d.resource_id
WHERE d.verified_at IS NOT NULL AND r.status = 'active'
ORDER BY r.name, d.conversation_id`

// Devices lists the devices that technicians work from.
func (s *Store) Devices(ctx context.Context, q db.Querier) ([]Known, error) {
	list, err := db.Collect[Known](ctx, q, sqlListDevices, nil)
	if err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	return list, nil
}

const sqlFindPIN = `SELECT pin_hash FROM resources WHERE id = @resource AND status = 'active'`

const sqlTrustDevice = `
INSERT INTO technician_devices (resource_id, conversation_id, verified_at)
VALUES (@resource, @conversation, @now)
ON CONFLICT (resource_id, conversation_id) DO UPDATE SET verified_at = @now, failures = 0, locked_until = NULL`

const sqlFailDevice = `
INSERT INTO technician_devices AS d (resource_id, conversation_id, failures)
VALUES (@resource, @conversation, 1)
ON CONFLICT (resource_id, conversation_id) DO UPDATE SET
  failures = CASE WHEN d.failures + 1 >= @tries THEN 0 ELSE d.failures + 1 END,
  locked_until = CASE WHEN d.failures + 1 >= @tries THEN @until::timestamptz ELSE d.locked_until END`

// Verify trusts a conversation from now on if the PIN is the technician's. Five wrong ones in a row lock it for a quarter of an
// hour, in which the right one is not taken either.
func (s *Store) Verify(
	ctx context.Context, tx *db.Tx, resource booking.ResourceID, conversation booking.ConversationID, pin string,
) (bool, error) {
	d, err := s.Device(ctx, tx, resource, conversation)
	if err != nil || d.Locked.After(tx.Now) {
		return false, err
	}
	hash, err := db.Value[string](ctx, tx, sqlFindPIN, db.Args{"resource": resource})
	if err != nil {
		return false, fmt.Errorf("verify device: %w", err)
	}
	args := db.Args{"resource": resource, "conversation": conversation, "now": tx.Now}
	if hash != "" && identity.VerifyPassword(hash, pin) {
		_, err = db.Exec(ctx, tx, sqlTrustDevice, args)
		return err == nil, err
	}
	_, err = db.Exec(ctx, tx, sqlFailDevice, db.Args{
		"resource": resource, "conversation": conversation, "tries": pinTries, "until": tx.Now.Add(pinLock),
	})
	return false, err
}
