package turn_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/fault"
)

const sorry = "tuve un problema de mi lado"

// Whatever breaks, the person is told and a person is called.
func TestADefectIsAnswered(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(w *world){
		"understanding panics": func(w *world) {
			w.engine.Understand = understander(func(channels.TurnWork) agent.Heard { panic("boom") })
		},
		"the view panics": func(w *world) { w.engine.Viewer = nil },
		"the view fails":  func(w *world) { w.office.blind = errBroken },
		"the dialogue panics": func(w *world) {
			w.engine.Step = func(agent.State, agent.Event) (agent.State, []agent.Effect) { panic("boom") }
		},
		"the dialogue does not end": func(w *world) {
			w.engine.Step = func(st agent.State, _ agent.Event) (agent.State, []agent.Effect) {
				return st, []agent.Effect{{Kind: agent.EffOffer, Offer: nil}}
			}
		},
		"reading panics": func(w *world) {
			w.office.during = func(k agent.EffectKind) {
				if k == agent.EffLocate {
					panic("boom")
				}
			}
		},
		"the words panic once": func(w *world) { w.engine.Speaker = &stutterer{Speaker: w.engine.Speaker} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.says("lavadora")
			spoil(w)
			out := w.says("ñuñoa")
			if !strings.Contains(w.last(), sorry) || len(w.replies()) != 2 || len(out.Replies) != 1 {
				t.Errorf("said %q", w.last())
			}
			if out.Owner != channels.OwnerHuman || out.Ask != agent.AskHuman || len(w.ledger("escalate")) != 1 {
				t.Errorf("outcome %+v, %v", out, w.ledger("escalate"))
			}
			if st := w.state(); st.Form.Service != "washer_repair" {
				t.Errorf("what was gathered is gone: %+v", st.Form)
			}
		})
	}
}

// stutterer fails at the first sentence.
type stutterer struct {
	turn.Speaker
	said int
}

func (s *stutterer) Render(v agent.View, lang string, m agent.Say) (string, []channels.Choice) {
	if s.said++; s.said == 1 {
		panic("no words")
	}
	return s.Speaker.Render(v, lang, m)
}

func TestADefectIsAnsweredEvenWhenNobodyCanBeCalled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.engine.Understand = understander(func(channels.TurnWork) agent.Heard { panic("boom") })
	w.office.broken = map[agent.EffectKind]error{agent.EffEscalate: errBroken}
	out := w.says("hola")
	if !strings.Contains(w.last(), sorry) || out.Owner != channels.OwnerHuman {
		t.Errorf("outcome %+v, said %q", out, w.last())
	}
	w.engine.Writer = nil
	w.hand(channels.OwnerBot)
	if out := w.says("hola"); out.Owner != channels.OwnerHuman || len(w.replies()) != 2 {
		t.Errorf("outcome %+v, said %q", out, w.last())
	}
}

func TestADefectDoesNotTalkOverAPerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.says("hola")
	w.hand(channels.OwnerHuman)
	w.engine.Understand = understander(func(channels.TurnWork) agent.Heard { panic("boom") })
	if out := w.says("lavadora"); len(out.Replies) != 0 || len(w.replies()) != 1 || out.N != 2 {
		t.Errorf("outcome %+v, said %q", out, w.last())
	}
}

// What the dialogue can do without, or has words for, is no defect of the turn.
func TestAFailedEffectIsDealtWith(t *testing.T) {
	t.Parallel()
	for kind, want := range map[agent.EffectKind]agent.Ask{
		agent.EffBook:     agent.AskHuman,
		agent.EffOffer:    agent.AskHuman,
		agent.EffLead:     agent.AskName,
		agent.EffRemember: agent.AskName,
		agent.EffRelease:  agent.AskName,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.office.broken = map[agent.EffectKind]error{kind: fault.New(fault.Conflict, "visit.book.not_served")}
			talk := toProposal[:5]
			if kind == agent.EffBook {
				talk = slices.Concat(toProposal, []string{"sí"})
			}
			w.talk(talk...)
			if st := w.state(); st.Ask != want || strings.Contains(w.last(), sorry) || len(w.replies()) != len(talk) && want != agent.AskHuman {
				t.Errorf("asks %s, said %q", st.Ask, w.last())
			}
			if n := w.count(`SELECT count(*) FROM noise`); n != w.count(`SELECT count(*) FROM ledger`) {
				t.Errorf("the effect that failed left something behind")
			}
		})
	}
}

func TestAnOptOutThatFailsIsNotToldAsDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.office.broken = map[agent.EffectKind]error{agent.EffConsent: errBroken}
	out := w.says("no me escriban")
	if !strings.Contains(w.last(), sorry) || out.Owner != channels.OwnerHuman {
		t.Errorf("outcome %+v, said %q", out, w.last())
	}
}

func TestATroubleThatPassesIsTriedAgainAndNotAnsweredTwice(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]error{
		"a service is away":      fault.New(fault.Unavailable, "error.unavailable"),
		"the process stops":      context.Canceled,
		"it takes too long":      context.DeadlineExceeded,
		"the database shut down": fault.New(fault.Unavailable, "error.unavailable", fault.Cause(errBroken)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.says("lavadora")
			w.office.broken = map[agent.EffectKind]error{agent.EffLead: trouble, agent.EffOffer: trouble, agent.EffLocate: trouble}
			w.receive(text("ñuñoa"))
			if _, _, err := w.engine.Run(t.Context(), w.conv); err == nil || len(w.replies()) != 1 {
				t.Errorf("answered: %v, %q", err, w.last())
			}
			w.office.broken = nil
			if out := w.run(); out.N != 2 || len(w.replies()) != 2 || strings.Contains(w.last(), sorry) {
				t.Errorf("tried again: %+v, %q", out, w.last())
			}
		})
	}
}

// The process dies at each step of a turn, before or after it. What runs next answers once, as if nothing had been.
func TestACrashAtAnyStepLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]bool{"a booking": false, "a lost slot": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.talk(toProposal...)
			steps := 0
			for at := 1; ; at++ {
				before := len(w.replies())
				w.office.lose = map[agent.EffectKind]bool{agent.EffBook: lost}
				w.Clock.Advance(1)
				w.receive(text("sí"))
				died := w.dieAt(at)
				if !died {
					steps = at - 1
					break
				}
				w.restart()
				if out := w.run(); died && out.N == 0 && len(w.replies()) == before {
					t.Fatalf("died at %d and nothing was answered", at)
				}
				if n := len(w.replies()) - before; n != 1 {
					t.Fatalf("died at %d: %d replies", at, n)
				}
				if lost {
					w.talk("1")
				} else if n := len(w.ledger("visit")); n != 1 {
					t.Fatalf("died at %d: %d visits", at, n)
				} else if _, err := w.DB.Exec(t.Context(), `DELETE FROM ledger WHERE starts_with(entry, 'visit ')`); err != nil {
					t.Fatal(err)
				} else {
					w.talk("lavadora", "ñuñoa", "pronto", "1", "Irarrázaval 1234")
				}
				if st := w.state(); st.Ask != agent.AskConfirm {
					t.Fatalf("died at %d: then asks %s, said %q", at, st.Ask, w.last())
				}
			}
			if steps < 16 {
				t.Errorf("a turn has only %d places to die at", steps)
			}
			t.Logf("died at %d places", steps)
		})
	}
}

// dieAt runs the turn in a process that dies at the nth step: nothing of it goes on from there. False: it ended before.
func (w *world) dieAt(n int) (died bool) {
	w.t.Helper()
	ctx, kill := context.WithCancel(w.t.Context())
	defer kill()
	m := &mortal{world: w, kill: kill, at: n}
	e := *w.engine
	e.Inbox, e.Viewer, e.Understand, e.Reader, e.Writer, e.Speaker = m, m, m, m, m, m
	step := e.Step
	e.Step = func(st agent.State, ev agent.Event) (agent.State, []agent.Effect) {
		defer m.tick()()
		return step(st, ev)
	}
	_, _, err := e.Run(ctx, w.conv)
	if (err != nil) != (ctx.Err() != nil) && err != nil {
		w.t.Fatalf("step %d: %v", n, err)
	}
	return ctx.Err() != nil
}

// mortal is all that an engine needs, and dies before or after one of the calls.
type mortal struct {
	*world
	kill func()
	n    int
	at   int
}

func (m *mortal) tick() (after func()) {
	m.step()
	return m.step
}

func (m *mortal) step() {
	if m.n++; m.n == m.at {
		m.kill()
	}
}

func (m *mortal) Claim(ctx context.Context, c string) (func(), bool, error) {
	defer m.tick()()
	return m.gw.Claim(ctx, c)
}

func (m *mortal) Quiet(ctx context.Context, c, key string) (channels.Quiet, error) {
	return m.gw.Quiet(ctx, c, key)
}

func (m *mortal) Note(ctx context.Context, tx *db.Tx, done channels.TurnDone) error {
	return m.gw.Note(ctx, tx, done)
}

func (m *mortal) Freeze(ctx context.Context, c, rules string) (channels.TurnWork, bool, error) {
	defer m.tick()()
	return m.gw.Freeze(ctx, c, rules)
}

func (m *mortal) Owner(ctx context.Context, tx *db.Tx, c string) (channels.Owner, error) {
	defer m.tick()()
	return m.gw.Owner(ctx, tx, c)
}

func (m *mortal) Commit(ctx context.Context, tx *db.Tx, d channels.TurnDone) error {
	defer m.tick()()
	return m.gw.Commit(ctx, tx, d)
}

func (m *mortal) KeepModel(ctx context.Context, id string, raw json.RawMessage) (json.RawMessage, error) {
	defer m.tick()()
	return m.gw.KeepModel(ctx, id, raw)
}

func (m *mortal) View(ctx context.Context, work channels.TurnWork) (agent.View, error) {
	defer m.tick()()
	return m.office.View(ctx, work)
}

func (m *mortal) Understand(work channels.TurnWork, v agent.View, st agent.State) agent.Heard {
	defer m.tick()()
	return m.engine.Understand.Understand(work, v, st)
}

func (m *mortal) Read(ctx context.Context, q db.Querier, v agent.View, e agent.Effect) (agent.Result, error) {
	defer m.tick()()
	return m.office.Read(ctx, q, v, e)
}

func (m *mortal) Write(ctx context.Context, tx *db.Tx, who turn.Who, e agent.Effect) (agent.Result, error) {
	defer m.tick()()
	return m.office.Write(ctx, tx, who, e)
}

func (m *mortal) Render(v agent.View, lang string, s agent.Say) (string, []channels.Choice) {
	defer m.tick()()
	return m.engine.Speaker.Render(v, lang, s)
}

func (m *mortal) Template(v agent.View, lang string, s agent.Say) *channels.Template {
	return m.engine.Speaker.Template(v, lang, s)
}
