package turn

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chasqui-fsm/chasqui/agent"
	"github.com/chasqui-fsm/chasqui/channels"
	"github.com/chasqui-fsm/chasqui/core/db"
)

// turn is one turn under way.
type turn struct {
	engine *Engine
	work   channels.TurnWork
	view   agent.View
	seen   json.RawMessage // the view as it was before anything was decided, for replay
	heard  agent.Heard
	said   string        // id of the message that will be said
	asked  string        // what became of the model
	notice *agent.Notice // instead of what was heard
	key    string        // of the notice
	plan
}

// plan is what changes while a turn is decided. A transaction that is run again starts from a copy.
type plan struct {
	state   agent.State
	todo    []agent.Effect // asked for and not done
	done    []Deed
	replies []channels.Outbound
	owner   channels.Owner // who answers next; empty: as before
}

// Deed is an effect and what came of it, as it is stored with the turn.
type Deed struct {
	agent.Effect
	Result *agent.Result `json:"result,omitempty"`
}

// maxEffects bounds a turn; a dialogue that wants more is a defect.
const maxEffects = 24

// readState reads a stored state; one of a newer version, or none, starts afresh.
func readState(raw json.RawMessage) agent.State {
	var st agent.State
	if len(raw) == 0 || json.Unmarshal(raw, &st) != nil || st.Version > agent.StateVersion {
		return agent.State{Version: agent.StateVersion}
	}
	return st
}

// play understands, decides and does.
func (t *turn) play(ctx context.Context) error {
	if err := t.listen(ctx); err != nil {
		return err
	}
	if !t.silent() {
		t.step(agent.Event{Heard: &t.heard})
		if err := t.readAhead(ctx); err != nil {
			return err
		}
	}
	before := t.plan
	return t.engine.DB.InTx(ctx, func(tx *db.Tx) error {
		t.plan = before.copied()
		if err := t.checkOwner(ctx, tx); err != nil {
			return err
		}
		if err := t.doAll(ctx, tx); err != nil {
			return err
		}
		return t.commit(ctx, tx)
	})
}

func (p plan) copied() plan {
	p.todo, p.done, p.replies = slices.Clone(p.todo), slices.Clone(p.done), slices.Clone(p.replies)
	return p
}

// listen looks at the person and understands what they wrote.
func (t *turn) listen(ctx context.Context) error {
	view, err := t.engine.Viewer.View(ctx, t.work)
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	view.Owner = t.work.Conversation.Owner
	t.view = view
	if t.seen, err = json.Marshal(view); err != nil {
		return fmt.Errorf("write view: %w", err)
	}
	t.heard = t.engine.Understand.Understand(t.work, t.view, t.state)
	return t.consult(ctx)
}

// silent tells whether nothing was said that asks for an answer: a reaction to an old message, or one that was withdrawn.
func (t *turn) silent() bool {
	return t.heard.Text == "" && len(t.heard.Commands) == 0 && len(t.heard.Media) == 0
}

// step moves the dialogue and puts what it wants behind what is still to be done.
func (t *turn) step(ev agent.Event) {
	ev.Now, ev.Turn, ev.View = t.work.At, t.work.Turn, t.view
	var wants []agent.Effect
	t.state, wants = t.engine.Step(t.state, ev)
	t.state.Version = agent.StateVersion
	t.todo = append(t.todo, wants...)
}

// take removes the next effect.
func (t *turn) take() (agent.Effect, error) {
	if len(t.done) >= maxEffects {
		return agent.Effect{}, fmt.Errorf("the dialogue wants more than %d effects in one turn", maxEffects)
	}
	e := t.todo[0]
	t.todo = t.todo[1:]
	t.done = append(t.done, Deed{Effect: e})
	return e, nil
}

// came tells the dialogue what came of the effect that was taken last.
func (t *turn) came(res agent.Result) {
	last := &t.done[len(t.done)-1]
	res.Of = last.Kind
	last.Result = &res
	t.step(agent.Event{Result: &res})
}

// checkOwner decides again when somebody took over or handed back meanwhile.
func (t *turn) checkOwner(ctx context.Context, tx *db.Tx) error {
	owner, err := t.engine.Inbox.Owner(ctx, tx, t.work.Conversation.ID)
	if err != nil {
		return fmt.Errorf("owner: %w", err)
	}
	if owner == t.view.Owner || t.silent() {
		return nil
	}
	t.view.Owner = owner
	if t.seen, err = json.Marshal(t.view); err != nil {
		return fmt.Errorf("write view: %w", err)
	}
	t.plan = plan{state: readState(t.work.Conversation.State)}
	t.step(agent.Event{Heard: &t.heard})
	return nil
}
