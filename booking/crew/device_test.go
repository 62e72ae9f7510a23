package crew_test

import (
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/crew"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/identity"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	talk1 booking.ConversationID = "00000000-0000-7000-8000-0000000000f1"
	talk2 booking.ConversationID = "00000000-0000-7000-8000-0000000000f2"
)

const sqlTalks = `
WITH c AS (INSERT INTO contacts (id, unit_code, country, created_at) VALUES ('00000000-0000-7000-8000-0000000000f0', 'CL', 'CL', '2026-01-01Z') RETURNING id)
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at)
SELECT v.id::uuid, c.id, 'webchat', 'us', v.id, '2026-01-01Z'
FROM c, (VALUES ('00000000-0000-7000-8000-0000000000f1'), ('00000000-0000-7000-8000-0000000000f2')) AS v (id)`

type devices struct {
	*testkit.TheWorld
	crew *crew.Store
	t    *testing.T
}

func newDevices(t *testing.T) devices {
	t.Helper()
	w, c := world(t)
	if _, err := db.Exec(t.Context(), w.DB, `UPDATE resources SET pin_hash = @hash WHERE id = @id`, db.Args{"hash": identity.HashPassword("2026"), "id": luis}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(t.Context(), w.DB, sqlTalks, nil); err != nil {
		t.Fatal(err)
	}
	return devices{w, c, t}
}

func (d devices) verify(who booking.ResourceID, talk booking.ConversationID, pin string) (ok bool) {
	d.t.Helper()
	err := d.DB.InTx(d.t.Context(), func(tx *db.Tx) (err error) {
		ok, err = d.crew.Verify(d.t.Context(), tx, who, talk, pin)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return ok
}

func (d devices) device(talk booking.ConversationID) crew.Device {
	d.t.Helper()
	dev, err := d.crew.Device(d.t.Context(), d.DB, luis, talk)
	if err != nil {
		d.t.Fatal(err)
	}
	return dev
}

func TestADeviceIsTrustedAfterThePINAndNoOtherWithIt(t *testing.T) {
	t.Parallel()
	d := newDevices(t)
	if d.device(talk1).Trusted || d.verify(luis, talk1, "1234") || d.device(talk1).Trusted {
		t.Error("trusted without the PIN")
	}
	if !d.verify(luis, talk1, "2026") || !d.device(talk1).Trusted {
		t.Error("not trusted with the PIN")
	}
	if d.device(talk2).Trusted {
		t.Error("another conversation is trusted too")
	}
	if d.verify(rosa, talk1, "") || d.verify(rosa, talk1, "2026") {
		t.Error("who has no PIN was let in")
	}
}

func TestFiveWrongPINsLockADeviceForAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	d := newDevices(t)
	for range 4 {
		d.verify(luis, talk1, "0000")
	}
	if !d.device(talk1).Locked.IsZero() {
		t.Fatal("locked after four")
	}
	d.verify(luis, talk1, "0000")
	until := d.Clock.Now().Add(15 * time.Minute)
	if !d.device(talk1).Locked.Equal(until) {
		t.Errorf("locked until %v, want %v", d.device(talk1).Locked, until)
	}
	if d.verify(luis, talk1, "2026") {
		t.Error("the right PIN was looked at while it was locked")
	}
	if !d.verify(luis, talk2, "2026") {
		t.Error("another device of the technician is locked too")
	}
	d.Clock.Advance(15 * time.Minute)
	if !d.verify(luis, talk1, "2026") || !d.device(talk1).Locked.IsZero() {
		t.Error("still locked after a quarter of an hour")
	}
}

func TestTheRightPINForgetsTheWrongOnes(t *testing.T) {
	t.Parallel()
	d := newDevices(t)
	for range 2 {
		for range 4 {
			d.verify(luis, talk1, "0000")
		}
		if !d.verify(luis, talk1, "2026") {
			t.Fatal("locked before the fifth wrong one in a row")
		}
	}
}
