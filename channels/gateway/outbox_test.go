package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

// say queues messages of the service class.
func (w *world) say(conv string, texts ...string) {
	w.t.Helper()
	w.must(func(ctx context.Context, tx *db.Tx) error {
		for _, s := range texts {
			err := w.gw.Send(ctx, tx, "system", channels.Outbound{Conversation: conv, Class: channels.ClassService, Text: s})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *world) lines(conv string) (out []string) {
	w.t.Helper()
	lines, err := w.gw.Transcript(w.t.Context(), w.DB, conv, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, l := range lines {
		if l.Out {
			out = append(out, fmt.Sprintf("%s %s %s", l.Text, l.Status, l.Failure))
		}
	}
	return out
}

var blip = &channels.SendError{Code: "down", Retryable: true, Err: errors.New("down")}

func TestAFailureThatPassesKeepsTheOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.tape.fail = func(n int, _ channels.Outbound) error {
		if n == 2 || n == 3 {
			return blip
		}
		return nil
	}
	w.say(conv, "uno", "dos")
	w.drain(time.Second)
	w.say(conv, "tres") // wakes the outbox before the retry
	w.drain(time.Hour)
	if diff := cmp.Diff([]string{"uno sent ", "dos sent ", "hola sent ", "tres sent "}, w.lines(conv)); diff != "" {
		t.Errorf("outbox (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"uno", "dos", "hola", "tres"}, w.tape.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestAFailureThatDoesNotPassIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.tape.fail = func(_ int, out channels.Outbound) error {
		if out.Text == "dos" {
			return &channels.SendError{Code: "blocked", Err: errors.New("they blocked us")}
		}
		return nil
	}
	w.say(conv, "uno", "dos", "tres")
	w.drain(0)
	if diff := cmp.Diff([]string{"uno sent ", "dos failed blocked", "tres sent ", "hola sent "}, w.lines(conv)); diff != "" {
		t.Errorf("outbox (-want +got):\n%s", diff)
	}
	facts, err := events.Since(t.Context(), w.DB, 0, 10, events.Filter{Names: []string{"message."}})
	if err != nil || len(facts) != 1 || facts[0].Name != "message.failed" || string(facts[0].Data) != `{"reason": "blocked"}` {
		t.Errorf("facts %+v, %v", facts, err)
	}
}

func TestAMessageIsGivenUpAfterHoursAndNotBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	w.tape.fail = func(int, channels.Outbound) error { return errors.New("no idea") }
	w.say(conv, "vieja")
	w.drain(3 * time.Hour)
	w.say(conv, "nueva")
	w.drain(3 * time.Hour)
	w.tape.fail = nil
	w.drain(5 * time.Hour)
	if diff := cmp.Diff([]string{"hola sent ", "vieja failed unknown", "nueva sent "}, w.lines(conv)); diff != "" {
		t.Errorf("outbox (-want +got):\n%s", diff)
	}
}

func TestWhatNoJobCaresForIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("uno")).Conversation
	w.say(conv, "dos")
	m := w.text("tres")
	m.From = from("56933334444")
	w.freeze(w.receive(m).Conversation)
	const forget = `UPDATE river_job SET state = 'discarded', finalized_at = created_at`
	if _, err := w.DB.Exec(t.Context(), forget); err != nil {
		t.Fatal(err)
	}
	if w.drain(9 * time.Minute); len(w.tape.texts()) != 0 {
		t.Errorf("too early: %q", w.tape.texts())
	}
	w.drain(20 * time.Minute)
	got := w.tape.texts()
	slices.Sort(got)
	if diff := cmp.Diff([]string{"dos", "tres", "uno"}, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestARestartSendsWhatWasNotSentAndARepeatIsTheSameMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	var sent []string
	dead, cancel := context.WithCancel(t.Context())
	w.tape.fail = func(_ int, out channels.Outbound) error { // the process dies when the message is out and not recorded
		sent = append(sent, out.ID)
		if len(sent) == 1 {
			cancel()
		}
		return dead.Err()
	}
	w.say(conv, "uno", "dos")
	w.drain(0)
	w.over(w.DB, atOnce)
	dead = t.Context()
	w.drain(time.Hour)
	if len(sent) != 3 || sent[0] != sent[1] || sent[1] == sent[2] {
		t.Errorf("sends %v", sent)
	}
	w.drain(time.Hour)
	if diff := cmp.Diff([]string{"hola", "uno", "dos"}, w.tape.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestMarketingNeedsAConsentThatStands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	consent := func(status string) {
		w.must(func(ctx context.Context, tx *db.Tx) error {
			const add = `INSERT INTO consents (id, contact_id, purpose, status, at)
				SELECT @id, contact_id, 'marketing', @status, @now FROM conversations`
			_, err := db.Exec(ctx, tx, add, db.Args{"id": tx.NewID(), "status": status, "now": tx.Now})
			return err
		})
		w.Clock.Advance(time.Second)
	}
	offer := func(class channels.Class, text string) {
		w.must(func(ctx context.Context, tx *db.Tx) error {
			return w.gw.Send(ctx, tx, "bot", channels.Outbound{Conversation: conv, Class: class, Text: text})
		})
		w.drain(0)
	}
	offer(channels.ClassMarketing, "uno")
	consent("withdrawn")
	offer(channels.ClassMarketing, "dos")
	offer(channels.ClassService, "tres")
	consent("given")
	offer(channels.ClassMarketing, "cuatro")
	want := []string{"hola sent ", "uno failed consent_missing", "dos failed consent_withdrawn", "tres sent ", "cuatro sent "}
	if diff := cmp.Diff(want, w.lines(conv)); diff != "" {
		t.Errorf("outbox (-want +got):\n%s", diff)
	}
}

func TestAStatusOnlyMovesForward(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	id := w.tape.sent[0].ID
	for _, step := range []struct {
		status channels.Status
		by     channels.Delivery
		want   string
	}{
		{channels.StatusDelivered, channels.Delivery{ExternalID: "wamid." + id}, "hola delivered "},
		{channels.StatusSent, channels.Delivery{ExternalID: "wamid." + id}, "hola delivered "},
		{channels.StatusFailed, channels.Delivery{Message: id}, "hola delivered "},
		{channels.StatusRead, channels.Delivery{Message: id}, "hola read "},
		{channels.StatusDelivered, channels.Delivery{Message: id, ExternalID: "wamid." + id}, "hola read "},
	} {
		step.by.Channel, step.by.Status = channels.WhatsApp, step.status
		err := w.gw.SetStatus(t.Context(), step.by)
		if got := w.lines(conv)[0]; got != step.want || err != nil {
			t.Errorf("after %s: %s, %v", step.status, got, err)
		}
	}
}

func TestAStatusMayComeBeforeItsSendIsRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.tape.fail = func(_ int, out channels.Outbound) error { // the other side is quicker than our own record
		early := channels.Delivery{Channel: channels.WhatsApp, ExternalID: "wamid." + out.ID, Status: channels.StatusRead}
		return w.gw.SetStatus(t.Context(), early)
	}
	w.drain(0)
	if got := w.lines(conv); len(got) != 1 || got[0] != "hola read " {
		t.Errorf("outbox %q", got)
	}
	stray := channels.Delivery{Channel: channels.WhatsApp, ExternalID: "wamid.of another", Status: channels.StatusRead}
	if err := w.gw.SetStatus(t.Context(), stray); err != nil {
		t.Fatal(err)
	}
	w.drain(2 * time.Hour)
	if n := count(w, `SELECT count(*) FROM early_deliveries`); n != 0 {
		t.Errorf("%d deliveries are kept for ever", n)
	}
}

func TestConversationsAreListedAndHandedOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	first := w.receive(w.text("hola")).Conversation
	w.drain(time.Minute)
	m := w.text("oi")
	m.From = from("5511987654321")
	second := w.receive(m).Conversation
	hand := func(owner channels.Owner) {
		w.must(func(ctx context.Context, tx *db.Tx) error { return w.gw.SetOwner(ctx, tx, second, owner) })
	}
	hand(channels.OwnerHuman)
	hand(channels.OwnerHuman)
	if n := count(w, `SELECT count(*) FROM facts WHERE name = 'conversation.handed_off'`); n != 1 {
		t.Errorf("%d hand overs", n)
	}
	names := func(l gateway.Listing) (out []string) {
		list, err := w.gw.List(t.Context(), w.DB, l)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			out = append(out, fmt.Sprintf("%t %s %s", s.Conversation.ID == first, s.Conversation.Owner, s.LastText))
		}
		return out
	}
	all := []string{"false human oi", "true bot hola"}
	if diff := cmp.Diff(all, names(gateway.Listing{})); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(all[:1], names(gateway.Listing{Owner: channels.OwnerHuman})); diff != "" {
		t.Errorf("those that wait for a person (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(all[1:], names(gateway.Listing{Before: w.Clock.Now()})); diff != "" {
		t.Errorf("the next page (-want +got):\n%s", diff)
	}
	conv, err := w.gw.Conversation(t.Context(), w.DB, second)
	if err != nil || conv.Owner != channels.OwnerHuman {
		t.Errorf("%+v, %v", conv, err)
	}
	list, err := w.gw.ForContact(t.Context(), w.DB, conv.ContactID)
	if err != nil || len(list) != 1 || list[0].ID != second {
		t.Errorf("of the contact: %v, %v", list, err)
	}
	if _, err := w.gw.Conversation(t.Context(), w.DB, w.IDs.New()); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown conversation: %v", err)
	}
	hand(channels.OwnerBot)
	if got := names(gateway.Listing{Owner: channels.OwnerHuman}); len(got) != 0 {
		t.Errorf("handed back, and listed: %q", got)
	}
}
