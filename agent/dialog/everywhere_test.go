package dialog_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/booking"
)

// notified are the flows that begin with something said unasked.
var notified = []dialogue{
	{"attend", "CL", func(w *world) { w.standing(24 * time.Hour); w.told(agent.NoticeTomorrow) }},
	{"delay", "BR", func(w *world) { w.standing(2 * time.Hour); w.told(agent.NoticeDelayed) }},
	{"rate", "MX", func(w *world) { w.standing(-time.Hour); w.told(agent.NoticeDone) }},
	{"return", "CL", func(w *world) {
		w.standing(-time.Hour)
		w.view.Visits[0].Status = booking.VisitIncomplete
		w.told(agent.NoticeIncomplete)
	}},
	{"phone", "CL", func(w *world) {
		w.view.Contact.Phone = ""
		w.hear("es", "mantención en ñuñoa", service("ac_maintenance"), at("cl-nunoa"), soon(), named("Ana Soto"), address("Irarrázaval", "1234"))
		w.hear("es", "1", pick("1"))
	}},
}

func (w *world) told(kind agent.NoticeKind) {
	w.notice(agent.Notice{Kind: kind, Visit: w.view.Visits[0]})
}

// everywhere plays every written dialogue and looks at each state that it passes.
func everywhere(t *testing.T, look func(t *testing.T, w *world)) {
	t.Helper()
	for _, d := range slices.Concat(dialogues, besides, notified) {
		t.Run(d.name, func(t *testing.T) {
			w := newWorld(d.country)
			w.probe = func(w *world) {
				if w.state.Ask != agent.AskHuman {
					look(t, w)
				}
			}
			d.play(w)
		})
	}
}

// twin is a world that goes on from the same state by itself.
func (w *world) twin(t *testing.T) *world {
	t.Helper()
	raw, err := json.Marshal(w.state)
	if err != nil {
		t.Fatal(err)
	}
	other := &world{view: w.view, now: w.now.Add(time.Minute), turn: w.turn + 100, said: slices.Clone(w.said)}
	if err := json.Unmarshal(raw, &other.state); err != nil {
		t.Fatal(err)
	}
	return other
}

func TestAPersonCanBeAskedForInEveryState(t *testing.T) {
	t.Parallel()
	asks, flows := map[agent.Ask]bool{}, map[agent.FlowName]bool{}
	everywhere(t, func(t *testing.T, w *world) {
		asks[w.state.Ask] = true
		for _, f := range w.state.Stack {
			flows[f.Flow] = true
		}
		for _, said := range [][]agent.Command{{cmd(agent.CmdHuman)}, {cmd(agent.CmdAffirm), cmd(agent.CmdHuman)}, {cmd(agent.CmdHuman), service("ac_leak")}} {
			other := w.twin(t)
			effects := other.hear("es", "una persona por favor", said...)
			e := has(effects, agent.EffEscalate)
			if e == nil || e.Escalate.Cause != booking.CauseAskedHuman || other.state.Ask != agent.AskHuman || has(effects, agent.EffSay) == nil {
				t.Errorf("asked for a person while %s was asked in %v:\n%s", w.state.Ask, w.state.Stack, other.log.String())
			}
		}
	})
	for _, f := range []agent.FlowName{
		agent.FlowBook, agent.FlowWaitlist, agent.FlowMove, agent.FlowCancel, agent.FlowReason, agent.FlowAttend, agent.FlowDelay, agent.FlowRate,
		agent.FlowApply, agent.FlowInvoice,
	} {
		if !flows[f] {
			t.Errorf("no dialogue passes the flow %s", f)
		}
	}
	for _, a := range []agent.Ask{
		agent.AskNone, agent.AskService, agent.AskProblem, agent.AskName, agent.AskAddress, agent.AskLocation, agent.AskWhen, agent.AskSlot, agent.AskConfirm,
		agent.AskDocument, agent.AskPhone, agent.AskRating, agent.AskReason, agent.AskVisit, agent.AskQuantity, agent.AskDetail,
	} {
		if !asks[a] {
			t.Errorf("no dialogue asks %s", a)
		}
	}
}

func TestNoSentenceOfALadderComesTwice(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, w *world) {
		other := w.twin(t)
		told := map[string]string{}
		asked := other.state.Ask
		for n := range 4 {
			other.now = other.now.Add(time.Minute)
			other.hear("es", "xq zz")
			if other.state.Ask != asked || other.state.Ask == agent.AskHuman {
				return
			}
			m := other.said[len(other.said)-1]
			words, _ := renderer.Render(other.view, "es", m)
			words = strings.TrimSpace(words)
			if before, twice := told[words]; twice {
				t.Errorf("said twice on the ladder of %s: %s (%s, %s)\n%s", asked, words, before, m.ID, other.log.String())
			}
			told[words] = fmt.Sprint(n, " ", m.ID)
		}
		if asked != agent.AskNone && asked != agent.AskRating {
			t.Errorf("four misses of %s call nobody:\n%s", asked, other.log.String())
		}
	})
}
