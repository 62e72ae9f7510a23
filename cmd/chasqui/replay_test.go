package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/channels/gateway"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/testkit"
)

// checkReplay decides all turns of a lab again: by the same rules nothing differs, and by rules that hear no service exactly the turns
// differ in which one was heard.
func checkReplay(t *testing.T, l *lab) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	report, err := l.sys.replay(ctx, l.sys.engine, playedNow(t), func(past channels.PastTurn, found []turn.Difference) error {
		for _, d := range found {
			t.Errorf("turn %d (%s) differs in %s:\n- %s\n+ %s", d.N, words(past), d.What, d.WasFull, d.NowFull)
		}
		return nil
	})
	must(t, err)
	// history of the demo has no views; every turn of the dialogue has one
	const bare = `SELECT count(*) FROM turns t JOIN conversations c ON c.id = t.conversation_id WHERE c.channel = 'terminal' AND t.view IS NULL`
	if n, err := db.Value[int](ctx, l.sys.db, bare, nil); err != nil || n > 0 || report.Turns == report.Skipped {
		t.Errorf("%d turns without a view, %d of %d replayed, %v", n, report.Turns-report.Skipped, report.Turns, err)
	}
	changed := *l.sys.engine
	changed.Understand = deafToServices{l.sys.engine.Understand}
	want, got := []string{}, []string{}
	must(t, l.sys.gateway.PastTurns(ctx, l.sys.db, playedNow(t), func(past channels.PastTurn) error {
		var commands []agent.Command
		if len(past.View) > 0 && json.Unmarshal(past.Commands, &commands) == nil && slices.ContainsFunc(commands, namesService) {
			want = append(want, past.Work.Turn)
		}
		return nil
	}))
	_, err = l.sys.replay(ctx, &changed, playedNow(t), func(past channels.PastTurn, _ []turn.Difference) error {
		got = append(got, past.Work.Turn)
		return nil
	})
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("turns that the change of a rule changes (-want +got):\n%s", diff)
	}
}

// deafToServices is a changed rule: no service is heard.
type deafToServices struct{ turn.Understander }

func (d deafToServices) Understand(work channels.TurnWork, view agent.View, state agent.State) agent.Heard {
	h := d.Understander.Understand(work, view, state)
	h.Commands = slices.DeleteFunc(slices.Clone(h.Commands), namesService)
	return h
}

func namesService(c agent.Command) bool { return c.Slot == agent.SlotService }

// playedNow are the turns that are no history of the demo.
func playedNow(t *testing.T) gateway.Past {
	t.Helper()
	at, err := time.Parse(time.RFC3339, labStart)
	must(t, err)
	return gateway.Past{Since: at}
}

func words(past channels.PastTurn) string {
	var all []string
	for _, m := range past.Work.Messages {
		all = append(all, m.Text)
	}
	return strings.Join(all, " | ")
}

// withoutNunoa is a file of words in which a comuna is called otherwise.
func withoutNunoa(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "words.json")
	const words = `{"places":[{"id":"cl-nunoa","country":"CL","name":"Villa Nueva Esperanza","city":"Santiago","served":true}]}`
	must(t, os.WriteFile(file, []byte(words), 0o600))
	return file
}

func TestReplayPrintsNothingThatAnybodyWrote(t *testing.T) {
	t.Parallel()
	ctx := context.WithoutCancel(t.Context())
	l, err := openLab(ctx, testkit.ServerURL(t))
	must(t, err)
	t.Cleanup(l.Close)
	line, err := l.Person(ctx, "+56962000001")
	must(t, err)
	for _, s := range []string{"hola, mi lavadora no centrifuga", "Samsung", "Ñuñoa"} {
		_, err = line.Say(ctx, s)
		must(t, err)
	}
	engine, err := l.sys.engineWith(ctx, withoutNunoa(t))
	must(t, err)
	show := func(text bool) string {
		var out bytes.Buffer
		_, err = l.sys.replay(ctx, engine, playedNow(t), func(past channels.PastTurn, found []turn.Difference) error {
			return replayCmd{Text: text}.print(program{out: &out}, past, found)
		})
		must(t, err)
		return out.String()
	}
	if got := show(false); got == "" || strings.Contains(strings.ToLower(got), "ñuñoa") || !strings.Contains(got, " 3 commands: ") {
		t.Errorf("by default: %s", got)
	}
	if got := show(true); !strings.Contains(got, "> Ñuñoa\n") {
		t.Errorf("with --text: %s", got)
	}
	// turns of before views were kept are counted and left alone
	nothing := func(channels.PastTurn, []turn.Difference) error { return nil }
	before, err := l.sys.replay(ctx, l.sys.engine, playedNow(t), nothing)
	must(t, err)
	_, err = l.sys.db.Exec(ctx, `UPDATE turns SET view = NULL WHERE n = 2 AND view IS NOT NULL`)
	must(t, err)
	after, err := l.sys.replay(ctx, l.sys.engine, playedNow(t), nothing)
	if err != nil || before.Turns-before.Skipped != 3 || after.Skipped != before.Skipped+1 || after.Different+before.Different > 0 {
		t.Errorf("%+v, then %+v, %v", before, after, err)
	}
}

func TestReplaySaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	const id = "01936a10-1111-7000-8000-000000000001"
	for _, c := range []struct {
		cmd  replayCmd
		want gateway.Past
		ok   bool
	}{
		{replayCmd{Conversation: id}, gateway.Past{Conversation: id}, true},
		{replayCmd{Week: true}, gateway.Past{Since: now.AddDate(0, 0, -7)}, true},
		{replayCmd{Since: "36h"}, gateway.Past{Since: now.Add(-36 * time.Hour)}, true},
		{replayCmd{}, gateway.Past{}, false},
		{replayCmd{Conversation: id, Week: true}, gateway.Past{}, false},
		{replayCmd{Conversation: "x"}, gateway.Past{}, false},
		{replayCmd{Since: "-1d"}, gateway.Past{}, false},
		{replayCmd{Since: "soon"}, gateway.Past{}, false},
	} {
		got, err := c.cmd.past(now)
		if (err == nil) != c.ok || got.Conversation != c.want.Conversation || !got.Since.Equal(c.want.Since) {
			t.Errorf("%+v: %+v, %v", c.cmd, got, err)
		}
	}
}
