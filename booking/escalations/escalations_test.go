package escalations_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/booking"
	"github.com/chasqui-fsm/chasqui/booking/escalations"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

const (
	marta booking.ContactID      = "00000000-0000-7000-8000-00000000000a"
	chat  booking.ConversationID = "00000000-0000-7000-8000-00000000000b"
)

const fixture = `
INSERT INTO business_units (code, name, country, currency, locale, time_zone, phone, tax_name) VALUES
  ('CL', 'Chile', 'CL', 'CLP', 'es-CL', 'America/Santiago', '+56229000001', 'IVA');
INSERT INTO contacts (id, unit_code, name, country, created_at) VALUES
  ('00000000-0000-7000-8000-00000000000a', 'CL', 'Marta', 'CL', '2026-11-23Z');
INSERT INTO conversations (id, contact_id, channel, ours, theirs, created_at) VALUES
  ('00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-00000000000a', 'whatsapp', '+56229000001', '+56912345678',
   '2026-11-23Z');
INSERT INTO users (id, email, name, created_at) VALUES
  ('00000000-0000-7000-8000-000000000001', 'paula@example.com', 'Paula Rivas', '2026-11-23Z'),
  ('00000000-0000-7000-8000-000000000002', 'diego@example.com', 'Diego Parra', '2026-11-23Z');`

func world(t *testing.T) (*testkit.TheWorld, *escalations.Store) {
	t.Helper()
	w := testkit.World(t)
	if _, err := w.DB.Exec(t.Context(), fixture); err != nil {
		t.Fatal(err)
	}
	return w, escalations.New()
}

func open(t *testing.T, w *testkit.TheWorld, o booking.OpenEscalation) booking.EscalationID {
	t.Helper()
	o.Contact, o.Unit = marta, "CL"
	var id booking.EscalationID
	err := w.DB.InTx(t.Context(), func(tx *db.Tx) (err error) {
		id, err = escalations.New().Open(t.Context(), tx, o)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAnEscalationIsDueByItsPriority(t *testing.T) {
	t.Parallel()
	w, e := world(t)
	id := open(t, w, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAskedHuman, Priority: booking.P4, Summary: "quiere hablar"})
	got, err := e.OpenFor(t.Context(), w.DB, chat)
	if err != nil {
		t.Fatal(err)
	}
	want := []escalations.Escalation{{
		ID: id, Conversation: chat, Contact: marta, ContactName: "Marta", Unit: "CL", Cause: booking.CauseAskedHuman,
		Priority: booking.P4, Summary: "quiere hablar", Status: booking.EscalationOpen, OpenedAt: testkit.Start,
		DueAt: testkit.Start.Add(4 * time.Hour),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("escalations (-want +got):\n%s", diff)
	}
}

func TestASecondOneOfTheSameCauseRaisesTheFirst(t *testing.T) {
	t.Parallel()
	w, e := world(t)
	id := open(t, w, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAnger, Priority: booking.P3, Summary: "no llegaron"})
	w.Clock.Advance(10 * time.Minute)
	again := open(t, w, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAnger, Priority: booking.P2, Summary: "sigue esperando"})
	w.Clock.Advance(time.Minute)
	open(t, w, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAnger, Priority: booking.P4, Summary: "no llegaron"})
	if again != id {
		t.Error("the same cause was opened twice")
	}
	got, err := e.OpenFor(t.Context(), w.DB, chat)
	if err != nil || len(got) != 1 {
		t.Fatalf("escalations = %+v, %v", got, err)
	}
	if got[0].Priority != booking.P2 || !got[0].DueAt.Equal(testkit.Start.Add(25*time.Minute)) || got[0].Summary != "no llegaron\nsigue esperando" {
		t.Errorf("raised to %+v", got[0])
	}
	facts, err := events.Since(t.Context(), w.DB, 0, 10, events.Filter{Names: []string{booking.FactEscalationOpened}})
	if err != nil || len(facts) != 1 || facts[0].ConversationID != string(chat) {
		t.Errorf("facts = %+v, %v; want one", facts, err)
	}
}

func TestEscalationsAreListedByPriority(t *testing.T) {
	t.Parallel()
	w, e := world(t)
	open(t, w, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseAskedHuman, Priority: booking.P4, Summary: "pregunta"})
	open(t, w, booking.OpenEscalation{Conversation: chat, Cause: booking.CauseSafety, Priority: booking.P1, Summary: "olor a gas"})
	open(t, w, booking.OpenEscalation{Cause: booking.CauseSafety, Priority: booking.P2, Summary: "sin conversación"})
	list, err := e.List(t.Context(), w.DB, "CL", booking.EscalationOpen)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range list {
		got = append(got, x.Summary)
	}
	if diff := cmp.Diff([]string{"olor a gas", "sin conversación", "pregunta"}, got); diff != "" {
		t.Errorf("by priority (-want +got):\n%s", diff)
	}
	none, err := e.List(t.Context(), w.DB, "", booking.EscalationResolved)
	if err != nil || len(none) != 0 {
		t.Errorf("resolved = %+v, %v", none, err)
	}
}
