package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/clock"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

func TestOnlyOneWorkerAnswersAConversation(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	release, ok, err := w.gw.Claim(t.Context(), "c")
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, ok, err := w.gw.Claim(t.Context(), "c"); ok || err != nil {
		t.Errorf("claimed twice: %v, %v", ok, err)
	}
	other, ok, err := w.gw.Claim(t.Context(), "d")
	if !ok || err != nil {
		t.Fatalf("conversations wait for each other: %v, %v", ok, err)
	}
	other()
	release()
	again, ok, err := w.gw.Claim(t.Context(), "c")
	if !ok || err != nil {
		t.Fatalf("not free after the release: %v, %v", ok, err)
	}
	// the process that holds it dies
	const kill = `SELECT count(pg_terminate_backend(pid)) FROM pg_locks
		WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
	if n := count(w, kill); n != 1 {
		t.Fatalf("%d claims are held", n)
	}
	for ok = false; !ok && t.Context().Err() == nil; {
		if _, ok, err = w.gw.Claim(t.Context(), "c"); err != nil {
			t.Fatal(err)
		}
	}
	again() // of a dead connection: does no harm
}

func TestAnInterruptedTurnIsGivenAgainAsItWas(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("uno")).Conversation
	late := w.text("cero")
	late.SentAt = w.Clock.Now().Add(-time.Minute)
	w.receive(late)
	first := w.freeze(conv)
	w.Clock.Advance(time.Hour)
	w.receive(w.text("dos"))
	w.over(w.DB, atOnce)
	again := w.freeze(conv)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the turn changed (-first +again):\n%s", diff)
	}
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"cero | uno", "dos"}, w.tape.texts()); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	if n := count(w, `SELECT turns FROM conversations`); n != 2 {
		t.Errorf("%d turns", n)
	}
}

func TestAMessageThatCameDuringAnInterruptedTurnIsNotForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("uno")).Conversation
	w.freeze(conv)
	w.receive(w.text("dos")) // the same job: it has not started
	w.drain(time.Minute)
	if diff := cmp.Diff([]string{"uno", "dos"}, w.tape.texts()); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
}

func TestATurnEndsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	work := w.freeze(w.receive(w.text("hola")).Conversation)
	if err := w.commit(t.Context(), work); err != nil {
		t.Fatal(err)
	}
	if err := w.commit(t.Context(), work); !errors.Is(err, gateway.ErrStale) {
		t.Errorf("the second end: %v", err)
	}
	w.drain(time.Minute)
	if got := w.tape.texts(); len(got) != 1 {
		t.Errorf("replies %q", got)
	}
}

func TestATurnThatIsRolledBackLeavesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	work := w.freeze(w.receive(w.text("hola")).Conversation)
	broken := errors.New("broken")
	err := w.tx(func(ctx context.Context, tx *db.Tx) error {
		err := w.gw.Commit(ctx, tx, channels.TurnDone{Work: work, State: []byte(`{"a":1}`), Owner: channels.OwnerHuman, Replies: []channels.Outbound{
			{ID: w.IDs.New(), Conversation: work.Conversation.ID, Class: channels.ClassReply, Text: "nunca"},
		}})
		return errors.Join(err, broken)
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	again := w.freeze(work.Conversation.ID)
	if diff := cmp.Diff(work, again); diff != "" {
		t.Errorf("the turn changed (-want +got):\n%s", diff)
	}
	if n := count(w, `SELECT count(*) FROM messages WHERE direction = 'out'`); n != 0 {
		t.Errorf("%d replies", n)
	}
}

func TestAQuotedMessageOfOursIsNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	conv := w.receive(w.text("hola")).Conversation
	w.drain(0)
	said := w.tape.sent[0].ID
	for _, target := range []string{said, "wamid." + said} {
		m := w.text("")
		m.Kind, m.Reaction, m.TargetID = channels.KindReaction, "👍", target
		w.receive(m)
	}
	quotesThemselves := w.text("esto")
	quotesThemselves.TargetID = "ext-1"
	w.receive(quotesThemselves)
	var got []string
	for _, m := range w.freeze(conv).Messages {
		got = append(got, m.QuotedOurs)
	}
	if diff := cmp.Diff([]string{said, said, ""}, got); diff != "" {
		t.Errorf("quoted (-want +got):\n%s", diff)
	}
}

// Twenty people write five messages each, all at once, to four workers on the machine's clock.
func TestRepliesOfEachPersonComeInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, atOnce)
	c := clock.System()
	d, err := db.Open(t.Context(), w.URL, c, ids.System(c))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	w.IDs = ids.System(c)
	w.DB = d
	w.tape.got = make(chan channels.Outbound, 200)
	w.over(d, atOnce)
	runner, err := queue.NewRunner(d, w.reg, queue.RunnerOptions{Queues: map[string]int{queue.DefaultQueue: 4}})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.WithoutCancel(t.Context())
	if err := runner.Start(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = runner.Stop(ctx) })
	const people, messages = 20, 5
	for p := range people {
		go func() {
			for m := range messages {
				in := channels.Inbound{
					From: from(fmt.Sprintf("569%08d", p)), To: ours, ExternalID: fmt.Sprintf("%d/%d", p, m), Kind: channels.KindText,
					Text: fmt.Sprint(m), SentAt: c.Now(),
				}
				for range 2 { // each comes twice
					if _, err := w.gw.Receive(ctx, in); err != nil {
						t.Error(err)
					}
				}
			}
		}()
	}
	heard := map[string][]string{}
	limit, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for n := 0; n < people*messages; {
		select {
		case out := <-w.tape.got:
			said := strings.Split(out.Text, " | ")
			heard[out.To.Value] = append(heard[out.To.Value], said...)
			n += len(said)
		case <-limit.Done():
			t.Fatalf("%d of %d messages are answered", n, people*messages)
		}
	}
	want := []string{"0", "1", "2", "3", "4"}
	for p, got := range heard {
		if !slices.Equal(got, want) {
			t.Errorf("%s heard %v", p, got)
		}
	}
}
