package gateway_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// logged is a world whose log is read, with its clock at a local time.
func logged(t *testing.T, local string) (*world, *bytes.Buffer) {
	t.Helper()
	w := newWorld(t, atOnce)
	log := &bytes.Buffer{}
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: people{}, Debounce: atOnce, Log: slog.New(slog.NewJSONHandler(log, nil))}, w.tape)
	w.reg = queue.NewRegistry()
	w.gw.Register(w.reg)
	queue.Register(w.reg, w.echo)
	at, err := time.Parse("2006-01-02T15:04:05-07:00", local)
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Set(at)
	return w, log
}

// offer queues a marketing message to somebody who agreed.
func (w *world) offer(conv, text string) {
	w.t.Helper()
	w.must(func(ctx context.Context, tx *db.Tx) error {
		const agree = `INSERT INTO consents (id, contact_id, purpose, status, at)
			SELECT @id, contact_id, 'marketing', 'given', @now FROM conversations WHERE id = @conversation`
		if _, err := db.Exec(ctx, tx, agree, db.Args{"id": tx.NewID(), "now": tx.Now, "conversation": conv}); err != nil {
			return err
		}
		return w.gw.Send(ctx, tx, "bot", channels.Outbound{Conversation: conv, Class: channels.ClassMarketing, Text: text})
	})
}

// sentAt tells when a text left, in a zone.
func (w *world) sentAt(text, zone string) string {
	w.t.Helper()
	local, err := time.LoadLocation(zone)
	if err != nil {
		w.t.Fatal(err)
	}
	at, err := db.Value[*time.Time](w.t.Context(), w.DB, `SELECT max(sent_at) FROM messages WHERE body = @text AND status = 'sent'`,
		db.Args{"text": text})
	if err != nil || at == nil {
		return "not sent"
	}
	return at.In(local).Format("Mon 15:04")
}

func TestAnOfferToColombiaOnFridayEveningLeavesOnSaturdayMorning(t *testing.T) {
	t.Parallel()
	w, log := logged(t, "2026-11-27T19:05:00-05:00") // a Friday
	in := w.text("hola")
	in.From = from("573001112233")
	conv := w.receive(in).Conversation
	w.drain(0)
	w.offer(conv, "oferta")
	w.say(conv, "su técnico va en camino") // of a live job: it goes at once
	w.drain(0)
	lines, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines { // the transcript says what waits, until when and why
		rule, until := "", ""
		if l.Text == "oferta" {
			rule, until = "co.ley_2300.hours", "2026-11-28T13:00:00Z"
		}
		if l.Rule != rule || !l.NotBefore.IsZero() && l.NotBefore.UTC().Format(time.RFC3339) != until || l.NotBefore.IsZero() != (until == "") {
			t.Errorf("%q waits until %s by %q", l.Text, l.NotBefore, l.Rule)
		}
	}
	w.drain(24 * time.Hour)
	if got := w.sentAt("oferta", "America/Bogota"); got != "Sat 08:00" {
		t.Errorf("the offer left %s", got)
	}
	if got := w.sentAt("su técnico va en camino", "America/Bogota"); got != "Fri 19:05" {
		t.Errorf("the service message left %s", got)
	}
	if !strings.Contains(log.String(), `"rule":"co.ley_2300.hours"`) {
		t.Errorf("the log does not name the rule:\n%s", log)
	}
	w.offer(conv, "otra")
	w.drain(7 * 24 * time.Hour)
	if got := w.sentAt("otra", "America/Bogota"); got != "Mon 07:00" { // once a day, and never on a Sunday
		t.Errorf("the second offer left %s", got)
	}
}

func TestOffersElsewhereKeepTheHoursOfCourtesy(t *testing.T) {
	t.Parallel()
	w, _ := logged(t, "2026-11-24T21:30:00-03:00") // a Tuesday
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	for _, text := range []string{"uno", "dos", "tres", "cuatro"} {
		w.offer(conv, text)
	}
	w.drain(14 * 24 * time.Hour)
	got := map[string]string{}
	for _, text := range []string{"uno", "dos", "tres", "cuatro"} {
		got[text] = w.sentAt(text, "America/Santiago")
	}
	want := map[string]string{"uno": "Wed 09:00", "dos": "Thu 09:00", "tres": "Fri 09:00", "cuatro": "Mon 09:00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
}

func TestTheWordStopsOffersAtOnceOnEveryChannelAndNotTheJob(t *testing.T) {
	t.Parallel()
	w, _ := logged(t, "2026-11-24T10:00:00-03:00")
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	w.offer(conv, "oferta")
	in := w.text("¡BAJA!")
	in.To.Value = "56229999999@s.whatsapp.net" // another of our numbers
	w.receive(in)
	w.say(conv, "recordatorio")
	w.drain(time.Hour)
	if got := w.sentAt("oferta", "UTC"); got != "not sent" {
		t.Errorf("the offer left %s", got)
	}
	if got := w.sentAt("recordatorio", "UTC"); got == "not sent" {
		t.Error("the reminder did not leave")
	}
}

func TestOptOutWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"STOP": true, "baja": true, "Baja.": true, "SAIR": true, "sáir": true, "dar de baja": true, "Salir": true, "BAJA por favor": true,
		"sair obrigado": true, "no molestar": true, "Pare!": true, "descadastrar": true, "stop ya": true,
		"cancelar": false, "": false, "baja la presión": false, "salir tarde hoy": false, "quiero darme de baja del plan de internet": false,
		"pare de gotear": false, "sí": false, "la baja": false, "👍": false, "stop motor lavadora roto": false, "parar": true,
		strings.Repeat("baja ", 40): false,
	} {
		if got := gateway.OptsOut(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
