package turn_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/ids"
)

func TestAYesBooksOnceAndThePromiseNamesTheMessageThatTellsIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.talk(toProposal...)
	if st := w.state(); st.Ask != agent.AskConfirm || st.Proposal == nil || string(st.Proposal.Message) != last(w.replies()).ID {
		t.Fatalf("before the yes: ask %s, proposal %+v", st.Ask, st.Proposal)
	}
	out := w.says("sí")
	if len(w.ledger("visit")) != 1 || out.Ask != agent.AskNone || len(out.Replies) != 1 {
		t.Fatalf("visits %v, outcome %+v", w.ledger("visit"), out)
	}
	by, err := db.Value[string](t.Context(), w.DB, `SELECT by FROM ledger WHERE starts_with(entry, 'visit ')`, nil)
	if err != nil || by != out.Replies[0] || by != last(w.replies()).ID {
		t.Errorf("promised by %s, said by %v, %v", by, out.Replies, err)
	}
	if again, ok, err := w.engine.Run(t.Context(), w.conv); again.N != 0 || !ok || err != nil {
		t.Errorf("a turn of nothing: %+v, %v, %v", again, ok, err)
	}
	if n, texts := len(w.replies()), w.last(); n != len(toProposal)+1 || !strings.Contains(texts, "Pedro") {
		t.Errorf("%d replies, the last %q", n, texts)
	}
}

func last(lines []channels.Line) channels.Line { return lines[len(lines)-1] }

func TestARestartGoesOnWithTheSameQuestion(t *testing.T) {
	t.Parallel()
	steady, shaken := newWorld(t), newWorld(t)
	for _, s := range slices.Concat(toProposal, []string{"sí"}) {
		want := steady.says(s)
		d, err := db.Open(t.Context(), shaken.URL, shaken.Clock, ids.Seeded(99, shaken.Clock))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(d.Close)
		shaken.DB = d
		shaken.restart()
		if got := shaken.says(s); got.Ask != want.Ask || got.N != want.N || shaken.last() != steady.last() {
			t.Errorf("%q: %+v and %+v; %q and %q", s, want, got, steady.last(), shaken.last())
		}
	}
}

func TestALostSlotBecomesANewOfferInTheSameTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.talk(toProposal...)
	w.office.lose = map[agent.EffectKind]bool{agent.EffBook: true}
	out := w.says("sí")
	if out.Ask != agent.AskSlot || len(w.ledger("visit")) != 0 || len(last(w.replies()).Choices) == 0 {
		t.Errorf("outcome %+v, visits %v, said %q", out, w.ledger("visit"), w.last())
	}
	if noise, entries := w.count(`SELECT count(*) FROM noise`), w.count(`SELECT count(*) FROM ledger`); noise != entries {
		t.Errorf("the booking that failed left something behind: %d rows for %d entries", noise, entries)
	}
	w.office.lose = nil
	w.talk("1", "sí")
	if len(w.ledger("visit")) != 1 {
		t.Errorf("visits %v, said %q", w.ledger("visit"), w.last())
	}
}

func TestWhileAPersonAnswersTheBotIsSilentButForSignals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.says("hola")
	w.hand(channels.OwnerHuman)
	said := len(w.replies())
	out := w.says("lavadora")
	if out.Owner != channels.OwnerHuman || len(w.replies()) != said || out.N != 2 {
		t.Errorf("outcome %+v, said %q", out, w.last())
	}
	if waits, err := w.gw.Waits(t.Context(), w.conv); waits || err != nil {
		t.Errorf("the message waits: %v, %v", waits, err)
	}
	if w.says("gas"); len(w.replies()) != said+1 || len(w.ledger("escalate")) != 1 {
		t.Errorf("danger: %d replies, %v", len(w.replies()), w.ledger("escalate"))
	}
	if w.says("no me escriban"); len(w.ledger("consent")) != 1 {
		t.Errorf("opt-out: %v", w.ledger("consent"))
	}
	w.hand(channels.OwnerBot)
	said = len(w.replies())
	if out := w.says("lavadora"); out.Owner != channels.OwnerBot || len(w.replies()) != said+1 {
		t.Errorf("handed back: %+v", out)
	}
}

func TestWhoTakesOverDuringATurnIsNotTalkedOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.says("lavadora")
	said := len(w.replies())
	w.office.during = func(k agent.EffectKind) {
		if k == agent.EffLocate {
			w.hand(channels.OwnerHuman)
		}
	}
	out := w.says("ñuñoa")
	if out.Owner != channels.OwnerHuman || len(w.replies()) != said {
		t.Errorf("outcome %+v, said %q", out, w.last())
	}
}

func TestAskingForAPersonHandsOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	out := w.says("humano")
	if out.Owner != channels.OwnerHuman || out.Ask != agent.AskHuman || len(w.ledger("escalate")) != 1 {
		t.Errorf("outcome %+v, %v", out, w.ledger("escalate"))
	}
	if n := w.count(`SELECT count(*) FROM facts WHERE name = 'conversation.handed_off'`); n != 1 {
		t.Errorf("%d hand overs", n)
	}
}

func TestABurstIsOneTurnAndAReactionToNothingIsNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.engine.Understand = turn.Ears{Rules: nil, Speaker: w.engine.Speaker}
	w.receive(channels.Inbound{Kind: channels.KindReaction, Reaction: "👍"})
	w.receive(channels.Inbound{Kind: channels.KindReaction, Reaction: ""})
	if out := w.run(); out.N != 1 || len(out.Replies) != 0 || len(w.replies()) != 0 {
		t.Errorf("reactions: %+v", out)
	}
	w.engine.Understand = script{}
	w.receive(text("lava"))
	w.receive(text("dora"))
	if out := w.run(); out.N != 2 || len(w.replies()) != 1 {
		t.Errorf("burst: %+v", out)
	}
}

func TestWhatATurnDidIsKeptForReplay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.talk("lavadora", "ñuñoa")
	type row struct{ Commands, Kinds, Results, Before, After, Rules string }
	const stored = `
SELECT commands->0->>'kind' AS commands, (SELECT string_agg(e->>'kind', ' ') FROM jsonb_array_elements(effects) e) AS kinds,
  (SELECT string_agg(coalesce(e->'result'->'place'->>'id', '-'), ' ') FROM jsonb_array_elements(effects) e) AS results,
  coalesce(state_before->>'ask', '') AS before, state_after->>'ask' AS after, rules_version AS rules
FROM turns WHERE n = 2`
	got, err := db.One[row](t.Context(), w.DB, stored, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Commands != "set" || !strings.HasPrefix(got.Kinds, "locate") || !strings.HasPrefix(got.Results, "cl-nunoa") ||
		got.Before != "location" || got.After == "" || got.Rules != turn.RulesVersion {
		t.Errorf("stored %+v", got)
	}
}

func TestNoWordsOfPeopleAreLogged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var log bytes.Buffer
	w.engine.Log = slog.New(slog.NewTextHandler(&log, nil))
	w.engine.Understand = understander(func(work channels.TurnWork) agent.Heard { panic("cannot read " + work.Messages[0].Text) })
	w.says("mi clave es secreta 56911112222")
	if got := log.String(); strings.Contains(got, "secreta") || strings.Contains(got, "56911112222") || !strings.Contains(got, "turn failed") {
		t.Errorf("logged %s", got)
	}
}

type understander func(channels.TurnWork) agent.Heard

func (u understander) Understand(work channels.TurnWork, _ agent.View, _ agent.State) agent.Heard {
	return u(work)
}

func TestACommitThatIsRepeatedStartsFromTheSamePlan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.talk(toProposal...)
	tries := 0
	w.engine.Writer = writer(func(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
		if e.Kind == agent.EffBook {
			if tries++; tries < 3 {
				_, err := tx.Exec(ctx, `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`)
				return agent.Result{}, err
			}
		}
		return w.office.Write(ctx, tx, who, e)
	})
	out := w.says("sí")
	if tries != 3 || len(w.ledger("visit")) != 1 || len(out.Replies) != 1 {
		t.Errorf("after %d tries: %+v, visits %v", tries, out, w.ledger("visit"))
	}
	if diff := cmp.Diff(out.Replies, []string{last(w.replies()).ID}); diff != "" {
		t.Errorf("replies (-outcome +stored):\n%s", diff)
	}
}

type writer func(context.Context, *db.Tx, turn.Who, agent.Effect) (agent.Result, error)

func (f writer) Write(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
	return f(ctx, tx, who, e)
}

func TestATurnUnderWayIsLeftToWhoHasIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.receive(text("hola"))
	release, ok, err := w.gw.Claim(t.Context(), w.conv)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if out, ok, err := w.engine.Run(t.Context(), w.conv); ok || err != nil || out.N != 0 {
		t.Errorf("run: %+v, %v, %v", out, ok, err)
	}
	release()
	if out := w.run(); out.N != 1 || out.Took <= 0 || out.Took > time.Minute {
		t.Errorf("run: %+v", out)
	}
}
