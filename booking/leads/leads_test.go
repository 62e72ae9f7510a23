package leads_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/leads"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	marta  booking.ContactID      = "00000000-0000-7000-8000-00000000000a"
	chat   booking.ConversationID = "00000000-0000-7000-8000-00000000000b"
	first  booking.MessageID      = "00000000-0000-7000-8000-00000000000c"
	second booking.MessageID      = "00000000-0000-7000-8000-00000000000d"
)

const fixture = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name) VALUES
  ('CL', 'Chile', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA');
INSERT INTO localities (id, country, name, kind, city, region, lat, lng, time_zone) VALUES
  ('cl-arica', 'CL', 'Arica', 'comuna', 'Arica', 'Arica', -18.47, -70.3, 'America/Santiago');
INSERT INTO service_types (code, position, names, kind, standard_minutes, p90_minutes, asks_problem) VALUES
  ('washer_repair', 1, '{}', 'repair', 70, 120, true);
INSERT INTO contacts (id, unit_code, name, country, created_at) VALUES
  ('00000000-0000-7000-8000-00000000000a', 'CL', 'Marta', 'CL', '2026-11-23Z');
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at) VALUES
  ('00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000a', 'whatsapp', '+56229000001', '+56912345678',
   '2026-11-23Z');`

func world(t *testing.T) (*testkit.TheWorld, *leads.Store) {
	t.Helper()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	return w, leads.New()
}

func save(t *testing.T, w *testkit.TheWorld, s booking.SaveLead) (booking.Lead, error) {
	t.Helper()
	s.ContactID, s.Conversation, s.Unit = marta, chat, "CL"
	var lead booking.Lead
	err := w.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		lead, err = leads.New().Save(t.Context(), tx, s)
		return err
	})
	return lead, err
}

func mustSave(t *testing.T, w *testkit.TheWorld, s booking.SaveLead) booking.Lead {
	t.Helper()
	lead, err := save(t, w, s)
	if err != nil {
		t.Fatal(err)
	}
	return lead
}

func factNames(t *testing.T, w *testkit.TheWorld) []string {
	t.Helper()
	facts, err := events.Since(t.Context(), w.DB, 0, 100, events.Filter{ConversationID: []string{string(chat)}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range facts {
		names = append(names, f.Name)
	}
	return names
}

func TestALeadGathersWhatIsSaidAndKeepsWhatIsNotSaidAgain(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	made := mustSave(t, w, booking.SaveLead{FirstMessage: first, Problem: "no centrifuga"})
	if made.Status != booking.LeadNew || made.Source != "whatsapp" || made.Quantity != 1 {
		t.Errorf("new lead = %+v", made)
	}
	mustSave(t, w, booking.SaveLead{Status: booking.LeadQualifying, Service: "washer_repair", Quantity: 2})
	got, err := l.Open(t.Context(), w.DB, chat)
	if err != nil {
		t.Fatal(err)
	}
	want := booking.Lead{
		ID: made.ID, ContactID: marta, Conversation: chat, Unit: "CL", Status: booking.LeadQualifying, Service: "washer_repair",
		Problem: "no centrifuga", Quantity: 2, Source: "whatsapp", FirstMessage: first, CreatedAt: testkit.Start,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lead (-want +got):\n%s", diff)
	}
}

func TestALeadThatSkipsStepsTellsThemAll(t *testing.T) {
	t.Parallel()
	w, _ := world(t)
	mustSave(t, w, booking.SaveLead{Status: booking.LeadOffered, FirstMessage: first})
	mustSave(t, w, booking.SaveLead{Status: booking.LeadConverted})
	want := []string{booking.FactLeadCreated, booking.FactLeadQualified, booking.FactLeadConverted}
	if diff := cmp.Diff(want, factNames(t, w)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestAMoveBackThatIsNotInTheTableIsIgnored(t *testing.T) {
	t.Parallel()
	w, _ := world(t)
	mustSave(t, w, booking.SaveLead{Status: booking.LeadQualified})
	got := mustSave(t, w, booking.SaveLead{Status: booking.LeadEngaged, Service: "washer_repair"})
	if got.Status != booking.LeadQualified || got.Service != "washer_repair" {
		t.Errorf("lead = %+v, want qualified with the service", got)
	}
	back := mustSave(t, w, booking.SaveLead{Status: booking.LeadQualifying})
	if back.Status != booking.LeadQualifying {
		t.Errorf("a move back that is in the table gave %s", back.Status)
	}
}

func TestWhatHasEndedStaysEnded(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	lead := mustSave(t, w, booking.SaveLead{Status: booking.LeadConverted, FirstMessage: first})
	if again := mustSave(t, w, booking.SaveLead{Status: booking.LeadConverted}); again.ID != lead.ID {
		t.Error("converting twice made another lead")
	}
	if _, err := save(t, w, booking.SaveLead{Status: booking.LeadLost}); !fault.Is(err, fault.Conflict) {
		t.Errorf("losing a converted lead: %v, want a conflict", err)
	}
	if _, err := l.Open(t.Context(), w.DB, chat); !fault.Is(err, fault.NotFound) {
		t.Errorf("an open lead: %v, want none", err)
	}
	if _, err := save(t, w, booking.SaveLead{Status: "dreaming"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("an unknown status: %v, want invalid", err)
	}
}

func TestANewInterestAfterTheEndIsANewLead(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	old := mustSave(t, w, booking.SaveLead{Status: booking.LeadConverted, FirstMessage: first})
	next := mustSave(t, w, booking.SaveLead{Status: booking.LeadQualifying})
	mustSave(t, w, booking.SaveLead{Status: booking.LeadLost, Reason: "customer_left"})
	third := mustSave(t, w, booking.SaveLead{Status: booking.LeadDisqualified, Reason: "unsupported", FirstMessage: second})
	if next.ID == old.ID || third.ID == next.ID || third.Reason != "unsupported" {
		t.Errorf("leads %v, %v, %v", old.ID, next.ID, third)
	}
	list, err := l.List(t.Context(), w.DB, leads.Query{Contact: marta, Statuses: []booking.LeadStatus{booking.LeadLost, booking.LeadDisqualified}})
	if err != nil || len(list) != 2 || list[0].ID != third.ID {
		t.Errorf("ended leads = %+v, %v", list, err)
	}
}

func TestEveryWayInIsATouch(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	lead := mustSave(t, w, booking.SaveLead{Source: "meta_ctwa", Campaign: "CTWA-AC-CL"})
	mustSave(t, w, booking.SaveLead{Status: booking.LeadEngaged})
	mustSave(t, w, booking.SaveLead{Source: "whatsapp", Campaign: "WAORG"})
	touches, err := l.Touches(t.Context(), w.DB, lead.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(touches) != 2 || touches[0].Campaign != "CTWA-AC-CL" || touches[1].Source != "whatsapp" {
		t.Errorf("touches = %+v", touches)
	}
}

func join(t *testing.T, w *testkit.TheWorld, j booking.JoinWaitlist) booking.WaitlistID {
	t.Helper()
	var id booking.WaitlistID
	err := w.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		id, err = leads.New().JoinWaitlist(t.Context(), tx, j)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestWhoWaitsTwiceForTheSameIsOneEntryAndOneFact(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	mustSave(t, w, booking.SaveLead{Status: booking.LeadQualifying, Service: "washer_repair"})
	j := booking.JoinWaitlist{
		Contact: marta, Conversation: chat, Unit: "CL", Service: "washer_repair", Place: "cl-arica", Cause: "out_of_area",
		Wish: booking.Wish{Prefer: booking.PreferASAP},
	}
	id := join(t, w, j)
	j.Wish.Prefer = booking.PreferLate
	if again := join(t, w, j); again != id {
		t.Error("waiting twice made two entries")
	}
	list, err := l.Waitlist(t.Context(), w.DB, "CL")
	if err != nil || len(list) != 1 {
		t.Fatalf("waiting list = %+v, %v", list, err)
	}
	if e := list[0]; e.Locality != "Arica" || e.ContactName != "Marta" || e.Wish.Prefer != booking.PreferLate || e.Lead == "" {
		t.Errorf("entry = %+v", e)
	}
	lead, err := l.Open(t.Context(), w.DB, chat)
	if err != nil || lead.Status != booking.LeadWaitlisted {
		t.Errorf("the lead is %s, %v", lead.Status, err)
	}
	if diff := cmp.Diff([]string{booking.FactLeadCreated, booking.FactLeadWaitlisted}, factNames(t, w)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestWhoWasDisqualifiedMayStillWait(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	lead := mustSave(t, w, booking.SaveLead{Status: booking.LeadDisqualified, Reason: "out_of_area"})
	join(t, w, booking.JoinWaitlist{Contact: marta, Conversation: chat, Unit: "CL", Locality: "Visviri", Cause: "out_of_area"})
	list, err := l.Waitlist(t.Context(), w.DB, "")
	if err != nil || len(list) != 1 || list[0].Lead != lead.ID || list[0].Locality != "Visviri" {
		t.Errorf("waiting list = %+v, %v", list, err)
	}
}

func TestALeadWithoutAConversationIsItsContacts(t *testing.T) {
	t.Parallel()
	w, l := world(t)
	var a, b booking.Lead
	err := w.DB.InTx(t.Context(), func(tx *db.Tx) error { return twice(t.Context(), tx, l, &a, &b) })
	if err != nil {
		t.Fatal(err)
	}
	if a.ID != b.ID || b.Status != booking.LeadEngaged || a.Source != "unknown" {
		t.Errorf("leads %+v and %+v", a, b)
	}
}

func twice(ctx context.Context, tx *db.Tx, l *leads.Store, a, b *booking.Lead) (err error) {
	s := booking.SaveLead{ContactID: marta, Unit: "CL"}
	if *a, err = l.Save(ctx, tx, s); err != nil {
		return err
	}
	s.Status = booking.LeadEngaged
	*b, err = l.Save(ctx, tx, s)
	return err
}
