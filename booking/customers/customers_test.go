package customers_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/customers"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const fixture = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name) VALUES
  ('CL', 'Chile', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA');
INSERT INTO travel_profiles (code, detour, parking_seconds, steps) VALUES ('santiago', 1.35, 360, '[{"kmh":30}]');
INSERT INTO territories (code, unit_code, name, city, time_zone, travel_profile) VALUES
  ('East', 'CL', 'East', 'Santiago', 'America/Santiago', 'santiago');
INSERT INTO localities (id, country, name, kind, city, region, territory_code, lat, lng, time_zone) VALUES
  ('cl-nunoa', 'CL', 'Ñuñoa', 'comuna', 'Santiago', 'RM', 'East', -33.4569, -70.5975, 'America/Santiago');`

func world(t *testing.T) (*testkit.TheWorld, *customers.Store) {
	t.Helper()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	return w, customers.New()
}

func phone(value string) booking.Handle {
	return booking.Handle{Kind: booking.HandleE164, Value: value}
}

// contactFor finds or makes a contact in a transaction of its own.
func contactFor(t *testing.T, w *testkit.TheWorld, h booking.Handle) (c booking.Contact, created bool) {
	t.Helper()
	in(t, w, func(ctx context.Context, tx *db.Tx) (err error) {
		c, created, err = customers.New().ContactFor(ctx, tx, h, customers.Hint{Unit: "CL", Name: "Marta", Language: "es", IsTest: true})
		return err
	})
	return c, created
}

func in(t *testing.T, w *testkit.TheWorld, fn func(context.Context, *db.Tx) error) {
	t.Helper()
	if err := w.DB.InTx(t.Context(), func(tx *db.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

func TestHandlesHaveOneForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind        booking.HandleKind
		value, want string
	}{
		{booking.HandleE164, "+56 9 1234 5678", "+56912345678"},
		{booking.HandleE164, "56912345678", "+56912345678"},
		{booking.HandleE164, "+5215512345678", "+525512345678"},
		{booking.HandleE164, "+525512345678", "+525512345678"},
		{booking.HandleE164, "+551187654321", "+5511987654321"},
		{booking.HandleE164, "+55 11 98765-4321", "+5511987654321"},
		{booking.HandleE164, "+551133334444", "+551133334444"},
		{booking.HandleE164, "+5491123456789", "+5491123456789"},
		{booking.HandleE164, "hola", ""},
		{booking.HandleE164, "+123", ""},
		{booking.HandleWAJID, "5215512345678:3@S.WhatsApp.net", "5215512345678@s.whatsapp.net"},
		{booking.HandleWAJID, "5215512345678", ""},
		{booking.HandleWALID, "123456789@lid", "123456789@lid"},
		{booking.HandleEmail, " Marta@Example.CL ", "marta@example.cl"},
		{booking.HandleEmail, "marta", ""},
		{booking.HandleWebchat, "tok_AbC", "tok_AbC"},
		{"pigeon", "coo", ""},
	} {
		got, err := customers.Canonical(booking.Handle{Kind: c.kind, Value: c.value})
		if got.Value != c.want || (err != nil) != (c.want == "") {
			t.Errorf("Canonical(%s %q) = %q, %v; want %q", c.kind, c.value, got.Value, err, c.want)
		}
	}
}

func TestAStrangerBecomesAContactOnce(t *testing.T) {
	t.Parallel()
	w, _ := world(t)
	first, created := contactFor(t, w, phone("+56912345678"))
	if !created {
		t.Error("the first message made no contact")
	}
	want := booking.Contact{
		ID: first.ID, Unit: "CL", Name: "Marta", Language: "es", Country: "CL", IsTest: true, CreatedAt: testkit.Start,
		Handles: []booking.Handle{phone("+56912345678")},
	}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("contact (-want +got):\n%s", diff)
	}
	again, created := contactFor(t, w, phone("56 9 1234 5678"))
	if created || again.ID != first.ID {
		t.Errorf("the second message made another contact: %v", again)
	}
}

func TestAWhatsAppNumberAndItsE164FormAreOnePerson(t *testing.T) {
	t.Parallel()
	w, _ := world(t)
	first, _ := contactFor(t, w, phone("+525512345678"))
	again, created := contactFor(t, w, booking.Handle{Kind: booking.HandleWAJID, Value: "5215512345678@s.whatsapp.net"})
	if created || again.ID != first.ID || len(again.Handles) != 2 {
		t.Errorf("the JID is not the same person: %+v", again)
	}
}

func TestTwoFirstMessagesAtOnceMakeOneContact(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	var wg sync.WaitGroup
	ids := make([]booking.ContactID, 8)
	for i := range ids {
		wg.Go(func() {
			h := phone("+56912345678")
			if i%2 == 1 {
				h = booking.Handle{Kind: booking.HandleWAJID, Value: "56912345678@s.whatsapp.net"}
			}
			err := w.DB.InTx(t.Context(), func(tx *db.Tx) error {
				contact, _, err := c.ContactFor(t.Context(), tx, h, customers.Hint{Unit: "CL"})
				ids[i] = contact.ID
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Fatalf("contacts differ: %v", ids)
		}
	}
}

func TestAPhoneThatIsSomebodyElsesIsReportedAndLeft(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	owner, _ := contactFor(t, w, phone("+56911111111"))
	other, _ := contactFor(t, w, booking.Handle{Kind: booking.HandleWebchat, Value: "tok"})
	in(t, w, func(ctx context.Context, tx *db.Tx) error {
		err := c.Remember(ctx, tx, other.ID, customers.Learned{Name: "Pedro", Language: "pt", Phone: "+56911111111"})
		taken, ok := customers.AsTaken(err)
		if !ok || !fault.Is(err, fault.Conflict) || taken.By != owner.ID {
			t.Errorf("Remember = %v, want a conflict with the owner", err)
		}
		return nil
	})
	got, err := c.Contact(t.Context(), w.DB, other.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "Pedro" || got.Language != "pt" || len(got.Handles) != 1 {
		t.Errorf("the rest was not kept, or the phone was: %+v", got)
	}
	found, err := c.ByHandle(t.Context(), w.DB, phone("+56911111111"))
	if err != nil || found.ID != owner.ID {
		t.Errorf("the phone moved to %v, %v", found.ID, err)
	}
}

func TestAPhoneLearnedLaterFindsTheContact(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	web, _ := contactFor(t, w, booking.Handle{Kind: booking.HandleWebchat, Value: "tok"})
	in(t, w, func(ctx context.Context, tx *db.Tx) error {
		return c.Remember(ctx, tx, web.ID, customers.Learned{Phone: "+56 9 2222 2222"})
	})
	found, err := c.ByHandle(t.Context(), w.DB, phone("+56922222222"))
	if err != nil || found.ID != web.ID || found.Name != "Marta" {
		t.Errorf("by the new phone: %+v, %v", found, err)
	}
	if _, err := c.ByHandle(t.Context(), w.DB, phone("+56933333333")); !fault.Is(err, fault.NotFound) {
		t.Errorf("a number of nobody: %v, want not found", err)
	}
}

func TestAContactBecomesACustomerOnce(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	contact, _ := contactFor(t, w, phone("+56912345678"))
	var first, second booking.CustomerID
	in(t, w, func(ctx context.Context, tx *db.Tx) (err error) {
		first, err = c.CustomerFor(ctx, tx, customers.Become{Contact: contact.ID, Unit: "CL", Name: "Marta Soto"})
		return err
	})
	in(t, w, func(ctx context.Context, tx *db.Tx) (err error) {
		second, err = c.CustomerFor(ctx, tx, customers.Become{Contact: contact.ID, Unit: "CL"})
		return err
	})
	if first == "" || first != second {
		t.Errorf("customers %q and %q", first, second)
	}
	got, err := c.Contact(t.Context(), w.DB, contact.ID)
	if err != nil || got.CustomerID != first {
		t.Errorf("the contact's customer is %q, %v", got.CustomerID, err)
	}
}

func TestTheSameWordsAtTheSameSpotAreOneSite(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	contact, _ := contactFor(t, w, phone("+56912345678"))
	site := booking.Site{
		Place: "cl-nunoa", Territory: "East", Country: "CL", Confidence: booking.ConfidenceC, TimeZone: "America/Santiago",
		Address: booking.Address{Raw: "Los Aromos 123, Ñuñoa", Street: "Los Aromos", Number: "123"},
		Pin:     booking.Pin{Lat: -33.4569, Lng: -70.5975},
	}
	in(t, w, func(ctx context.Context, tx *db.Tx) (err error) {
		site.CustomerID, err = c.CustomerFor(ctx, tx, customers.Become{Contact: contact.ID, Unit: "CL"})
		if err != nil {
			return err
		}
		first, err := c.SaveSite(ctx, tx, site)
		if err != nil {
			return err
		}
		if first.Locality != "Ñuñoa" || first.City != "Santiago" {
			t.Errorf("site = %+v", first)
		}
		better := site
		better.Address.Raw = "los aromos  123, ñuñoa"
		better.Pin.Lat += 0.0005 // 55 m
		better.Confidence = booking.ConfidenceB
		second, err := c.SaveSite(ctx, tx, better)
		if err != nil {
			return err
		}
		if second.ID != first.ID || second.Confidence != booking.ConfidenceB || second.Pin != better.Pin {
			t.Errorf("the better pin of the same site gave %+v", second)
		}
		far := site
		far.Pin.Lat += 0.01
		third, err := c.SaveSite(ctx, tx, far)
		if err != nil {
			return err
		}
		if third.ID == first.ID {
			t.Error("a pin 1 km away is the same site")
		}
		list, err := c.Sites(ctx, tx, site.CustomerID)
		if len(list) != 2 {
			t.Errorf("%d sites, want 2", len(list))
		}
		return err
	})
}

func TestAWithdrawnConsentIsTheLastWordAndAFact(t *testing.T) {
	t.Parallel()
	w, c := world(t)
	contact, _ := contactFor(t, w, phone("+56912345678"))
	before, err := c.Consent(t.Context(), w.DB, contact.ID, booking.PurposeMarketing)
	if err != nil || before.Status != customers.NeverAsked {
		t.Errorf("before: %+v, %v", before, err)
	}
	w.Clock.Advance(time.Minute)
	in(t, w, func(ctx context.Context, tx *db.Tx) error {
		return c.Withdraw(ctx, tx, booking.WithdrawConsent{
			ContactID: contact.ID, Purpose: booking.PurposeMarketing, Quote: "PARE de me mandar propaganda",
		})
	})
	after, err := c.Consent(t.Context(), w.DB, contact.ID, booking.PurposeMarketing)
	want := customers.Consent{
		Status: customers.Withdrawn, Quote: "PARE de me mandar propaganda", At: testkit.Start.Add(time.Minute),
	}
	if err != nil || after != want {
		t.Errorf("after: %+v, %v; want %+v", after, err, want)
	}
	service, err := c.Consent(t.Context(), w.DB, contact.ID, booking.PurposeService)
	if err != nil || service.Status != customers.NeverAsked {
		t.Errorf("messages of a job: %+v, %v; want never asked", service, err)
	}
	facts, err := events.Since(t.Context(), w.DB, 0, 10, events.Filter{ContactID: []string{string(contact.ID)}})
	if err != nil || len(facts) != 1 || facts[0].Name != booking.FactConsentWithdrawn {
		t.Errorf("facts = %+v, %v", facts, err)
	}
}
