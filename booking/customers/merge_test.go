package customers_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/core/db"
)

func TestTwoContactsThatAMessageProvesToBeOneAreTheElder(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	identify := func(name string, handles ...booking.Handle) (got booking.Contact) {
		t.Helper()
		in(t, w, func(ctx context.Context, tx *db.Tx) (err error) {
			got, _, err = c.Identify(ctx, tx, handles, customers.Hint{Unit: "CL", Name: name})
			return err
		})
		w.Clock.Advance(time.Second)
		return got
	}
	phone := booking.Handle{Kind: booking.HandleE164, Value: "+5215512345678"}
	lid := booking.Handle{Kind: booking.HandleWALID, Value: "778899@lid"}
	elder := identify("", phone)
	younger := identify("Marta", lid)
	if elder.ID == younger.ID {
		t.Fatal("strangers are one")
	}
	in(t, w, func(ctx context.Context, tx *db.Tx) error {
		return c.Withdraw(ctx, tx, booking.WithdrawConsent{ContactID: younger.ID, Purpose: booking.PurposeMarketing})
	})
	one := identify("", lid, phone)
	if one.ID != elder.ID || one.Name != "Marta" || len(one.Handles) != 2 {
		t.Errorf("one contact: %+v", one)
	}
	consent, err := c.Consent(t.Context(), w.DB, elder.ID, booking.PurposeMarketing)
	if err != nil || consent.Status != customers.Withdrawn {
		t.Errorf("what was withdrawn is not any more: %+v, %v", consent, err)
	}
	moved, err := db.Value[int](t.Context(), w.DB, `SELECT jsonb_array_length(moved->'contact_handles') FROM contact_merges`, nil)
	if err != nil || moved != 1 {
		t.Errorf("%d handles are known to have moved, %v", moved, err)
	}
	if again := identify("", phone); again.ID != elder.ID {
		t.Error("merged and found as somebody else")
	}
}

// Whoever adds a table that names a contact adds it to the merge too.
func TestAMergeMovesEveryTableThatNamesAContact(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	const named = `
SELECT conrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND confrelid = 'contacts'::regclass AND conrelid <> 'contact_merges'::regclass ORDER BY 1`
	tables, err := db.Values[string](t.Context(), w.DB, named, nil)
	if err != nil {
		t.Fatal(err)
	}
	lid := func(value string) booking.Handle {
		return booking.Handle{Kind: booking.HandleWALID, Value: value + "@lid"}
	}
	for _, handles := range [][]booking.Handle{{lid("1")}, {lid("2")}, {lid("1"), lid("2")}} {
		in(t, w, func(ctx context.Context, tx *db.Tx) error {
			_, _, err := c.Identify(ctx, tx, handles, customers.Hint{Unit: "CL"})
			return err
		})
	}
	moved, err := db.Values[string](t.Context(), w.DB, `SELECT jsonb_object_keys(moved) FROM contact_merges`, nil)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(moved)
	if diff := cmp.Diff(tables, moved); diff != "" {
		t.Errorf("tables that name contacts, and those that a merge moves (-want +got):\n%s", diff)
	}
}
