package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// sms is a second recorded transport.
type sms struct{ tape }

func (*sms) Channel() channels.Channel         { return channels.SMS }
func (*sms) Serves(ours channels.Address) bool { return ours.Channel == channels.SMS }

// twoWays is a world with a WhatsApp number and an SMS number.
func twoWays(t *testing.T) (*world, *sms) {
	t.Helper()
	w := newWorld(t, atOnce)
	second := &sms{}
	w.gw = gateway.New(w.DB, gateway.Options{Contacts: people{}, Debounce: atOnce}, w.tape, second)
	w.reg = queue.NewRegistry()
	w.gw.Register(w.reg)
	queue.Register(w.reg, w.echo)
	w.report(channels.NumberUp)
	w.must(func(ctx context.Context, tx *db.Tx) error {
		text := channels.Address{Channel: channels.SMS, Value: "+56911110000"}
		return w.gw.Assign(ctx, tx, channels.Number{Ours: text, Transport: "test", State: channels.NumberUp}, "CL")
	})
	return w, second
}

// report says how the WhatsApp number is.
func (w *world) report(state channels.NumberState) {
	w.t.Helper()
	n := channels.Number{Ours: ours, Transport: "test", State: state}
	if err := w.gw.Report(w.t.Context(), n); err != nil {
		w.t.Fatal(err)
	}
}

func TestWhatsAppDownSendsFiveHundredRemindersBySMSOnceEach(t *testing.T) {
	t.Parallel()
	const people = 500
	w, second := twoWays(t)
	for i := range people {
		m := w.text("hola")
		m.From = from(fmt.Sprintf("5691%07d", i))
		conv := w.receive(m).Conversation
		w.drain(0)
		switch i {
		case 0:
			w.report(channels.NumberDown)
		case people / 2:
			w.drain(40 * time.Second) // some were reminded, and went by SMS
		}
		w.say(conv, fmt.Sprintf("su visita %d", i))
		if i == 0 {
			w.must(func(ctx context.Context, tx *db.Tx) error { // an offer is not worth an SMS
				return w.gw.Send(ctx, tx, "bot", channels.Outbound{Conversation: conv, Class: channels.ClassMarketing, Text: "oferta"})
			})
		}
	}
	w.drain(time.Minute)
	reminders := func(texts []string) map[string]int {
		n := map[string]int{}
		for _, s := range texts {
			if strings.HasPrefix(s, "su visita") {
				n[s]++
			}
		}
		return n
	}
	if got := reminders(second.texts()); len(got) != people {
		t.Errorf("%d people were reminded by SMS within a minute, want %d", len(got), people)
	}
	w.report(channels.NumberUp)
	w.drain(5 * time.Hour)
	all := reminders(append(second.texts(), w.tape.texts()...))
	for text, n := range all {
		if n != 1 {
			t.Fatalf("%q was sent %d times", text, n)
		}
	}
	if n := count(w, `SELECT count(*) FROM messages WHERE status = 'diverted' AND body LIKE 'su visita%'`); len(all) != people || n != people {
		t.Errorf("%d reminders, %d diverted; want %d", len(all), n, people)
	}
	if n := count(w, `SELECT count(*) FROM messages WHERE channel = 'sms' AND body = 'oferta'`); n != 0 {
		t.Error("an offer went by SMS")
	}
}

func TestWhatMayHaveArrivedNeverGoesByAnotherChannel(t *testing.T) {
	t.Parallel()
	w, second := twoWays(t)
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	w.tape.fail = func(int, channels.Outbound) error {
		return &channels.SendError{Code: "timeout", Retryable: true, Unsure: true, Err: errors.New("no answer")}
	}
	w.say(conv, "recordatorio")
	w.drain(time.Hour)
	w.tape.fail = nil
	w.drain(time.Hour)
	if got := second.texts(); len(got) != 0 {
		t.Errorf("by SMS: %q", got)
	}
	if diff := cmp.Diff([]string{"hola", "recordatorio"}, w.tape.texts()); diff != "" {
		t.Errorf("by WhatsApp (-want +got):\n%s", diff)
	}
}

func TestAnAnswerWaitsForWhatsAppLongerThanANotice(t *testing.T) {
	t.Parallel()
	w, second := twoWays(t)
	w.report(channels.NumberDown)
	w.receive(w.text("hola"))
	w.drain(2 * time.Minute)
	if got := second.texts(); len(got) != 0 {
		t.Errorf("after two minutes: %q", got)
	}
	w.drain(2 * time.Minute)
	if diff := cmp.Diff([]string{"hola"}, second.texts()); diff != "" {
		t.Errorf("after four minutes (-want +got):\n%s", diff)
	}
	// they answer by SMS: the same person, the same dialogue
	in := w.text("sí")
	in.From, in.To = channels.Address{Channel: channels.SMS, Value: "+56911112222"}, channels.Address{Channel: channels.SMS, Value: "+56911110000"}
	got := w.receive(in)
	if n := count(w, `SELECT count(*) FROM conversations WHERE channel = 'sms' AND id = '`+got.Conversation+`' AND state IS NOT NULL`); n != 1 {
		t.Error("the dialogue did not come along")
	}
}

func TestWhatWhatsAppTookAndCouldNotDeliverGoesBySMS(t *testing.T) {
	t.Parallel()
	w, second := twoWays(t)
	conv := w.receive(w.text("hola")).Conversation
	w.say(conv, "recordatorio")
	w.drain(0)
	failed := channels.Delivery{
		Channel: channels.WhatsApp, ExternalID: "wamid." + w.tape.sent[1].ID, Status: channels.StatusFailed, Reason: "131026",
	}
	if w.tape.sent[1].Text != "recordatorio" {
		failed.ExternalID = "wamid." + w.tape.sent[0].ID
	}
	for range 2 { // a webhook comes twice
		if err := w.gw.SetStatus(t.Context(), failed); err != nil {
			t.Fatal(err)
		}
	}
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"recordatorio"}, second.texts()); diff != "" {
		t.Errorf("by SMS (-want +got):\n%s", diff)
	}
	lines, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines { // the transcript leads to what went instead
		want := ""
		if l.Text == "recordatorio" {
			want = second.sent[0].Conversation
		}
		if l.Instead != want {
			t.Errorf("%q goes in the conversation %q, want %q", l.Text, l.Instead, want)
		}
	}
}

func TestATimeLockedNumberAnswersAndBeginsNothing(t *testing.T) {
	t.Parallel()
	w, _ := twoWays(t)
	known := w.receive(w.text("hola")).Conversation
	w.drain(0)
	stranger := ""
	w.must(func(ctx context.Context, tx *db.Tx) (err error) {
		id, err := people{}.ContactFor(ctx, tx, from("56977778888"), gateway.Hint{})
		if err != nil {
			return err
		}
		stranger, err = w.gw.Reach(ctx, tx, id, ours, from("56977778888"))
		return err
	})
	until := w.Clock.Now().Add(6 * time.Hour)
	limited := channels.Number{Ours: ours, Transport: "test", State: channels.NumberLimited, Until: until}
	if err := w.gw.Report(t.Context(), limited); err != nil {
		t.Fatal(err)
	}
	w.must(func(ctx context.Context, tx *db.Tx) error {
		reply := channels.Outbound{Conversation: stranger, Class: channels.ClassReply, Text: "frío"}
		if err := w.gw.Send(ctx, tx, "system", reply); err != nil {
			return err
		}
		reply.Conversation, reply.Text = known, "conocido"
		return w.gw.Send(ctx, tx, "system", reply)
	})
	w.drain(2 * time.Minute)
	if diff := cmp.Diff([]string{"hola", "conocido"}, w.tape.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestANumbersStateIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	var heard []string
	w.gw = gateway.New(w.DB, gateway.Options{
		Contacts: people{}, Alarm: func(_ context.Context, _ *db.Tx, n channels.Number, was channels.NumberState) error {
			heard = append(heard, string(was)+">"+string(n.State))
			return nil
		},
	}, w.tape)
	for _, s := range []channels.NumberState{
		channels.NumberConnecting, channels.NumberUp, channels.NumberUp, channels.NumberDown, channels.NumberConnecting, channels.NumberBanned,
	} {
		w.report(s)
	}
	if diff := cmp.Diff([]string{">connecting", "connecting>up", "up>down", "down>connecting", "connecting>banned"}, heard); diff != "" {
		t.Errorf("alarms (-want +got):\n%s", diff)
	}
	list, err := w.gw.Numbers(t.Context(), w.DB)
	if err != nil || len(list) != 1 || list[0].State != channels.NumberBanned {
		t.Errorf("numbers %+v, %v", list, err)
	}
	if n := count(w, `SELECT count(*) FROM facts WHERE name = 'channel.down'`); n != 2 {
		t.Errorf("%d facts", n)
	}
}

func TestALinkedNumberWritesToFewStrangersADayAndMoreAsItGetsOlder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	linked := channels.Number{Ours: ours, Transport: "linked", State: channels.NumberUp}
	if err := w.gw.Report(t.Context(), linked); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		who := from(fmt.Sprintf("5692%07d", i))
		w.must(func(ctx context.Context, tx *db.Tx) error {
			id, err := people{}.ContactFor(ctx, tx, who, gateway.Hint{})
			if err != nil {
				return err
			}
			conv, err := w.gw.Reach(ctx, tx, id, ours, who)
			if err != nil {
				return err
			}
			return w.gw.Send(ctx, tx, "bot", channels.Outbound{Conversation: conv, Class: channels.ClassReply, Text: "hola"})
		})
	}
	w.drain(time.Minute)
	if n := len(w.tape.texts()); n > 6 {
		t.Errorf("%d strangers were written to in the first minute", n)
	}
	w.drain(3 * time.Hour)
	first := len(w.tape.texts())
	if first < 20 || first > 24 { // twenty, and what the day's budget gives back in three hours
		t.Errorf("%d strangers were written to on the first day", first)
	}
	in := w.text("hola")
	w.receive(in) // who writes is answered at once
	w.drain(2 * time.Second)
	if got := w.tape.texts(); len(got) != first+1 {
		t.Errorf("an answer waited for strangers")
	}
}
