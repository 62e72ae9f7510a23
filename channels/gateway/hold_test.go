package gateway_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/events"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const (
	paula = "00000000-0000-7000-8000-000000000001"
	diego = "00000000-0000-7000-8000-000000000002"
)

// staffed is a world with two people of ours and a conversation that the bot has.
func staffed(t *testing.T) (*world, string) {
	t.Helper()
	w := newWorld(t, atOnce)
	const people = `INSERT INTO users (id, email, name, created_at) VALUES
	  ('00000000-0000-7000-8000-000000000001', 'paula@example.com', 'Paula Rivas', '2026-11-23Z'),
	  ('00000000-0000-7000-8000-000000000002', 'diego@example.com', 'Diego Parra', '2026-11-23Z')`
	if _, err := w.DB.Exec(t.Context(), people); err != nil {
		t.Fatal(err)
	}
	conv := w.receive(w.text("hola")).Conversation
	w.drain(time.Minute)
	return w, conv
}

func (w *world) take(h gateway.Hold) error {
	return w.tx(func(ctx context.Context, tx *db.Tx) error { return w.gw.TakeOver(ctx, tx, h) })
}

func (w *world) back(h gateway.Hold, note string) error {
	return w.tx(func(ctx context.Context, tx *db.Tx) error { return w.gw.GiveBack(ctx, tx, h, note) })
}

func (w *world) reply(h gateway.Hold, text string) error {
	return w.tx(func(ctx context.Context, tx *db.Tx) error {
		return w.gw.Send(ctx, tx, "user:"+h.User, channels.Outbound{Conversation: h.Conversation, Class: channels.ClassReply, Text: text})
	})
}

func (w *world) holding(conv string) gateway.Holding {
	w.t.Helper()
	h, err := w.gw.Holding(w.t.Context(), w.DB, conv)
	if err != nil {
		w.t.Fatal(err)
	}
	return h
}

func (w *world) told(conv string) (names []string) {
	w.t.Helper()
	list, err := events.Since(w.t.Context(), w.DB, 0, 100, events.Filter{Names: []string{"conversation."}, ConversationID: []string{conv}})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, f := range list {
		names = append(names, f.Name)
	}
	return names
}

func TestOnePersonHasAConversationAndSpeaksForUs(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	mine, theirs := gateway.Hold{Conversation: conv, User: paula}, gateway.Hold{Conversation: conv, User: diego}
	if err := w.reply(mine, "hola"); fault.KeyOf(err) != "conversation.hold.lost" {
		t.Errorf("a reply before the take-over: %v", err)
	}
	for range 2 {
		if err := w.take(mine); err != nil {
			t.Fatal(err)
		}
	}
	for name, err := range map[string]error{"take over": w.take(theirs), "reply": w.reply(theirs, "yo"), "give back": w.back(theirs, "")} {
		if fault.KeyOf(err) != "conversation.hold.held" || fault.ArgsOf(err)["Name"] != "Paula Rivas" {
			t.Errorf("%s what somebody else has: %v", name, err)
		}
	}
	if err := w.reply(mine, "le escribe Paula"); err != nil {
		t.Fatal(err)
	}
	w.drain(time.Minute)
	if err := w.back(mine, " el jueves a las 10 "); err != nil {
		t.Fatal(err)
	}
	if err := w.reply(mine, "tarde"); fault.KeyOf(err) != "conversation.hold.lost" {
		t.Errorf("a reply after giving it back: %v", err)
	}
	if err := w.back(mine, ""); fault.KeyOf(err) != "conversation.hold.lost" {
		t.Errorf("given back twice: %v", err)
	}
	if diff := cmp.Diff([]string{"hola", "le escribe Paula"}, w.tape.texts()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	c, err := w.gw.Conversation(t.Context(), w.DB, conv)
	if err != nil || c.Owner != channels.OwnerBot || c.Agreed != "el jueves a las 10" || w.holding(conv).HeldBy != "" {
		t.Errorf("given back: %+v, %v", c, err)
	}
	want := []string{"conversation.started", "conversation.handed_off", "conversation.taken_over", "conversation.given_back"}
	if diff := cmp.Diff(want, w.told(conv)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestOfManyWhoTakeOverAtOnceOneHasIt(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	var wg sync.WaitGroup
	results := make([]error, 8)
	for n := range results {
		wg.Go(func() { results[n] = w.take(gateway.Hold{Conversation: conv, User: []string{paula, diego}[n%2]}) })
	}
	wg.Wait()
	has, name := w.holding(conv).HeldBy, w.holding(conv).HeldName
	for n, err := range results {
		if won := []string{paula, diego}[n%2] == has; won != (err == nil) || !won && fault.ArgsOf(err)["Name"] != name {
			t.Errorf("%d: %v", n, err)
		}
	}
}

func TestWhatTheBotHadNotSentYetStaysUnsent(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	w.tape.fail = func(int, channels.Outbound) error { return blip }
	w.receive(w.text("uno"))
	w.say(conv, "su técnico va en camino") // of a job that goes on: it still leaves
	w.drain(0)
	if err := w.take(gateway.Hold{Conversation: conv, User: paula}); err != nil {
		t.Fatal(err)
	}
	w.tape.fail = nil
	w.drain(time.Hour)
	want := []string{"hola sent ", "su técnico va en camino sent ", "uno failed taken_over"}
	if diff := cmp.Diff(want, w.lines(conv)); diff != "" {
		t.Errorf("outbox (-want +got):\n%s", diff)
	}
}

// The first of two replies is being sent when a person takes over: the second does not leave, the first has left.
func TestATakeOverWhileTheOutboxSendsStopsWhatFollows(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	w.tape.fail = func(n int, out channels.Outbound) error {
		if out.Text == "uno" {
			return w.take(gateway.Hold{Conversation: conv, User: paula})
		}
		return nil
	}
	w.must(func(ctx context.Context, tx *db.Tx) error {
		reply := channels.Outbound{Conversation: conv, Class: channels.ClassReply, Text: "uno"}
		other := reply
		other.Text = "dos"
		return w.gw.Send(ctx, tx, "bot", reply, other)
	})
	w.drain(time.Hour)
	if diff := cmp.Diff([]string{"hola sent ", "uno sent ", "dos failed taken_over"}, w.lines(conv)); diff != "" {
		t.Errorf("outbox (-want +got):\n%s", diff)
	}
}

func TestTheStateStaysWhileAPersonHasTheConversation(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	const put = `UPDATE conversations SET state = '{"ask": "when"}'`
	if _, err := w.DB.Exec(t.Context(), put); err != nil {
		t.Fatal(err)
	}
	if err := w.take(gateway.Hold{Conversation: conv, User: paula}); err != nil {
		t.Fatal(err)
	}
	w.receive(w.text("¿sigues ahí?"))
	w.drain(time.Minute)
	c, err := w.gw.Conversation(t.Context(), w.DB, conv)
	if err != nil || string(c.State) != `{"ask": "when"}` || c.Turns != 2 {
		t.Errorf("state %s after %d turns, %v", c.State, c.Turns, err)
	}
	if n := count(w, `SELECT count(*) FROM turns WHERE status = 'done' AND state_after = '{}'`); n != 2 {
		t.Errorf("%d turns keep what they came to", n)
	}
	if err := w.back(gateway.Hold{Conversation: conv, User: paula}, ""); err != nil {
		t.Fatal(err)
	}
	w.receive(w.text("el jueves"))
	w.drain(time.Minute)
	if c, err = w.gw.Conversation(t.Context(), w.DB, conv); err != nil || string(c.State) != `{}` {
		t.Errorf("state %s after it was given back, %v", c.State, err)
	}
}

func TestAResolvedConversationIsTheBotsOnceTheyWriteAgain(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	mine := gateway.Hold{Conversation: conv, User: paula}
	resolve := func(h gateway.Hold) error {
		return w.tx(func(ctx context.Context, tx *db.Tx) error { return w.gw.Resolve(ctx, tx, h) })
	}
	if err := errors.Join(w.take(mine), resolve(mine)); err != nil {
		t.Fatal(err)
	}
	if h := w.holding(conv); h.ResolvedAt == nil || h.Owner != channels.OwnerBot || h.HeldBy != "" {
		t.Errorf("resolved: %+v", h)
	}
	w.Clock.Advance(time.Minute)
	w.receive(w.text("otra cosa"))
	if h := w.holding(conv); h.ResolvedAt != nil {
		t.Errorf("they wrote again: %+v", h)
	}
	w.drain(time.Minute)
	if got := w.tape.texts(); len(got) != 2 || got[1] != "otra cosa" {
		t.Errorf("the bot said %q", got)
	}
	if err := w.take(gateway.Hold{Conversation: w.IDs.New(), User: paula}); fault.KeyOf(err) != "conversation.get.unknown" {
		t.Errorf("an unknown conversation: %v", err)
	}
}

func TestWhoMayOverruleGivesBackForSomebodyElse(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	if err := w.take(gateway.Hold{Conversation: conv, User: paula}); err != nil {
		t.Fatal(err)
	}
	if err := w.back(gateway.Hold{Conversation: conv, User: diego, Overrule: true}, ""); err != nil {
		t.Fatal(err)
	}
	if err := w.take(gateway.Hold{Conversation: conv, User: diego}); err != nil {
		t.Fatal(err)
	}
	w.must(func(ctx context.Context, tx *db.Tx) error { return w.gw.SetOwner(ctx, tx, conv, channels.OwnerBot) })
	if h := w.holding(conv); h.HeldBy != "" || h.HeldAt != nil {
		t.Errorf("the bot has it and so has %s", h.HeldName)
	}
}

func TestConversationsAreListedByHolderAndUnit(t *testing.T) {
	t.Parallel()
	w, conv := staffed(t)
	if err := w.take(gateway.Hold{Conversation: conv, User: paula}); err != nil {
		t.Fatal(err)
	}
	for want, l := range map[string]gateway.Listing{
		"mine": {Holder: paula}, "of the unit": {Units: []string{"CL", "BR"}},
	} {
		list, err := w.gw.List(t.Context(), w.DB, l)
		if err != nil || len(list) != 1 || list[0].HeldName != "Paula Rivas" {
			t.Errorf("%s: %+v, %v", want, list, err)
		}
	}
	for want, l := range map[string]gateway.Listing{"somebody else's": {Holder: diego}, "of another unit": {Units: []string{"BR"}}} {
		if list, err := w.gw.List(t.Context(), w.DB, l); err != nil || len(list) != 0 {
			t.Errorf("%s: %+v, %v", want, list, err)
		}
	}
	w.say(conv, "dos", "tres")
	last, err := w.gw.Recent(t.Context(), w.DB, conv, 0, 2)
	if err != nil || len(last) != 2 || last[0].Text != "dos" || last[1].Text != "tres" {
		t.Errorf("the last two: %+v, %v", last, err)
	}
	if before, err := w.gw.Recent(t.Context(), w.DB, conv, last[0].Seq, 9); err != nil || len(before) != 2 || before[0].Out {
		t.Errorf("before them: %+v, %v", before, err)
	}
}
